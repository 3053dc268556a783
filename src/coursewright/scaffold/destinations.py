"""Where a template may write: what a course is made of, nowhere hidden, on any system.

A file that some tool runs or takes its settings from, such as `coursewright.yaml` or a hook of Git, is none.
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath

from coursewright.spec.discover import COURSE_FILE, MODULE_FILE

TEXTS = (".md", ".txt", ".csv", ".tsv")
TAKES = (
    "It takes `course.yaml`, `module.yaml` and names that end in `.course.yaml` or `.module.yaml`, and texts "
    f"for people: {', '.join(f'`{one}`' for one in TEXTS[:-1])} and `{TEXTS[-1]}`."
)
_LONGEST = 200
_BELOW = "Name a file below it."
_LETTERS = "Use letters, digits, hyphens and `/`."
_NOT_IN_NAMES = frozenset('<>:"|?*\\')
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Categories of letters that nobody sees, those that turn the direction of writing among them."""
_DEVICE = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])", re.IGNORECASE)
"""What Windows takes for a device, whatever stands behind a dot."""


def misplaced(path: str) -> tuple[str, str] | None:
    """Return why a template may not write a file there, and what it may, or None where it may."""
    parts = PurePosixPath(path).parts
    shown = "".join("?" if unicodedata.category(one) in _UNSEEN else one for one in path[:60])
    if not parts or path.startswith(("/", "~")) or ".." in parts:
        return f"The path `{shown}` leads out of the folder.", _BELOW
    if (
        len(path) > _LONGEST
        or any(one in _NOT_IN_NAMES or unicodedata.category(one) in _UNSEEN for one in path)
        or any(part != part.strip() or part.endswith(".") for part in parts)
        or any(_DEVICE.fullmatch(part.partition(".")[0].strip()) for part in parts)
    ):
        return f"`{shown}` is no path that every system takes.", _LETTERS
    if any(part.startswith(".") for part in parts):
        return (
            f"`{shown}` is hidden, and templates write only what people see.",
            "Leave out the dot in front.",
        )
    name = parts[-1]
    if COURSE_FILE.fullmatch(name) or MODULE_FILE.fullmatch(name) or name.lower().endswith(TEXTS):
        return None
    return f"`{shown}` is nothing that a course is made of.", TAKES

"""The report as Checkstyle XML, which Jenkins, reviewdog and many others read.

Every checked file has an element, empty where nothing was found, as Checkstyle itself writes it. The source
of a finding is `coursewright.FUP.FUP001`: Jenkins groups by the last two parts, as it does with the packages
and names of checks. The form has no room for what is silenced or left out on purpose; `json` has it all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.reporters.shared.fold import by_file
from coursewright.reporters.xml_text import DECLARATION, element, opening

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coursewright.reporters.record import CourseRecord, Told, Trouble
    from coursewright.reporters.reporter import RunRecord, Setting

FORM = "4.3"
"""The version of Checkstyle that other tools name here, too. Readers do not ask for it."""
_FAMILY = 3
"""How many letters of a code name its family."""


class CheckstyleReport:
    """Writes the files of one course after the other."""

    def __init__(self, setting: Setting) -> None:
        del setting  # nothing of it shows

    def start(self) -> str:
        """Return the opening of the document."""
        return f"{DECLARATION}{opening('checkstyle', {'version': FORM})}\n"

    def course(self, course: CourseRecord) -> str:
        """Return the files of one course."""
        found = by_file(course.findings)
        paths = dict.fromkeys([one.path for one in course.files] + [told.file for told in course.findings])
        return "".join(_file(path, map(_finding, found.get(path, ()))) for path in paths)

    def end(self, run: RunRecord) -> str:
        """Return what could not be checked, and the end of the document."""
        files = (_file(str(path), map(_trouble, here)) for path, here in by_file(run.troubles).items())
        return f"{''.join(files)}</checkstyle>\n"


def _file(path: str, errors: Iterable[str]) -> str:
    lines = "".join(f"  {error}\n" for error in errors)
    return element("file", {"name": path}, f"\n{lines}" if lines else "") + "\n"


def _finding(told: Told) -> str:
    return element(
        "error",
        {
            "line": told.place.line,
            "column": told.place.column,
            "severity": told.severity,
            "message": f"{told.message} Fix: {told.fix}" if told.fix else told.message,
            "source": f"coursewright.{told.code[:_FAMILY]}.{told.code}",
        },
    )


def _trouble(trouble: Trouble) -> str:
    """Return a trouble. Some readers insist on a line: the first stands for a file, as with Checkstyle."""
    return element(
        "error",
        {
            "line": trouble.line or 1,
            **({"column": trouble.column} if trouble.column else {}),
            "severity": "error",
            "message": trouble.said,
            "source": f"coursewright.unchecked.{trouble.kind}",
        },
    )

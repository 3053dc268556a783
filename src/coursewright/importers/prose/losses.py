"""What of a page in HTML is not in its Markdown, though learners saw it."""

from __future__ import annotations

import re

from coursewright.importers.prose.parsing import parsed
from coursewright.spec.wording import counted

__all__ = ["lost_in"]

_OWN_CONTENT = re.compile(
    r"""<img\s(?:[^<>"']|"[^"<]{0,400}"|'[^'<]{0,400}'){0,400}?\bsrc\s*=\s*["']?\s*data:""", re.IGNORECASE
)
_DEEP = 2_000
"""Tags that a text has at least if it is nested too deeply to be read by its structure."""


def lost_in(html: str) -> list[str]:
    """Return what `markdown_of` leaves out of a text, or simplifies, as clauses for the account."""
    lost: list[str] = []
    held = len(_OWN_CONTENT.findall(html)) if "data:" in html else 0
    if held:
        which = "is not there: it stands" if held == 1 else "are not there: they stand"
        lost.append(f"{counted(held, 'image')} {which} in the text itself and not in a file")
    if html.count("<") > _DEEP and parsed(html) is None:
        lost.append("it is nested too deeply, or has too many tags, so that only its words are there")
    return lost

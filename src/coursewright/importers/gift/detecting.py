"""Whether a source is a file of GIFT questions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coursewright.importers.source import decoded

if TYPE_CHECKING:
    from coursewright.importers.source import Source

__all__ = ["gift_files", "recognises"]

_NAMED = (".gift", ".gift.txt")
_HEAD = 100_000
_QUESTION = re.compile(
    r"^::[^\n:]{1,300}::[^\n{}]{0,3000}(?<!\\)\{|(?<!\\)\{\s{0,20}(?:[=~][^\n{}]|#-?\d|(?:TRUE|FALSE|T|F)\s?[}#])",
    re.MULTILINE,
)
_CATEGORY = re.compile(r"^\s{0,20}\$CATEGORY:", re.MULTILINE)


def recognises(source: Source) -> bool:
    """Say whether a source is one: files that are named so and nothing else, or a text that holds some."""
    if gift_files(source):
        return True
    if not source.is_file or source.path.suffix.lower() != ".txt":
        return False
    head = decoded(source.look.text(source.path.name, _HEAD))
    return ("{" in head and _QUESTION.search(head) is not None) or _CATEGORY.search(head) is not None


def gift_files(source: Source) -> list[str]:
    """Return the files of a source where all of them are named as GIFT; none where one is not."""
    names = sorted(source.sizes)
    return names if names and all(name.lower().endswith(_NAMED) for name in names) else []

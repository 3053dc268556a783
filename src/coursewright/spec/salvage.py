"""What can still be said of a course file that is no YAML: its list of modules, and that the rest is unknown.

So its modules are found and checked, and nothing is held against them that the course may well say.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coursewright.spec.nodes import Invalid, Mapping, Node, Pair, Part, Scalar, Sequence
from coursewright.spec.schema_files import bundled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.spec.source import Source

_IS_COURSE = re.compile(r"^course[ \t]*:", re.MULTILINE)
_MODULES = re.compile(r"^modules[ \t]*:", re.MULTILINE)
_NEXT_KEY = re.compile(r"^[^\s#\-\[\]{}'\"]", re.MULTILINE)
_ANY_KEY = re.compile(r"""\b(\w+)['"]?[ \t]*:""")
_LINE = re.compile(r"[^\n]+")
_PATH = re.compile(r"""[^\s,\[\]{}"'#-][^\n,\[\]{}"'#]*?\.ya?ml\b""")


def salvage(source: Source) -> Mapping | None:
    """Return a course of which all is unknown but for the modules it names; None if it is no course."""
    if not _IS_COURSE.search(source.text):
        return None
    unknown = Invalid(Scalar(source, 0, 0, "", plain=True))
    pairs: dict[str, Pair] = {}
    for key in bundled("course")["properties"]:
        pairs[key] = (Part(unknown, key, 0, 0), unknown)
    items: list[Node] = [*_paths(source), unknown]
    pairs["modules"] = (pairs["modules"][0], Sequence(source, 0, 0, items))
    return Mapping(source, 0, 0, pairs)


def mentioned(root: Mapping) -> Mapping:
    """Return only those keys that the text of a salvaged course has: the others it cannot hand down."""
    said = set(_ANY_KEY.findall(root.source.text))
    pairs = {key: pair for key, pair in root.pairs.items() if key in said}
    return Mapping(root.source, root.start, root.end, pairs)


def _paths(source: Source) -> Iterator[Scalar]:
    begin = _MODULES.search(source.text)
    if begin is None:
        return
    after = _NEXT_KEY.search(source.text, source.text.find("\n", begin.end()) + 1 or len(source.text))
    for line in _LINE.finditer(source.text, begin.end(), after.start() if after else len(source.text)):
        comment = re.search(r"(?:^|\s)#", line[0])
        stop = line.start() + comment.start() if comment else line.end()
        for path in _PATH.finditer(source.text, line.start(), stop):
            yield Scalar(source, path.start(), path.end(), path[0], plain=True)

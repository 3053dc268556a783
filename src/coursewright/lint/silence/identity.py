"""What a finding is about, in terms that outlive editing: no line, no position in a list, no indentation.

An item is known by its id, else by its title or what else it says first of itself, else by nothing but the
list that it stands in. Items of courses, modules and units are known by that alone, so that they may move
from one unit to the next; their parts are known by the way that leads there from the item.
"""

from __future__ import annotations

import re
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import normalize

from coursewright.spec.nodes import Mapping, Node, Scalar, Sequence, head_of

if TYPE_CHECKING:
    from coursewright.lint.findings import Mark

LETTERS = 12
_LONGEST_NAME = 48

_ITEMS = frozenset(
    {
        "outcomes",
        "materials",
        "tasks",
        "sessions",
        "follow_up_activities",
        "assessments",
        "announcements",
        "units",
    }
)
"""The keys whose items stand in a course, a module or a unit."""

_LISTS = _ITEMS | {
    "agenda",
    "choices",
    "criteria",
    "decision_points",
    "evaluation",
    "follow_up",
    "options",
    "questions",
    "reflection_prompts",
    "standards",
    "team",
    "timetable",
    "tools",
}
"""The keys at which one item may stand without brackets, and be joined by others later."""

_NAMES = ("id", "title", "name", "statement", "text", "prompt", "option", "measure", "path", "url")
_SIMPLE_STEP = re.compile(r"[^.\[]*")
_TOKEN = re.compile(r"\[([^\]]*)\]")
_NUMBER = re.compile(r"\[\d+\]")


class Identity(NamedTuple):
    """A fingerprint to tell a place by, and words by which people can."""

    fingerprint: str
    hint: str


def identity(mark: Mark) -> Identity:
    """Return what the place of a finding is, while the tree of its file is still there."""
    steps = _steps(mark)
    whole = "".join(steps)
    digest = sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()
    # The letter in front keeps other readers of YAML from taking it for a number.
    hint = "".join(_shortened(step) for step in steps if step != "[]").lstrip(".")
    return Identity(f"f{digest[: LETTERS - 1]}", hint or "the file")


def _steps(mark: Mark) -> list[str]:
    root = mark.source.root
    if root is None or not mark.node:
        head = head_of(root) if root is not None else None
        if head is not None and mark.source.position(head[0].start) == mark.span.start:
            return []
        return [f"[{_folded(_written(mark))}]"]
    return _Walk(mark.node).through(root)


def _written(mark: Mark) -> str:
    """Return the text that is marked, up to the end of its first line."""
    start, end = mark.span
    line = mark.source.line(start.line)
    return line[start.column - 1 : end.column - 1 if end.line == start.line else None]


class _Walk:
    """Follows the path of a node, such as `units[2].tasks[read].due`, down the tree."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._at = 0

    def through(self, root: Mapping) -> list[str]:
        """Return the steps that tell the node; what they name too vaguely is left as it is written."""
        node: Node | None = root
        steps: list[str] = []
        holds_items = True
        key = ""
        while self._at < len(self._path) and node is not None:
            if isinstance(node, Mapping):
                key, node = self._key(node)
                if node is None:
                    break
                steps.append(f".{key}")
                if key in _LISTS and isinstance(node, Mapping | Scalar):
                    name = _name_of(node)
                    steps = self._joined(steps, key, node, name, holds_items=holds_items)
                    holds_items = holds_items and key == "units"
                elif not isinstance(node, Sequence):
                    holds_items = False
            elif isinstance(node, Sequence):
                node = self._item(node)
                if node is None:
                    break
                steps = self._joined(steps, key, node, _name_of(node), holds_items=holds_items)
                holds_items = holds_items and key == "units"
            else:
                break
        rest = self._path[self._at :]
        return [*steps, _NUMBER.sub("[]", rest)] if rest else steps

    @staticmethod
    def _joined(steps: list[str], key: str, item: Node, name: str, *, holds_items: bool) -> list[str]:
        has_id = isinstance(item, Mapping) and isinstance(item.value("id"), Scalar)
        if name and (has_id or (holds_items and key in _ITEMS)):
            return [f".{key}", f"[{name}]"]
        return [*steps, f"[{name}]"]

    def _key(self, mapping: Mapping) -> tuple[str, Node | None]:
        start = self._at + (self._path[self._at] == ".")
        found = _SIMPLE_STEP.match(self._path, start)
        key = found[0] if found else ""
        if key not in mapping.pairs:
            fitting = [
                one for one in mapping.pairs if self._path.startswith(one, start) and self._ends(start, one)
            ]
            if not fitting:
                return "", None
            key = max(fitting, key=len)
        self._at = start + len(key)
        return key, mapping.pairs[key][1]

    def _ends(self, start: int, key: str) -> bool:
        return self._path[start + len(key) : start + len(key) + 1] in {"", ".", "["}

    def _item(self, sequence: Sequence) -> Node | None:
        items = sequence.items
        token = _TOKEN.match(self._path, self._at)
        if token and token[1].isdecimal() and 0 < int(token[1]) <= len(items):
            item = items[int(token[1]) - 1]
            if not _id_of(item):
                self._at = token.end()
                return item
        if token and (named := _by_id(sequence).get(token[1])) is not None:
            self._at = token.end()
            return named
        for item in items:  # an id may hold a bracket of its own
            said = f"[{_id_of(item)}]"
            if said != "[]" and self._path.startswith(said, self._at):
                self._at += len(said)
                return item
        return None


@lru_cache(maxsize=16)
def _by_id(sequence: Sequence) -> dict[str, Node]:
    """Return the items of a list by their ids; of two with the same, the first."""
    return {name: item for item in reversed(sequence.items) if (name := _id_of(item))}


def _id_of(item: Node) -> str:
    if isinstance(item, Mapping) and isinstance(found := item.value("id"), Scalar):
        return found.text
    return ""


def _name_of(item: Node) -> str:
    """Return what an item calls itself, empty where it does not."""
    if isinstance(item, Scalar):
        return _folded(item.text)
    if isinstance(item, Mapping):
        for key in _NAMES:
            value = item.value(key)
            if isinstance(value, Mapping) and value.pairs:  # a text in several languages
                value = value.pairs[min(value.pairs)][1]
            if isinstance(value, Scalar) and (said := _folded(value.text)):
                return said
    return ""


def _folded(text: str) -> str:
    """Return a text as it reads, however it is wrapped or its accents are made."""
    flat = " ".join(text.split())
    return flat if flat.isascii() else normalize("NFC", flat)


def _shortened(step: str) -> str:
    if len(step) <= _LONGEST_NAME or not step.startswith("["):
        return step
    return f"{step[: _LONGEST_NAME - 4].rstrip()}...]"

"""What in a file can take a part, and what it is called: its module, units, tasks and the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.spec.errors import UsageError
from coursewright.spec.nodes import Mapping, Node, Scalar, Sequence
from coursewright.spec.wording import closest, listed, shortened

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence as List

    from coursewright.spec.documents import Document

_ITEMS = {
    "tasks": "task",
    "follow_up_activities": "follow-up activity",
    "sessions": "session",
    "assessments": "assessment",
}
_MOST_NAMED = 12


class Holder(NamedTuple):
    """A course, a module, a unit or an item in a file; `around` is the holder that it is in, or it itself."""

    node: Mapping
    noun: str
    id: str
    title: str
    around: Mapping

    @property
    def word(self) -> str:
        """What to type after `--at` for it; empty where it has no name."""
        return self.id or self.title

    @property
    def label(self) -> str:
        """What to call it in a sentence."""
        name = self.title or self.id
        if name:
            return f'{self.noun} "{shortened(name)}"'
        return f"this {self.noun}" if self.noun in {"course", "module"} else f"a {self.noun} without a name"


def top_of(document: Document) -> Holder:
    """Return the course or module itself. Raise `ValueError` for a file that could not be read."""
    if document.root is None or document.kind is None:
        raise ValueError("a file that could not be read has no places")
    node = document.root
    return Holder(node, document.kind, text_of(node, document.kind), text_of(node, "title"), node)


def units_of(document: Document) -> list[Holder]:
    """Return the units that a module spells out."""
    if document.root is None or document.kind != "module":
        return []
    return [
        Holder(one, "unit", text_of(one, "id"), text_of(one, "title"), one)
        for one in mappings(document.root.value("units"))
    ]


def items(document: Document, *keys: str) -> Iterator[Holder]:
    """Yield the tasks, sessions and so on of a file, as `keys` say, in its order; by default all of these."""
    for holder in (top_of(document), *units_of(document)):
        for key, noun in _ITEMS.items():
            if keys and key not in keys:
                continue
            for one in mappings(holder.node.value(key)):
                yield Holder(one, noun, text_of(one, "id"), text_of(one, "title"), holder.node)


def is_called(document: Document, word: str) -> bool:
    """Whether something in a file that was read has this id or title."""
    return document.kind is not None and _called(_all(document), word) is not None


def _all(document: Document) -> list[Holder]:
    return [top_of(document), *units_of(document), *items(document)]


def _called(known: List[Holder], word: str) -> Holder | None:
    """Return what is called `word`: by its id, else by its title, whatever its capitals."""
    for same in (
        [one for one in known if one.id == word],
        [one for one in known if one.title == word],
        [one for one in known if word.casefold() in {one.id.casefold(), one.title.casefold()}],
    ):
        if same:
            return same[0]
    return None


def called_so(document: Document, word: str) -> Holder:
    """Return what is called `word`, by its id or title. Raise `UsageError` where nothing is."""
    known = _all(document)
    found = _called(known, word)
    if found is not None:
        return found
    near = closest(word, [one.word for one in known if one.word])
    hint = f"Did you mean `{near}`?" if near else told([one for one in known if one.word])
    raise UsageError(f"--at: nothing in the file is called `{shortened(word)}`.", hint)


def told(holders: List[Holder]) -> str:
    """Say what one of these can be named; empty where there is none."""
    names = [f"`{shortened(one.word)}`" for one in holders[:_MOST_NAMED]]
    more = len(holders) - len(names)
    if not names:
        return ""
    return f"It has {listed([*names, f'{more} more'] if more else names)}."


def mappings(node: Node | None) -> list[Mapping]:
    """Return the mappings of a list, or the one that stands for it."""
    if isinstance(node, Mapping):
        return [node]
    return [one for one in node.items if isinstance(one, Mapping)] if isinstance(node, Sequence) else []


def text_of(node: Mapping, key: str) -> str:
    """Return the text under a key; empty where there is none, or one in several languages."""
    value = node.value(key)
    return value.text if isinstance(value, Scalar) else ""

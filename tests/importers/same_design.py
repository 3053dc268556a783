"""Whether a course that was exported and came back is the same, less what the export said it loses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from design_values import aspect_values, outcome_values, part_values, self_values
from question_values import Asked, question_value

from coursewright.design.contents import as_written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from coursewright.exporters.edition.model import Edition, Entry, UnitPart
    from coursewright.exporters.fidelity.ledger import Ledger, Note
    from coursewright.spec.model import Question

__all__ = ["LESSER", "Lesser", "differences", "questions_equal"]


class Lesser(NamedTuple):
    """A loss that a clause of a note may announce."""

    aspect: str
    words: str
    """A pattern that is found in the clause."""
    loss: Callable[[Any, re.Match[str]], Any]
    """Gives what is left of the value that was exported."""
    certain: bool = True
    """Whether the loss has to happen where the clause says so; else the whole may come back, too."""


def _without(*names: str) -> Callable[[Any, re.Match[str]], Any]:
    return lambda value, _found: tuple(pair for pair in value if pair[0] not in names)


def _unkeyed(value: Any, _found: re.Match[str]) -> Any:
    """Return questions as they can be read: what is right is not told, nor which sides belong together."""
    return tuple(Asked(_to_read(one.raw)) for one in value)


def _to_read(raw: dict[str, Any]) -> dict[str, Any]:
    shown = raw["type"] in {None, "single", "multiple", "true-false"}
    return {
        **raw,
        "options": tuple((text, False, "") for text, _, _ in raw["options"] if text and shown),
        "pairs": frozenset(
            half for left, right in raw["pairs"] for half in ((left, ""), ("", right)) if any(half)
        ),
        "answer": (),
        "tolerance": None,
        "feedback": "",
    }


LESSER: list[Lesser] = [
    Lesser("monitoring", "left out|as far as it concerns students", _without("looks_for", "minutes")),
    Lesser("feedback", "left out|as far as it concerns students", _without("addresses", "minutes")),
    Lesser("questions", "without (their )?keys", _unkeyed),
]
"""What may come back lesser, and the words that announce it. Nothing else may: tests of one format add to it
in a list of their own, which they hand to `differences`."""


def differences(original: Edition, back: Edition, ledger: Ledger, lesser: Sequence[Lesser] = ()) -> list[str]:
    """Return where a design that came back is not what was exported; `lesser` are losses of one format.

    What is kept has to be equal, what is dropped absent, and what is changed equal, or lesser as its clause
    says: each line names the key, the aspect and both values.
    """
    return list(_Comparison(original, back, ledger, [*LESSER, *lesser]).lines())


def questions_equal(
    original: Sequence[Question],
    back: Sequence[Question],
    editions: tuple[Edition, Edition] | None = None,
) -> list[str]:
    """Return where questions that came back differ: their number, else each with both values.

    With editions prompts are compared as they are rendered, else as texts.
    """
    if len(original) != len(back):
        return [f"questions: {len(original)} became {len(back)}"]
    one, other = editions or (None, None)
    pairs = [
        (number, question_value(was, one), question_value(now, other))
        for number, (was, now) in enumerate(zip(original, back, strict=True), 1)
    ]
    return [
        f"question {number} · {key}: {before.raw[key]!r} became {after.raw[key]!r}"
        for number, before, after in pairs
        if before != after
        for key in before.raw
        if before.raw[key] != after.raw[key]
    ]


class _Comparison:
    """One comparison, with what is gone as a whole."""

    def __init__(self, original: Edition, back: Edition, ledger: Ledger, lesser: Sequence[Lesser]) -> None:
        self._original, self._back, self._ledger, self._lesser = original, back, ledger, lesser
        dropped = {note.key for note in ledger if not note.aspect and note.fate == "dropped"}
        self._gone = frozenset(dropped)

    def lines(self) -> Iterator[str]:
        home = as_written(self._original.course)
        if (home.title or home.id) and self._original.title.split() != self._back.title.split():
            yield _line("", "title", self._original.title, self._back.title)
        yield from self._order()
        for entry in self._original.entries:
            now = self._back.by_key.get(entry.key)
            if now is not None and entry.key not in self._gone:
                yield from self._entry(entry, now)
        yield from self._outcomes()
        before, after = part_values(self._original), part_values(self._back)
        for key, name in dict.fromkeys([*before, *after]):
            yield from self._compared(key, name, before.get((key, name)), after.get((key, name)))

    def _order(self) -> Iterator[str]:
        was, now = _shape(self._original, self._gone), _shape(self._back, frozenset())
        before = [part[:3] for part in was]
        after = [part[:3] for part in now]
        if before != after:
            yield _line("", "modules and units", before, after)
        inside = {part[:2]: part[3] for part in now}
        # One that says `units` and lists none has an order that no other plan can have.
        unlisted = {part.key for part in self._original.modules if part.module and not part.module.flat}
        for module, unit, _, entries in was:
            listed = inside.get((module, unit), entries)
            if listed != entries and (unit not in unlisted or sorted(listed) != sorted(entries)):
                yield _line(unit, "entries", entries, listed)
        for key in sorted(self._gone & self._back.by_key.keys()):
            yield _line(key, "", "dropped, as its note says", "there")

    def _entry(self, was: Entry, now: Entry) -> Iterator[str]:
        before, after = self_values(was, self._original), self_values(now, self._back)
        yield from (
            _line(was.key, name, *_apart(before[name], after[name]))
            for name in before
            if before[name] != after[name]
        )
        said = aspect_values(was, self._original, self._gone)
        found = aspect_values(now, self._back, frozenset())
        for aspect in dict.fromkeys([*said, *found]):
            yield from self._compared(was.key, aspect, said.get(aspect), found.get(aspect))

    def _compared(self, key: str, aspect: str, was: Any, now: Any) -> Iterator[str]:
        note = self._ledger.about(key, aspect)
        if not any(_same(one, now) for one in self._allowed(was, aspect, note)):
            clause = f" ({note.fate}: {note.how})" if note is not None else " (no note)"
            yield _line(key, aspect, *_apart(was, now)) + clause

    def _allowed(self, value: Any, aspect: str, note: Note | None) -> Iterator[Any]:
        """Yield the values that may come back for one that was exported."""
        if note is not None and note.fate == "dropped":
            yield None
            return
        if value is None or note is None or note.fate == "kept":
            yield value
            return
        whole, left = True, value
        for one in self._lesser:
            found = re.search(one.words, note.how) if one.aspect == aspect else None
            if found is not None:
                left = one.loss(left, found) or None
                whole = whole and not one.certain
        yield left
        if whole:
            yield value

    def _outcomes(self) -> Iterator[str]:
        was = {key: card for key, card in self._original.cards.items() if key not in self._gone}
        if list(was) != list(self._back.cards):
            yield _line("", "outcomes", list(was), list(self._back.cards))
        for key, card in was.items():
            other = self._back.cards.get(key)
            if other is None:
                continue
            before, after = outcome_values(card, self._original), outcome_values(other, self._back)
            yield from (
                _line(key, name, before[name], after[name]) for name in before if before[name] != after[name]
            )


def _shape(edition: Edition, gone: frozenset[str]) -> list[tuple[str, str, tuple[str, ...], list[str]]]:
    """Return units by module: their keys, titles and weeks, and their entries in order.

    Of a module without units, what has no title of its own is one: it may have said `units` and listed none.
    """
    found: list[tuple[str, str, tuple[str, ...], list[str]]] = []
    for module in edition.modules:
        whole: list[str] = []
        flat = not any(unit.title for unit in module.units)
        for unit in module.units:
            entries = [entry.key for entry in unit.entries if entry.key not in gone]
            if flat:
                whole += entries
            elif entries or _says_more(unit):
                found.append((module.key, unit.key, (module.title, unit.title, str(unit.week)), entries))
        if flat and (whole or module.outcomes):
            found.append((module.key, module.key, (module.title,), whole))
    return found


def _says_more(unit: UnitPart) -> bool:
    return bool(unit.overview or unit.outcomes)


def _same(one: Any, other: Any) -> bool:
    return (one or None) == (other or None)


def _apart(was: Any, now: Any) -> tuple[Any, Any]:
    """Return what differs of two sequences of one length, by its numbers; else both as they are."""
    if isinstance(was, Asked) and isinstance(now, Asked):
        return _apart(was.raw, now.raw)
    if isinstance(was, dict) and isinstance(now, dict):
        unlike = [key for key in was if was[key] != now.get(key)]
        return {key: was[key] for key in unlike}, {key: now.get(key) for key in unlike}
    if not (isinstance(was, tuple) and isinstance(now, tuple)) or len(was) != len(now):
        return was, now
    pairs = [
        (number, *_apart(one, other))
        for number, (one, other) in enumerate(zip(was, now, strict=True), 1)
        if one != other
    ]
    return {number: one for number, one, _ in pairs}, {number: other for number, _, other in pairs}


def _line(key: str, aspect: str, was: Any, now: Any) -> str:
    return f"{key or 'the course'} · {aspect or 'the entry'}: {was!r} became {now!r}"

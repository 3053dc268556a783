"""Changes in words: one sentence each, in pieces, so that writers know which of them are the author's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from coursewright.design.comparison.changes import Detail
from coursewright.design.comparison.wording import plural
from coursewright.reporters.diff.excerpt import excerpts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.design.comparison.changes import Change, Side, Subject

__all__ = ["Line", "Piece", "Role", "an", "counted", "cut", "detail_words", "line_of", "sign_of"]


Role: TypeAlias = Literal["words", "name", "old", "new"]
"""Our own words, or the author's: what something is called, and what it was and is."""

_SHORT = 60
"""Letters up to which both sides of a value stand on one line with an arrow."""


class Piece(NamedTuple):
    """A stretch of a sentence; all but `words` are the author's, or made of what the author says."""

    text: str
    role: Role = "words"


class Line(NamedTuple):
    """A change as people read it: the sentence, then both sides where they are too long for it.

    The sentence is its `subject` with what is `said` of it.
    """

    sign: str
    subject: tuple[Piece, ...]
    said: tuple[Piece, ...]
    was: str = ""
    now: str = ""
    details: tuple[Detail, ...] = ()

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The whole sentence."""
        return (*self.subject, *self.said)

    @property
    def under_subject(self) -> tuple[Piece, ...]:
        """The sentence as it stands below its subject, without the mark that would join the two."""
        first, *rest = self.said
        return (first._replace(text=first.text.lstrip(" ,:")), *rest)


def sign_of(change: Change) -> str:
    """Return `+` for what came, `-` for what went, `~` for what is otherwise."""
    return {"added": "+", "dropped": "-"}.get(change.kind, "~")


def line_of(change: Change) -> Line:
    """Return a change as people read it."""
    pieces = [*_within(change)]
    was = now = ""
    match change.style:
        case "told" if change.kind in {"added", "dropped"}:
            pieces.append(Piece(" is new" if change.kind == "added" else " is gone"))
        case "told":
            pieces += [Piece(f" has another {change.label}: "), *_arrow(change)]
        case "moved" if change.label == "place":
            pieces += [Piece(" moved: "), *_arrow(change)]
        case "moved":
            pieces += [Piece(f" moved, {change.label}: "), *_arrow(change)]
        case "list":
            pieces += _of_list(change)
        case "part" | "entry" if not (change.old.state == change.new.state == "said"):
            pieces += _of_part(change)
        case "text" if change.kind == "reworded":
            pieces.append(Piece(f": {change.label} reworded" if change.label != "statement" else " reworded"))
            was, now = excerpts(change.old.text, change.new.text)
        case _:
            pieces.append(Piece(f", {change.label}: "))
            if max(len(side.text) for side in (change.old, change.new)) <= _SHORT:
                pieces += _arrow(change)
            else:
                pieces[-1] = Piece(f", {change.label}")
                was, now = excerpts(_state(change.old), _state(change.new))
    return Line(sign_of(change), tuple(_subject(change)), tuple(pieces), was, now, tuple(_details(change)))


def _subject(change: Change) -> Iterator[Piece]:
    subject = change.subject
    if change.others:
        yield Piece(f"{change.items:,} {plural(subject.noun)}")
    elif change.key == "statement" and change.style == "text":
        yield Piece(subject.noun)
        if subject.id:
            yield Piece(" ")
            yield Piece(subject.id, "name")
    else:
        yield from _called(subject)


def _within(change: Change) -> Iterator[Piece]:
    for one in change.within:
        yield Piece(", ")
        yield from _called(one)


def _called(subject: Subject) -> Iterator[Piece]:
    yield Piece(subject.noun)
    if subject.name:
        yield Piece(' "')
        yield Piece(cut(subject.name), "name")
        yield Piece('"')


def _of_list(change: Change) -> Iterator[Piece]:
    yield Piece(f", {change.label}: ")
    if change.old.text:
        yield Piece('dropped "')
        yield Piece(change.old.text, "old")
        yield Piece('"')
    if change.new.text:
        yield Piece(', added "' if change.old.text else 'added "')
        yield Piece(change.new.text, "new")
        yield Piece('"')


def _of_part(change: Change) -> Iterator[Piece]:
    label, old, new = change.label, change.old, change.new
    whose = "their" if change.others else "its"
    match old.state, new.state:
        case "said", "absent" | "unread":
            yield Piece(f" lost {an(label) if change.style == 'entry' else f'{whose} {label}'}")
            yield from _quoted(old, "old")
        case "said", "open":
            yield Piece(f": {label} to be decided again")
            yield from _quoted(new, "new")
        case _, "purpose":
            went = " now goes without" if old.state == "said" else " goes without"
            yield Piece(f"{went} {label} on purpose")
            yield from _quoted(new, "new")
        case "purpose", "said":
            yield Piece(f" has {an(label)} now, left out on purpose before")
            yield from _quoted(new, "new")
        case _, "said" if old.state != "said":
            yield Piece(f" gained {an(label)}")
            yield from _quoted(new, "new")
        case _, "open":
            yield Piece(f": {label} is marked as still to be decided")
            yield from _quoted(new, "new")
        case _:
            yield Piece(f", {label}: ")
            yield from _arrow(change)


_UNCOUNTED = frozenset({"monitoring", "feedback", "support", "own context", "planned workload"})
"""Labels that take no article."""


def an(label: str) -> str:
    """Return what to call a part, with `a` or `an` where that is said."""
    if label in _UNCOUNTED or (label.endswith("s") and not label.endswith("ss")):
        return label
    return f"{'an' if label[:1] in 'aeio' else 'a'} {label}"


def _quoted(side: Side, role: Role) -> Iterator[Piece]:
    if side.text:
        yield Piece(': "')
        yield Piece(cut(side.text, 160), role)
        yield Piece('"')


def _arrow(change: Change) -> Iterator[Piece]:
    prose = change.style in {"part", "entry", "text"}
    yield from _side(change.old, "old", quoted=prose)
    yield Piece(" -> ")
    yield from _side(change.new, "new", quoted=prose)


def _side(side: Side, role: Role, *, quoted: bool) -> Iterator[Piece]:
    mark = '"' if quoted and side.state == "said" else ""
    yield Piece(mark)
    yield Piece(_state(side), role)
    yield Piece(mark)


def _state(side: Side) -> str:
    match side.state:
        case "absent":
            return side.text or "not said"
        case "open":
            return f"to be decided ({side.text})" if side.text else "to be decided"
        case "purpose":
            return f"left out on purpose ({side.text})" if side.text else "left out on purpose"
        case "unread":
            return "not understood"
    return side.text


def _details(change: Change) -> Iterator[Detail]:
    yield from change.details
    if change.others:
        names = [subject.name or subject.id for subject in (change.subject, *change.others)]
        yield Detail("written once for all of them", "; ".join(cut(name, 40) for name in names if name))


def detail_words(detail: Detail, arrow: str = "->") -> str:
    """Return a detail in words: `leading verb: explain -> judge`."""
    label, old, new = detail
    if old and new:
        return f"{label}: {old} {arrow} {new}"
    if label == "in":
        return f"in {old or new}"
    return f"{label}: {old or new}" if old or new else label


def cut(text: str, longest: int = 90) -> str:
    """Return a text that runs on, cut at its end."""
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def counted(number: int, noun: str) -> str:
    """Return `1 change`, `2 changes`, `no change`."""
    return f"{number:,} {noun if number == 1 else plural(noun)}" if number else f"no {noun}"

"""What a comparison of two designs tells: changes of the design, each with both sides and their places."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from coursewright.spec.element import Element, Item

__all__ = ["ABSENT", "At", "Change", "Comparison", "Detail", "Kind", "Side", "State", "Style", "Subject"]

Kind: TypeAlias = Literal["added", "dropped", "renamed", "reworded", "moved", "changed"]
"""`renamed` is about ids, `moved` about places in the course and in its weeks."""

State: TypeAlias = Literal["said", "open", "purpose", "absent", "unread"]
"""`open` is still to be decided, `purpose` is left out on purpose, `unread` could not be understood."""

Style: TypeAlias = Literal["part", "entry", "value", "list", "text", "moved", "told"]
"""How to speak of a key: of a `part` that is there or not, an `entry` of a list that stays, a `value` from
this to that, a `list` with what went and what came, a `text` that reads otherwise, a place that something
`moved` to; what is `told` of the item itself."""


class Side(NamedTuple):
    """What one of two designs says: a value in words, the reason why it is left out, the hint of a TODO."""

    state: State
    text: str = ""


ABSENT = Side("absent")


class At(NamedTuple):
    """Where something is written: an element, or one of its keys."""

    element: Element
    key: str = ""


class Subject(NamedTuple):
    """What a change is about: the noun of the format, what the author calls it, and its id."""

    noun: str
    name: str = ""
    id: str = ""


class Detail(NamedTuple):
    """Something that follows from a change, or explains it: what it is, and both sides, each may be empty."""

    label: str
    old: str = ""
    new: str = ""


class Change(NamedTuple):
    """One change of the design.

    - `topic` is the name of what it is about, as in `topics`.
    - `subject` is the item as the new design calls it; of what is gone, as the old one did. `within` are the
      parts of it, from the outside in, that the change is in.
    - `key` is the path of the key, as `monitoring.by`, `label` what to call it; both are empty for an item
      itself. `style` says how to speak of it.
    - `was` and `now` are where to look in the old and in the new design.
    - `inside` says that another change already tells it: what a unit that is gone held, for example.
    - `others` are the further items for which one and the same text was changed, such as a default.
    """

    topic: str
    kind: Kind
    subject: Subject
    old: Side = ABSENT
    new: Side = ABSENT
    key: str = ""
    label: str = ""
    style: Style = "value"
    within: tuple[Subject, ...] = ()
    details: tuple[Detail, ...] = ()
    was: At | None = None
    now: At | None = None
    inside: bool = False
    others: tuple[Subject, ...] = ()

    @property
    def items(self) -> int:
        """How many items it is about."""
        return 1 + len(self.others)


class Comparison(NamedTuple):
    """All changes between two designs of a course, by topic, in the order of the course.

    `kept` are the items that both have, each with its counterpart, and `left` those that were not compared
    because the other side of their file could not be read.
    """

    changes: tuple[Change, ...]
    kept: tuple[tuple[Item, Item], ...] = ()
    left: tuple[Item, ...] = ()

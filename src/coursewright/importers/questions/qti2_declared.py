"""What an item of QTI 2 declares: which answers are right, what they earn, and what all of it is worth."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.importers.questions.numbers import decimal_in
from coursewright.importers.questions.qti2_names import attribute, inside, one_of, text_in

if TYPE_CHECKING:
    from decimal import Decimal

    from lxml.etree import _Element

__all__ = ["Declared", "declared_of", "points_of"]


class Declared(NamedTuple):
    """A response as it is declared."""

    several: bool = False
    kind: str = ""
    """Its base type, such as `identifier`, `string`, `float`, `pair`."""
    correct: tuple[str, ...] = ()
    earns: dict[str, Decimal] = {}  # noqa: RUF012 - nobody changes it
    """What each answer earns that its mapping names."""
    cased: bool = False
    """Whether capitals matter in its mapping."""

    @property
    def right(self) -> tuple[str, ...]:
        """The answers that are right, by what is declared."""
        mapped = [key for key, value in self.earns.items() if value > 0]
        return tuple(dict.fromkeys((*self.correct, *mapped)))


def declared_of(item: _Element) -> dict[str, Declared]:
    """Return the responses of an item by their identifiers."""
    return {attribute(one, "identifier"): _declared(one) for one in inside(item, "responseDeclaration")}


def _declared(element: _Element) -> Declared:
    mapping = one_of(element, "mapping")
    earns: dict[str, Decimal] = {}
    cased = False
    for entry in inside(mapping, "mapEntry"):
        value = decimal_in(attribute(entry, "mappedValue"))
        key = " ".join(attribute(entry, "mapKey").split())
        if key and value is not None:
            earns[key] = value
            cased |= attribute(entry, "caseSensitive").lower() in {"true", "1"}
    return Declared(
        attribute(element, "cardinality") in {"multiple", "ordered"},
        attribute(element, "baseType"),
        tuple(filter(None, (text_in(one) for one in inside(one_of(element, "correctResponse"), "value")))),
        earns,
        cased,
    )


def points_of(item: _Element) -> Decimal | None:
    """Return what an item is worth, where it says so: as `MAXSCORE`, or as the most that `SCORE` may be."""
    most = None
    for one in inside(item, "outcomeDeclaration"):
        name = attribute(one, "identifier")
        if name == "MAXSCORE":
            value = decimal_in(text_in(one_of(one, "defaultValue", "value")))
            if value is not None and value >= 0:
                return value
        if name == "SCORE":
            most = decimal_in(attribute(one, "normalMaximum"))
    return most

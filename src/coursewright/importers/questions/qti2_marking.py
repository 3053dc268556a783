"""How QTI 2 marks an item: what is tested, and what is set where it holds."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from coursewright.importers.questions.numbers import decimal_in
from coursewright.importers.questions.qti2_names import attribute, below, inside, named, text_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

__all__ = ["Branch", "Test", "branches_of"]

_KINDS = {
    "match": "is",
    "member": "is",
    "contains": "is",
    "stringMatch": "is",
    "equal": "is",
    "equalRounded": "is",
    "substring": "contains",
    "patternMatch": "pattern",
    "gte": "low",
    "gt": "low",
    "lte": "high",
    "lt": "high",
}
_BRANCHES = ("responseIf", "responseElseIf", "responseElse")
_SETTING = frozenset({"setOutcomeValue", "responseCondition"})


class Test(NamedTuple):
    """What a response is compared with."""

    kind: str
    """`is`, `contains`, `pattern`, `low` or `high`; `correct` for the right answer, whatever it is."""
    response: str
    value: str
    tolerance: tuple[Decimal, Decimal] | None
    """How far below and above a number another counts as the same."""
    cased: bool
    negated: bool


class Branch(NamedTuple):
    """What is set where tests hold."""

    tests: tuple[Test, ...]
    is_else: bool
    is_always: bool
    """Whether it is set whatever was answered."""
    score: Decimal | None
    """What `SCORE` is set to; None where it is not set here, or to what only the run tells."""
    scores: bool
    """Whether it gives points at all."""
    shown: tuple[tuple[str, str], ...]
    """Outcomes and the names they get: what is told by them."""
    echoed: tuple[str, ...]
    """Outcomes that get the response itself, so that what is told has the name of the answer."""


def branches_of(processing: _Element | None) -> list[Branch]:
    """Return what a response processing does, in order; of nested conditions each by itself."""
    found = [_branch((), element, always=True) for element in [processing] if element is not None]
    for condition in below(processing):
        if named(condition) == "responseCondition":
            for one in inside(condition, *_BRANCHES):
                expression = next((child for child in one if named(child) not in {"", *_SETTING}), None)
                is_else = named(one) == "responseElse"
                tests = () if is_else or expression is None else tuple(_tests(expression))
                found.append(_branch(tests, one, is_else=is_else))
    return [one for one in found if one.shown or one.scores or one.echoed or one.score is not None]


def _branch(
    tests: tuple[Test, ...], element: _Element, *, is_else: bool = False, always: bool = False
) -> Branch:
    score: Decimal | None = None
    scores = False
    shown: list[tuple[str, str]] = []
    echoed: list[str] = []
    for one in inside(element, "setOutcomeValue"):
        outcome = attribute(one, "identifier")
        inner = [*below(one)]
        values = [text_in(part) for part in inner if named(part) == "baseValue"]
        if "SCORE" in outcome.upper() and "FEEDBACK" not in outcome.upper():
            numbers = [value for text in values if (value := decimal_in(text)) is not None]
            score = max(numbers, default=None)
            scores = any(value > 0 for value in numbers) or any(
                named(part) == "variable" and attribute(part, "identifier") == "MAXSCORE" for part in inner
            )
            continue
        shown += [(outcome, value) for value in values if value]
        if any(named(part) == "variable" and attribute(part, "identifier") != outcome for part in inner):
            echoed.append(outcome)
    return Branch(tests, is_else, always, score, scores, tuple(shown), tuple(echoed))


def _tests(expression: _Element) -> Iterator[Test]:
    waiting = [(expression, False)]
    while waiting:
        one, negated = waiting.pop()
        name = named(one)
        if name in _KINDS:
            yield from _test(one, name, negated=negated)
        else:
            turned = negated != (name == "not")
            waiting += [(child, turned) for child in reversed(one) if named(child)]


def _test(element: _Element, name: str, *, negated: bool) -> Iterator[Test]:
    parts = [*below(element)]
    response = next((attribute(one, "identifier") for one in parts if named(one) == "variable"), "")
    if any(named(one) == "correct" for one in parts):
        yield Test("correct", response, "", _tolerance(element, None), cased=False, negated=negated)
        return
    cased = name in {"stringMatch", "substring"} and attribute(element, "caseSensitive").lower() in {
        "true",
        "1",
    }
    values = (
        [attribute(element, "pattern")]
        if name == "patternMatch"
        else [text_in(one) for one in parts if named(one) == "baseValue"]
    )
    for value in values:
        number = decimal_in(value)
        yield Test(_KINDS[name], response, value, _tolerance(element, number), cased, negated)


def _tolerance(element: _Element, value: Decimal | None) -> tuple[Decimal, Decimal] | None:
    """Return how far a number may be off: absolutely, in per cent of it, or by rounding."""
    if named(element) == "equalRounded":
        return _rounded(element)
    mode = attribute(element, "toleranceMode")
    both = [decimal_in(text) for text in attribute(element, "tolerance").split()]
    if mode not in {"absolute", "relative"} or not both or len(both) > 2 or None in both:
        return None
    low, high = (abs(one) for one in (both[0], both[-1]) if one is not None)
    if mode == "absolute":
        return low, high
    return None if value is None else (abs(value) * low / 100, abs(value) * high / 100)


def _rounded(element: _Element) -> tuple[Decimal, Decimal] | None:
    figures = attribute(element, "figures")
    if attribute(element, "roundingMode") != "decimalPlaces" or not figures.isdigit() or len(figures) > 2:
        return None
    half = Decimal(5).scaleb(-int(figures) - 1)
    return half, half

"""How QTI 1.2 marks an item: which answers score, and what those who give them are told."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from coursewright.importers.questions.markup import line_of_words
from coursewright.importers.questions.materials import html_below
from coursewright.importers.questions.numbers import decimal_in
from coursewright.packages.reading.xml import children, local

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lxml.etree import _Element

__all__ = ["Condition", "Test", "Told", "conditions_of", "told_of"]

_TESTS = {
    "varequal": "is",
    "varsubset": "is",
    "varsubstring": "contains",
    "vargte": "low",
    "vargt": "low",
    "varlte": "high",
    "varlt": "high",
}
_WHOLE = Decimal(100)

Role: TypeAlias = Literal["everybody", "right", "wrong", "answer", ""]


class Test(NamedTuple):
    """What an answer is compared with."""

    kind: str
    """`is`, `contains`, `low` or `high`."""
    field: str
    value: str
    cased: bool
    group: int
    """Tests of one group hold together."""


class Condition(NamedTuple):
    """What happens with some answers."""

    tests: tuple[Test, ...]
    excluded: tuple[Test, ...]
    """Those that must not hold."""
    is_other: bool
    score: Decimal
    """In the units of the item; 0 where it says nothing of the score."""
    shown: tuple[str, ...]
    """Names of the feedback that is shown."""


class Told(NamedTuple):
    """What learners are told, as plain lines."""

    everybody: str
    right: str
    wrong: str
    by_name: dict[str, str]
    """What those are told who gave one certain answer, by the names of the feedback."""
    elsewhere: tuple[str, ...]
    """Feedback that is shown in a way that a plan has no word for."""

    def of(self, shown: Iterable[str]) -> str:
        """Return what is told with an answer, whose conditions show feedback of these names."""
        return " ".join(dict.fromkeys(self.by_name[name] for name in shown if name in self.by_name))


def conditions_of(item: _Element) -> list[Condition]:
    """Return what happens with the answers of an item, in order."""
    return [
        _condition(one)
        for processing in children(item, "resprocessing")
        for one in children(processing, "respcondition")
    ]


def _condition(element: _Element) -> Condition:
    tests: list[Test] = []
    excluded: list[Test] = []
    other = False
    waiting = [(one, False, 0) for one in children(element, "conditionvar")]
    groups = 0
    while waiting:
        one, negated, group = waiting.pop()
        name = local(one)
        if name in _TESTS:
            cased = (one.get("case") or "").lower() == "yes"
            value = " ".join((one.text or "").split())
            test = Test(_TESTS[name], one.get("respident") or "", value, cased, group)
            (excluded if negated else tests).append(test)
            continue
        other |= name == "other" and not negated
        groups += 1
        within = [(child, negated != (name == "not"), groups) for child in children(one)]
        waiting += reversed(within)
    shown = tuple((one.get("linkrefid") or "").strip() for one in children(element, "displayfeedback"))
    return Condition(tuple(tests), tuple(excluded), other, _score(element, shown), shown)


def _score(element: _Element, shown: Sequence[str]) -> Decimal:
    steps = [*children(element, "setvar")]
    if not steps and any(name.lower() == "correct" for name in shown):
        return _WHOLE  # Blackboard scores so where pairs are matched
    return sum((_step(one) for one in steps), Decimal(0))


def _step(element: _Element) -> Decimal:
    text = (element.text or "").strip()
    name = (element.get("varname") or element.get("variablename") or "").lower()
    if "incorrect" in name:
        return Decimal(0)
    value = _WHOLE if text.lower().endswith(".max") else decimal_in(text) or Decimal(0)
    return -value if (element.get("action") or "").lower() == "subtract" else value


def told_of(item: _Element, conditions: Sequence[Condition], answers: Iterable[str]) -> Told:
    """Return what learners are told; `answers` are the identifiers of what they may choose."""
    known = set(answers)
    by_shown: dict[str, list[Condition]] = {}
    for condition in conditions:
        for name in condition.shown:
            by_shown.setdefault(name, []).append(condition)
    scored = any(condition.score > 0 for condition in conditions)
    said: dict[Role, list[str]] = {"everybody": [], "right": [], "wrong": [], "": []}
    by_name: dict[str, str] = {}
    for one in children(item, "itemfeedback"):
        text = line_of_words(html_below(one))
        name = (one.get("ident") or "").strip()
        if not text:
            continue
        role = _role(name, by_shown.get(name, []), known, scored=scored)
        if role == "answer":
            by_name[name] = text
        else:
            said[role].append(text)
    everybody, right, wrong = (" ".join(dict.fromkeys(said[key])) for key in ("everybody", "right", "wrong"))
    return Told(everybody, right, wrong, by_name, tuple(said[""]))


def _role(name: str, shown_by: Sequence[Condition], answers: set[str], *, scored: bool) -> Role:
    by_name = _role_by_name(name)
    if not shown_by:
        return by_name or ("answer" if name.removesuffix("_fb") in answers else "")
    otherwise = [one for one in shown_by if one.is_other]
    if otherwise and len(otherwise) < len(shown_by):
        return "everybody"
    if otherwise:
        return by_name or ("wrong" if scored else "everybody")
    if by_name in {"right", "wrong"}:
        return by_name
    if all(_is_of_one_answer(one) for one in shown_by):
        return "answer"
    return "right" if all(one.score > 0 for one in shown_by) else ""


def _role_by_name(name: str) -> Role:
    """Return what a name says, of those by which the makers of packages know their feedback."""
    lower = name.lower()
    if "incorrect" in lower or "wrong" in lower:
        return "wrong"
    if "correct" in lower:
        return "right"
    return "everybody" if lower.startswith("general") else ""


def _is_of_one_answer(one: Condition) -> bool:
    if one.excluded or not one.tests:
        return False
    return len(one.tests) == 1 or any(test.kind in {"low", "high"} for test in one.tests)

"""Edits elsewhere change neither what comments silence nor what a baseline hides.

A made-up module is written down, then edited and written down again in another hand: items are added, taken
away and moved, the indentation, brackets, quotes, line breaks, anchors and remarks are others. What is known
of each item by its title is what must come out.
"""

from __future__ import annotations

import datetime as dt
import json
import random
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from coursewright.lint.api import Context, Evidence, Meta, Problem, Severity
from coursewright.lint.engine import Linter
from coursewright.lint.registry import Rule, all_rules
from coursewright.lint.select import find
from coursewright.lint.silence.baseline import apply, create, update
from coursewright.lint.silence.baseline_file import dump, parse_bytes
from coursewright.lint.silence.suppressions import ignores_in, silence
from coursewright.lint.silence.unused import judge
from coursewright.spec.load import load_documents, read_document
from coursewright.spec.model import Item

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.lint.findings import Finding
    from coursewright.spec.model import Course

MODULE = Path("/courses/m.module.yaml")
BASELINE = Path("/courses/coursewright-baseline.yaml")
SEEDS = st.integers(min_value=0, max_value=10**9)

WORDS = [
    "Read",
    "draw",
    "été",
    "e\u0301te\u0301",
    "漢字",
    "👩\u200d💻",
    "a: b",
    "# no",
    "'",
    '"',
    "x]",
    "[y",
    "{z}",
    "one\u2028line",
    "- a",
    "*",
    "&",
]
KINDS = ("outcomes", "tasks", "sessions", "follow_up_activities", "materials")
REMARKS = ["# a remark", "#", "# coursewright is quick", "# - {id: old} # coursewright: ignore[TSK001]"]
COMMENT = "# coursewright: ignore[HSE001, TSK001] -- that is how we do it"


def _found(course: Course, _context: Context) -> Iterator[Problem]:
    for elements in course.elements.values():
        for element in elements:
            if isinstance(element, Item) and element.title:
                yield Problem(element, "No.")


META = Meta("HSE001", "house-rule", "It holds", Severity.WARNING, 5, Evidence.PRACTICE, ("Us",), "it matters")
HOUSE_RULE = Rule(META, _found, ("Course",), "", "house")
RULES = (
    HOUSE_RULE,
    *(find(code) for code in ("TSK001", "FUP001", "FUP002", "FUP004", "OUT006", "MAT001", "SPC004")),
)
LINTER = Linter(RULES, dt.date(2026, 9, 21), ignores=False)


@dataclass
class Thing:
    """An item of a module: the key of its list, its keys, and whether a comment is about it."""

    kind: str
    keys: dict[str, object]
    silent: bool = False


@dataclass
class Plan:
    """A module: its units, the first of which is the module itself."""

    units: list[list[Thing]] = field(default_factory=list)


class Author:
    """Makes up modules, and edits them."""

    def __init__(self, seed: int) -> None:
        self.any = random.Random(seed)  # noqa: S311 - for tests
        self._made = 0

    def plan(self) -> Plan:
        count = self.any.randint(1, 3)
        return Plan([[self.thing() for _ in range(self.any.randint(0, 4))] for _ in range(count)])

    def thing(self) -> Thing:
        self._made += 1
        kind = self.any.choice(KINDS)
        words = " ".join(self.any.choices(WORDS, k=self.any.randint(0, 3)))
        keys: dict[str, object] = {"title": f"{words} {self._made} {self.any.random()}".strip()}
        if self.any.random() < 0.4:
            keys = {"id": f"item-{self._made}-{self.any.randrange(10**6)}", **keys}
        if kind == "tasks" and self.any.random() < 0.7:
            keys["feedback"] = {
                "addresses": self.any.choice([f"TODO ask {self._made}", "the gap"]),
                "within": "3 days",
            }
        if kind == "outcomes":
            keys["statement"] = "Draw a map"
        if kind == "materials":
            keys |= {"kind": "image", "path": "a.png"}
        return Thing(kind, keys)

    def edited(self, plan: Plan) -> Plan:
        """Add, take away and move."""
        kept = [thing for unit in plan.units for thing in unit if self.any.random() < 0.8]
        count = self.any.randint(1, 4)
        units: list[list[Thing]] = [[] for _ in range(count)]
        for thing in [*kept, *(self.thing() for _ in range(self.any.randint(0, 3)))]:
            unit = self.any.choice(units)
            unit.insert(self.any.randint(0, len(unit)), thing)
        return Plan(units)


class Hand:
    """A way of writing things down."""

    def __init__(self, seed: int) -> None:
        self.any = random.Random(seed)  # noqa: S311 - for tests
        self._step = self.any.choice([1, 2, 4])
        self._outdented = self.any.random() < 0.5
        self._break = self.any.choice(["\n", "\n", "\r\n"])
        self._mark = self.any.choice(["", "", "\ufeff"])
        self._anchors = 0

    def write(self, plan: Plan) -> str:
        lines = ["module: m", "title: A module"]
        if self.any.random() < 0.3:
            lines.insert(0, "x-own: &own {note: nothing}")
        lines += self._lists(plan.units[0], 0)
        if len(plan.units) > 1:
            lines.append("units:")
            for number, unit in enumerate(plan.units[1:]):
                pad = self._pad(0)
                lines += self._remark(pad)
                lines.append(f"{pad}- title: Unit {number}")
                lines += self._lists(unit, len(pad) + 2)
        text = self._break.join(lines) + self.any.choice(["", self._break])
        return self._mark + text

    def _pad(self, indentation: int) -> str:
        return " " * (indentation if self._outdented else indentation + self._step)

    def _lists(self, things: list[Thing], indentation: int) -> Iterator[str]:
        for kind in dict.fromkeys(thing.kind for thing in things):
            yield " " * indentation + f"{kind}:"
            pad = self._pad(indentation)
            for thing in things:
                if thing.kind == kind:
                    yield from self._remark(pad)
                    yield from self._item(thing, pad)

    def _remark(self, pad: str) -> list[str]:
        return [f"{pad}{self.any.choice(REMARKS)}"] if self.any.random() < 0.3 else []

    def _item(self, thing: Thing, pad: str) -> Iterator[str]:
        above = thing.silent and self.any.random() < 0.5
        if above:
            yield pad + COMMENT
            yield from self._remark(pad)
        beside = f" {COMMENT}" if thing.silent and not above else ""
        if self.any.random() < 0.3:
            yield f"{pad}- {self._flow(thing.keys)}{beside}"
            return
        lines = list(self._block(thing.keys, len(pad) + 2))
        first = lines[0].lstrip()
        if self.any.random() < 0.2:
            self._anchors += 1
            yield f"{pad}- &a{self._anchors}{beside}"
            yield from lines
        else:
            yield f"{pad}- {first}{beside}"
            yield from lines[1:]

    def _block(self, keys: dict[str, object], indentation: int) -> Iterator[str]:
        pad = " " * indentation
        for key, value in keys.items():
            if isinstance(value, dict):
                if self.any.random() < 0.5:
                    yield f"{pad}{key}: {self._flow(value)}"
                else:
                    yield f"{pad}{key}:"
                    yield from self._block(value, indentation + self._step)
            else:
                yield f"{pad}{key}: {self._text(str(value))}"

    def _flow(self, keys: dict[str, object]) -> str:
        parts = (
            f"{key}: {self._flow(value) if isinstance(value, dict) else self._text(str(value))}"
            for key, value in keys.items()
        )
        return f"{{{', '.join(parts)}}}"

    def _text(self, text: str) -> str:
        if self.any.random() < 0.5 and "\u2028" not in text:
            return "'" + text.replace("'", "''") + "'"
        return json.dumps(text, ensure_ascii=self.any.random() < 0.3 and max(text) < "\ud800")


def check(text: str) -> tuple[Course, tuple[Finding, ...]]:
    course = load_documents(read_document(MODULE, text.encode()))
    assert not course.faults, [fault.message for fault in course.faults]
    return course, LINTER.lint(course).findings


def known(finding: Finding) -> tuple[str, str, str]:
    """Tell a finding by its rule, the title of its item or else the words in it, and the key below that."""
    return finding.code, finding.subject or finding.message, finding.mark.node.rpartition("]")[2]


@given(SEEDS, SEEDS, SEEDS)
def test_a_baseline_hides_what_was_there_and_nothing_else(first: int, second: int, edits: int) -> None:
    author = Author(first)
    plan = author.plan()
    _, before = check(Hand(first).write(plan))
    baseline = create(before, BASELINE)
    baseline = parse_bytes(dump(baseline).encode(), BASELINE)

    author.any = random.Random(edits)  # noqa: S311
    _, after = check(Hand(second).write(author.edited(plan)))
    ran = frozenset(rule.meta.code for rule in RULES)
    found = apply(after, baseline, {MODULE: ran})

    old, now = Counter(map(known, before)), Counter(map(known, after))
    assert Counter(known(one.finding) for one in found.hidden) == old & now
    assert Counter(map(known, found.new)) == now - old
    assert sum(one.gone for one in found.stale) == (old - now).total()

    kept = update(baseline, found.stale)
    assert kept.total == (old & now).total()
    again = apply(after, kept, {MODULE: ran})
    assert (again.new, again.stale) == (found.new, ())


@given(SEEDS, SEEDS, SEEDS)
def test_comments_silence_what_they_are_about_and_nothing_else(first: int, second: int, edits: int) -> None:
    author = Author(first)
    plan = author.plan()
    for unit in plan.units:
        for thing in unit:
            thing.silent = author.any.random() < 0.4
    author.any = random.Random(edits)  # noqa: S311
    for version, hand in ((plan, first), (author.edited(plan), second)):
        text = Hand(hand).write(version)
        course, findings = check(text)
        (source,) = course.sources
        result = silence(findings, ignores_in(source, (*all_rules(), HOUSE_RULE)))
        silent = {str(thing.keys["title"]) for unit in version.units for thing in unit if thing.silent}
        assert len(result.ignores) == len(silent)
        for finding in result.kept:
            assert finding.code not in {"HSE001", "TSK001"} or finding.subject not in silent, text
        assert {one.finding.subject for one in result.silenced} == silent, text
        for judged in judge(result, course, lambda _source: frozenset({"HSE001"})):
            assert not judged.fault
            assert not judged.idle
            assert "HSE001" in judged.used

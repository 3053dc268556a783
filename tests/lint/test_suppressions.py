"""Comments that silence rules, from the text of a file to the findings that are left.

The engine runs rules, silences, and runs SPC011 last; here the same is done by hand.
"""

from __future__ import annotations

import codecs
import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from coursewright.lint.api import Clock, Context, Evidence, Meta, Problem, Severity
from coursewright.lint.engine import Linter
from coursewright.lint.profiles import JUDGE
from coursewright.lint.registry import Rule, all_rules
from coursewright.lint.select import find
from coursewright.lint.silence.suppressions import Ignore, Silencing, ignores_in, silence
from coursewright.lint.silence.unused import codes_run_in, judge
from coursewright.spec.load import load, load_documents, read_document

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from coursewright.lint.findings import Finding
    from coursewright.spec.model import Course
    from coursewright.spec.source import Source

TODAY = dt.date(2026, 9, 21)
META = Meta("HSE001", "house-rule", "It holds", Severity.WARNING, 5, Evidence.PRACTICE, ("Us",), "it matters")
HOUSE = META._replace(aliases=("old-house-rule",))


def _every_item(course: Course, _context: Context) -> Iterator[Problem]:
    for kind in ("Task", "Outcome", "Module", "Settings"):
        for element in course.elements.get(kind, ()):
            if kind != "Settings":
                yield Problem(element, f"{element.label} is there.")  # type: ignore[attr-defined]
            if kind == "Task" and not element.lacks("duration"):
                yield Problem(element, "It takes time.", key="duration")


HOUSE_RULE = Rule(HOUSE, _every_item, ("Course",), "", "house")
"""A rule that finds something at each task, outcome and module, and at each duration of a task."""


class Told(NamedTuple):
    """What is left to tell, what is not, and what SPC011 says of the comments."""

    kept: list[str]
    silenced: list[str]
    said: list[str]
    result: Silencing
    ignores: tuple[Ignore, ...]


def tell(
    course: Course | str,
    rules: Sequence[Rule] = (HOUSE_RULE,),
    *,
    known: Sequence[Rule] = (),
    locked: Iterable[str] = (),
) -> Told:
    if isinstance(course, str):
        course = load_documents(read_document(Path("/courses/m.module.yaml"), course.encode()))
    found = Linter(rules, TODAY, ignores=False).lint(course).findings
    every = (*all_rules(), *known, *rules)
    ignores = [one for source in course.sources for one in ignores_in(source, every, frozenset(locked))]
    result = silence(found, ignores)
    plain = Context(course, Clock(TODAY))

    def ran(source: Source) -> frozenset[str]:
        return codes_run_in(source, course, rules, plain)

    judged = judge(result, course, ran)
    said = [
        f"{problem.at.source.position(problem.at.start).line}"  # type: ignore[union-attr]
        f" {problem.severity or 'warning'}: {problem.message} {problem.fix}"
        for problem in find(JUDGE).check(course, Context(course, Clock(TODAY), ignores=judged))
    ]
    return Told(
        [f"{one.code} {one.mark.node or one.mark.path.name}" for one in result.kept],
        [
            f"{one.finding.code} {one.finding.mark.node or one.finding.mark.path.name}"
            for one in result.silenced
        ],
        said,
        result,
        judged,
    )


SPEC = """\
module: m
title: The module
outcomes:
  - Draw a map
  - id: walk
    statement: Lead a walk
tasks:
  - id: a
    title: Task A
    duration: 5 min
  - {id: b, duration: 10 min}
"""
ALL = [
    "m.module.yaml",
    "outcomes[1]",
    "outcomes[walk]",
    "tasks[a]",
    "tasks[a].duration",
    "tasks[b]",
    "tasks[b].duration",
]


def with_comment(line: str, comment: str, *, above: bool = False) -> str:
    """Put a comment at the end of a line, or above it."""
    assert line in SPEC
    if above:
        indentation = line[: len(line) - len(line.lstrip())]
        return SPEC.replace(line, f"{indentation}{comment}\n{line}", 1)
    return SPEC.replace(line, f"{line} {comment}", 1)


COMMENT = "# coursewright: ignore[HSE001] -- the house will not fall down"


@pytest.mark.parametrize(
    ("line", "above", "silent"),
    [
        ("module: m", False, ["m.module.yaml"]),
        ("module: m", True, ["m.module.yaml"]),
        ("title: The module", True, []),
        ("outcomes:", False, ["outcomes[1]", "outcomes[walk]"]),
        ("outcomes:", True, ["outcomes[1]", "outcomes[walk]"]),
        ("  - Draw a map", False, ["outcomes[1]"]),
        ("  - Draw a map", True, ["outcomes[1]"]),
        ("  - id: walk", False, ["outcomes[walk]"]),
        ("    statement: Lead a walk", False, []),
        ("tasks:", True, ALL[3:]),
        ("  - id: a", True, ["tasks[a]", "tasks[a].duration"]),
        ("  - id: a", False, ["tasks[a]", "tasks[a].duration"]),
        ("    duration: 5 min", False, ["tasks[a].duration"]),
        ("    duration: 5 min", True, ["tasks[a].duration"]),
        ("  - {id: b, duration: 10 min}", False, ["tasks[b]", "tasks[b].duration"]),
        ("  - {id: b, duration: 10 min}", True, ["tasks[b]", "tasks[b].duration"]),
    ],
)
def test_what_a_comment_is_about(line: str, above: bool, silent: list[str]) -> None:
    told = tell(with_comment(line, COMMENT, above=above))
    assert [one.removeprefix("HSE001 ") for one in told.silenced] == silent
    assert [one.removeprefix("HSE001 ") for one in told.kept] == [one for one in ALL if one not in silent]
    assert bool(told.said) == (not silent)


@pytest.mark.parametrize("place", ["start", "middle", "end"])
def test_the_whole_file(place: str) -> None:
    comment = "# coursewright: ignore-file[HSE001] -- it comes from the publisher"
    text = {
        "start": f"{comment}\n{SPEC}",
        "middle": SPEC.replace("tasks:", f"tasks: {comment}"),
        "end": f"{SPEC}{comment}",
    }[place]
    told = tell(text)
    assert len(told.silenced) == len(ALL)
    assert (told.kept, told.said) == ([], [])


def test_what_is_known_of_a_silenced_finding() -> None:
    told = tell(with_comment("  - id: a", COMMENT))
    first = told.result.silenced[0]
    assert (first.kind, first.reason) == ("comment", "the house will not fall down")
    assert (first.path.name, first.line) == ("m.module.yaml", 8)
    assert first.finding.code == "HSE001"


@pytest.mark.parametrize(
    "word",
    ["HSE001", "hse001", "house-rule", "House-Rule", "old-house-rule", "house", "HSE", "hse", "all", "ALL"],
)
def test_every_spelling(word: str) -> None:
    told = tell(with_comment("  - id: a", COMMENT.replace("HSE001", word)))
    assert told.silenced == ["HSE001 tasks[a]", "HSE001 tasks[a].duration"]
    assert told.said == []


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.meta.code)
def test_every_rule_can_be_named(rule: Rule) -> None:
    words = [rule.meta.code, rule.meta.name, *rule.meta.aliases, rule.meta.family, rule.family_name]
    (ignore,) = tell(f"module: m # coursewright: ignore[{', '.join(words)}] -- each of its spellings").ignores
    named = [one.codes | one.always for one in ignore.named]
    assert all(rule.meta.code in codes for codes in named)


def test_several_words_and_several_comments() -> None:
    text = with_comment("  - id: a", "# coursewright: ignore[FUP001, HSE001] -- the lab takes it up")
    told = tell(text, [HOUSE_RULE, find("FUP001"), find("TSK001")])
    assert told.silenced == ["FUP001 tasks[a]", "HSE001 tasks[a]", "HSE001 tasks[a].duration"]
    assert "TSK001 tasks[a]" in told.kept
    assert told.said == []
    stacked = SPEC.replace(
        "  - id: a",
        "  # coursewright: ignore[FUP001] -- the lab takes it up\n"
        "  # and this:\n"
        "  # coursewright: ignore[HSE001] -- the house will not fall down\n"
        "  - id: a",
    )
    assert tell(stacked, [HOUSE_RULE, find("FUP001"), find("TSK001")]).silenced == told.silenced


def test_the_nearest_comment_silences_and_the_other_is_idle() -> None:
    text = with_comment("  - id: a", COMMENT).replace(
        "duration: 5 min", "duration: 5 min # coursewright: ignore[HSE001] -- it is long, and must be"
    )
    told = tell(text)
    assert [one.reason for one in told.result.silenced] == [
        "the house will not fall down",
        "it is long, and must be",
    ]
    twice = with_comment("  - id: a", COMMENT).replace("  - id: a", f"  {COMMENT}\n  - id: a")
    (idle,) = tell(twice).said
    assert idle == "8 warning: This comment has nothing to silence: `HSE001` finds nothing here. delete it"


@pytest.mark.parametrize(
    "text",
    [
        SPEC.replace("\n", "\r\n"),
        codecs.BOM_UTF8.decode() + SPEC,
        SPEC.replace("Task A", "Übung 漢字 👩\u200d💻"),
        SPEC.replace("Task A", "one\u2028line"),
        SPEC.replace("- id: a", "- &first\n    id: a"),
        SPEC.replace("    title: Task A", "    <<: {title: Task A}"),
        "x-base: &base {kind: quiz}\n" + SPEC.replace("    title: Task A", "    <<: *base"),
    ],
    ids=["CRLF", "BOM", "Unicode", "line separator", "anchor", "merge", "merged anchor"],
)
@pytest.mark.parametrize("above", [True, False])
def test_whatever_the_text_is_made_of(text: str, above: bool) -> None:
    line = "  - &first" if "&first" in text else "  - id: a"
    new = f"  {COMMENT}\n{line}" if above else f"{line} {COMMENT}"
    told = tell(text.replace(line, new, 1))
    assert told.silenced == ["HSE001 tasks[a]", "HSE001 tasks[a].duration"]
    assert told.said == []


@pytest.mark.parametrize(
    "value",
    [
        f"|\n      {COMMENT}\n      more",
        f">-\n      words\n      {COMMENT}",
        f'"quoted {COMMENT}"',
        f"'quoted\n\n      {COMMENT}'",
        f"plain#{COMMENT[1:]}",
    ],
)
def test_what_only_looks_like_a_comment(value: str) -> None:
    told = tell(SPEC.replace("title: Task A", f"title: {value}"))
    assert (told.silenced, told.said, told.ignores) == ([], [], ())


def test_a_finding_follows_the_place_where_it_stands() -> None:
    """An inherited value is silenced where it is written, not where it is inherited."""
    text = "module: m\ndefaults:\n  tasks: {duration: 5 min}\ntasks:\n  - id: a\n"
    there = tell(text.replace("5 min}", f"5 min}} {COMMENT}"))
    assert there.silenced == ["HSE001 defaults.tasks.duration"]
    heir = tell(text.replace("- id: a", f"- id: a {COMMENT}"))
    assert heir.silenced == ["HSE001 tasks[a]"]
    assert "HSE001 defaults.tasks.duration" in heir.kept


def test_through_an_alias() -> None:
    text = (
        "module: m\ntasks:\n  - &a {id: a, duration: 5 min}\nunits:\n  - title: U\n    tasks:\n      - *a\n"
    )
    assert len(tell(text.replace("5 min}", f"5 min}} {COMMENT}")).silenced) >= 2
    at_use = tell(text.replace("- *a", f"- *a {COMMENT}"))
    assert len(at_use.silenced) == 1


def test_files_of_a_course_are_apart(tmp_path: Path) -> None:
    (tmp_path / "course.yaml").write_text(
        "course: c\nmodules: [a.module.yaml, b.module.yaml]\n"
        "# coursewright: ignore-file[house-rule] -- only about this file\n"
        "tasks: [{id: shared}]\n",
        "utf-8",
    )
    (tmp_path / "a.module.yaml").write_text(f"module: a {COMMENT}\ntasks: [{{id: a}}]\n", "utf-8")
    (tmp_path / "b.module.yaml").write_text("module: b\n", "utf-8")
    told = tell(load(tmp_path / "course.yaml"))
    assert told.silenced == ["HSE001 tasks[shared]", "HSE001 a.module.yaml"]
    assert told.kept == ["HSE001 tasks[a]", "HSE001 b.module.yaml"]


def test_a_rule_that_stumbles_is_always_told() -> None:
    def check(_course: Course, _context: Context) -> Iterator[Problem]:
        yield from ()
        raise LookupError("no such thing")

    stumbling = Rule(HOUSE, check, ("Course",), "", "house")
    told = tell(f"module: m {COMMENT}\n", [stumbling])
    assert (told.kept, told.silenced) == (["HSE001 m.module.yaml"], [])


# What SPC011 says of them.


def test_a_rule_that_does_not_exist() -> None:
    told = tell(with_comment("  - id: a", "# coursewright: ignore[hous-rule, FUB001] -- the house stands"))
    assert told.said == [
        (
            "8 warning: There is no rule or family `hous-rule`, so nothing is silenced."
            " did you mean `house-rule`?"
        ),
        "8 warning: There is no rule or family `FUB001`, so nothing is silenced. did you mean `FUP001`?",
    ]
    (nothing,) = tell(with_comment("  - id: a", "# coursewright: ignore[zzzzzz] -- the house stands")).said
    assert nothing.endswith("so nothing is silenced. `coursewright rules` lists them all")


def test_a_place_without_findings() -> None:
    told = tell(with_comment("title: The module", COMMENT, above=True))
    assert told.said == [
        (
            "2 warning: This comment has nothing to silence: `HSE001` finds nothing here."
            " move it to line 1, where `HSE001` stands, or delete it"
        )
    ]
    far = tell("x-note: 1 # coursewright: ignore[HSE001] -- the house stands\nmodule: m\n")
    assert far.said == [
        "1 warning: This comment has nothing to silence: `HSE001` finds nothing here. delete it"
    ]


def test_one_word_too_many() -> None:
    told = tell(
        with_comment("  - id: a", "# coursewright: ignore[HSE001, FUP001] -- the house stands"),
        [HOUSE_RULE, find("FUP001")],
    )
    assert told.silenced
    assert told.said == []
    quiz = SPEC.replace("title: Task A", "title: Task A\n    kind: social")
    told = tell(
        quiz.replace("  - id: a", "  - id: a # coursewright: ignore[HSE001, FUP001] -- the house stands"),
        [HOUSE_RULE, find("FUP001")],
    )
    assert told.said == [
        "8 warning: There is nothing to silence for `FUP001` here. take `FUP001` out of the brackets"
    ]


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("", "Nothing says why `HSE001` may stay silent here."),
        ("--", "Nothing says why `HSE001` may stay silent here."),
        ("-- n/a", '"n/a" hardly says why `HSE001` may stay silent here.'),
        ("-- reason", '"reason" hardly says why `HSE001` may stay silent here.'),
        (
            "-- why this is right here",
            '"why this is right here" hardly says why `HSE001` may stay silent here.',
        ),
    ],
)
def test_no_reason(reason: str, said: str) -> None:
    told = tell(with_comment("  - id: a", f"# coursewright: ignore[HSE001] {reason}".rstrip()))
    assert told.silenced, "it silences all the same"
    assert told.said == [f"8 info: {said} give the reason in half a sentence after the brackets: `-- ...`"]


def test_a_comment_that_is_not_understood() -> None:
    told = tell(with_comment("  - id: a", "# coursewright: ingore[HSE001] -- the house stands"))
    assert told.silenced == []
    assert told.said == [
        (
            "8 warning: This comment silences nothing: it asks to `ingore`, which means nothing here."
            " did you mean `ignore`?"
        )
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            f"{SPEC}{COMMENT}\n",
            (
                "12 warning: This comment silences nothing: it has nothing below it that it could be about."
                " put it right above what it is about, at the same indentation"
            ),
        ),
        (
            SPEC.replace("    duration: 5 min\n", f"    duration: 5 min\n    {COMMENT}\n"),
            (
                "11 warning: This comment silences nothing: it has nothing below it that it could be about."
                " put it right above what it is about, at the same indentation"
            ),
        ),
        (
            f"{SPEC}... {COMMENT}\n",
            (
                "12 warning: This comment silences nothing: it ends a line on which nothing starts."
                " put it at the end of the first line of what it is about"
            ),
        ),
    ],
)
def test_a_comment_about_nothing(text: str, said: str) -> None:
    assert tell(text).said == [said]


def test_what_cannot_be_read_cannot_be_silenced() -> None:
    text = "module: m\ntasks:\n  - {id: a, kin: quiz} # coursewright: ignore[SPC001] -- we like it so\n"
    told = tell(text, [find("SPC001")])
    assert told.kept == ["SPC001 tasks[a].kin"]
    assert told.said == [
        (
            "3 warning: No comment silences SPC001: what cannot be read cannot be checked."
            " mend the fault, and take the code out"
        )
    ]
    family = tell(text.replace("SPC001]", "SPC]"), [find("SPC001")])
    assert len(family.said) == 1


def test_a_locked_rule_cannot_be_silenced() -> None:
    told = tell(with_comment("  - id: a", COMMENT), locked=["HSE001"])
    assert told.silenced == []
    assert told.said == [
        (
            "8 warning: No comment silences HSE001 here: the configuration locks it."
            " meet the rule, or have it taken out of `locked`"
        )
    ]
    family = tell(with_comment("  - id: a", COMMENT.replace("HSE001", "house")), locked=["HSE001"])
    assert family.said == told.said
    elsewhere = tell(with_comment("title: The module", COMMENT.replace("HSE001", "house")), locked=["HSE001"])
    assert elsewhere.said == []


@pytest.mark.parametrize(
    "text",
    [
        "module: m # coursewright: ignore[HSE001, no-follow-up] -- it did not run\n",
        "module: m\ntitle: x # coursewright: ignore[FUP] -- not all of its rules ran\n",
        "module: m\nsupport_model: self-taught # coursewright: ignore[FUP001] -- for the led edition\n",
        "module: m\ntitle: TODO\nlanguage: en # coursewright: ignore[FUP001] -- a title may bring it\n",
        "module: m\nno-such-key: 1\nlanguage: en # coursewright: ignore[FUP001] -- read it first\n",
        "module: m\nlanguage: en # coursewright: ignore[SPC011] -- it speaks last\n",
    ],
    ids=["not selected", "part of a family", "support model", "open", "faulty", "the judge"],
)
def test_what_is_not_called_unused(text: str) -> None:
    ran = [HOUSE_RULE] if "HSE001" in text else [find("FUP001"), find("SPC001"), find("SPC011")]
    assert tell(text, ran).said == []


def test_an_open_value_of_the_course_may_keep_rules_from_speaking(tmp_path: Path) -> None:
    (tmp_path / "course.yaml").write_text("course: c\nmodules: [a.module.yaml]\nvalue: TODO\n", "utf-8")
    (tmp_path / "a.module.yaml").write_text(f"module: a\ntitle: x {COMMENT}\n", "utf-8")
    assert tell(load(tmp_path / "course.yaml")).said == []
    (tmp_path / "course.yaml").write_text("course: c\nmodules: [a.module.yaml]\n", "utf-8")
    assert len(tell(load(tmp_path / "course.yaml")).said) == 1


def test_a_family_is_judged_once_all_of_it_ran() -> None:
    family = [rule for rule in all_rules() if rule.meta.family == "SES"]
    text = "module: m # coursewright: ignore[sessions] -- there are none\n"
    assert len(tell(text, family).said) == 1
    usual = [rule for rule in family if rule.meta.by_default and rule.meta.status == "stable"]
    assert len(tell(text, usual).said) == 1
    assert tell(text, usual[1:]).said == []


def test_no_comments_in_what_is_no_yaml() -> None:
    told = tell(f"module: [ {COMMENT}\n", [find("SPC001")])
    assert (told.ignores, told.said) == ((), [])
    assert told.kept == ["SPC001 m.module.yaml"]


def test_many_comments_are_not_held_against_every_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    many = 200
    spec = "module: m\ntasks:\n" + "".join(
        f"  - {{id: t{number}}}  # coursewright: ignore[HSE001] -- {number}\n" for number in range(many)
    )
    asked: list[object] = []
    covers = Ignore.covers

    def counted(self: Ignore, finding: Finding) -> bool:
        asked.append(finding)
        return covers(self, finding)

    monkeypatch.setattr(Ignore, "covers", counted)
    course = load_documents(read_document(Path("/x/m.module.yaml"), spec.encode()))
    report = Linter([HOUSE_RULE]).lint(course)
    assert [one.reason for one in report.silenced] == [str(number) for number in range(many)]
    assert len(asked) < 10 * many

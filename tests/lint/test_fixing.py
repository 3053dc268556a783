"""Fixing a course: which findings are fixed, in which order, and what is left alone."""

from __future__ import annotations

import re
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from coursewright.lint.api import Change, Evidence, Meta, Problem, Severity, Spot
from coursewright.lint.engine import Linter
from coursewright.lint.fixing.fixing import MOST, Fixing, Wish, fix_course
from coursewright.lint.fixing.texts import Texts
from coursewright.lint.registry import Rule
from coursewright.lint.select import choose
from coursewright.spec.discover import Job, assign

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from coursewright.lint.api import Context
    from coursewright.spec.model import Course

MODULE = Path("/courses/m.module.yaml")
READING = choose(["SPC001", "SPC002", "SPC003", "SPC008", "SPC009"])


def replacing(
    code: str,
    pattern: str,
    text: str,
    safe: bool = True,
    severity: Severity = Severity.WARNING,
    message: Callable[[], str] = lambda: "No.",
) -> Rule:
    """Make a house rule that finds a pattern in each file, and has another text in its place."""

    def check(course: Course, _context: Context) -> Iterator[Problem]:
        for source in course.sources:
            for found in re.finditer(pattern, source.text):
                at = Spot(source, *found.span())
                yield Problem(at, message(), edits=(Change(at, found.expand(text), safe),))

    meta = Meta(
        code, f"rule-{code.lower()}", "It holds", severity, 5, Evidence.PRACTICE, ("Us",), "it matters"
    )
    return Rule(meta, check, ("Course",), "", "house")


def fixing(
    text: str,
    rules: Sequence[Rule] = READING,
    *,
    unsafe: bool = False,
    may_write: Callable[[Path], bool] = lambda _path: True,
) -> Fixing:
    job = Job(MODULE, {MODULE}, (MODULE,))
    wish = Wish(unsafe, may_write, lambda path: path.name)
    return fix_course(job, Linter(rules), Texts({MODULE: text}), wish)


def after(text: str, rules: Sequence[Rule] = READING, *, unsafe: bool = False) -> str:
    done = fixing(text, rules, unsafe=unsafe)
    assert done.notes == ()
    return done.changed[0].after if done.changed else text


def test_only_what_is_safe_unless_more_is_wanted() -> None:
    text = "module: m\ntitel: Bread\ntasks: [{title: Bake, kind: discuss}]\n"
    safe = text.replace("titel", "title")
    assert after(text) == safe
    assert after(text, unsafe=True) == safe.replace("discuss", "discussion")


def test_a_finding_with_one_unsafe_edit_is_unsafe() -> None:
    def check(course: Course, _context: Context) -> Iterator[Problem]:
        source = course.sources[0]
        if "a: 1" in source.text:
            at = source.text.index("a: 1"), source.text.index("b: 1")
            edits = (Change(Spot(source, i + 3, i + 4), "2", i == at[0]) for i in at)
            yield Problem(course, "No.", edits=tuple(edits))

    meta = replacing("HSE001", "x", "y").meta
    rule = Rule(meta, check, ("Course",), "", "house")
    text = "module: m\nx-a: 1\nx-b: 1\n"
    assert after(text, [rule]) == text
    assert after(text, [rule], unsafe=True) == "module: m\nx-a: 2\nx-b: 2\n"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_other_byte_stays(end: str) -> None:
    text = "# é 👩‍🍳\ttabs\n\nmodule:   m\t# too\ntitel: >-\n  a\n\n   b\nobjectives: &o [ 'Bake' ]\nx-o: *o"
    text = text.replace("\n", end)
    fixed = text.replace("titel", "title").replace("objectives", "outcomes")
    assert after(text) == fixed


def test_what_meets_is_fixed_one_after_the_other() -> None:
    rules = [replacing("HSE001", "x-aa", "x-ab"), replacing("HSE002", "ab(?=:)", "b")]
    both = [
        replacing("HSE003", r"(?<=\nx-b: 1\n)(?!x-c)", "x-c: 1\n"),
        replacing("HSE004", r"(?<=x-b: 1\n)(?!x-[cd])", "x-d: 1\n"),
    ]
    assert after("module: m\nx-aa: 1\n", rules) == "module: m\nx-b: 1\n"
    assert after("module: m\nx-b: 1\n", both) == "module: m\nx-b: 1\nx-c: 1\n"
    assert after("module: m\nx-b: 1\n", both[::-1]) == "module: m\nx-b: 1\nx-c: 1\n"


def test_what_shows_only_then_is_no_harm_and_is_fixed_too() -> None:
    """Nobody saw the tasks under the wrong key: their faults were there before."""
    rules = [*READING, *choose(["FUP001"])]
    text = "module: m\noutcomes: [{id: a, statment: Bake}]\ntaks:\n- {title: A, outcomes: [A]}\n"
    done = fixing(text, rules)
    assert done.notes == ()
    assert done.changed[0].after == text.replace("statment", "statement").replace("taks", "tasks").replace(
        "[A]", "[a]"
    )
    assert [(one.line, one.code) for one in done.fixed] == [(2, "SPC001"), (3, "SPC001"), (4, "SPC009")]
    then = fixing(done.changed[0].after, rules, unsafe=True)
    assert {one.code for one in then.fixed} == {"FUP001"}


def test_the_lines_are_those_of_the_new_text() -> None:
    text = "module: m\nx-a: 1\nx-b: 1"
    done = fixing(
        text,
        [
            replacing("HSE001", r"(?<=m\n)(?=x-a)", "x-y: [\n1,\n2]\n"),
            replacing("HSE002", "b: 1$", "b:\n\n 2"),
        ],
    )
    assert done.changed[0].after == "module: m\nx-y: [\n1,\n2]\nx-a: 1\nx-b:\n\n 2"
    assert [(one.line, one.code, one.name) for one in done.fixed] == [
        (2, "HSE001", "rule-hse001"),
        (6, "HSE002", "rule-hse002"),
    ]


BAD = {
    "no YAML": (replacing("HSE001", r": 1\b", ": ["), "it would leave a file that is no YAML"),
    "an unknown key": (replacing("HSE001", r"x-a: 1\b", "aa: 2"), "it would bring SPC001: `aa` is not a key"),
    "no change": (replacing("HSE001", r": 1\b", ": 1"), "the finding would still be there"),
    "a new place": (replacing("HSE001", r": 1\b", ": 1 # : 1"), "the finding would still be there"),
}


@pytest.mark.parametrize("bad", BAD)
def test_a_fix_that_does_harm_is_left_out(bad: str) -> None:
    rule, fault = BAD[bad]
    good = replacing("HSE002", "bred", "bread")
    text = "module: m\ntitle: bred\nx-a: 1\nversion: bred\n"
    done = fixing(text, [*READING, rule, good])
    assert done.changed[0].after == text.replace("bred", "bread")
    assert [one.code for one in done.fixed] == ["HSE002", "HSE002"]
    (note,) = done.notes
    assert note.startswith(f"m.module.yaml:3: the fix of HSE001 was left out: {fault}")
    assert not note.endswith(".")


def test_an_error_that_a_fix_brings() -> None:
    rules = [replacing("HSE001", "red", "green"), replacing("HSE002", "green", "blue", False, Severity.ERROR)]
    done = fixing("module: m\nx-a: red\n", rules)
    assert done.changed == ()
    assert done.notes == ("m.module.yaml:2: the fix of HSE001 was left out: it would bring HSE002: No",)
    mild = [rules[0], replacing("HSE002", "green", "blue", safe=False)]
    assert after("module: m\nx-a: red\n", mild) == "module: m\nx-a: green\n"
    assert after("module: m\nx-a: red\n", mild, unsafe=True) == "module: m\nx-a: blue\n"


def test_two_fixes_that_only_clash_are_both_made() -> None:
    """Each would add the same key: the second sees the first one's, once it is there."""
    rules = [
        replacing("HSE001", r"\A(?!(.|\n)*title)(?=module)", "title: A\n"),
        replacing("HSE002", r"(?<=m\n)\Z(?<!title: A\nmodule: m\n)", "title: B\n"),
    ]
    done = fixing("module: m\n", [*READING, *rules])
    assert done.changed[0].after == "title: A\nmodule: m\n"
    assert done.notes == ()


def test_fixes_that_undo_each_other_end() -> None:
    rules = [
        replacing("HSE001", "a: red", "a: green"),
        replacing("HSE002", "a: green", "a: red"),
        replacing("HSE003", r"\bbred\b", "bread"),
    ]
    done = fixing("module: m\nx-a: red\nversion: bred\n", rules)
    assert done.notes == ("fixes of HSE001 and HSE002 undo each other, and were left out",)
    assert done.changed[0].after in {
        "module: m\nx-a: red\nversion: bread\n",
        "module: m\nx-a: green\nversion: bread\n",
    }
    assert [one.code for one in done.fixed].count("HSE003") == 1


def test_fixes_that_go_on_and_on_are_given_up() -> None:
    numbers = count()
    rule = replacing("HSE001", r"x-a: 1", "x-a: 11", message=lambda: f"No {next(numbers)}.")
    done = fixing("module: m\nx-a: 1\n", [rule])
    assert done.notes == (f"after {MOST} rounds of fixes there was still more to fix",)
    assert done.changed[0].after == f"module: m\nx-a: {'1' * (MOST + 1)}\n"


def test_a_file_that_is_no_yaml_is_left_alone() -> None:
    rule = replacing("HSE001", "titel", "title")
    text = "module: m\ntitel: [\n"
    assert fixing(text, [*READING, rule]).changed == ()
    assert fixing(text, [*READING, rule]).notes == ()
    assert after("modul: m\ntitel: B\n", [*READING, rule]) == "module: m\ntitle: B\n"


def course(folder: Path, **files: str) -> Job:
    for name, text in files.items():
        (folder / f"{name}.yaml").write_bytes(text.encode())
    (job,) = assign([folder / "course.yaml"])
    return job


def test_all_edits_of_a_finding_or_none(tmp_path: Path) -> None:
    job = course(tmp_path, course="course: c\nmodules: [a.yaml]\nx-a: 1\n", a="module: a\nx-a: 1\n")

    def check(course: Course, _context: Context) -> Iterator[Problem]:
        if all("x-a: 1" in source.text for source in course.sources):
            ends = ((source, source.text.index("x-a") + 5) for source in course.sources)
            edits = tuple(Change(Spot(source, at, at + 1), "2", True) for source, at in ends)
            yield Problem(course, "No.", edits=edits)

    linter = Linter([Rule(replacing("HSE001", "", "").meta, check, ("Course",), "", "house")])
    only = fix_course(job, linter, Texts({}), Wish(True, lambda path: path.name == "course.yaml"))
    assert only == Fixing()
    both = fix_course(job, linter, Texts({}), Wish(False, lambda _path: True))
    assert [(one.path.name, one.after[-2:]) for one in both.changed] == [
        ("a.yaml", "2\n"),
        ("course.yaml", "2\n"),
    ]
    assert [(one.path.name, one.line) for one in both.fixed] == [("course.yaml", 3)]


def test_one_file_by_two_names(tmp_path: Path) -> None:
    job = course(tmp_path, course="course: c\nmodules: [a.yaml, b.yaml]\n", a="module: a\ntitel: A\n")
    (tmp_path / "b.yaml").symlink_to(tmp_path / "a.yaml")
    (job,) = assign([tmp_path / "course.yaml"])
    done = fix_course(job, Linter(READING), Texts({}), Wish(False, lambda _path: True))
    assert [one.after for one in done.changed] == ["module: a\ntitle: A\n"]


def test_texts_that_stand_in_for_files(tmp_path: Path) -> None:
    job = course(tmp_path, course="course: c\nmodules: [a.yaml]\n", a="module: a\ntitel: A\n")
    linter = Linter(READING)
    wish = Wish(False, lambda _path: True)
    done = fix_course(job, linter, Texts({}), wish)
    texts = Texts({one.path.resolve(): one.after for one in done.changed})
    assert len(texts) == 1
    assert fix_course(job, linter, texts, wish) == Fixing()


def test_what_could_not_be_opened_is_told(tmp_path: Path) -> None:
    job = Job(tmp_path / "m.module.yaml", {tmp_path / "m.module.yaml"})
    done = fix_course(job, Linter(READING), Texts({}), Wish(False, lambda _path: True))
    assert [type(one).__name__ for one in done.errors] == ["UnreadableInputError"]

"""A course that goes into a cartridge and comes back is the same, less what its report says it loses."""

from __future__ import annotations

import os
import re
import zipfile
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from drafting import imported
from editions import EXAMPLES, example, written
from foreign_cartridges import all_items
from packed import pack
from question_values import Asked, question_value
from random_editions import leaves_something, random_editions
from same_design import Lesser, differences

from coursewright.exporters.choices import Choices
from coursewright.exporters.edition.building import edition_of
from coursewright.importers.marked.reading import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from coursewright.exporters.edition.model import Edition
    from coursewright.exporters.fidelity.ledger import Ledger
    from coursewright.spec.model import Course

_SEEDS = range(int(os.environ.get("ROUND_TRIPS", "50")))
_FLAVOURS = [("1.3", "generic"), ("1.1", "canvas")]
_NUMBERED = r"question (\d+) "


def _named(how: str, words: str) -> set[int]:
    """Return the numbers of the questions of which a note says something."""
    return {int(found[1]) for found in re.finditer(_NUMBERED + words, how)}


def _as_essays(value: tuple[Asked, ...], found: re.Match[str]) -> tuple[Asked, ...]:
    """Return questions, those that the note calls essays without what they had to answer with."""
    essays = _named(found.string, "is an essay")
    bare: dict[str, Any] = {"type": "essay", "options": (), "answer": (), "tolerance": None}
    return tuple(
        Asked({**one.raw, **bare}) if number in essays else one for number, one in enumerate(value, 1)
    )


def _without_praise(value: tuple[Asked, ...], found: re.Match[str]) -> tuple[Asked, ...]:
    """Return questions, those that the note names without what is said of right answers."""
    named = _named(found.string, "loses the feedback")

    def silent(options: Any) -> tuple[Any, ...]:
        return tuple((text, right, "" if right else said) for text, right, said in options)

    return tuple(
        Asked({**one.raw, "options": silent(one.raw["options"])}) if number in named else one
        for number, one in enumerate(value, 1)
    )


def _without_wrong(value: tuple[Asked, ...], found: re.Match[str]) -> tuple[Asked, ...]:
    """Return questions, those that the note names without wrong answers."""
    named = _named(found.string, "loses its wrong answers")
    return tuple(
        Asked({**one.raw, "options": tuple(option for option in one.raw["options"] if option[1])})
        if number in named
        else one
        for number, one in enumerate(value, 1)
    )


_LESSER = [
    Lesser("questions", "is an essay", _as_essays),
    Lesser("questions", "loses the feedback", _without_praise),
    Lesser("questions", "loses its wrong answers", _without_wrong),
]


def _comes_back(edition: Edition, tmp_path: Path) -> tuple[Edition, Ledger]:
    path, ledger = pack(edition, "imscc", tmp_path)
    course = imported(path, tmp_path).course
    return edition_of(course, Choices(drafts=True, reader=edition.choices.reader)), ledger


def _lost(edition: Edition, tmp_path: Path) -> list[str]:
    back, ledger = _comes_back(edition, tmp_path)
    return differences(edition, back, ledger, _LESSER)


@pytest.mark.parametrize(("version", "flavour"), _FLAVOURS)
@pytest.mark.parametrize("name", EXAMPLES)
def test_examples_come_back_as_they_were(name: str, version: str, flavour: str, tmp_path: Path) -> None:
    assert _lost(example(name, version=version, flavour=flavour), tmp_path) == []


@pytest.mark.parametrize("version", ["1.1", "1.2"])
def test_older_versions_come_back_as_well(version: str, tmp_path: Path) -> None:
    assert _lost(example("homework-fixed", version=version), tmp_path) == []


@pytest.mark.parametrize("flavour", ["generic", "canvas"])
def test_an_edition_for_staff_comes_back_and_keeps_its_notes_apart(flavour: str, tmp_path: Path) -> None:
    edition = example("homework-fixed", flavour=flavour, reader="staff")
    path, ledger = pack(edition, "imscc", tmp_path)
    come = imported(path, tmp_path)
    back = edition_of(come.course, Choices(drafts=True, reader="staff"))
    assert differences(edition, back, ledger, _LESSER) == []
    assert [one.why for one in come.account.kept] == ["it is for those who teach"]


def test_drafts_come_back_as_drafts_and_what_somebody_hid_as_hidden(tmp_path: Path) -> None:
    text = """
module: a
title: A
materials: [{id: open, title: Open, kind: page, path: open.md}]
tasks: [{id: half, title: Half, kind: journal, status: draft}, {id: whole, title: Whole, kind: journal}]
units:
  - id: later
    title: Later
    status: draft
    materials: [{id: sketch, title: Sketch, kind: page, path: sketch.md}]
"""
    files = {"a.module.yaml": text, "open.md": "Read this.", "sketch.md": "Perhaps."}
    edition = written(tmp_path / "plan", files, flavour="canvas", drafts=True)
    path, _ = pack(edition, "imscc", tmp_path)
    back = _shown(imported(path, tmp_path).course)
    assert back == {"Open", "Half", "Whole", "Sketch"}
    hidden = tmp_path / "hidden.imscc"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(hidden, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name.endswith("module_meta.xml"):
                data = re.sub(
                    rb"(<workflow_state>)active(</workflow_state>\s*<title>(?:Open|Whole)<)",
                    rb"\1unpublished\2",
                    data,
                )
            new.writestr(name, data)
    (tmp_path / "again").mkdir()
    assert _shown(imported(hidden, tmp_path / "again").course) == {"Half", "Sketch"}


def _shown(course: Course) -> set[str]:
    return {entry.title for entry in edition_of(course, Choices(drafts=True)).entries}


@pytest.mark.slow
@pytest.mark.parametrize(("version", "flavour"), [("1.1", "generic"), ("1.3", "generic"), ("1.1", "canvas")])
def test_any_course_comes_back_as_it_was(version: str, flavour: str, tmp_path: Path) -> None:
    tried = 0
    for seed, edition in random_editions(_SEEDS, version=version, flavour=flavour):
        path, ledger = pack(edition, "imscc", tmp_path / str(seed))
        if not leaves_something(edition, ledger) or _hollow(edition, ledger):
            continue
        back = edition_of(imported(path, tmp_path / str(seed)).course, Choices(drafts=True))
        assert differences(edition, back, ledger, _LESSER) == [], f"seed {seed}"
        tried += 1
    assert tried > len(_SEEDS) // 5


def _hollow(edition: Edition, ledger: Ledger) -> bool:
    """Whether a unit leaves nothing but its heading: it comes back, and no edition shows it."""
    return any(
        unit.title
        and not unit.overview
        and not unit.outcomes
        and all(_is_gone(entry.key, ledger) for entry in unit.entries)
        for module in edition.modules
        for unit in module.units
    )


def _is_gone(key: str, ledger: Ledger) -> bool:
    note = ledger.about(key)
    return note is not None and note.fate == "dropped"


def _rewritten(path: Path, pattern: str) -> Path:
    """Return a copy of a package from whose texts a pattern is taken out."""
    copy = path.with_name("rewritten.imscc")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(copy, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            is_text = name.endswith((".html", ".xml"))
            new.writestr(name, re.sub(pattern, "", data.decode("utf-8")).encode("utf-8") if is_text else data)
    return copy


_VALUE = '=(?:"[^"]*"|&quot;.*?&quot;)'


@pytest.mark.parametrize("flavour", ["generic", "canvas"])
def test_pages_that_lost_their_marks_are_still_what_their_names_say(flavour: str, tmp_path: Path) -> None:
    edition = example("research-ethics", flavour=flavour)
    path = _rewritten(pack(edition, "imscc", tmp_path)[0], f" data-cw-[a-z-]+{_VALUE}")
    draft = imported(path, tmp_path).draft
    kinds = Counter(item.kind for item in all_items(draft))
    expected = Counter(KINDS[entry.kind] for entry in edition.entries)
    expected["outcomes"] = len(edition.outcomes)
    if flavour == "generic":
        del expected["announcements"]
        expected["outcomes"] -= 3  # those of the course say whose they are by their marks alone
    assert kinds == expected


@pytest.mark.parametrize("flavour", ["generic", "canvas"])
def test_pages_that_lost_their_names_too_are_plain_pages(flavour: str, tmp_path: Path) -> None:
    edition = example("research-ethics", flavour=flavour)
    path = _rewritten(pack(edition, "imscc", tmp_path)[0], f" (?:data-cw-[a-z-]+|class){_VALUE}")
    draft = imported(path, tmp_path).draft
    found = list(all_items(draft))
    titles = {item.data.get("title") for item in found}
    assert {entry.title for entry in edition.entries if entry.kind == "task"} <= titles
    assert {item.kind for item in found} <= {"materials", "tasks", "outcomes", "announcements", "sessions"}


_QUIZ = """
module: q
title: All kinds of questions
tasks:
  - id: check
    title: A check
    kind: quiz
    graded: true
    attempts: 7
    questions:
      - {prompt: One half, type: single, options: [{text: a, correct: true, feedback: Yes}, b], points: 2.5}
      - {prompt: One without a key, type: single, options: [a, b]}
      - {prompt: Words, type: short, answer: [soil, "*water*"]}
      - {prompt: A number, type: numeric, answer: 2.5, points: 1}
      - {prompt: About a number, type: numeric, answer: 2.5, tolerance: 0.5}
      - prompt: Pairs
        type: matching
        pairs: [{left: a*b, right: 1}, {left: "c: d", right: 2}]
        points: 3
        feedback: So
      - {prompt: Truth, type: true-false, answer: true}
      - {prompt: A text, type: essay, points: 4}
      - {prompt: Without a type, options: [{text: a, correct: true}, b]}
      - {prompt: Nothing to match, type: matching}
      - prompt: "Two of *three*, with $a^2$"
        type: multiple
        options: [{text: a, correct: true}, {text: b, correct: true}, c]
      - prompt: Words, and what is said of them
        type: short
        options: [{text: clay, correct: true, feedback: Right}, {text: sand, feedback: Too coarse}]
"""
_LEFT_OUT = {10}
_TOLD_OFF = 12


@pytest.mark.parametrize(
    ("version", "flavour", "essays", "answers"),
    [
        ("1.1", "generic", {2, 5}, {("clay", True, ""), ("sand", False, "Too coarse")}),
        ("1.3", "generic", {2, 5}, {("clay", True, ""), ("sand", False, "Too coarse")}),
        ("1.1", "canvas", {2}, {("clay", True, "Right")}),
    ],
)
def test_every_kind_of_question_comes_back_but_for_what_the_report_names(
    version: str, flavour: str, essays: set[int], answers: set[Any], tmp_path: Path
) -> None:
    files = {"q.module.yaml": _QUIZ}
    edition = written(tmp_path / "plan", files, drafts=True, version=version, flavour=flavour)
    back, ledger = _comes_back(edition, tmp_path)
    note = ledger.about("q/check", "questions")
    assert note is not None
    assert _named(note.how, "is an essay") == essays
    assert _named(note.how, "is left out") == _LEFT_OUT
    assert _TOLD_OFF in _named(note.how, "loses (?:the feedback on right|its wrong) answers")
    kept = [number for number in range(1, 13) if number not in _LEFT_OUT]
    found = dict(zip(kept, _questions(back), strict=True))
    for number, question in enumerate(_questions(edition), 1):
        if number in essays:
            assert (found[number].raw["type"], found[number].raw["answer"]) == ("essay", ())
            assert found[number].raw["points"] == question.raw["points"]
        elif number == _TOLD_OFF:
            raw = found[number].raw
            assert {*raw["options"], *((text, True, "") for text in raw["answer"])} == answers
        elif number not in _LEFT_OUT:
            assert found[number] == question, number


def _questions(edition: Edition) -> Iterator[Asked]:
    element: Any = edition.by_key["q/check"].element
    return (question_value(one, edition) for one in element.questions)

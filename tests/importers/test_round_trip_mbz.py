"""A course that becomes a Moodle backup and comes back is the same, less what the export said it loses."""

from __future__ import annotations

import io
import json
import os
import re
import tarfile
from typing import TYPE_CHECKING, Any

import pytest
from backups import Read, read_back, written_backup
from drafting import imported
from editions import EXAMPLES, example, written
from packed import pack
from question_values import Asked
from random_editions import leaves_something, random_editions
from rich_courses import rich_edition
from same_design import Lesser, differences

from coursewright.exporters.choices import Choices
from coursewright.exporters.edition.building import edition_of
from coursewright.importers.mbz.own_facts import settled

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from coursewright.exporters.edition.model import Edition

SEEDS = int(os.environ.get("ROUND_TRIP_SEEDS", "24"))
"""How many random courses go there and back; some hundred take a minute."""


def _pointless(value: Any, _found: re.Match[str]) -> Any:
    return tuple(Asked({**one.raw, "points": None}) for one in value)


def _in_words(value: Any, _found: re.Match[str]) -> Any:
    return tuple(Asked({**one.raw, "pairs": frozenset()}) for one in value)


LESSER = [
    Lesser("questions", "without keys, points", _pointless, certain=False),
    Lesser("questions", "pairs are asked for in words", _in_words, certain=False),
]
"""What questions lose where there is no right or wrong, as their notes say."""


def back(path: Path, tmp_path: Path) -> Edition:
    return edition_of(imported(path, tmp_path).course, Choices(drafts=True))


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_examples_come_back(name: str, tmp_path: Path) -> None:
    edition = example(name)
    path, ledger = pack(edition, "mbz", tmp_path)
    assert differences(edition, back(path, tmp_path), ledger, LESSER) == []


def test_random_courses_come_back(tmp_path: Path) -> None:
    gone = 0
    for seed, edition in random_editions(range(SEEDS)):
        path, ledger = pack(edition, "mbz", tmp_path)
        if leaves_something(edition, ledger):
            assert differences(edition, back(path, tmp_path), ledger, LESSER) == [], seed
            gone += 1
    assert gone > SEEDS // 5


RICH = int(os.environ.get("ROUND_TRIP_RICH", "4"))
"""How many of those go there and back that say everything that a course can say."""


def test_rich_courses_come_back(tmp_path: Path) -> None:
    for seed in range(RICH):
        edition = rich_edition(seed, tmp_path / str(seed), drafts=True)
        path, ledger = pack(edition, "mbz", tmp_path)
        assert differences(edition, back(path, tmp_path), ledger, LESSER) == [], seed


SIGNS = """
module: m
title: 'A < B & "C"'
outcomes: [Decide things]
tasks:
  - id: guide
    title: x < y > z
    kind: project
    produces: a report
    graded: true
    criteria: [{name: p < 0.05 is told, levels: [a > b], points: 3}, n > 3]
  - id: rubric
    title: A report, and one more of those titles that are so long that nobody has ever read them to their
      very end, for by then everybody has forgotten how they began, and what they were about, and who it
      was that asked for them in the first place, and whether there was any need
    kind: project
    produces: a report
    graded: true
    weight: 40
    pass_mark: 45
    criteria: [{name: p < 0.05, levels: [a > b, c < d], points: 3}, {name: "n > 3", levels: [no, yes]}, plain]
  - id: poll
    title: Poll
    kind: poll
    questions: [{prompt: "Is 1 < 2?", type: single, options: [1 < 2, 2 | 1]}]
  - id: decided
    title: Decided
    kind: poll
    decision_points: [{prompt: Go?, options: [{option: go, consequence: You went.}, stay]}]
  - id: survey
    title: Survey
    kind: survey
    questions:
      - {prompt: "Is 1 < 2?", type: single, options: [1 < 2, a | b]}
      - {prompt: Which | of these?, type: multiple, options: [a, b]}
      - {prompt: True?, type: true-false}
      - {prompt: How many?, type: numeric}
      - {prompt: Name one., type: short}
      - prompt: Why do you think so, and what would have to happen before you thought otherwise, and who could
          say so that you would believe it at once and never ask again?
        type: essay
  - id: quiz
    title: Quiz
    kind: quiz
    attempts: 2
    requires: [rubric]
    questions:
      - {prompt: Match, type: matching, pairs: [{left: a < b, right: 1 < 2}, {left: b, right: x}]}
      - {prompt: Which?, type: single, options: [{text: <i>, correct: true, feedback: Yes.}, b], points: 2}
"""


def test_signs_that_moodle_has_others_for_come_back(tmp_path: Path) -> None:
    edition = written(tmp_path / "spec", {"m.module.yaml": SIGNS})
    path, ledger = pack(edition, "mbz", tmp_path)
    assert differences(edition, back(path, tmp_path), ledger, LESSER) == []


def edited(path: Path, tmp_path: Path, change: Callable[[str, str], str]) -> Path:
    """Write a backup again, each of its XML files changed by a callable that takes its name and text."""
    members = {}
    with tarfile.open(path) as archive:
        for one in archive:
            file = archive.extractfile(one)
            data = (file or io.BytesIO()).read()
            members[one.name] = (
                change(one.name, data.decode()).encode() if one.name.endswith(".xml") else data
            )
    return written_backup(tmp_path / "edited.mbz", members)


@pytest.fixture(scope="module")
def ethics(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return pack(example("research-ethics"), "mbz", tmp_path_factory.mktemp("ethics"))[0]


@pytest.fixture(scope="module")
def before(ethics: Path) -> Read:
    return read_back(ethics)


def test_a_date_that_a_teacher_changed_in_moodle_wins(ethics: Path, before: Read, tmp_path: Path) -> None:
    changed = "entry:consent/rewrite-opening"

    def later(name: str, text: str) -> str:
        if "<name>Rewrite the first hundred words<" not in text or "/forum_" not in name:
            return text
        return re.sub(r"<duedate>\d+<", "<duedate>1900000000<", text)

    after = read_back(edited(ethics, tmp_path, later))
    assert before.data(changed)["due"] == "2026-10-11T18:00+01:00"
    assert after.data(changed)["due"] == "2030-03-17T17:46:40Z"
    assert {name for name, item in after.items.items() if item != before.items[name]} == {changed}


def test_pages_that_lost_their_marks_still_come_in(ethics: Path, before: Read, tmp_path: Path) -> None:
    """An editor that takes attributes away leaves class names and id numbers."""

    def bare(_: str, text: str) -> str:
        return re.sub(r" data-cw-[a-z-]+=\"[^\"]*\"", "", text)

    after = read_back(edited(ethics, tmp_path, bare))
    for source, item in before.items.items():
        if item.kind != "outcomes":
            assert after.data(source).get("title") == item.data.get("title")
            assert settled(str(after.data(source).get("due")), str(item.data.get("due"))) == str(
                item.data.get("due")
            )
    statements = [item.data["statement"] for item in before.items.values() if item.kind == "outcomes"]
    left = [item.data["statement"] for item in after.items.values() if item.kind == "outcomes"]
    assert sorted(map(str, left)) == sorted(map(str, statements))
    assert [module.wanted_id for module in after.draft.modules] == [
        module.wanted_id for module in before.draft.modules
    ]
    imported(tmp_path / "edited.mbz", tmp_path)


def test_pages_without_any_of_our_markup_come_in_as_anybodys(ethics: Path, tmp_path: Path) -> None:
    def plain(_: str, text: str) -> str:
        return re.sub(r" (?:data-cw-[a-z-]+|class)=\"[^\"]*\"", "", text)

    made = imported(edited(ethics, tmp_path, plain), tmp_path)
    brought = [
        note for note in made.account if note.fate == "imported" and note.what in {"forum", "quiz", "assign"}
    ]
    with tarfile.open(ethics) as archive:
        there = [name for name in archive.getnames() if re.search(r"/(forum|quiz|assign)\.xml$", name)]
    assert len(brought) == len(there)


def test_what_a_teacher_added_in_moodle_comes_in_where_it_stands(ethics: Path, tmp_path: Path) -> None:
    url = (
        '<activity id="9" moduleid="99" modulename="url" contextid="9"><url id="9"><name>Added</name>'
        "<intro/><externalurl>https://example.org/added</externalurl></url></activity>"
    )

    def more(name: str, text: str) -> str:
        if name != "moodle_backup.xml":
            return re.sub(r"<sequence>(\d+,\d+)", r"<sequence>\1,99", text) if "<number>1<" in text else text
        (section,) = re.findall(r"<sectionid>(\d+)</sectionid>", text.partition("<sections>")[2])[1:2]
        listed = (
            f"<activity><moduleid>99</moduleid><sectionid>{section}</sectionid><modulename>url</modulename>"
        )
        added = f"{listed}<title>Added</title><directory>activities/url_99</directory></activity>"
        return text.replace("</activities>", f"{added}</activities>")

    path = edited(ethics, tmp_path, more)
    with tarfile.open(path) as archive:
        members = {one.name: (archive.extractfile(one) or io.BytesIO()).read() for one in archive}
    members["activities/url_99/url.xml"] = url.encode()
    read = read_back(written_backup(tmp_path / "added.mbz", members))
    added = read.items["url:99"]
    assert added.data["url"] == "https://example.org/added"
    home = read.draft.modules[0]
    assert added in [*home.items, *(item for unit in home.units for item in unit.items)]


def test_what_a_teacher_hid_is_a_draft(ethics: Path, before: Read, tmp_path: Path) -> None:
    hidden = "entry:consent/rewrite-opening"

    def hide(_: str, text: str) -> str:
        return text.replace("<visible>1<", "<visible>0<") if ">consent/rewrite-opening<" in text else text

    assert "status" not in before.data(hidden)
    assert read_back(edited(ethics, tmp_path, hide)).data(hidden)["status"] == "draft"


def test_restrictions_that_a_teacher_took_away_are_gone(tmp_path: Path) -> None:
    path, _ = pack(example("research-ethics"), "mbz", tmp_path)

    def free(_: str, text: str) -> str:
        return re.sub(
            r"<availability>\{[^<]*\}</availability>", "<availability>$@NULL@$</availability>", text
        )

    before, after = read_back(path), read_back(edited(path, tmp_path, free))
    waiting = [
        one for one, item in before.items.items() if item.kind == "tasks" and item.data.get("requires")
    ]
    assert waiting
    assert not [one for one in waiting if after.items[one].data.get("requires")]


def test_hidden_pages_for_staff_go_to_the_notes(tmp_path: Path) -> None:
    path, _ = pack(example("research-ethics", reader="staff"), "mbz", tmp_path)
    read = read_back(path)
    kept = [one for one in read.account.kept if one.why == "it is for those who teach"]
    assert kept
    told = json.dumps([str(item) for item in read.items.values()])
    assert not [one for one in kept if one.markdown in told]

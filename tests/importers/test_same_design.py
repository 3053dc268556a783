"""The comparison of designs can fail: whatever of a design is changed on its way is told, with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from editions import EXAMPLES, example, written
from same_design import Lesser, differences, questions_equal

from coursewright.exporters.fidelity.aspects import aspects
from coursewright.exporters.fidelity.ledger import Ledger

if TYPE_CHECKING:
    from pathlib import Path

    from coursewright.exporters.edition.model import Edition

COURSE = """\
course: psy
title: Psychology
calendar: {starts: 2026-09-07, time_zone: Europe/London}
outcomes: [{id: whole, statement: Judge the whole}]
modules: [one.module.yaml, two.module.yaml]
"""
ONE = """\
module: one
title: One
description: About one
outcomes:
  - {id: judge, statement: Judge, why: It matters, level: evaluate, skills: [weighing], supports: [whole]}
materials:
  - {id: text, title: Text, kind: reading, url: "https://example.org/a", words: 900, licence: CC-BY-4.0,
     available_until: 2026-12-01, alternative: Ask for a copy}
tasks:
  - id: rule
    title: Rule
    kind: case-study
    purpose: See it
    outcomes: [judge]
    materials: [text]
    grouping: pairs
    duration: 40 min
    release: 2026-09-08T09:00
    due: 2026-09-10T17:00
    weight: 10
    pass_mark: 50
    attempts: 2
    counts_towards: exam
    instructions: Read **both**.
    choices: {of: format, options: [A post, A drawing]}
    decision_points:
      - {prompt: Approve?, options: [{option: Yes, consequence: It runs}, No], feedback: Most do}
    own_context: Your own case
    produces: A ruling
    done_when: It is posted
    criteria: [{name: Clear, points: 4}]
    questions:
      - {prompt: Two?, type: single, options: [{text: Left, correct: true, feedback: Right}, {text: Up}]}
      - {prompt: How much?, type: numeric, answer: 3, tolerance: 0.5}
    replies: {expected: 2, by: 2026-09-11T17:00, protocol: post-first, moderator: student}
    support: Ask the tutor
    monitoring: {by: tutor, looks_for: the gap, signal: A tick, answers: true}
    feedback: {at: meet, addresses: The gap, form: spoken}
    follow_up: debate
    reflection_prompts: [{learned: What changed?}]
    ai_use: planning
  - {id: again, title: Again, kind: journal, requires: [rule], optional: true}
sessions:
  - {id: meet, title: Meet, starts: 2026-09-14T10:00, duration: 50 min, place: Room 1, requires: [rule],
     agenda: [{feedback: rule, duration: 9 min}, {activity: debate}, {talk: Goodbye}], recording: true,
     alternative: Write to us}
follow_up_activities:
  - {id: debate, title: Debate, kind: debate, session: meet, level: evaluate, focus: process}
reflection: {prompts: [{learned: One?}], when: weekly, read_by: tutor, feeds: meet}
assessments:
  - {id: exam, title: Exam, kind: exam, outcomes: [judge], due: 2026-10-01T12:00, weight: 30, timed: true,
     options: [Spoken, Written], feedback: {within: 3 days, form: written}}
"""
TWO = """\
module: two
title: Two
prerequisites: [one]
units:
  - {id: first, title: First, overview: About it, tasks: [{id: read, title: Read, kind: reading}]}
  - {id: second, title: Second, tasks: [{id: see, title: See, kind: video}]}
"""
CHANGES = (
    ("title: Psychology", "title: Physiology", "title"),
    ("starts: 2026-09-07, time_zone: Europe/London", "starts: 2026-09-07, time_zone: Europe/Paris", "due"),
    ("title: One\n", "title: Won\n", "modules and units"),
    ("description: About one", "description: About none", "description"),
    ("statement: Judge,", "statement: Rule,", "statement"),
    ("why: It matters", "why: It counts", "why"),
    ("level: evaluate, skills", "level: create, skills", "level"),
    ("skills: [weighing]", "skills: [writing]", "skills"),
    (", supports: [whole]", "", "supports"),
    ("kind: reading, url", "kind: website, url", "kind"),
    ("https://example.org/a", "https://example.org/b", "content"),
    ("words: 900", "words: 800", "words"),
    ("CC-BY-4.0", "CC0", "licence"),
    ("available_until: 2026-12-01", "available_until: 2026-12-02", "available until"),
    ("alternative: Ask for a copy", "alternative: None", "alternative"),
    ("title: Rule\n", "title: Ruling\n", "title"),
    ("kind: case-study", "kind: debate", "kind"),
    ("purpose: See it", "purpose: Hear it", "purpose"),
    ("    outcomes: [judge]\n", "", "outcomes"),
    ("    materials: [text]\n", "", "materials"),
    ("grouping: pairs", "grouping: class", "grouping"),
    ("duration: 40 min", "duration: 41 min", "duration"),
    ("release: 2026-09-08T09:00", "release: 2026-09-08T09:01", "release"),
    ("due: 2026-09-10T17:00", "due: 2026-09-10T18:00", "due"),
    ("    weight: 10\n", "    weight: 11\n", "weight"),
    ("pass_mark: 50", "pass_mark: 60", "pass mark"),
    ("attempts: 2", "attempts: 3", "attempts"),
    ("    counts_towards: exam\n", "", "counts towards"),
    ("Read **both**.", "Read both.", "instructions"),
    ("of: format", "of: route", "choices"),
    ("consequence: It runs", "consequence: It walks", "decision points"),
    ("feedback: Most do", "feedback: Few do", "decision points"),
    ("own_context: Your own case", "own_context: Her case", "own context"),
    ("produces: A ruling", "produces: A rule", "what is handed in"),
    ("done_when: It is posted", "done_when: It is sent", "done when"),
    ("points: 4", "points: 5", "criteria"),
    ("{text: Left, correct: true,", "{text: Left,", "questions"),
    ("tolerance: 0.5", "tolerance: 0.4", "questions"),
    ("expected: 2", "expected: 1", "replies"),
    ("moderator: student", "moderator: tutor", "replies"),
    ("support: Ask the tutor", "support: Ask us", "support"),
    ("monitoring: {by: tutor", "monitoring: {by: assistant", "monitoring"),
    ("looks_for: the gap", "looks_for: the point", "monitoring"),
    ("signal: A tick", "signal: A tock", "monitoring"),
    ("form: spoken", "form: audio", "feedback"),
    ("    follow_up: debate\n", "", "follow-up"),
    ("{learned: What changed?}", "{apply: What changed?}", "reflection prompts"),
    ("ai_use: planning", "ai_use: full", "ai_use"),
    (", requires: [rule], optional", ", optional", "requires"),
    (", optional: true", "", "optional"),
    ("starts: 2026-09-14T10:00", "starts: 2026-09-14T11:00", "start"),
    ("place: Room 1", "place: Room 2", "place"),
    ("{talk: Goodbye}", "{other: Goodbye}", "agenda"),
    ("recording: true", "recording: false", "recording"),
    ("session: meet, level: evaluate", "session: meet, level: analyze", "level"),
    ("focus: process", "focus: performance", "focus"),
    ("{learned: One?}", "{learned: Two?}", "prompts"),
    ("when: weekly", "when: 2026-09-20", "due"),
    ("read_by: tutor", "read_by: learner", "reader"),
    ("feeds: meet", "feeds: rule", "feeds"),
    ("timed: true", "timed: false", "timed"),
    ("[Spoken, Written]", "[Spoken]", "options"),
    ("within: 3 days", "within: 4 days", "feedback"),
    ("  - {id: again,", "  - {id: against,", "entries"),
    ("prerequisites: [one]\n", "", "requires"),
    ("overview: About it", "overview: About this", "overview"),
    ("title: Second, tasks", "title: Third, tasks", "modules and units"),
    ("{id: see, title: See, kind: video}", "{id: look, title: See, kind: video}", "entries"),
)


def course(folder: Path, old: str = "", new: str = "") -> Edition:
    files = {"course.yaml": COURSE, "one.module.yaml": ONE, "two.module.yaml": TWO}
    if old:
        assert sum(text.count(old) for text in files.values()) == 1, old
        files = {name: text.replace(old, new) for name, text in files.items()}
    return written(folder, files)


def whole(edition: Edition) -> Ledger:
    """Return the account of a package that keeps all."""
    ledger = Ledger()
    for entry in edition.entries:
        for aspect in aspects(entry):
            ledger.kept(entry.key, aspect)
    return ledger


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    made = course(tmp_path_factory.mktemp("original"))
    assert not list(made.course.faults)
    return made


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_design_is_the_same_as_itself(name: str) -> None:
    assert differences(example(name), example(name), whole(example(name))) == []


@pytest.mark.parametrize(("old", "new", "aspect"), CHANGES, ids=[f"{one[2]}: {one[0]}" for one in CHANGES])
def test_every_change_is_told(original: Edition, tmp_path: Path, old: str, new: str, aspect: str) -> None:
    found = differences(original, course(tmp_path, old, new), whole(original))
    assert any(f"{aspect}:" in line for line in found), found


def test_other_spellings_are_no_changes(original: Edition, tmp_path: Path) -> None:
    for number, (old, new) in enumerate(
        (
            ("due: 2026-09-10T17:00", "due: week 1 thu 17:00"),
            ("due: 2026-09-10T17:00", "due: 2026-09-10T16:00Z"),
            ("duration: 40 min", "duration: PT40M"),
            ("Read **both**.", "Read __both__."),
            ("purpose: See it", 'purpose: "See  it "'),
            ("weight: 10\n", "weight: 10%\n"),
            ("    follow_up: debate\n", ""),
        )
    ):
        changed = course(tmp_path / str(number), old, new)
        if "follow_up" in old:
            text = ONE.replace(old, "").replace(
                "kind: debate, session", "kind: debate, builds_on: rule, session"
            )
            files = {"course.yaml": COURSE, "one.module.yaml": text, "two.module.yaml": TWO}
            changed = written(tmp_path / "said from the other end", files)
        assert differences(original, changed, whole(original)) == [], old


def test_a_loss_has_to_be_announced_and_an_announced_loss_has_to_happen(
    original: Edition, tmp_path: Path
) -> None:
    lost = course(tmp_path, "looks_for: the gap, ", "")
    announced = whole(original)
    announced.changed("one/rule", "monitoring", "said on its page; what staff look for is left out")
    assert "no note" not in " ".join(differences(original, lost, whole(original)))
    assert len(differences(original, lost, whole(original))) == 1
    assert differences(original, lost, announced) == []
    assert len(differences(original, original, announced)) == 1


def test_what_is_dropped_has_to_be_absent(original: Edition, tmp_path: Path) -> None:
    ledger = whole(original)
    ledger.dropped("one/rule", "attempts", "it has none")
    assert differences(original, course(tmp_path / "a", "    attempts: 2\n", ""), ledger) == []
    assert len(differences(original, original, ledger)) == 1
    ledger.dropped("two/see", "", "it has no films")
    assert any(line.startswith("two/see · the entry") for line in differences(original, original, ledger))


def test_a_format_may_announce_losses_of_its_own(original: Edition, tmp_path: Path) -> None:
    ledger = whole(original)
    ledger.changed("one/rule", "attempts", "at most 1")
    lesser = [Lesser("attempts", "at most ([0-9]+)", lambda _value, found: found[1])]
    fewer = course(tmp_path, "attempts: 2", "attempts: 1")
    assert len(differences(original, fewer, ledger)) == 1
    assert differences(original, fewer, ledger, lesser) == []
    assert len(differences(original, original, ledger, lesser)) == 1


def test_questions_are_compared_one_by_one(original: Edition, tmp_path: Path) -> None:
    other = course(tmp_path, "tolerance: 0.5", "tolerance: 0.25")
    asked = original.by_key["one/rule"].element.questions  # type: ignore[union-attr]
    changed = other.by_key["one/rule"].element.questions  # type: ignore[union-attr]
    assert questions_equal(asked, asked) == []
    assert questions_equal(asked, changed) == ["question 2 · tolerance: 0.5 became 0.25"]
    assert questions_equal(asked, asked[:1]) == ["questions: 2 became 1"]

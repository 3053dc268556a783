"""Open edX courses: Studio's own checker finds nothing, and what learners may not see is not there."""

from __future__ import annotations

import datetime as dt
import json
from io import BytesIO
from typing import TYPE_CHECKING, Any

import olxcleaner  # type: ignore[import-untyped]
import pytest
from editions import EXAMPLES, example, written
from lxml import etree

from coursewright.exporters.fidelity.aspects import unaccounted
from coursewright.exporters.fidelity.ledger import Ledger
from coursewright.exporters.olx.cover import COVER, cover
from coursewright.exporters.olx.export import members
from coursewright.exporters.packing.archives import write_tar_gz
from coursewright.exporters.packing.member import data
from coursewright.spec.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from coursewright.exporters.edition.model import Edition

START = dt.date(2026, 9, 28)
EVERYTHING = r"""
course: stars
title: "Stars & <other> \"suns\""
language: ar
calendar: {starts: 2026-10-12, weeks: 4, time_zone: Europe/London}
team: [{id: ana, name: Ana Lu, role: tutor}]
outcomes: [{id: see, statement: Decide what to look at}]
tasks:
  - id: vote
    kind: poll
    due: week 1 tue 10:00
    questions: [{prompt: "Which *sky*?", type: single, options: [north, south]}]
  - id: feelings
    kind: survey
    questions:
      - {prompt: Tired?, options: ["yes", "no"]}
      - {prompt: Cold?, options: ["yes", "no"]}
      - {prompt: Where?, options: [here, there]}
      - {prompt: Why?}
  - id: check
    kind: quiz
    attempts: 3
    pass_mark: 60
    questions:
      - prompt: One?
        type: single
        options: [{text: "a < b", correct: true, feedback: "Yes & no"}, {text: c, feedback: Look again}]
      - {prompt: Two?, type: multiple, options: [{text: a, correct: true}, {text: b, correct: true}, c]}
      - {prompt: Three?, type: "true-false", answer: "true"}
      - {prompt: "Four?\n\nIn two paragraphs.", type: short, answer: [Orion, the hunter], points: 2}
      - {prompt: Five?, type: numeric, answer: "2.5", tolerance: 0.5, feedback: Half and half}
      - {prompt: Six?, type: matching, pairs: [{left: a, right: x}, {left: b, right: y}, {left: c, right: x}]}
      - {prompt: Seven?, type: essay}
      - {prompt: "What is $x^2$?", type: numeric, answer: "4"}
      - {prompt: Nine?, type: single, options: [only one]}
  - id: talk
    kind: discussion
    graded: true
    weight: 25
    due: week 2 fri 17:00
    replies: {expected: 2, by: week 3 mon, protocol: post-first}
    monitoring: {by: ana, looks_for: The secret gap, minutes: 30}
    feedback: {within: 2 days, addresses: The secret answer, form: peer}
    decision_points:
      - prompt: Go on?
        options: [{option: "yes", consequence: Then it rains}, {option: "no"}]
        feedback: Well
      - And you?
  - id: draw
    kind: project
    weight: 50
    release: week 1 mon
    due: week 3 fri 17:00
    produces: a drawing and a line
    criteria:
      - {name: Clear, levels: [no, so-so, so-so], points: 5}
      - Brave
  - {id: together, kind: wiki, due: week 1 wed}
  - {id: words, kind: glossary}
announcements: [{at: week 1 mon, text: The secret announcement}]
reflection: {prompts: [What now?, "What else?"], read_by: ana, when: week 4 fri}
sessions: [{id: meet, starts: week 2 thu 18:00, duration: 1 h, agenda: [{talk: The open talk}]}]
assessments:
  - {id: exam, kind: exam, weight: 25, due: week 4 fri, questions: [{prompt: Ten?, type: short, answer: ten}]}
"""


def _everything(folder: Path, **choices: Any) -> Edition:
    return written(folder, {"course.yaml": EVERYTHING}, **choices)


def _unpacked(edition: Edition, folder: Path, ledger: Ledger | None = None) -> Path:
    for member in members(edition, ledger or Ledger()):
        path = folder / member.path
        assert not path.exists(), f"{member.path} is there twice"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data(member))
    return folder / "course"


def _policy(course: Path) -> dict[str, Any]:
    settings: dict[str, Any]
    (settings,) = json.loads(next(course.glob("policies/*/policy.json")).read_text("utf-8")).values()
    return settings


def _faults(course: Path) -> list[str]:
    settings = _policy(course)
    # As Studio does: it names the blocks that it has installed.
    _, found, _ = olxcleaner.validate(str(course), allowed_xblocks=settings.get("advanced_modules", []))
    return [f"{error.level} {error.filename}: {error.description}" for error in found.errors]


def _xml(course: Path, name: str) -> etree._Element:
    return etree.parse(str(course / name)).getroot()


def _one(element: etree._Element, path: str) -> etree._Element:
    (found,) = element.findall(path)
    return found


def _keys(element: etree._Element, tag: str = "choice") -> list[tuple[str | None, str | None]]:
    return [(one.text, one.get("correct")) for one in element.iter(tag)]


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("starts", [None, START])
def test_studios_checker_finds_nothing(name: str, starts: dt.date | None, tmp_path: Path) -> None:
    edition = example(name, starts=starts, reader="learners" if starts else "staff")
    ledger = Ledger()
    assert _faults(_unpacked(edition, tmp_path, ledger)) == []
    assert unaccounted(edition, ledger) == ()


@pytest.mark.parametrize("reader", ["learners", "staff"])
def test_everything_at_once_is_found_whole(reader: str, tmp_path: Path) -> None:
    edition = _everything(tmp_path, reader=reader)
    ledger = Ledger()
    assert _faults(_unpacked(edition, tmp_path / "out", ledger)) == []
    assert unaccounted(edition, ledger) == ()


def test_each_kind_of_question_is_a_problem_with_its_key(tmp_path: Path) -> None:
    course = _unpacked(_everything(tmp_path), tmp_path / "out")
    blocks = [child.get("url_name") for child in _xml(course, "vertical/course-check.xml")]
    problems = [
        _xml(course, f"problem/{name}.xml") for name in blocks if (course / f"problem/{name}.xml").exists()
    ]
    single, several, truth, short, number, matching, formula = problems
    assert [(one.text, one.get("correct")) for one in single.iter("choice")] == [
        ("a < b", "true"),
        ("c", "false"),
    ]
    assert single.findtext(".//choicehint") == "Yes & no"
    assert {one.get("max_attempts") for one in problems} == {"3"}
    assert _keys(several) == [("a", "true"), ("b", "true"), ("c", "false")]
    assert [one.get("correct") for one in truth.iter("choice")] == ["true", "false"]
    assert short.get("weight") == "2"
    assert _one(short, "stringresponse").get("answer") == "Orion"
    assert [one.get("answer") for one in short.iter("additional_answer")] == ["the hunter"]
    assert [one.text for one in short.findall("p")] == ["Four?", "In two paragraphs."], "above the label"
    assert _one(number, ".//responseparam").get("default") == "0.5"
    assert number.find("solution") is not None
    menus = [_keys(menu, "option") for menu in matching.iter("optioninput")]
    assert menus[1] == [("x", "False"), ("y", "True")]
    assert len(menus) == 3
    assert formula.find(".//math") is None, "MathML in a problem would be taken for CAPA's own"
    assert formula.findtext(".//label") == formula.get("display_name")
    assert "<math" in (course / f"html/{blocks[-2]}.html").read_text("utf-8")
    assert len(_xml(course, "vertical/course-check.xml").findall("openassessment")) == 1, (
        "an essay is read, not marked"
    )


def test_a_question_that_nobody_could_mark_is_in_the_account(tmp_path: Path) -> None:
    ledger = Ledger()
    _unpacked(_everything(tmp_path), tmp_path / "out", ledger)
    note = ledger.about("course/check", "questions")
    assert note is not None
    assert note.fate == "changed"
    assert "question 9" in note.how


def test_what_counts_is_a_subsection_of_its_type(tmp_path: Path) -> None:
    course = _unpacked(_everything(tmp_path), tmp_path / "out")
    policy = json.loads(next(course.glob("policies/*/grading_policy.json")).read_text("utf-8"))
    weights = {kind["type"]: kind["weight"] for kind in policy["GRADER"]}
    assert weights == {"Talk": 0.25, "Draw": 0.5, "Exam": 0.25}
    marked = {
        path.stem: section.get("format")
        for path in course.glob("sequential/*.xml")
        if (section := _xml(course, f"sequential/{path.name}")).get("graded") == "true"
    }
    assert marked == {
        "course-talk_marked": "Talk",
        "course-draw_marked": "Draw",
        "course-exam_marked": "Exam",
    }
    assert _xml(course, "sequential/course-draw_marked.xml").get("due") == "2026-10-30T17:00:00Z"
    assert _xml(course, "vertical/course-talk.xml").find("staffgradedxblock") is not None, "it can be marked"


def test_a_rubric_has_whole_points_and_names_that_differ(tmp_path: Path) -> None:
    course = _unpacked(_everything(tmp_path), tmp_path / "out")
    response = _xml(course, "vertical/course-draw.xml").find("openassessment")
    assert response is not None
    assert response.get("display_name") is None
    clear, brave = response.iter("criterion")
    levels = [(one.findtext("name"), one.get("points")) for one in clear.iter("option")]
    assert levels == [("no", "0"), ("so-so", "2"), ("so-so (2)", "5")]
    assert brave.findtext("name") == "Brave"
    assert response.findtext(".//prompt/description") == "a drawing and a line"


def test_a_decision_can_be_played_and_counts_for_nothing(tmp_path: Path) -> None:
    course = _unpacked(_everything(tmp_path), tmp_path / "out")
    (name,) = [one.get("url_name") for one in _xml(course, "vertical/course-talk.xml").findall("problem")]
    played = _xml(course, f"problem/{name}.xml")
    assert played.get("weight") == "0"
    assert [one.get("correct") for one in played.iter("choice")] == ["true", "true"]
    assert played.findtext(".//choicehint") == "Then it rains"
    page = (course / "html/course-talk_text.html").read_text("utf-8")
    assert "And you?" in page
    assert "Go on?" not in page
    assert 'lang="ar" dir="rtl"' in page


def test_a_vote_and_a_survey_are_switched_on(tmp_path: Path) -> None:
    course = _unpacked(_everything(tmp_path), tmp_path / "out")
    assert _policy(course)["advanced_modules"] == ["poll", "staffgradedxblock", "survey"]
    vote = _xml(course, "vertical/course-vote.xml").find("poll")
    assert vote is not None
    assert [label["label"] for _, label in json.loads(vote.get("answers") or "")] == ["north", "south"]
    asked = _xml(course, "vertical/course-feelings.xml")
    assert [child.tag for child in asked] == ["html", "survey", "poll"]
    assert "Why?" not in json.dumps(dict(asked[1].attrib))
    page = (course / "html/course-feelings_text.html").read_text("utf-8")
    assert "Why?" in page, "what has no choices is asked on the page"
    assert "Tired?" not in page


def test_learners_get_nothing_that_is_for_staff(tmp_path: Path) -> None:
    learners = _unpacked(_everything(tmp_path), tmp_path / "learners")
    told = "".join(
        path.read_text("utf-8") for path in learners.rglob("*") if path.suffix in {".html", ".xml", ".json"}
    )
    assert "secret" not in told
    staff = _unpacked(_everything(tmp_path, reader="staff"), tmp_path / "staff")
    for path in staff.rglob("*.html"):
        if "secret" not in path.read_text("utf-8"):
            continue
        block = etree.parse(str(path.with_suffix(".xml"))).getroot()
        assert block.get("visible_to_staff_only") == "true", path


def test_the_same_course_gives_the_same_archive() -> None:
    archives = []
    for _ in range(2):
        made = BytesIO()
        write_tar_gz(members(example("research-ethics"), Ledger()), made)
        archives.append(made.getvalue())
    assert archives[0] == archives[1]


def test_names_of_a_run_are_checked(tmp_path: Path) -> None:
    edition = _everything(tmp_path, org="Uni", run="autumn_2026")
    assert b'url_name="autumn_2026" org="Uni"' in data(next(members(edition, Ledger())))
    with pytest.raises(UsageError, match="--run"):
        next(members(_everything(tmp_path, run="../x"), Ledger()))


def test_a_cover_is_a_picture() -> None:
    assert cover("a") == cover("a") != cover("b")
    assert cover("a").startswith(b"\x89PNG")
    assert COVER == "course__image.png", "a name that no file of a course can have"

"""What is asked and marked arrives in Moodle: criteria, weights, questions with keys, polls, surveys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from editions import example, written
from mbz_course import everything
from mbz_reading import NULL, Backup, backup_of, grade_items

from coursewright.exporters.fidelity.ledger import Ledger

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def backup(tmp_path_factory: pytest.TempPathFactory) -> Backup:
    return backup_of(everything(tmp_path_factory.mktemp("course")))


@pytest.fixture(scope="module")
def for_staff(tmp_path_factory: pytest.TempPathFactory) -> Backup:
    return backup_of(everything(tmp_path_factory.mktemp("course"), reader="staff"))


def test_criteria_with_levels_are_a_rubric_from_nothing_to_their_points(backup: Backup) -> None:
    definition = backup.modules["edge/after"].files["grading"].find("area/definitions/definition")
    assert definition is not None
    assert definition.findtext("status") == "20"
    criteria = definition.findall("plugin_gradingform_rubric_definition/criteria/criterion")
    found = {
        one.findtext("description"): [
            (level.findtext("definition"), float(level.findtext("score") or 0)) for level in one.iter("level")
        ]
        for one in criteria
    }
    assert found == {
        "clear": [("no", 0.0), ("some", 3.0), ("yes", 6.0)],
        "short": [("Not yet", 0.0), ("Partly", 2.0), ("Fully", 4.0)],
    }
    assert backup.modules["edge/after"].says("grade") == "10"
    assert "some" not in backup.modules["edge/after"].says("intro")


def test_criteria_without_levels_are_a_marking_guide(backup: Backup) -> None:
    area = backup.modules["edge/disc"].files["grading"].find("area")
    assert area is not None
    assert (area.findtext("areaname"), area.findtext("activemethod")) == ("forum", "guide")
    assert [one.findtext("shortname") for one in area.iter("guidecriterion")] == [
        "says why",
        "answers others",
    ]


def test_weights_and_pass_marks_are_in_the_gradebook(backup: Backup) -> None:
    book, items = backup.xml("gradebook.xml"), grade_items(backup)
    course, portfolio = book.findall("grade_categories/grade_category")
    assert course.findtext("aggregation") == "10"  # a weighted mean
    assert (portfolio.findtext("fullname"), portfolio.findtext("parent")) == ("Portfolio", course.get("id"))
    weights = {name: float(item.findtext("aggregationcoef") or 0) for name, item in items.items()}
    expected = {
        "All types": 20,
        "After the gate": 30,
        "Wiki": 10,
        "Post first": 10,
        "Exam": 30,
        "category": 30,
    }
    assert expected.items() <= weights.items()
    assert weights["Formative"] == 0
    assert items["Formative"].findtext("weightoverride") == "1"
    assert items["After the gate"].findtext("categoryid") == portfolio.get("id")
    assert items["All types"].findtext("gradepass") == "6.00000"
    assert items["category"].findtext("gradepass") == "50.00000"
    assert (items["Wiki"].findtext("itemtype"), items["Wiki"].findtext("itemmodule")) == ("manual", NULL)
    assert "Portfolio" not in items  # it is the category


def test_a_course_without_weights_leaves_the_total_to_the_marks(tmp_path: Path) -> None:
    spec = "module: m\nassessments: [{id: a, title: A, kind: essay}, {id: b, title: B, kind: essay}]\n"
    book = backup_of(written(tmp_path, {"m.module.yaml": spec})).xml("gradebook.xml")
    assert [one.findtext("aggregation") for one in book.iter("grade_category")] == ["13"]


def test_questions_are_in_the_bank_with_their_keys(backup: Backup) -> None:
    questions = backup.questions
    assert "No key" not in questions
    types = {name: question.findtext("qtype") for name, question in questions.items()}
    assert types["Multi"] == "multichoice"
    assert types["TF"] == types["Once more"] == "truefalse"
    assert (types["Short"], types["Num"], types["Match"], types["Essay"]) == (
        "shortanswer",
        "numerical",
        "match",
        "essay",
    )

    def fractions(name: str) -> list[float]:
        return [
            float(one.findtext("fraction") or 0) for one in questions[name].iter("answer") if one.get("id")
        ]

    single = next(question for name, question in questions.items() if name.startswith("Single"))
    assert single.findtext("defaultmark") == "2.0000000"
    assert single.findtext("generalfeedback") == "<p>general</p>"
    assert "@@PLUGINFILE@@/" in (single.findtext("questiontext") or "")
    texts = [(one.findtext("answertext"), one.findtext("feedback")) for one in single.iter("answer")]
    assert texts == [("<p>right &lt;i&gt;</p>", "<p>yes</p>"), ("<p>wrong</p>", "<p>no &amp; no</p>")]
    # Ticking all boxes is worth nothing.
    assert fractions("Multi") == [0.3333333, 0.3333333, -1.0, 0.3333333]
    assert fractions("TF") == [0.0, 1.0]
    record = next(questions["Num"].iter("numerical_record"))
    assert record.findtext("tolerance") == "0.01"
    pairs = [
        (one.findtext("questiontext"), one.findtext("answertext")) for one in questions["Match"].iter("match")
    ]
    assert pairs == [("<p>l1</p>", "r1"), ("<p>l2</p>", "r2"), ("<p>l3</p>", "r3")]


def test_what_counts_hides_its_key_until_it_closes_and_practice_answers_at_once(backup: Backup) -> None:
    counts, limited = backup.modules["edge/quiz1"], backup.modules["edge/last"]
    assert counts.says("preferredbehaviour") == "deferredfeedback"
    assert counts.says("reviewrightanswer") == str(0x10)
    assert counts.says("attempts_number") == "2"
    assert (limited.says("timelimit"), limited.says("attempts_number")) == ("1800", "1")
    practice = next(
        module for module in backup_of(example("research-ethics")).modules.values() if module.kind == "quiz"
    )
    assert practice.says("preferredbehaviour") == "immediatefeedback"
    assert practice.says("reviewrightanswer") == str(0x11110)


def test_polls_offer_the_options_and_decisions_keep_their_consequences(backup: Backup) -> None:
    asked, decided = backup.modules["edge/poll1"], backup.modules["edge/poll2"]
    options = [one.findtext("text") for one in asked.of_kind.iter("option")]
    assert options == ["tea", "coffee | milk ‹script›"]
    assert "Tea or coffee?" in asked.says("intro")
    assert [one.findtext("text") for one in decided.of_kind.iter("option")] == ["yes", "no"]
    assert "cy" in decided.says("intro")
    assert "cb" in backup.modules["edge/after"].says("intro")


def test_a_survey_asks_in_every_way(backup: Backup) -> None:
    items = backup.modules["edge/surv"].of_kind.findall("items/item")
    types = [item.findtext("typ") for item in items]
    assert types == [
        *("textarea", "multichoice", "multichoice", "multichoice", "numeric", "textfield"),
        # A question too long for a name is a text above a short one.
        *("label", "textfield"),
    ]
    assert [item.findtext("position") for item in items] == [str(place) for place in range(1, 9)]
    assert all(len(item.findtext("name") or "") <= 255 for item in items)


def test_more_points_than_moodle_can_count_to_are_cut(tmp_path: Path) -> None:
    # The columns for marks hold five digits; a restore stops at the first that does not fit.
    spec = """
    module: m
    tasks:
      - {id: q, title: Q, kind: quiz, graded: true, attempts: 99999999999,
         questions: [{prompt: A, type: true-false, answer: "true", points: 123456789},
                     {prompt: B, type: true-false, answer: "true"}]}
      - {id: d, title: D, kind: discussion, replies: {expected: 99999999999}}
    """
    ledger = Ledger()
    backup = backup_of(written(tmp_path, {"m.module.yaml": spec}), ledger)
    quiz = backup.modules["m/q"]
    assert quiz.says("sumgrades") == "50000.00000"
    assert quiz.says("attempts_number") == "0"
    assert int(backup.modules["m/d"].says("completionreplies")) <= 1000
    for aspect in ("questions", "attempts"):
        note = ledger.about("m/q", aspect)
        assert note is not None
        assert note.fate == "changed"

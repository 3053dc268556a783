"""GIFT: what Moodle's importer makes of it is the questions that were written, whatever they hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from editions import EXAMPLES, example, written
from gift_reading import expected, read_gift
from hypothesis import given, settings
from quizzes import QUESTIONS, hostile_questions, quiz_edition

from coursewright.exporters.fidelity.aspects import unaccounted
from coursewright.exporters.fidelity.ledger import Ledger
from coursewright.exporters.gift.export import members
from coursewright.exporters.packing.member import data
from coursewright.spec.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from coursewright.exporters.edition.model import Edition

WITH_QUESTIONS = ("data-literacy", "research-ethics", "workplace-refresher")


def _gift(edition: Edition, ledger: Ledger | None = None) -> str:
    (member,) = members(edition, ledger or Ledger())
    return data(member).decode()


@pytest.mark.parametrize("name", WITH_QUESTIONS)
def test_an_example_is_read_back(name: str) -> None:
    edition = example(name)
    assert read_gift(_gift(edition)).questions == expected(edition)


@settings(max_examples=40)
@given(QUESTIONS)
def test_any_question_is_read_back(questions: list[dict[str, Any]]) -> None:
    edition = quiz_edition(questions)
    wanted = expected(edition)
    if not wanted:
        with pytest.raises(UsageError):
            _gift(edition)
        return
    assert read_gift(_gift(edition)).questions == wanted


def test_hostile_texts_are_read_back() -> None:
    edition = quiz_edition(hostile_questions())
    assert read_gift(_gift(edition)).questions == expected(edition)


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_entry_and_aspect_is_accounted_for(name: str) -> None:
    ledger = Ledger()
    edition = example(name)
    if name in WITH_QUESTIONS:
        _gift(edition, ledger)
        assert unaccounted(edition, ledger) == ()
    else:
        with pytest.raises(UsageError, match="needs questions with keys"):
            _gift(edition, ledger)


def test_what_is_left_out_is_said_with_the_reason() -> None:
    ledger = Ledger()
    right = {"prompt": "Which?", "options": [{"text": "a", "correct": True}, "b"], "points": 3}
    open_ = {"prompt": "And?", "options": "TODO"}
    arrow = {"prompt": "How?", "type": "short", "answer": "a -> b"}
    text = _gift(quiz_edition([open_, right, arrow]), ledger)
    assert len(read_gift(text).questions) == 1
    note = ledger.about("m/quiz", "questions")
    assert note is not None
    assert note.fate == "changed"
    assert note.how == (
        "left out: question 1: its options are still open; "
        "question 3: Moodle takes an answer with `->` for a pair; points are left out, since GIFT has none"
    )


def test_polls_and_surveys_belong_to_no_bank() -> None:
    with pytest.raises(UsageError):
        _gift(quiz_edition([{"prompt": "Which?", "options": ["a", "b"]}], kind="poll"))


def test_the_weights_of_several_answers_make_ticking_all_worthless() -> None:
    options = [{"text": text, "correct": text in "abc"} for text in "abcdefg"]
    text = _gift(quiz_edition([{"prompt": "Which?", "type": "multiple", "options": options}]))
    (weights,) = read_gift(text).weights
    assert [str(weight) for weight in weights] == ["33.33333"] * 3 + ["-25"] * 4


def test_more_right_options_than_moodle_can_share_marks_among_are_left_out() -> None:
    options = [{"text": str(number), "correct": True} for number in range(11)]
    with pytest.raises(UsageError):
        _gift(quiz_edition([{"prompt": "Which?", "type": "multiple", "options": options}]))


def test_a_quiz_is_a_category_below_its_module_whatever_its_title() -> None:
    edition = quiz_edition([{"prompt": "Is it?", "answer": "true"}])
    assert read_gift(_gift(edition)).categories == ("$course$/top/Seeing/Look again",)


def test_titles_cannot_split_a_category(tmp_path: Path) -> None:
    spec = (
        'module: m\ntitle: "/and/or/"\ntasks:\n  - {id: q, title: "a <b>\\\\c", kind: quiz, '
        "questions: {prompt: Is it?, answer: 'true'}}\n"
    )
    bank = read_gift(_gift(written(tmp_path, {"m.module.yaml": spec})))
    assert bank.categories == ("$course$/top/ //and//or// /a ‹b›//c",)


def test_images_and_files_give_way_to_their_words(tmp_path: Path) -> None:
    prompt = "![A map](map.png) Where? See [this](map.png) and [that](https://example.org)."
    question = f"{{prompt: '{prompt}', answer: Rome}}"
    spec = f"module: m\ntasks: [{{id: q, kind: quiz, questions: {question}}}]\n"
    (tmp_path / "map.png").write_bytes(b"\x89PNG")
    ledger = Ledger()
    bank = read_gift(_gift(written(tmp_path, {"m.module.yaml": spec}), ledger))
    link = '<a href="https://example.org" rel="noopener noreferrer">that</a>'
    assert bank.questions[0].html == f"<p>[A map] Where? See this and {link}.</p>"
    note = ledger.about("m/q", "questions")
    assert note is not None
    assert note.how == "in question 1 words stand for its images and files, since GIFT carries none"


def test_outcomes_are_tags_and_names_are_short(tmp_path: Path) -> None:
    spec = (
        "module: m\noutcomes: [{id: see, statement: See far}]\ntasks:\n"
        "  - {id: q, kind: quiz, outcomes: [see], "
        f"questions: {{prompt: {'Where is it? ' * 20}, answer: Rome}}}}\n"
    )
    bank = read_gift(_gift(written(tmp_path, {"m.module.yaml": spec})))
    assert bank.tags == (("m-see",),)
    assert bank.names[0].startswith("01 Where is it?")
    assert len(bank.names[0]) < 120

"""Questions as quizzes need them: their types, their keys, their names, and why some cannot be asked."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from quizzes import QUESTIONS, read

from coursewright.exporters.questions.numbers import number_in, plain_number

SINGLE = {"prompt": "Which?", "options": [{"text": "a", "correct": True}, "b"]}


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ({"options": [{"text": "a", "correct": True}, "b"]}, "single"),
        ({"options": [{"text": "a", "correct": True}, {"text": "b", "correct": True}]}, "multiple"),
        ({"options": ["a", "b"], "answer": ["a", "b"]}, "multiple"),
        ({"options": [{"text": "True", "correct": True}, "false"]}, "true-false"),
        ({"type": "true-false", "options": [{"text": "wahr", "correct": True}, "falsch"]}, "single"),
        ({"answer": "true"}, "true-false"),
        ({"answer": "yes"}, "short"),
        ({"answer": "1989"}, "numeric"),
        ({"answer": ["1", "one"]}, "short"),
        ({"pairs": [{"left": "a", "right": "1"}, {"left": "b", "right": "2"}]}, "matching"),
        ({}, "essay"),
    ],
)
def test_tells_the_type_that_was_meant(written: dict[str, Any], meant: str) -> None:
    (question,) = read([{"prompt": "Why?", **written}])
    assert (question.type, question.problem) == (meant, "")


def test_knows_the_right_options_by_their_marks_and_by_the_answer() -> None:
    options = [{"text": "a", "correct": True}, "B b", "c"]
    (question,) = read([{"prompt": "?", "type": "multiple", "options": options, "answer": " b  B"}])
    assert question.accepted == ("a", "B b")
    assert not question.problem


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ({"prompt": " "}, "it has no prompt"),
        ({"prompt": "TODO"}, "its prompt is still open"),
        ({**SINGLE, "options": "TODO"}, "its options are still open"),
        ({"type": "single"}, "it has no options to choose from"),
        ({"options": [{"correct": True}, "b"]}, "one of its options has no text"),
        ({"type": "matching"}, "it has no pairs to match"),
        ({"pairs": [{"left": "a"}, {"left": "b", "right": "2"}]}, "one of its pairs lacks a half"),
        (
            {"pairs": [{"left": "a", "right": "TODO"}, {"left": "b", "right": "2"}]},
            "one of its pairs lacks a half",
        ),
        ({"pairs": {"left": "a", "right": "1"}}, "a single pair leaves nothing to match"),
        (
            {"pairs": [{"left": "a", "right": "1"}, {"left": "a", "right": "2"}]},
            "two of its pairs have one left half",
        ),
        (
            {"pairs": [{"left": "a", "right": "1"}, {"left": "b", "right": "1"}]},
            "all its pairs have one right half",
        ),
    ],
)
def test_says_why_nobody_could_answer(written: dict[str, Any], why: str) -> None:
    (question,) = read([{"prompt": "Why?", **written}])
    assert question.unaskable == question.problem == why


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ({"type": "single", "options": ["a", "b"]}, "no option is marked as right"),
        (
            {"type": "single", "options": [{"text": "a", "correct": True}, {"text": "b", "correct": True}]},
            "2 options are marked as right, and its type allows one",
        ),
        ({"options": ["a", "b"], "answer": "B)"}, 'no option reads "B)", which its answer names'),
        ({"options": [{"text": "a", "correct": "TODO"}, "b"]}, 'whether "a" is right is still open'),
        ({"type": "true-false"}, "no answer is marked as right"),
        ({"type": "true-false", "answer": "perhaps"}, 'its answer "perhaps" is neither true nor false'),
        ({"type": "true-false", "answer": ["true", "no"]}, "both answers are right"),
        ({"type": "short"}, "no answer is given that counts as right"),
        ({"type": "numeric"}, "no number is given that counts as right"),
        ({"type": "numeric", "answer": "a few"}, 'its answer "a few" is no number'),
        ({"type": "numeric", "answer": "1,500"}, 'its answer "1,500" is no number'),
    ],
)
def test_says_why_nothing_could_mark_the_answers(written: dict[str, Any], why: str) -> None:
    (question,) = read([{"prompt": "Why?", **written}])
    assert question.unmarkable == question.problem == why


def test_a_short_answer_without_a_key_is_an_essay_where_somebody_reads_it() -> None:
    written = [{"prompt": "What did you see?", "type": "short"}]
    assert [question.type for question in read(written, kind="journal")] == ["essay"]
    assert [question.type for question in read(written, kind="survey")] == ["short"]
    assert read(written, kind="quiz")[0].unmarkable


def test_numbers_keep_their_tolerance_and_what_is_said_to_wrong_ones() -> None:
    options = [{"text": "7", "feedback": "You forgot one."}, {"text": "8,5", "correct": True}]
    (question,) = read([{"prompt": "?", "type": "numeric", "options": options, "tolerance": 0.1}])
    assert question.numbers == (
        (Decimal(7), Decimal("0.1"), False, "You forgot one."),
        (Decimal("8.5"), Decimal("0.1"), True, ""),
    )


def test_names_stay_when_questions_are_added_and_are_told_apart() -> None:
    first = read([SINGLE, {**SINGLE, "prompt": "And now?"}])
    later = read([{**SINGLE, "prompt": "First of all?"}, SINGLE, SINGLE, {**SINGLE, "prompt": "And now?"}])
    assert [question.slug for question in first] == [later[1].slug, later[3].slug]
    assert len({question.slug for question in later}) == 4
    assert first[0].slug.startswith("m-quiz-q-")


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=6))
def test_numbers_are_written_so_that_they_are_read_again(value: Decimal) -> None:
    assert number_in(plain_number(value)) == value
    typed = format(value, "f").replace("-", "\u2212")
    assert number_in(f" {typed} ") == value


@settings(max_examples=40)
@given(QUESTIONS)
def test_what_can_be_marked_has_all_that_its_type_needs(written: list[dict[str, Any]]) -> None:
    for question in read(written):
        if question.problem:
            continue
        assert question.prompt
        match question.type:
            case "single" | "true-false":
                assert sum(answer.correct for answer in question.answers) == 1
            case "multiple" | "short":
                assert question.accepted
            case "numeric":
                assert any(number.correct for number in question.numbers)
            case "matching":
                assert len(question.pairs) > 1

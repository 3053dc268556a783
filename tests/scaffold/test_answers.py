"""Answers one after the other, and in one go: what applies, what its default is, how one goes back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from own_templates import FILES, put

from coursewright.scaffold.answers import AnswerError, Answers, Known
from coursewright.scaffold.describe import read_template
from coursewright.scaffold.faults import TemplateError

if TYPE_CHECKING:
    from pathlib import Path

    from coursewright.scaffold.model import Question, Template

PART = {
    "template.yaml": """\
name: small
makes: task
title: A task
for: anybody
builds: A task.
into: tasks
questions:
  - title
  - language
  - id: outcomes
    ask: For which outcomes?
    help: One is enough.
    type: references
    of: outcomes
    default: "{{ in_file.outcomes | first | default('') }}"
  - id: signs
    ask: What are the signs?
    help: One on each line.
    type: texts
    required: true
""",
    "part.yaml.jinja": "id: {{ id }}\n",
}


@pytest.fixture
def template(tmp_path: Path) -> Template:
    return read_template(put(tmp_path))


@pytest.fixture
def task(tmp_path: Path) -> Template:
    return read_template(put(tmp_path, PART))


def asked(answers: Answers) -> Question:
    question = answers.next_question()
    assert question is not None
    return question


def said(answers: Answers) -> dict[str, Any]:
    values = answers.finished()
    return {key: value for key, value in values.items() if key not in {"in_file", "led"}}


def test_questions_come_in_order_and_only_where_they_apply(template: Template) -> None:
    answers = Answers(template)
    for key, text in (("title", "Keys"), ("cases", "3"), ("mode", "asynchronous")):
        question = asked(answers)
        assert question.id == key
        answers.put(question, answers.accept(question, text))
    assert answers.next_question() is None
    assert said(answers) == {"title": "Keys", "cases": 3, "mode": "asynchronous", "room": None, "id": "keys"}


def test_defaults_stand_where_nobody_says_anything(template: Template) -> None:
    assert said(Answers(template)) == {
        "title": None,
        "cases": 2,
        "mode": "blended",
        "room": None,
        "id": "new-module",
    }


def test_what_is_given_is_not_asked(template: Template) -> None:
    answers = Answers(template, given={"mode": "blended", "title": "Keys", "id": "k"})
    assert asked(answers).id == "cases"
    answers.skip(asked(answers))
    assert asked(answers).id == "room"
    assert said(answers)["id"] == "k"


def test_skipping_takes_the_default(template: Template) -> None:
    answers = Answers(template)
    while (question := answers.next_question()) is not None:
        answers.skip(question)
    assert said(answers) == said(Answers(template))


def test_going_back_asks_again_and_remembers(template: Template) -> None:
    answers = Answers(template)
    first = asked(answers)
    assert answers.back() is None
    answers.put(first, "Keys")
    second = asked(answers)
    answers.put(second, 3)
    assert answers.back() == second
    assert not answers.is_answered(second)
    assert asked(answers) == second
    assert (answers.value(second), answers.earlier(second)) == (2, 3)
    assert answers.back() == first
    assert answers.back() is None


def test_an_answer_that_no_longer_applies_is_dropped(template: Template) -> None:
    answers = Answers(template, given={"title": "Keys", "cases": "1"})
    mode = asked(answers)
    answers.put(mode, "blended")
    room = asked(answers)
    answers.put(room, "B 12")
    answers.reopen(mode)
    answers.put(mode, "asynchronous")
    assert answers.next_question() is None
    assert said(answers)["room"] is None
    answers.put(mode, "blended")
    assert said(answers)["room"] == "B 12"


def test_a_given_answer_counts_even_where_nobody_would_ask(template: Template) -> None:
    answers = Answers(template, given={"mode": "asynchronous", "room": "B 12"})
    assert said(answers)["room"] == "B 12"


def test_accepting_changes_nothing(template: Template) -> None:
    answers = Answers(template)
    question = asked(answers)
    assert answers.accept(question, "Keys") == "Keys"
    assert asked(answers) == question


@pytest.mark.parametrize("text", ["", "TODO", "TODO: later"])
def test_what_is_open_is_no_answer(template: Template, task: Template, text: str) -> None:
    assert Answers(template).accept(template.questions[0], text) is None
    with pytest.raises(AnswerError, match="This needs an answer"):
        Answers(task).accept(task.questions[3], text)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"case": "3"}, "The template `small` has no question `case`. Did you mean `cases`?"),
        ({"cases": "9"}, "`9` does not fit here. Type a number from 1 to 4, such as 2."),
        ({"id": "a b"}, "`a b` cannot be an id."),
    ],
)
def test_wrong_answers_that_are_given(template: Template, given: dict[str, str], said: str) -> None:
    with pytest.raises(AnswerError) as caught:
        Answers(template, given=given)
    assert said in str(caught.value)


def test_what_is_required_and_missing(task: Template) -> None:
    with pytest.raises(AnswerError, match=r"`signs` must be answered: What are the signs\?"):
        Answers(task).finished()
    answers = Answers(task, given={"title": "x", "language": "en", "outcomes": "a"})
    with pytest.raises(AnswerError, match="This needs an answer"):
        answers.skip(asked(answers))


def test_without_defaults_everything_must_be_said(template: Template) -> None:
    with pytest.raises(AnswerError) as caught:
        Answers(template, given={"title": "Keys", "room": "3"}).finished(use_defaults=False)
    assert "`cases` and `mode` must be answered" in str(caught.value)


def test_what_the_file_knows(task: Template) -> None:
    known = Known(
        {"outcomes": {"decide": "Decide which", "make": ""}},
        frozenset({"keys"}),
        settled={"language": "es", "mode": "blended"},
    )
    answers = Answers(task, known, {"title": "Keys", "signs": "a\nb"})
    values = answers.finished()
    assert values["language"] == "es"
    assert values["outcomes"] == ["decide"]
    assert values["id"] == "keys-2"
    assert values["in_file"]["tasks"] == []
    with pytest.raises(AnswerError, match="`keys` is the id of something else"):
        Answers(task, known, {"id": "keys"})


def test_a_default_that_is_no_answer_is_a_fault_of_the_template(tmp_path: Path) -> None:
    template = read_template(put(tmp_path, template=("default: 2", "default: 9")))
    with pytest.raises(
        TemplateError, match="The default of `cases` is no answer to it: `9` does not fit here"
    ):
        Answers(template).finished()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("mode == 'blended'", "mood == 'blended'"),
        ("mode == 'blended'", "mode =="),
        ("mode == 'blended'", "mode.upper.__globals__"),
        ("default: 2", 'default: "{{ room }}"'),
        ("default: 2", 'default: "{{ 2 ** 1000 }}"'),
    ],
)
def test_expressions_that_make_no_sense(tmp_path: Path, old: str, new: str) -> None:
    folder = put(tmp_path, template=(old, new))
    with pytest.raises(
        TemplateError, match=r"template.yaml:[0-9]+:[0-9]+: `(when|default): .* cannot be worked out"
    ):
        Answers(read_template(folder)).finished()


def test_defaults_follow_earlier_answers(tmp_path: Path) -> None:
    text = FILES["template.yaml"].replace(
        "default: blended", "default: \"{{ 'blended' if cases > 2 else 'asynchronous' }}\""
    )
    template = read_template(put(tmp_path, {"template.yaml": text}))
    assert said(Answers(template))["mode"] == "asynchronous"
    assert said(Answers(template, given={"cases": "3"}))["mode"] == "blended"
    answers = Answers(template, given={"title": "Keys"})
    answers.put(asked(answers), 4)
    assert answers.default(asked(answers)) == "blended"

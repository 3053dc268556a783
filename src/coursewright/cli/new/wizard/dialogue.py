"""Question after question, back and on, then the review: which page comes next, without any terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from coursewright.cli.new.wizard.fields import field_for, offered, written
from coursewright.cli.new.wizard.manner import Manner
from coursewright.cli.new.wizard.pick import Option, Pick
from coursewright.cli.new.wizard.review import reviewed, whole
from coursewright.cli.new.wizard.sheet import (
    Answered,
    Complaint,
    Leaving,
    Refusal,
    Returning,
    Sheet,
    Writing,
)
from coursewright.cli.new.wizard.wording import INTRODUCTION, STAGES, label, limits, told
from coursewright.reporters.views.terminal.ink import split
from coursewright.scaffold.answers import AnswerError
from coursewright.spec.errors import CoursewrightError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from coursewright.cli.new.wizard.review import Draft
    from coursewright.cli.new.wizard.sheet import Field
    from coursewright.reporters.views.terminal.ink import Line
    from coursewright.scaffold.answers import Answers
    from coursewright.scaffold.model import Question, Template

_Place: TypeAlias = Literal["question", "review", "answers", "text", "end"]
_MUCH = 3
"""The number of answers from which on nobody leaves unasked."""
_WRITE, _CHANGE, _SHOW, _LEAVE = "write", "change", "show", "leave"


class Dialogue:
    """A flow through the questions of a template to the review of what they come to."""

    def __init__(
        self,
        template: Template,
        answers: Answers,
        drafted: Callable[[Answers], Draft],
        here: Path,
        manner: Manner = Manner(),  # noqa: B008 - it cannot be changed
    ) -> None:
        self._template = template
        self._answers = answers
        self._drafted = drafted
        self._here = here
        self._manner = manner
        self._said: dict[str, str] = {} if manner.typed is None else manner.typed
        """What was typed for each question, kept when going back."""
        self._trail: dict[str, Answered] = {}
        self._question: Question | None = None
        self._changing = False
        self._draft: Draft | CoursewrightError | None = None
        self._place: _Place = "question"
        self._go_on()

    # The flow

    def sheet(self) -> Sheet | None:
        """Return the page to show: a question, the review, or one that the review leads to."""
        match self._place:
            case "question":
                return self._asking()
            case "review":
                return self._reviewing()
            case "answers":
                return self._choosing()
            case "text":
                return self._reading()
        return None

    def take(self, reply: str) -> None:
        """Take the answer to the question, or what was chosen in the review."""
        if self._place == "question":
            self._answer(reply)
        elif self._place == "answers":
            self._question = self._template.question(reply)
            self._place, self._changing = "question", True
        else:
            self._chosen(reply)

    def skip(self) -> None:
        """Leave the question open, for a TODO to be written."""
        self._answer("")

    def rest(self) -> None:
        """Answer all that is still asked with what is offered, or leave it open, and turn to the review."""
        while self._place == "question" and not self._changing:
            question = self._question
            assert question is not None  # noqa: S101 - there is one where a question is asked
            field = field_for(question, self._answers, self._before(question))
            self._answer(offered(field))

    def back(self) -> None:
        """Return to the question before, to the review from what it led to, or to the page before all."""
        if self._changing or self._place in {"answers", "text"}:
            self._place, self._changing = "review", False
            return
        while (question := self._answers.back()) is not None:
            self._trail.pop(question.id, None)
            if self._answers.applies(question):
                self._question, self._place = question, "question"
                return
        if self._manner.returns:
            raise Returning
        raise Refusal(Complaint("This is the first question.", "Ctrl-C quits; nothing is written then."))

    # Questions

    def _asking(self) -> Sheet:
        question = self._question
        assert question is not None  # noqa: S101 - there is one where a question is asked
        field = field_for(question, self._answers, self._before(question))
        return Sheet(
            title=self._template.title,
            field=field,
            ask=question.ask,
            help=f"{question.help} {limits(question)}".strip(),
            stage=STAGES.get(question.stage, ""),
            progress="change an answer" if self._changing else self._progress(),
            trail=() if self._changing else tuple(self._trail.values()),
            body=lambda room: self._introduced(room) if not self._trail else (),
            can_go_back=self._changing or self._has_before,
            to_lose=self._to_lose,
            can_skip=not question.required and self._answers.default(question) is None,
            can_rest=bool(self._trail) and not self._changing and not question.required,
        )

    @property
    def _has_before(self) -> bool:
        return bool(self._trail) or self._manner.returns

    @property
    def _to_lose(self) -> bool:
        return len(self._trail) >= _MUCH

    def _before(self, question: Question) -> str | None:
        """Return what was typed when a question was asked before, or given before anything was asked."""
        if question.id in self._said or not self._answers.is_answered(question):
            return self._said.get(question.id)
        return written(question, self._answers.value(question))

    def _introduced(self, room: int) -> Sequence[Line]:
        """Return what stands above the first question."""
        return split(f"{self._template.builds} {INTRODUCTION}", room)

    def _progress(self) -> str:
        number = len(self._trail) + 1
        return f"question {number} of {number - 1 + self._ahead()}"

    def _ahead(self) -> int:
        """Return how many questions there are from here on, if all are answered with their defaults."""
        number = 0
        while (question := self._answers.next_question()) is not None:
            self._answers.put(question, self._answers.default(question))
            number += 1
        for _ in range(number):
            self._answers.back()
        return number

    def _answer(self, text: str) -> None:
        question = self._question
        assert question is not None  # noqa: S101 - as above
        try:
            value = self._answers.accept(question, text)
        except AnswerError as error:
            raise Refusal(Complaint(error.message, error.hint)) from error
        field = field_for(question, self._answers, None)
        self._answers.put(question, value)
        self._remember(question, text, field)
        self._trail.pop(question.id, None)
        self._trail[question.id] = Answered(label(question), told(question, value, text, field))
        self._go_on()

    def _remember(self, question: Question, text: str, field: Field) -> None:
        """Keep what was typed for going back, unless it is the default, which may be another one then."""
        usual = written(question, self._answers.default(question))
        if text == usual and isinstance(field, Writing):
            self._said.pop(question.id, None)
        else:
            self._said[question.id] = text

    def _go_on(self) -> None:
        """Turn to the next question, or to the review where there is none."""
        self._changing = False
        self._question = self._answers.next_question()
        if self._question is not None:
            self._place = "question"
            return
        self._place = "review"
        try:
            self._draft = self._drafted(self._answers)
        except CoursewrightError as error:
            self._draft = error

    # The review

    def _reviewing(self) -> Sheet:
        draft = self._draft
        if isinstance(draft, CoursewrightError):
            problem = draft

            def said(room: int) -> Sequence[Line]:
                return [
                    *split(f"! {problem.message}", room, "wrong"),
                    *(split(problem.hint, room, "quiet") if problem.hint else []),
                ]

            return self._menu(said, "It cannot be written like this.", {_CHANGE, _LEAVE})
        assert draft is not None  # noqa: S101 - made when the last question was answered
        bodies: dict[int, list[Line]] = {}

        def body(room: int) -> Sequence[Line]:
            if room not in bodies:
                bodies[room] = list(reviewed(draft, self._here, room))
            return bodies[room]

        ask = "Shall I show it?" if self._manner.shows else "Shall I write it?"
        return self._menu(body, ask, {_WRITE, _CHANGE, _SHOW, _LEAVE})

    def _menu(self, body: Callable[[int], Sequence[Line]], ask: str, ways: set[str]) -> Sheet:
        labels = {
            _WRITE: "Show it, and write nothing" if self._manner.shows else "Write it",
            _CHANGE: "Change an answer",
            _SHOW: "Read the whole text here" if self._manner.shows else "Show the whole text",
            _LEAVE: "Leave, with nothing written",
        }
        if not self._changeable():
            ways = ways - {_CHANGE}
        options = tuple(Option(way, label) for way, label in labels.items() if way in ways)
        return Sheet(
            title=self._template.title,
            field=Pick(options),
            ask=ask,
            progress="nothing is written yet",
            body=body,
            can_go_back=self._has_before,
            to_lose=self._to_lose,
        )

    def _chosen(self, way: str) -> None:
        match way:
            case "write":
                self._place = "end"
            case "change":
                self._place = "answers"
            case "show":
                self._place = "text"
            case _:
                raise Leaving

    def _choosing(self) -> Sheet:
        options = tuple(
            Option(one.id, f"{label(one)}: {self._answered(one) or 'TODO'}", one.ask)
            for one in self._changeable()
        )
        return Sheet(
            self._template.title, Pick(options), "Which answer?", can_go_back=True, to_lose=self._to_lose
        )

    def _changeable(self) -> list[Question]:
        """Return the questions whose answers were asked for or given, but not those that the file settles."""
        named = self._template.question("id")
        asked = {one.id: one for one in (*self._template.questions, *([named] if named else []))}
        settled = self._answers.known.settled
        return [
            one
            for one in asked.values()
            if one.id not in settled and self._answers.is_answered(one) and self._answers.applies(one)
        ]

    def _answered(self, question: Question) -> str | None:
        """Return what a question is answered with, as people read it."""
        if question.id in self._trail:
            return self._trail[question.id].said
        value = self._answers.value(question)
        return told(question, value, written(question, value), field_for(question, self._answers, None))

    def _reading(self) -> Sheet:
        assert self._draft is not None  # noqa: S101
        assert not isinstance(self._draft, CoursewrightError)  # noqa: S101 - there is nothing to show then
        text = whole(self._draft, self._here)
        return Sheet(self._template.title, text, "", can_go_back=True, to_lose=self._to_lose)

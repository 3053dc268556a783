"""The answers to a template's questions, given in one go or one after the other."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from coursewright.scaffold.expressions import holds, text_of
from coursewright.scaffold.kinds import AnswerError, check_letters, is_open, read_answer
from coursewright.spec.file_faults import did_you_mean
from coursewright.spec.slugs import slug, unused
from coursewright.spec.wording import listed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coursewright.scaffold.model import Answer, Question, Template

__all__ = ["AnswerError", "Answers", "Known"]

REFERABLE = ("outcomes", "tasks", "sessions", "units", "assessments", "follow_up_activities", "team")
_NONE: Mapping[str, Any] = MappingProxyType({})


class Known(NamedTuple):
    """What the file that a part goes into has already; without anything, the file is new."""

    items: Mapping[str, Mapping[str, str]] = _NONE
    """For each key of a list, such as `outcomes`, the ids of its items with their titles. What may be named
    under a key that is not here is not known, so that any id will do."""
    taken: frozenset[str] = frozenset()
    """Ids that no new item can have."""
    led: bool = True
    """Whether an instructor oversees it and answers; Jinja files know it as `led`."""
    settled: Mapping[str, str] = _NONE
    """Answers that the file gives, by the ids of questions: `language`, `mode` and the like are not asked."""


class Answers:
    """What is answered so far. `given` are answers that are there before anything is asked.

    Raises `AnswerError` for a given answer to no question, or one that its question cannot take.
    """

    def __init__(
        self, template: Template, known: Known | None = None, given: Mapping[str, str] = _NONE
    ) -> None:
        self.template = template
        self.known = known = known or Known()
        self._in_file = {key: list(known.items.get(key, ())) for key in REFERABLE}
        self._given: dict[str, Answer] = {}
        self._said: dict[str, Answer] = {}
        self._taken_back: dict[str, Answer] = {}
        for key, text in known.settled.items():
            if (question := template.question(key)) is not None:
                self._given[key] = self.accept(question, text)
        for key, text in given.items():
            question = template.question(key)
            if question is None:
                raise self._unknown(key)
            self._given[key] = self.accept(question, text)

    def next_question(self) -> Question | None:
        """Return the first question that applies and has no answer yet."""
        values = self._start()
        for question in self.template.questions:
            if question.id in self._given:
                values[question.id] = self._given[question.id]
                continue
            applies = self._applies(question, values)
            if applies and question.id not in self._said:
                return question
            values[question.id] = self._said[question.id] if applies else self._default(question, values)
        return None

    def applies(self, question: Question) -> bool:
        """Whether a question is to be asked, after the answers that are there."""
        return self._applies(question, self._before(question))

    def default(self, question: Question) -> Answer:
        """Return what a question is answered with where nobody says anything, after the answers before it.

        Raises `TemplateError` for a default that the question itself could not take.
        """
        return self._default(question, self._before(question))

    def accept(self, question: Question, text: str) -> Answer:
        """Return what a text answers. Raise `AnswerError` with what the question takes.

        A text that says no more than that it is open, such as `TODO`, is no answer, as is an empty one.
        """
        check_letters(question, text)
        if is_open(text) and question.type != "id":
            if question.required:
                raise AnswerError("This needs an answer.", question.help, question.id)
            return None
        return read_answer(question, text, self.known.items.get(question.of), self.known.taken)

    def put(self, question: Question, value: Answer) -> None:
        """Take an answer that `accept` gave; it becomes the last one, in place of one that was given."""
        self._given.pop(question.id, None)
        self._said.pop(question.id, None)
        self._said[question.id] = value

    def skip(self, question: Question) -> None:
        """Take the default, or none. Raise `AnswerError` for a question that needs an answer."""
        value = self.default(question)
        if value is None and question.required:
            raise AnswerError("This needs an answer.", question.help, question.id)
        self.put(question, value)

    def back(self) -> Question | None:
        """Take back the last answer, and return its question; None where there is none."""
        if not self._said:
            return None
        question = self.template.question([*self._said][-1])
        if question is not None:
            self.reopen(question)
        return question

    def reopen(self, question: Question) -> None:
        """Take back the answer to a question, so that it is asked again; `earlier` still knows it."""
        if question.id in self._said:
            self._taken_back[question.id] = self._said.pop(question.id)

    def is_answered(self, question: Question) -> bool:
        """Whether a question has an answer, be it given, put or skipped."""
        return question.id in self._given or question.id in self._said

    def value(self, question: Question) -> Answer:
        """Return the answer to a question; its default where it has none yet."""
        key = question.id
        if key in self._given:
            return self._given[key]
        return self._said[key] if key in self._said else self.default(question)

    def earlier(self, question: Question) -> Answer:
        """Return what a question is answered with, or was before it was taken back; else its default."""
        if self.is_answered(question) or question.id not in self._taken_back:
            return self.value(question)
        return self._taken_back[question.id]

    def finished(self, use_defaults: bool = True) -> dict[str, Any]:
        """Return all answers by the ids of their questions, with an `id` in any case.

        Raises `AnswerError` for what is required and missing, and, unless defaults are used, for anything
        that was not asked.
        """
        missing: list[Question] = []
        values = self._start()
        for question in self.template.questions:
            key = question.id
            applies = key in self._given or self._applies(question, values)
            if key in self._given:
                values[key] = self._given[key]
            elif key in self._said and applies:
                values[key] = self._said[key]
            else:
                values[key] = self._default(question, values)
                if applies and not use_defaults:
                    missing.append(question)
            if values[key] is None and question.required and applies and question not in missing:
                missing.append(question)
        if missing:
            names = listed([f"`{one.id}`" for one in missing])
            first = missing[0]
            raise AnswerError(f"{names} must be answered: {first.ask}", first.help, first.id)
        values["id"] = (
            values.get("id") or self._given.get("id") or self._said.get("id") or self._made_id(values)
        )
        return values

    def _start(self) -> dict[str, Any]:
        """Return what is known before the first question."""
        return {"in_file": self._in_file, "led": self.known.led}

    def _before(self, question: Question) -> dict[str, Any]:
        """Return the answers before a question, defaults put in."""
        values = self._start()
        for one in self.template.questions:
            if one.id == question.id:
                break
            if one.id in self._given:
                values[one.id] = self._given[one.id]
            elif one.id in self._said and self._applies(one, values):
                values[one.id] = self._said[one.id]
            else:
                values[one.id] = self._default(one, values)
        return values

    def _applies(self, question: Question, values: Mapping[str, Any]) -> bool:
        return not question.when or holds(question.when, values, question.node)

    def _default(self, question: Question, values: Mapping[str, Any]) -> Answer:
        if question.default is None:
            return self._made_id(values) if question.id == "id" else None
        text = text_of(question.default, values, question.node)
        if is_open(text):
            return None
        try:
            return read_answer(question, text, self.known.items.get(question.of), self.known.taken)
        except AnswerError as error:
            if "{{" in question.default:
                return None  # what follows from other answers may not fit here
            raise self._wrong_default(question, error) from error

    def _wrong_default(self, question: Question, error: AnswerError) -> Exception:
        from coursewright.scaffold.faults import TemplateError, place_of  # noqa: PLC0415
        from coursewright.spec.file_faults import FileFault  # noqa: PLC0415

        if question.node is None:
            return error
        said = f"The default of `{question.id}` is no answer to it: {error.message}"
        return TemplateError([FileFault.at(place_of(question.node, "default"), said, error.hint)])

    def _made_id(self, values: Mapping[str, Any]) -> str:
        title = values.get("title") or values.get("statement")
        made = slug(title) if isinstance(title, str) else ""
        return unused(made or f"new-{self.template.makes}", self.known.taken)

    def _unknown(self, key: str) -> AnswerError:
        names = [question.id for question in self.template.questions]
        said = f"The template `{self.template.name}` has no question `{key}`."
        return AnswerError(said, did_you_mean(key, dict.fromkeys([*names, "id"])), key)

"""How a question is answered: in a field, or by a list; with what stands there at first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.cli.new.wizard.pick import Option, Pick
from coursewright.cli.new.wizard.sheet import Complaint, Writing
from coursewright.cli.new.wizard.zone import system_zone
from coursewright.scaffold.answers import AnswerError

if TYPE_CHECKING:
    from coursewright.cli.new.wizard.sheet import Field
    from coursewright.scaffold.answers import Answers
    from coursewright.scaffold.model import Answer, Question

_TRUTHS = (Option("yes", "Yes"), Option("no", "No"))


def field_for(question: Question, answers: Answers, before: str | None) -> Field:
    """Return the field of a question; `before` is what was answered when it was asked before."""
    usual = written(question, answers.default(question))
    options = _options(question, answers)
    if options:
        return _pick(question, options, usual if before is None else before, usual)

    def check(text: str) -> Complaint | None:
        try:
            answers.accept(question, text)
        except AnswerError as error:
            return Complaint(error.message, error.hint)
        return None

    return Writing(
        text=before or "",
        default=usual or (system_zone() if question.type == "time-zone" else ""),
        lines=question.type == "texts",
        listed=question.type == "references",
        words=_words(question),
        check=check,
    )


def offered(field: Field) -> str:
    """Return the answer that a field holds before anything is done to it."""
    match field:
        case Pick():
            return field.reply
        case Writing():
            return field.text or field.default
    return ""


def written(question: Question, value: Answer) -> str:
    """Return how a person would type an answer."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case list():
            return ("\n" if question.type == "texts" else ", ").join(value)
    return str(value)


def shown(text: str, field: Field) -> str | None:
    """Return how an answer stands above later questions: labels for values; None where it was left open."""
    if not text.strip():
        return None
    if isinstance(field, Pick):
        values = [one.strip() for one in text.split(",")] if field.several else [text]
        return ", ".join(one.label for one in field.options if one.value in values) or text
    return "; ".join(line.strip() for line in text.splitlines() if line.strip())


def _pick(question: Question, options: tuple[Option, ...], text: str, usual: str) -> Pick:
    several = question.type == "references"
    known = {one.value for one in options}
    values = [one.strip() for one in text.split(",")] if several else [text if text in known else usual]
    lit = next((number for number, one in enumerate(options) if one.value in values), 0)
    marked = frozenset(values) & known if several else frozenset()
    return Pick(options, lit, several, marked, optional=several and not question.required)


def _options(question: Question, answers: Answers) -> tuple[Option, ...]:
    match question.type:
        case "choice":
            return tuple(Option(value, label) for value, label in question.options.items())
        case "yes-no":
            return _TRUTHS
        case "reference" | "references":
            items = answers.known.items.get(question.of) or {}
            return tuple(Option(key, title or key, key if title else "") for key, title in items.items())
    return ()


def _words(question: Question) -> tuple[str, ...]:
    if question.type != "time-zone":
        return ()
    from zoneinfo import available_timezones  # noqa: PLC0415 - only where a zone is asked for

    return tuple(sorted(zone for zone in available_timezones() if "/" in zone and zone[:4] != "Etc/"))

"""What an answer may be: each type of question reads its text, with the parsers of the format."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from coursewright.scaffold.numbers import number_in
from coursewright.scaffold.time_forms import check_form
from coursewright.spec.calendars import is_zone
from coursewright.spec.durations import parse_duration
from coursewright.spec.errors import CoursewrightError
from coursewright.spec.slugs import is_id, slug
from coursewright.spec.times import parse_date
from coursewright.spec.wording import WordingFault, closest, listed, quoted

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

    from coursewright.scaffold.model import Answer, Question

LONGEST = 10_000
"""Letters above which a text is no answer."""

_OPEN = re.compile(r"TODO(?=$|[\s:])|(?:TBC|TBA|TBD)$", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_YES = frozenset({"yes", "y", "true", "on", "1"})
_NO = frozenset({"no", "n", "false", "off", "0"})
_LANGUAGES = {
    "english": "en",
    "spanish": "es",
    "español": "es",
    "german": "de",
    "deutsch": "de",
    "french": "fr",
    "français": "fr",
    "portuguese": "pt",
    "português": "pt",
}


class AnswerError(CoursewrightError):
    """An answer that a question cannot take; `question` is its id."""

    def __init__(self, message: str, hint: str = "", question: str = "") -> None:
        super().__init__(message, hint)
        self.question = question


def is_open(text: str) -> bool:
    """Whether a text says that its author has no answer yet."""
    bare = text.strip()
    return not bare or _OPEN.match(bare) is not None


def check_letters(question: Question, text: str) -> None:
    """Raise `AnswerError` for a text that holds what nobody can see, or far too much."""
    if wrong := _CONTROL.search(text):
        name = f"U+{ord(wrong[0]):04X}"
        raise AnswerError(
            f"There is a control character in it ({name}).", "Type it again without.", question.id
        )
    if len(text) > LONGEST:
        raise AnswerError(
            f"That is longer than {LONGEST:,} letters.", "Put it into the file later.", question.id
        )


def read_answer(
    question: Question,
    text: str,
    items: Mapping[str, str] | None = None,
    taken: AbstractSet[str] = frozenset(),
) -> Answer:
    """Return what a text answers to a question. Raise `AnswerError`, which says what it takes instead.

    `items` are what a reference may name, None where that is not known; `taken` are ids that are in use.
    """
    check_letters(question, text)
    try:
        return _read(question, text, items, taken)
    except WordingFault as fault:
        raise AnswerError(fault.message, fault.hint, question.id) from fault


def _read(question: Question, text: str, items: Mapping[str, str] | None, taken: AbstractSet[str]) -> Answer:
    plain = " ".join(text.split())
    match question.type:
        case "text":
            return text.strip()
        case "texts":
            return [line.strip() for line in re.split(r"\r\n|\r|\n", text) if line.strip()]
        case "choice":
            return _choice(question, plain)
        case "yes-no":
            return _truth(question, plain)
        case "number":
            return _number(question, plain)
        case "duration":
            parse_duration(plain)
            return plain
        case "time":
            check_form(plain, question.forms)
            return plain
        case "date":
            return parse_date(plain).isoformat()
        case "time-zone":
            return _zone(question, plain)
        case "language":
            return _language(question, plain)
        case "id":
            return _id(question, plain, taken)
        case "reference":
            return _reference(question, plain, items)
        case "references":
            return [_reference(question, one, items) for one in re.split(r"[,;\s]+", plain) if one]


def _choice(question: Question, plain: str) -> str:
    words = {value.casefold(): value for value in question.options}
    labels = {label.casefold(): value for value, label in question.options.items()}
    found = words.get(plain.casefold()) or labels.get(plain.casefold())
    if found is not None:
        return found
    near = closest(plain.casefold(), words)
    hint = f"Did you mean `{words[near]}`?" if near else f"Choose {listed([*question.options], 'or')}."
    raise AnswerError(f"{quoted(plain)} is none of the choices.", hint, question.id)


def _truth(question: Question, plain: str) -> bool:
    word = plain.casefold()
    if word in _YES | _NO:
        return word in _YES
    raise AnswerError(f"{quoted(plain)} is neither yes nor no.", "Type yes or no.", question.id)


def _number(question: Question, plain: str) -> int | float:
    low, high = question.low, question.high
    wants = "a number"
    if low is not None and high is not None:
        wants = f"a number from {low:g} to {high:g}"
    elif low is not None:
        wants = f"a number from {low:g} up"
    elif high is not None:
        wants = f"a number up to {high:g}"
    hint = f"Type {wants}, such as {_fitting(question):g}."
    value = number_in(plain, asked=f"{question.id} {question.ask}")
    if value is None:
        raise AnswerError(f"{quoted(plain)} is not a single number.", hint, question.id)
    if (low is not None and value < low) or (high is not None and value > high):
        raise AnswerError(f"{quoted(plain)} does not fit here.", hint, question.id)
    return int(value) if value.is_integer() else value


def _fitting(question: Question) -> float:
    """Return a number that a question takes: its default where that is one, else a small one."""
    usual = number_in(question.default or "")
    least = 3 if usual is None else usual
    least = least if question.low is None else max(least, question.low)
    return least if question.high is None else min(least, question.high)


def _zone(question: Question, plain: str) -> str:
    if is_zone(plain):
        return plain
    hint = "Name it by continent and city, such as Europe/London or America/Bogota."
    near = _nearest_zone(plain)
    said = f"Did you mean `{near}`?" if near else hint
    raise AnswerError(f"{quoted(plain)} is no time zone that we know.", said, question.id)


def _nearest_zone(plain: str) -> str:
    from zoneinfo import available_timezones  # noqa: PLC0415 - only for a zone that is wrong

    zones = sorted(available_timezones())
    cities = {zone.rpartition("/")[2].casefold(): zone for zone in zones if "/" in zone}
    word = plain.replace(" ", "_").casefold()
    city = word.rpartition("/")[2]
    if near := closest(word, [zone.casefold() for zone in zones], cutoff=0.8):
        return next(zone for zone in zones if zone.casefold() == near)
    return cities.get(closest(city, cities, cutoff=0.85), "")


def _language(question: Question, plain: str) -> str:
    tag = _LANGUAGES.get(plain.casefold(), plain)
    if _LANGUAGE.fullmatch(tag):
        return tag
    hint = "Type a language tag, such as en, es or pt-BR."
    raise AnswerError(f"{quoted(plain)} is no language tag.", hint, question.id)


def _id(question: Question, plain: str, taken: AbstractSet[str]) -> str:
    if not is_id(plain):
        made = slug(plain)
        hint = "Use letters, digits, `-`, `_` and `.`, starting with a letter or a digit"
        hint = f"{hint}, such as `{made}`." if made else f"{hint}."
        raise AnswerError(f"{quoted(plain)} cannot be an id.", hint, question.id)
    if plain in taken:
        raise AnswerError(
            f"`{plain}` is the id of something else in the file.", "Choose another.", question.id
        )
    return plain


def _reference(question: Question, plain: str, items: Mapping[str, str] | None) -> str:
    if items is None:
        return _id(question, plain, frozenset())
    if plain in items:
        return plain
    named = {title.casefold(): key for key, title in items.items() if title}
    if found := named.get(plain.casefold()):
        return found
    what = question.of.replace("_", " ")
    if not items:
        hint = "Leave it open for now."
        raise AnswerError(f"The file has no {what} with an id that could be named here.", hint, question.id)
    near = closest(plain.casefold(), items)
    hint = f"Did you mean `{near}`?" if near else f"There are {listed([*items])}."
    raise AnswerError(f"{quoted(plain)} is none of the {what} of the file.", hint, question.id)


def typed(value: Any) -> str:
    """Return what a person would type for an answer: the inverse of `read_answer`."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case float():
            return f"{value:g}"
        case list():
            return "\n".join(map(str, value))
        case _:
            return str(value)

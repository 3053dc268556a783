"""A small reader of GIFT that does what Moodle's importer does, step by step, its mistakes included."""

from __future__ import annotations

import re
from decimal import Decimal
from html import unescape
from typing import TYPE_CHECKING, NamedTuple

from quizzes import Plain, asked, plain

from coursewright.exporters.gift.limits import refusal

if TYPE_CHECKING:
    from coursewright.exporters.edition.model import Edition

__all__ = ["Bank", "expected", "read_gift"]

_MARKED = {":": "058", "#": "035", "=": "061", "{": "123", "}": "125", "~": "126", "n": "010"}
_FORMAT = re.compile(r"\[(html|plain|moodle|markdown)\]")
_WEIGHT = re.compile(r"%(-*[0-9]{1,2}\.?[0-9]*)%")


class Bank(NamedTuple):
    """What was read: the questions, and the path of the category of each."""

    questions: tuple[Plain, ...]
    categories: tuple[str, ...]
    names: tuple[str, ...]
    tags: tuple[tuple[str, ...], ...]
    weights: tuple[tuple[Decimal, ...], ...]


def read_gift(text: str) -> Bank:
    """Read a file. Raises `ValueError` where Moodle would report an error."""
    category = ""
    found = []
    for block in re.split(r"\n[ \t]*\n", text):
        lines = block.split("\n")
        comment = next((line for line in lines if line.strip().startswith("//")), "")
        bare = "\n".join(line for line in lines if not line.strip().startswith("//")).strip()
        if not bare:
            continue
        if bare.startswith("$CATEGORY:"):
            category = bare.removeprefix("$CATEGORY:").strip()
            continue
        name, question, weights = _question(_marked(bare), _id(comment))
        found.append((question, category, name, tuple(re.findall(r"\[tag:([^\]]+)\]", comment)), weights))
    return Bank(*(tuple(column) for column in zip(*found, strict=True)))


def _id(comment: str) -> str:
    match = re.search(r"\[id:([^\]]+)\]", comment)
    return match[1] if match else ""


def _marked(text: str) -> str:
    text = text.replace("\\\\", "&&092;")
    for sign, number in _MARKED.items():
        text = text.replace(f"\\{sign}", f"&&{number};")
    return text.replace("&&092;", "\\")


def _unmarked(text: str) -> str:
    for sign, number in _MARKED.items():
        text = text.replace(f"&&{number};", "\n" if sign == "n" else sign)
    return text


def _text(text: str, default: str = "html") -> str:
    """Return a text as plain text, whatever its format."""
    text = text.strip()
    form = default
    if (match := _FORMAT.match(text)) is not None:
        form, text = match[1], text[match.end() :]
    text = _unmarked(text).strip()
    return unescape(text) if form == "html" else text


def _split(answer: str) -> tuple[str, str]:
    text, _, told = answer.partition("#")
    return text, _text(told)


def _weighed(answer: str, usual: Decimal) -> tuple[Decimal, str]:
    if (match := _WEIGHT.match(answer)) is None:
        return usual, answer
    return Decimal(match[1]), answer[match.end() :]


def _question(text: str, name: str) -> tuple[str, Plain, tuple[Decimal, ...]]:
    if not text.startswith("::"):
        raise ValueError(f"no name: {text}")
    title, _, text = text[2:].partition("::")
    start, end = text.find("{"), text.find("}")
    if start < 0 or end != len(text) - 1:
        raise ValueError(f"braces: {text}")
    prompt, body = text[:start], text[start + 1 : end].strip()
    general = ""
    if (place := body.rfind("####")) >= 0:
        general, body = _text(body[place + 4 :]), body[:place].strip()
    if not prompt.startswith("[html]"):
        raise ValueError(f"not HTML: {prompt}")
    html = _unmarked(prompt.removeprefix("[html]")).strip()
    kind, answers, weights = _answers(body)
    asked = Plain(name, kind, html, feedback=general)
    return _unmarked(title), asked._replace(**answers), weights  # type: ignore[arg-type]


def _answers(body: str) -> tuple[str, dict[str, object], tuple[Decimal, ...]]:
    if not body:
        return "essay", {}, ()
    if body.startswith("#"):
        return "numeric", {"numbers": tuple(_number(one) for one in body[1:].split("=")[1:])}, ()
    if "~" in body:
        return _choice(body)
    if "=" in body and "->" in body:
        pairs = [one.partition("->") for one in body.split("=")[1:]]
        return "matching", {"pairs": tuple((_text(a), _unmarked(b).strip()) for a, _, b in pairs)}, ()
    if body.partition("#")[0].strip() in {"T", "TRUE", "F", "FALSE"}:
        return "true-false", {"answers": _truth(body)}, ()
    return "short", {"answers": tuple(_word(one) for one in body.split("=")[1:])}, ()


def _choice(body: str) -> tuple[str, dict[str, object], tuple[Decimal, ...]]:
    single = "=" in body
    found, weights = [], []
    for one in body.replace("=", "~=").split("~")[1:]:
        answer = one.strip()
        if answer.startswith("="):
            weight, answer = Decimal(100), answer[1:]
        else:
            weight, answer = _weighed(answer, Decimal(0))
        text, told = _split(answer)
        found.append((_text(text), weight > 0, told))
        weights.append(weight)
    if len(found) < 2:
        raise ValueError(f"too few options: {body}")
    return "single" if single else "multiple", {"answers": tuple(found)}, tuple(weights)


def _truth(body: str) -> tuple[tuple[str, bool, str], ...]:
    said, *told = body.split("#", 2)
    wrong, right = (*(_text(one) for one in told), "", "")[:2]
    if said.strip() in {"T", "TRUE"}:
        return ("true", True, right), ("false", False, wrong)
    return ("true", False, wrong), ("false", True, right)


def _word(one: str) -> tuple[str, bool, str]:
    weight, answer = _weighed(one.strip(), Decimal(100))
    text, told = _split(answer)
    # Two sorts of stars: an escaped one is itself, any other stands for anything.
    said = _text(text, "plain")
    if re.search(r"(?<!\\)\*", said):
        raise ValueError(f"a wildcard: {said}")
    return said.replace("\\*", "*"), weight == 100, told


def _number(one: str) -> tuple[Decimal, Decimal, bool, str]:
    weight, answer = _weighed(one.strip(), Decimal(100))
    text, told = _split(answer)
    value, _, tolerance = text.partition(":")
    return Decimal(value.strip()), Decimal(tolerance.strip()), weight == 100, told


def expected(edition: Edition) -> tuple[Plain, ...]:
    """Return the questions of an edition that GIFT can hold, as it holds them."""
    kept = (one for one in asked(edition) if not (one.problem or refusal(one)))
    return tuple(_in_gift(plain(one, edition)) for one in kept)


def _in_gift(question: Plain) -> Plain:
    """Return a question without points, and two pairs as the choice they become."""
    question = question._replace(points=1.0)
    if question.type != "matching" or len(question.pairs) > 2:
        return question
    (a, one), (b, two) = question.pairs
    options = ((f"{a} → {one}; {b} → {two}", True, ""), (f"{a} → {two}; {b} → {one}", False, ""))
    return question._replace(type="single", answers=options, pairs=())

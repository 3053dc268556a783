"""The responses of a problem: choices, menus, words and numbers, read as questions of ours."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from coursewright.importers.olx.numbers import number, numeric_key
from coursewright.importers.prose import markdown_of, plain_of
from coursewright.importers.questions.keys import Option, options, truth, words
from coursewright.packages.reading.xml import children, local

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lxml.etree import _Element

    from coursewright.importers.draft import Data

__all__ = ["RESPONSES", "Asked", "asked"]

_READ = frozenset(
    {"multiplechoiceresponse", "truefalseresponse", "choiceresponse", "optionresponse"}
    | {"stringresponse", "numericalresponse"}
)
_OTHERS = {
    "formularesponse": "learners answer with a formula, which is compared as one",
    "symbolicresponse": "learners answer with a formula, which is compared as one",
    "customresponse": "a program marks it",
    "coderesponse": "a program marks it",
    "externalresponse": "a program elsewhere marks it",
    "javascriptresponse": "a program in the page marks it",
    "schematicresponse": "learners draw a circuit",
    "imageresponse": "learners click into a picture",
    "annotationresponse": "learners comment on a passage",
    "choicetextresponse": "learners choose and fill in at once",
    "multiexternalresponse": "a program elsewhere marks it",
}
RESPONSES = _READ | frozenset(_OTHERS)
_INPUTS = frozenset(
    {"choicegroup", "checkboxgroup", "radiogroup", "optioninput", "textline", "formulaequationinput"}
    | {"responseparam", "additional_answer", "correcthint", "stringequalhint", "regexphint", "compoundhint"}
    | {
        "hintgroup",
        "label",
        "description",
        "textbox",
        "schematic",
        "imageinput",
        "jsinput",
        "javascriptinput",
    }
    | {"annotationinput", "radiotextgroup", "checkboxtextgroup", "designprotein2dinput", "editageneinput"}
    | {"targetedfeedbackset", "or", "filesubmission", "matlabinput", "chemicalequationinput"}
)
"""What stands in a response beside text."""


_QUOTED = re.compile(r"'((?:[^'\\]|\\.)*)'|\"((?:[^\"\\]|\\.)*)\"")


class Asked(NamedTuple):
    """A question of a response."""

    prompt: str
    """Markdown; empty where the text before the response asks."""
    data: Data
    plain: str = ""
    """The prompt as plain text."""


class Answers(NamedTuple):
    """What a response asks for, and what of it is not there: clauses."""

    questions: tuple[Asked, ...]
    notes: tuple[str, ...] = ()


def asked(response: _Element, resolve: Callable[[str], str | None]) -> Answers:
    """Return the questions of a response: several where it has several menus."""
    prompt = _prompt(response, resolve)
    plain = " ".join(plain_of(_html(one, wrapped=False)) for one in children(response, "label"))
    tag = local(response)
    notes: list[str] = []
    if tag == "optionresponse":
        menus = list(response.iter("optioninput"))
        told = (_label_of(menu, prompt if at == 0 else "") for at, menu in enumerate(menus))
        found = [Asked(text, _menu(menu), plain) for text, menu in zip(told, menus, strict=True)]
        return Answers(tuple(found) or (Asked(prompt, {}),))
    match tag:
        case "multiplechoiceresponse" | "truefalseresponse":
            data = _choices(response, "single", notes)
        case "choiceresponse":
            data = _choices(response, "multiple", notes)
        case "stringresponse":
            data = _words(response, notes)
        case "numericalresponse":
            data = _number(response, notes)
        case _:
            data = {}
            notes.append(f"how it is answered is not there: {_OTHERS[tag]}")
    if response.get("partial_credit"):
        notes.append("what counts in part is not there")
    return Answers((Asked(_label_of(response, prompt), data, plain),), tuple(notes))


def _prompt(response: _Element, resolve: Callable[[str], str | None]) -> str:
    """Return what is asked inside a response: its text, its label and its description."""
    parts = [(response.text or "").strip()]
    for child in response:
        name = local(child)
        if name in {"label", "description"} or (name and name not in _INPUTS):
            parts.append(markdown_of(_html(child, wrapped=name not in {"label", "description"}), resolve))
        parts.append((child.tail or "").strip())
    return "\n\n".join(filter(None, (part.strip() for part in parts)))


def _label_of(element: _Element, prompt: str) -> str:
    """Return a prompt; where there is none, the label that old problems give to their input."""
    if prompt:
        return prompt
    found = (one.get("label", "").strip() for one in element.iter() if one.get("label"))
    return next(found, "")


def _html(element: _Element, *, wrapped: bool) -> str:
    if wrapped:
        return etree.tostring(element, encoding="unicode", method="html", with_tail=False)
    return (element.text or "").replace("&", "&amp;").replace("<", "&lt;") + "".join(
        etree.tostring(child, encoding="unicode", method="html") for child in element
    )


def _choices(response: _Element, kind: str, notes: list[str]) -> Data:
    told = {
        one.get("explanation-id", ""): plain_of(_html(one, wrapped=False))
        for one in response.getroottree().iter("targetedfeedback")
    }
    found = []
    for choice in response.iter("choice"):
        hints = list(children(choice, "choicehint"))
        texts = [_own_text(hint) for hint in hints if hint.get("selected", "true").lower() != "false"]
        if any(hint.get("selected", "").lower() == "false" for hint in hints):
            notes.append("what those are told who leave out a choice is not there")
        feedback = next(filter(None, texts), "") or told.get(choice.get("explanation-id", ""), "")
        found.append(Option(_choice_text(choice), choice.get("correct", "").lower() == "true", feedback))
    if any(True for _ in response.iter("compoundhint")):
        notes.append("what is said to several choices together is not there")
    if any(choice.get("correct", "").lower() == "partial" for choice in response.iter("choice")):
        notes.append("what counts in part is not there")
    if kind == "single" and [one.text.casefold() for one in found] == ["true", "false"]:
        right = next((one.text.casefold() == "true" for one in found if one.correct), None)
        return {"type": "true-false", **truth(right, [one.feedback for one in found])}
    if kind == "single" and sum(one.correct for one in found) > 1:
        notes.append("any of several choices counts as right there, and a plan has one")
    return {"type": kind, **options(found)}


def _choice_text(choice: _Element) -> str:
    """Return a choice as plain text, without its hints; of a picture, what describes it."""
    own = etree.fromstring(etree.tostring(choice, with_tail=False))
    for hint in list(children(own, "choicehint", "optionhint")):
        tail, before = hint.tail or "", hint.getprevious()
        if before is None:
            own.text = (own.text or "") + tail
        else:
            before.tail = (before.tail or "") + tail
        own.remove(hint)
    text = plain_of(_html(own, wrapped=False))
    described = (image.get("alt") or image.get("src") or "" for image in own.iter("img"))
    return text or " ".join(filter(None, described))


def _own_text(element: _Element) -> str:
    return plain_of(_html(element, wrapped=False))


def _menu(menu: _Element) -> Data:
    found = [
        Option(
            _choice_text(one),
            one.get("correct", "").lower() == "true",
            next((_own_text(hint) for hint in one.iter("optionhint")), ""),
        )
        for one in children(menu, "option")
    ]
    if not found:
        right = menu.get("correct", "")
        texts = _QUOTED.findall(menu.get("options", ""))
        plain = [(one or other).replace("\\'", "'").replace('\\"', '"') for one, other in texts]
        found = [Option(text, text == right) for text in plain if text]
    return {"type": "single", **options(found)}


def _accepted(response: _Element) -> Iterator[tuple[str, str]]:
    """Yield the right answers, each with what those are told who give it."""
    hint = next((_own_text(one) for one in children(response, "correcthint")), "")
    yield " ".join(response.get("answer", "").split()), hint
    for one in response.iter("additional_answer", "or"):
        hint = next((_own_text(found) for found in children(one, "correcthint")), "")
        yield " ".join((one.get("answer") or one.text or "").split()), hint


def _words(response: _Element, notes: list[str]) -> Data:
    kind = response.get("type", "").lower().split()
    right = [(text, hint) for text, hint in _accepted(response) if text]
    if "regexp" in kind:
        patterns = ", ".join(f"`{text}`" for text, _ in right)
        notes.append(f"what counts as right is a pattern, {patterns}, and not there")
        return {}  # of a type without its key rules would say that the key is missing
    if any(text.startswith("$") for text, _ in right):
        notes.append("its answer is computed, and not there")
        return {}
    wrong = [
        (" ".join(one.get("answer", "").split()), _own_text(one)) for one in response.iter("stringequalhint")
    ]
    if any(True for _ in response.iter("regexphint")):
        notes.append("what is said to answers of a pattern is not there")
    expected = [Option(text, True, hint) for text, hint in right]
    expected += [Option(text, False, hint) for text, hint in wrong if text]
    return {"type": "short", **words(expected)}


def _number(response: _Element, notes: list[str]) -> Data:
    params = {
        one.get("type", ""): one.get("default", "")
        for one in response.iter("responseparam")
        if one.get("type")
    }
    right = [(text, hint) for text, hint in _accepted(response) if text]
    data: Data = {"type": "numeric"}
    if not right:
        return data
    key = numeric_key(right[0][0], params.get("tolerance", ""))
    if key is None:
        notes.append(f"its answer, `{right[0][0]}`, is computed, and not there")
        return {}
    notes += [key.note] if key.note else []
    others = [(value, hint) for text, hint in right[1:] if (value := _plain_number(text)) is not None]
    said = [Option(str(key.answer), True, right[0][1])]
    said += [Option(str(value), True, hint) for value, hint in others]
    if any(one.feedback for one in said):
        data |= options(said)
    else:
        data["answer"] = [key.answer, *(value for value, _ in others)] if others else key.answer
    if key.tolerance is not None:
        data["tolerance"] = key.tolerance
    return data


def _plain_number(text: str) -> int | float | None:
    try:
        return number(Decimal(text))
    except InvalidOperation:
        return None

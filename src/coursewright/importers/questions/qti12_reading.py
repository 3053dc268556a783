"""What an item of QTI 1.2 becomes.

| in the package | in the plan |
|---|---|
| multiple choice, either/or, opinion scale | `single` |
| multiple answers, multiple response, multi-select | `multiple` |
| true/false | `true-false`; `single` where its two options are no such words |
| fill in one blank, short answer, pattern match | `short`; case and parts of words that count are told |
| numerical: exact, range, precision | `numeric` with one tolerance; answers with another are told |
| essay, long answer | `essay` |
| matching | `matching`; what belongs to nothing goes to `x-qti` |
| ordering | `matching` of places and things |
| several blanks | `short`, one for each blank; the points are shared out |
| several menus in a text | `single`, one for each menu; the points are shared out |
| calculated | `numeric` without a key; formula and variables go to `x-qti` |
| file upload | a question without a type |
| text only | left out; its text is kept |
| hot spot, quiz bowl, groups, and what else there is | left out; its prompt is kept |
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from coursewright.importers.questions.keys import Option, options, pairs, question, truth, words
from coursewright.importers.questions.model import Asked, Kept
from coursewright.importers.questions.parts import MOST_PARTS, PICTURES, shared, split_prompt
from coursewright.importers.questions.qti12_answers import (
    expected_words,
    scores_of,
    told_with,
    with_all,
    words_for_blank,
)
from coursewright.importers.questions.qti12_item import item_of
from coursewright.importers.questions.qti12_numbers import calculated, number_key
from coursewright.importers.questions.qti12_types import truth_in, type_of

if TYPE_CHECKING:
    from lxml.etree import _Element

    from coursewright.importers.draft import Data
    from coursewright.importers.prose import Resolve
    from coursewright.importers.questions.qti12_item import Item
    from coursewright.importers.questions.qti12_types import Asking

__all__ = ["asked_of"]

_NO_TEXT = "it has no prompt"


class _Made(NamedTuple):
    questions: list[Data]
    partly: list[str]
    says_right_and_wrong: bool = False
    """Whether its options say what is told to all right or wrong answers."""


def asked_of(element: _Element, number: int, resolve: Resolve, extra: Data, points: Decimal | None) -> Asked:
    """Return what became of an item; `number` is its place, `extra` and `points` come from its group."""
    item = item_of(element, number, resolve)
    kind = type_of(item)
    if why := _refused(kind, item):
        text = (Kept(item.prompt, why),) if item.prompt else ()
        what = "text between questions" if kind == "text" else "question"
        return Asked(item.name, item.title, why=why, kept=text, what=what)
    worth = item.points if points is None else points
    made = _made(kind, item, worth)
    for one in made.questions:
        one["x-qti"] = {**_mapping(one), **extra}
        if not one["x-qti"]:
            del one["x-qti"]
    partly, kept = _also_told(item, made)
    return Asked(item.name, item.title, tuple(made.questions), tuple(partly), kept=kept)


def _mapping(one: Data) -> Data:
    found = one.get("x-qti")
    return found if isinstance(found, dict) else {}


def _refused(kind: Asking, item: Item) -> str:
    if kind == "text":
        return "it is a text between the questions, and asks nothing"
    if not item.prompt:
        return _NO_TEXT
    if len(item.fields) > MOST_PARTS:
        return f"it asks for more than {MOST_PARTS} things"
    if kind == "unknown":
        name = item.said.get("bbmd_questiontype") or item.said.get("question_type") or ""
        return f"a plan has no type for this question{f' ({name})' if name else ''}"
    return ""


def _made(kind: Asking, item: Item, points: Decimal | None) -> _Made:
    match kind:
        case "single" | "multiple":
            return _chosen(item, kind, points)
        case "true-false":
            return _truth(item, points)
        case "short":
            found, partly = expected_words(item, item.fields[0])
            return _one(item, "short", words(found), points, partly)
        case "numeric":
            key, partly = number_key(item)
            return _one(item, "numeric", key, points, partly)
        case "matching":
            return _matching(item, points)
        case "ordering":
            return _ordering(item, points)
        case "blanks" | "dropdowns":
            return _parts(item, kind, points)
        case "calculated":
            made = _one(
                item, "numeric", {}, points, ["its formula is in `x-qti`, and it has no answer of its own"]
            )
            made.questions[0]["x-qti"] = calculated(item.element)
            return made
        case "file":
            return _one(item, "", {}, points, ["its answer is a file, for which a plan has no type"])
        case _:
            return _one(item, "essay", {}, points, [])


def _one(item: Item, kind: str, key: Data, points: Decimal | None, partly: list[str]) -> _Made:
    made = question(item.prompt, kind, key, points=points, feedback=item.told.everybody)
    return _Made([made], partly)


def _chosen(item: Item, kind: str, points: Decimal | None) -> _Made:
    field = next(one for one in item.fields if one.choices)
    scores = scores_of(item, field)
    best = max(scores.values(), default=Decimal(0))
    several = kind == "multiple"
    right = {name for name, score in scores.items() if score > 0 and (several or score == best)}
    partly = []
    if not several and len(right) < len(scores):
        partly.append("options that earn a part of its points are there as wrong ones")
    found = [
        Option(choice.text or f"({place})", choice.name in right, told_with(item, field, choice.name))
        for place, choice in enumerate(field.choices, 1)
    ]
    if not several:
        found = with_all(item, found)
    made = _one(item, kind, options(found), points, partly)
    return made._replace(says_right_and_wrong=not several and bool(right))


def _truth(item: Item, points: Decimal | None) -> _Made:
    field = item.fields[0]
    right = {name for name, score in scores_of(item, field).items() if score > 0}
    found = [
        Option(choice.text, choice.name in right, told_with(item, field, choice.name))
        for choice in field.choices
    ]
    found = with_all(item, found)
    by_value = {truth_in(one.text): one for one in found}
    value = next((value for value, one in by_value.items() if one.correct), None)
    key = truth(value, (by_value[True].feedback, by_value[False].feedback))
    return _one(item, "true-false", key, points, [])._replace(says_right_and_wrong=bool(right))


def _matching(item: Item, points: Decimal | None) -> _Made:
    found: list[tuple[str, str]] = []
    unpaired = []
    rights: dict[str, None] = {}
    for field in item.fields:
        texts = {choice.name: choice.text for choice in field.choices}
        rights |= dict.fromkeys(texts.values())
        scores = scores_of(item, field)
        right = next((texts[name] for name in scores if name in texts), "")
        if right and field.label:
            found.append((field.label, right))
        else:
            unpaired.append(field.label)
    partly = [f'nothing is said to belong to "{label}"' for label in unpaired if label]
    used = {right for _, right in found}
    others = [right for right in rights if right and right not in used] if found else []
    if others:
        partly.append("what belongs to nothing in it is in `x-qti`")
    made = _one(item, "matching", pairs(found), points, partly)
    if others:
        made.questions[0]["x-qti"] = {"distractors": others}
    return made


def _ordering(item: Item, points: Decimal | None) -> _Made:
    texts = {choice.name: choice.text for choice in item.fields[0].choices}
    order = next(
        (
            [texts[test.value] for test in condition.tests if test.value in texts]
            for condition in item.conditions
            if condition.score > 0 and len(condition.tests) > 1
        ),
        [],
    )
    found = [(str(place), text) for place, text in enumerate(order, 1)]
    return _one(item, "matching", pairs(found), points, ["its order is a matching of places and things"])


def _parts(item: Item, kind: Asking, points: Decimal | None) -> _Made:
    """Return a question for each field; a lone one is the question itself."""
    share = shared(points, len(item.fields))
    partly: list[str] = []
    made = []
    for number, field in enumerate(item.fields, 1):
        prompt = split_prompt(item.prompt, field.label, number, len(item.fields))
        if kind == "dropdowns":
            scores = scores_of(item, field)
            key = options(
                [
                    Option(one.text, one.name in scores, told_with(item, field, one.name))
                    for one in field.choices
                ]
            )
        else:
            found, changes = words_for_blank(item, field)
            key = words(found)
            partly += [change for change in changes if change not in partly]
        made.append(
            question(
                prompt,
                "single" if kind == "dropdowns" else "short",
                key,
                points=share,
                feedback=item.told.everybody,
            )
        )
    if len(made) > 1:
        what = "menus" if kind == "dropdowns" else "blanks"
        partly.append(f"its {len(made)} {what} are a question each, and share its points")
    return _Made(made, partly)


def _also_told(item: Item, made: _Made) -> tuple[list[str], tuple[Kept, ...]]:
    """Return what is told that has no place, and that it has none."""
    partly = list(made.partly)
    if any(field.has_pictures for field in item.fields):
        partly.append(PICTURES)
    kept: list[Kept] = []
    both = (
        "" if made.says_right_and_wrong else item.told.right,
        "" if made.says_right_and_wrong else item.told.wrong,
    )
    for text, who in zip(both, ("right", "wrong"), strict=True):
        if text:
            kept.append(
                Kept(text, f"what those are told whose answer is {who}; a plan has it for options alone")
            )
    kept += [Kept(text, "feedback on a part of an answer") for text in item.told.elsewhere]
    if made.says_right_and_wrong and (item.told.right or item.told.wrong):
        partly.append("what all right or all wrong answers are told stands with each option")
    if kept:
        partly.append("some of its feedback is in the notes")
    return partly, tuple(kept)

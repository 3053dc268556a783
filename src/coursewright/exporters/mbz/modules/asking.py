"""Where learners are asked without right or wrong: a choice for all to see, and feedback with its items."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.exporters.edition.forms import votes_on
from coursewright.exporters.mbz.completion import completion_of
from coursewright.exporters.mbz.kinds import asked
from coursewright.exporters.mbz.records import clip, group, named, record
from coursewright.exporters.mbz.times import closes_at, seconds
from coursewright.exporters.prose.text import escaped
from coursewright.spec.model import Task

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from coursewright.exporters.mbz.bench import Bench
    from coursewright.exporters.mbz.outline import Activity
    from coursewright.exporters.mbz.records import Fields
    from coursewright.exporters.questions.model import QuizQuestion

__all__ = ["choice", "feedback"]

_AFTER_ANSWERING = 1
_ANONYMOUS = 1
_LONGEST_NAME = 255


def choice(activity: Activity, bench: Bench) -> Fields:
    """Return a poll: one question, and how all are divided once one has answered."""
    entry = activity.entry
    element = entry.element if entry is not None else None
    vote = votes_on(element) if isinstance(element, Task) else None
    prompt, options = vote or ("", ())
    by_question = isinstance(element, Task) and any(one.prompt == prompt for one in element.questions)
    alone = by_question and isinstance(element, Task) and len(element.questions) == 1
    text = bench.text(activity, "intro", ("questions",) if alone else ())
    rows = (
        record(
            "option",
            {"text": named(option), "maxanswers": 0, "timemodified": bench.made},
            id=bench.ids("choice_option", f"{activity.key} {place} {option}"),
        )
        for place, option in enumerate(options)
    )
    return {
        "name": activity.title,
        "intro": f"{text}\n<p><strong>{escaped(prompt)}</strong></p>" if by_question else text,
        "introformat": 1,
        "publish": 0,
        "showresults": _AFTER_ANSWERING,
        "display": 1,
        "allowupdate": 1,
        "allowmultiple": by_question and _of_several(element, prompt),
        "showunanswered": 0,
        "limitanswers": 0,
        "timeopen": seconds(entry.opens) if entry is not None else 0,
        "timeclose": closes_at(entry) if entry is not None else 0,
        "timemodified": bench.made,
        **completion_of(activity).rules,
        "showpreview": 1,
        "includeinactive": 0,
        "showavailable": 0,
        "options": group("options", rows),
        "answers": group("answers"),
    }


def _of_several(element: object, prompt: str) -> bool:
    """Whether one may choose several options of a poll."""
    questions = element.questions if isinstance(element, Task) else ()
    return any(one.prompt == prompt and one.type == "multiple" for one in questions)


def feedback(activity: Activity, bench: Bench) -> Fields:
    """Return a survey, anonymous, an item for each question."""
    entry = activity.entry
    return {
        "name": activity.title,
        "intro": bench.text(activity, "intro", ("questions",)),
        "introformat": 1,
        "anonymous": _ANONYMOUS,
        "email_notification": 0,
        "multiple_submit": 0,
        "autonumbering": 1,
        "site_after_submit": "",
        "page_after_submit": "",
        "page_after_submitformat": 1,
        "publish_stats": 0,
        "timeopen": seconds(entry.opens) if entry is not None else 0,
        "timeclose": closes_at(entry) if entry is not None else 0,
        "timemodified": bench.made,
        **completion_of(activity).rules,
        "items": group("items", _items(activity, bench)),
        "completeds": group("completeds"),
    }


def _items(activity: Activity, bench: Bench) -> Iterator[_Element]:
    place = 0
    for question in asked(activity.entry) if activity.entry is not None else ():
        prompt = " ".join(question.prompt.split())
        if len(escaped(prompt)) > _LONGEST_NAME // 2:
            place += 1
            html, _ = bench.prose(question.prompt, question.written, "prompt")
            yield _item(f"{question.slug} text", place, "", "label", html, bench, asks=False)
        place += 1
        kind, presentation = _presented(question, bench)
        yield _item(
            question.slug, place, escaped(clip(prompt, _LONGEST_NAME // 2)), kind, presentation, bench
        )


def _item(
    name: str, place: int, asked_for: str, kind: str, presentation: str, bench: Bench, *, asks: bool = True
) -> _Element:
    fields: Fields = {
        "template": 0,
        "name": asked_for,
        "label": "",
        "presentation": presentation,
        "typ": kind,
        "hasvalue": asks,
        "position": place,
        "required": 0,
        "dependitem": 0,
        "dependvalue": "",
        "options": "",
    }
    return record("item", fields, id=bench.ids("feedback_item", name))


def _presented(question: QuizQuestion, bench: Bench) -> tuple[str, str]:
    """Return the type of an item and how Moodle spells what it shows."""
    match question.type:
        case "single":
            return "multichoice", _options("r", [answer.text for answer in question.answers])
        case "multiple":
            return "multichoice", _options("c", [answer.text for answer in question.answers])
        case "true-false":
            return "multichoice", _options("r", [bench.words("mbz.true"), bench.words("mbz.false")])
        case "numeric":
            return "numeric", "-|-"
        case "short":
            return "textfield", "30|255"
        case "matching" | "essay":
            return "textarea", "60|6"


def _options(kind: str, texts: list[str]) -> str:
    # Moodle shows them as HTML. A bar sets options apart, so none may have one.
    plain = "|".join(escaped(named(text)).replace("|", "/") for text in texts)
    return f"{kind}>>>>>{plain}"

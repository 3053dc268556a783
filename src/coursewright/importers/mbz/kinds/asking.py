"""Where there is no right or wrong: choices, feedback with its items, and Moodle's own surveys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.importers.draft import Text
from coursewright.importers.mbz.bench import Came, item_of
from coursewright.importers.mbz.fields import flag, moment, present, row_number, said, whole
from coursewright.importers.mbz.kinds.talking import instructions
from coursewright.importers.mbz.texts import HTML
from coursewright.spec.wording import counted

if TYPE_CHECKING:
    from lxml.etree import _Element

    from coursewright.importers.draft import Data, Value
    from coursewright.importers.mbz.activity import Activity
    from coursewright.importers.mbz.bench import Bench

__all__ = ["choice", "feedback", "survey"]

_LONGEST_PROMPT = 300
_BARE = frozenset("*_`[]#|<>\n")
_TYPES = {"textfield": "short", "textarea": "essay", "numeric": "numeric"}
_QUIET = frozenset({"pagebreak", "captcha", "info"})


def choice(activity: Activity, bench: Bench) -> Came:
    """Return a choice as a poll: one question, which is its description where that is short."""
    own = activity.own
    intro = bench.intro(activity)
    is_prompt = 0 < len(intro) <= _LONGEST_PROMPT and not _BARE & set(intro)
    options: list[Value] = [
        text for row in activity.rows("options") if (text := bench.texts.line(said(row, "text")))
    ]
    question: Data = {
        "prompt": intro if is_prompt else bench.texts.line(activity.name),
        "type": "multiple" if flag(own, "allowmultiple") else "single",
        "options": options,
    }
    data: Data = {
        "kind": "poll",
        **({} if is_prompt else instructions(intro)),
        "release": moment(own, "timeopen"),
        "due": moment(own, "timeclose"),
        "questions": [question] if options else [],
    }
    how = f"as a task of the kind poll with {counted(len(options), 'option')}"
    return Came((item_of("tasks", activity, bench, data),), how)


def feedback(activity: Activity, bench: Bench) -> Came:
    """Return a feedback activity as a survey with its items; texts between them join its instructions."""
    own, texts = activity.own, bench.texts
    told = [bench.intro(activity)]
    questions: list[Value] = []
    pending = ""
    for row in sorted(activity.rows("items"), key=lambda one: whole(one, "position")):
        kind = said(row, "typ")
        if kind == "label":
            told.append(pending)
            pending = texts.as_markdown(
                said(row, "presentation"), HTML, activity.area("item", row_number(row))
            )
        elif kind not in _QUIET:
            question = _item(row, bench)
            if question is not None and pending and _is_told_above(str(question.get("prompt", "")), pending):
                question = {**question, "prompt": pending}
                pending = ""
            if question is None or not question.get("prompt"):
                bench.partly(activity, f"an item of the type `{kind}` is not there")
            else:
                questions.append(question)
        if flag(row, "dependitem"):
            bench.partly(activity, f"`{texts.line(said(row, 'name'))}` is only asked after some answers")
    told.append(pending)
    bench.keep(
        activity,
        texts.markdown(own, "page_after_submit", activity.area("page_after_submit")),
        "it is what students read when they have answered",
    )
    text = "\n\n".join(part for part in told if part)
    data: Data = {
        "kind": "survey",
        **({"instructions": Text(text)} if text else {}),
        "release": moment(own, "timeopen"),
        "due": moment(own, "timeclose"),
        "questions": questions,
        "x-moodle": {"anonymous": True} if whole(own, "anonymous") == 1 else {},
    }
    how = f"as a task of the kind survey with {counted(len(questions), 'question')}"
    return Came((item_of("tasks", activity, bench, data),), how)


def _is_told_above(prompt: str, text: str) -> bool:
    """Say whether an item has its question in the text above it: it has none, or one that was cut there."""
    return not prompt or (prompt.endswith("…") and text.startswith(prompt.removesuffix("…")))


def _item(row: _Element, bench: Bench) -> Data | None:
    prompt = bench.texts.line(said(row, "name"))
    kind = said(row, "typ")
    if kind in _TYPES:
        return {"prompt": prompt, "type": _TYPES[kind]}
    if kind not in {"multichoice", "multichoicerated"}:
        return None
    how, _, listed = said(row, "presentation").partition(">>>>>")
    listed = listed.partition("<<<<<")[0]
    options: list[Value] = []
    for one in listed.split("|"):
        text = one.partition("####")[2] if kind == "multichoicerated" and "####" in one else one
        if told := bench.texts.line(text):
            options.append(told)
    return present({"prompt": prompt, "type": "multiple" if how == "c" else "single", "options": options})


def survey(activity: Activity, bench: Bench) -> Came:
    """Return one of the surveys that Moodle brings along; its questions are Moodle's, not the course's."""
    data: Data = {
        "kind": "survey",
        **instructions(bench.intro(activity)),
        "x-moodle": {"template": whole(activity.own, "template")},
    }
    bench.partly(activity, "its questions are Moodle's own, and not in the backup")
    return Came((item_of("tasks", activity, bench, data),), "as a task of the kind survey")

"""A file of GIFT questions as one module: a task of the kind quiz for each category."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from coursewright.importers.draft import CourseDraft, Item, ModuleDraft
from coursewright.importers.gift.answers import BrokenError, answers_of
from coursewright.importers.gift.blocks import blocks_of
from coursewright.importers.gift.signs import formatted, shown
from coursewright.importers.questions.keys import question
from coursewright.importers.questions.model import Asked, Kept, quiz_of
from coursewright.importers.questions.telling import tell
from coursewright.spec.errors import UsageError
from coursewright.spec.slugs import slug, unused
from coursewright.spec.wording import counted, shortened

if TYPE_CHECKING:
    from coursewright.importers.desk import Desk
    from coursewright.importers.draft import Data
    from coursewright.importers.gift.answers import Answers
    from coursewright.importers.gift.blocks import Block
    from coursewright.importers.source import Source

__all__ = ["read"]

_PLACEHOLDERS = frozenset({"$course$", "$system$", "$cat1$", "$module$", "top", ""})
_STEP = re.compile(r"(?<!/)/(?!/)")
_NUMBER = re.compile(r"\d{1,4}[.:)]?\s{0,3}")
_MOST = 5_000
"""Questions of one source that are read. Large banks have some hundreds."""
_BLANK = "…"


class _Read(NamedTuple):
    asked: Asked
    takes_off: bool = False


def read(source: Source, desk: Desk) -> CourseDraft:
    """Read a file, or several. Raises `UsageError` where there is no question in it."""
    categories: dict[tuple[str, ...], list[_Read]] = {}
    number = 0
    for name in sorted(source.sizes):
        path: tuple[str, ...] = ()
        taken: set[str] = set()
        for block in blocks_of(source.text(name)):
            if block.text.startswith("$CATEGORY:"):
                path = _path(block.text.removeprefix("$CATEGORY:"))
            else:
                number += 1
                if number > _MOST:
                    continue
                categories.setdefault(path, []).append(_read(block, number, taken))
    if not any(one.asked.questions for every in categories.values() for one in every):
        raise UsageError(
            f"`{source.path.name}` holds no question in GIFT that can be read.",
            "A question in GIFT looks like this: `Is the sky blue? {TRUE}`.",
        )
    if number > _MOST:
        why = f"no more than {_MOST:,} questions of a file are read"
        desk.account.left_out("questions", "questions beyond", f"{number - _MOST:,} more questions", why)
    shared = _shared(list(categories))
    items = [_task(path, every, len(shared), desk) for path, every in categories.items()]
    data: Data = {"title": shared[0]} if shared else {}
    module = ModuleDraft("questions", data, items, wanted_id=slug(source.path.name.partition(".")[0]))
    return CourseDraft(source.path.name, {}, [module], lone_module=True)


def _task(path: tuple[str, ...], every: list[_Read], above: int, desk: Desk) -> Item:
    title = path[-1] if path else ""
    quiz = quiz_of(title, (one.asked for one in every))
    source = f"category:{'/'.join(path)}" if path else "questions"
    data: Data = {"title": title} if title else {}
    data["kind"] = "quiz"
    if quiz.questions:
        data["questions"] = quiz.questions
    if between := path[above:-1]:
        data["x-gift"] = {"category": "/".join(between)}
    desk.account.imported("category", source, title, "as a task of the kind quiz")
    count = sum(one.takes_off for one in every)
    if count:
        how = f"wrong options of {counted(count, 'question')} take marks off, which a plan cannot say"
        quiz = quiz._replace(sections=(how,))
    tell(quiz, source, desk.account, what="category")
    return Item("tasks", source, data)


def _path(written: str) -> tuple[str, ...]:
    steps = [" ".join(step.replace("//", "/").split()) for step in _STEP.split(shown(written).strip())]
    while steps and steps[0].lower() in _PLACEHOLDERS:
        steps.pop(0)
    return tuple(step for step in steps if step)


def _shared(paths: list[tuple[str, ...]]) -> tuple[str, ...]:
    """Return the first step of all categories where they share it and go on behind it."""
    firsts = {path[:1] for path in paths}
    return firsts.pop() if len(firsts) == 1 and all(len(path) > 1 for path in paths) else ()


def _read(block: Block, number: int, taken: set[str]) -> _Read:
    title, text = "", block.text
    if text.startswith("::") and "::" in text[2:]:
        title, _, text = text[2:].partition("::")
    title = " ".join(shown(title).split())
    name = unused(block.name or title or f"question {number}", taken)
    taken.add(name)
    start, end = text.find("{"), text.rfind("}")
    where = f"line {block.line}"
    if start < 0 and end < 0:
        prompt = formatted(text, "moodle").markdown(_no_files)
        why = "it is a text between the questions, and asks nothing"
        kept = (Kept(prompt, why),) if prompt else ()
        alone = Asked(name, title or shortened(prompt), why=why, kept=kept, what="text between questions")
        return _Read(alone)
    try:
        return _asked(block, name, title, _parted(text, start, end))
    except BrokenError as error:
        kept = (Kept(f"```text\n{shown(block.text)}\n```", f"{where}: {error}"),)
        return _Read(Asked(name, title or where, why=f"{where}: {error}", kept=kept))


def _parted(text: str, start: int, end: int) -> tuple[str, str, str]:
    if start < 0 or end < start or "{" in text[start + 1 : end]:
        raise BrokenError("its braces do not match")
    return text[:start], text[start + 1 : end], text[end + 1 :]


def _asked(block: Block, name: str, title: str, parts: tuple[str, str, str]) -> _Read:
    before, body, after = parts
    first = formatted(before, "moodle")
    text = f"{before.rstrip()} {_BLANK} {after.lstrip()}" if after.strip() else before
    prompt = formatted(text, "moodle").markdown(_no_files)
    if not prompt:
        raise BrokenError("it has no prompt")
    answers = answers_of(body, first.form)
    made = question(prompt, answers.kind, answers.key, feedback=answers.feedback)
    if extra := _extra(block, title, first.line(), answers):
        made["x-gift"] = extra
    partly = [*answers.partly]
    kept: tuple[Kept, ...] = ()
    if answers.told_wrong:
        kept = (Kept(answers.told_wrong, "what those are told whose answer is none of those expected"),)
        partly.append("some of its feedback is in the notes")
    asked = Asked(name, title or shortened(first.line()), (made,), tuple(partly), kept=kept)
    return _Read(asked, answers.takes_off)


def _extra(block: Block, title: str, prompt: str, answers: Answers) -> Data:
    """Return what has no place: a name that says more than the prompt does, tags, halves of no pair."""
    extra: Data = {}
    bare = _NUMBER.sub("", title, count=1).rstrip("…. ")
    if bare and not prompt.startswith(bare):
        extra["name"] = title
    if block.tags:
        extra["tags"] = [*block.tags]
    return extra | answers.extra


def _no_files(address: str) -> str | None:
    """Return where a link leads: a file of GIFT has no others beside it."""
    return address if address.lower().startswith(("http://", "https://", "mailto:")) else None

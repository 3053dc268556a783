"""Work that is handed in, as an open response assessment: what to write, how it is judged, and by whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from coursewright.design.loop_faults import is_answered_by_peers
from coursewright.exporters.olx.blocks import MAKE, Block
from coursewright.exporters.olx.dates import in_utc, written
from coursewright.spec.model import Assessment, FollowUpActivity, Reflection, Task

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element

    from coursewright.exporters.edition.model import Edition, Entry
    from coursewright.exporters.olx.dates import Span
    from coursewright.exporters.words.words import Words
    from coursewright.spec.model import Criterion

__all__ = ["Reader", "open_response", "reader_of"]

Reader: TypeAlias = Literal["staff", "peers", "self"]
_PEERS = 2
"""How many answers each student reads, and is read by, where the spec does not say."""


class _Level(NamedTuple):
    points: int
    name: str


def reader_of(entry: Entry) -> Reader:
    """Return who judges the work: other students, somebody who teaches, or whoever wrote it."""
    element = entry.element
    match element:
        case Task():
            if element.kind == "peer-review" or is_answered_by_peers(element):
                return "peers"
            return "staff" if element.monitoring or element.feedback or entry.graded else "self"
        case Assessment():
            if element.feedback is not None and set(element.feedback.form) == {"peer"}:
                return "peers"
            return "staff"
        case Reflection():
            return "staff" if element.read_by is not None else "self"
        case FollowUpActivity() if element.kind == "peer-review":
            return "peers"
    return "staff" if entry.graded else "self"


def open_response(
    name: str,
    entry: Entry,
    prompts: Sequence[str],
    edition: Edition,
    span: Span,
    title: str = "",
    points: float = 1,
) -> Block:
    """Return a place to hand in an answer to each prompt, in plain text. Without criteria it earns `points`.

    The block names itself in a `title`, never in an attribute, and always says from when and until when.
    """
    element = entry.element
    due = in_utc(entry.due) or span.ends
    opens = in_utc(entry.opens)
    starts = opens if opens is not None and opens < due else span.starts
    criteria = element.criteria if isinstance(element, (Task, Assessment, FollowUpActivity)) else ()
    return Block(
        MAKE(
            "openassessment",
            MAKE("title", title or entry.title),
            MAKE("assessments", *_steps(entry)),
            MAKE("prompts", *(MAKE("prompt", MAKE("description", prompt)) for prompt in prompts)),
            _rubric(criteria, edition.words, points),
            url_name=name,
            submission_start=written(starts),
            submission_due=written(due),
            text_response="required",
            text_response_editor="text",
            file_upload_response="optional",
            file_upload_type="pdf-and-image",
            allow_multiple_files="True",
            prompts_type="text",
            show_rubric_during_response="True" if criteria else "False",
        )
    )


def _steps(entry: Entry) -> Iterator[_Element]:
    match reader_of(entry):
        case "peers":
            task = entry.element
            replies = task.replies if isinstance(task, Task) else None
            number = replies.expected if replies is not None and replies.expected else _PEERS
            yield MAKE("assessment", name="peer-assessment", must_grade=number, must_be_graded_by=number)
            # Whoever finds no reader can still be answered.
            yield MAKE("assessment", name="staff-assessment", required="False")
        case "self":
            yield MAKE("assessment", name="self-assessment")
        case "staff":
            yield MAKE("assessment", name="staff-assessment", required="True")


def _rubric(criteria: Sequence[Criterion], words: Words, points: float) -> _Element:
    """Return what the work is judged by; without criteria, whether it is done: the platform needs one."""
    names: set[str] = set()
    rows = [_criterion(_unused(one.name, names), _levels(one, words), words) for one in criteria if one.name]
    if not rows:
        rows = [_criterion(words("olx.done"), _two_levels(max(1, round(points)), words), words)]
    return MAKE("rubric", *rows, MAKE("feedbackprompt", words("olx.feedback_prompt")))


def _criterion(name: str, levels: Sequence[_Level], words: Words) -> _Element:
    return MAKE(
        "criterion",
        MAKE("name", name),
        MAKE("label", name),
        MAKE("prompt", words("olx.criterion_prompt")),
        *(
            MAKE("option", MAKE("name", text), MAKE("label", text), MAKE("explanation", ""), points=points)
            for points, text in levels
        ),
        feedback="optional",
    )


def _levels(criterion: Criterion, words: Words) -> list[_Level]:
    """Return the levels from the weakest to the strongest, points spread evenly; points are whole numbers."""
    count = len(criterion.levels)
    if count < 2:
        most = max(1, round(criterion.points)) if criterion.points else 1
        return _two_levels(most, words, criterion.levels[0] if count else "")
    most = count - 1 if criterion.points is None else round(criterion.points)
    names: set[str] = set()
    return [
        _Level(round(most * step / (count - 1)), _unused(level, names))
        for step, level in enumerate(criterion.levels)
    ]


def _two_levels(most: int, words: Words, reached: str = "") -> list[_Level]:
    return [_Level(0, words("olx.not_yet")), _Level(most, reached or words("olx.reached"))]


def _unused(text: str | None, names: set[str]) -> str:
    """Return a name that no other has: the platform tells criteria and levels apart by their names."""
    base = " ".join((text or "").split())
    name, number = base, 1
    while name in names:
        number += 1
        name = f"{base} ({number})"
    names.add(name)
    return name

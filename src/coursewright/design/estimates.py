"""How long something is likely to take, from its words, pages and running time. All times are minutes.

An estimate is a range, and there is one only where all of the work has a known size: unknown stays unknown.
A task is known where it is reading, watching or listening and each of its materials has a size, or where it
says how many words students write.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, TypeAlias

from coursewright.design.learning_types import is_acquisition
from coursewright.design.rates import Rates, shipped_rates
from coursewright.design.workload import Effort, added_up, in_words
from coursewright.spec.model import Material, Task

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.spec.model import Course

__all__ = [
    "Purpose",
    "estimate",
    "estimate_without_materials",
    "materials_of",
    "may_be_estimated",
    "pace",
    "reading_time",
    "reading_times",
    "rounded",
    "to_be_told",
    "used_once",
    "words_in",
]

Purpose: TypeAlias = Literal["survey", "understand", "engage"]

_DIFFICULTIES = {"no-new-ideas": "no_new_ideas", "some": "some", "many": "many"}
_READ = frozenset({None, "page", "reading", "website", "other"})
_PAGED = _READ - {"website"}
_PLAYED = frozenset({"video", "audio"})
_WORDS_EACH = 250
"""What the rates of writing are minutes for."""

_POSTS = frozenset({"discussion", "debate", "social", "peer-review", "annotation", "wiki", "glossary"})
_GENRES = {
    "journal": "reflection",
    "blog": "reflection",
    "portfolio": "reflection",
    "case-study": "argument",
    "project": "argument",
    "investigation": "argument",
}
_MORE_TO_DO = (
    "questions",
    "decision_points",
    "own_context",
    "replies",
    "produces",
    "reflection_prompts",
    "criteria",
)


def estimate(item: Material | Task, rates: Rates | None = None) -> Effort | None:
    """Return the least and the most minutes that a material or a task is likely to take, None if unknown.

    What the author says of a task's own `duration` is not looked at.
    """
    if isinstance(item, Task) and not item.materials and not item.produces:
        return None  # most tasks; the rates need not be read for them
    known = rates or shipped_rates()
    return _of_material(item, known) if isinstance(item, Material) else _of_task(item, known)


def estimate_without_materials(task: Task, rates: Rates) -> Effort | None:
    """Return what is left of the estimate of a task where its materials are counted by themselves.

    None where there is no estimate of the whole.
    """
    if estimate(task, rates) is None:
        return None
    return (0.0, 0.0) if is_acquisition(task) else _writing(task, rates)


def words_in(material: Material, rates: Rates) -> Effort | None:
    """Return the least and the most words that there are to read; of pages they are a range."""
    if material.kind in _READ and material.words is not None:
        return (material.words, material.words) if material.words > 0 else None
    if material.kind in _PAGED and material.pages is not None and material.pages > 0:
        least, most = rates.span("page_least", "page_most")
        return material.pages * least, material.pages * most
    return None


def pace(difficulty: str | None, rates: Rates, purpose: Purpose = "understand") -> Effort:
    """Return the slowest and the fastest pace in words a minute.

    For a known difficulty these are slow and fast readers; for an unknown one, the rates of the hardest and
    the easiest text, which lie further apart than readers do.
    """
    level = _DIFFICULTIES.get(difficulty or "")
    if level is None:
        return rates.span(f"reading_{purpose}_many", f"reading_{purpose}_no_new_ideas")
    rate = rates.of(f"reading_{purpose}_{level}")
    return rate * rates.of("reader_slower"), rate * rates.of("reader_faster")


def reading_time(material: Material, rates: Rates | None = None) -> Effort | None:
    """Return the minutes that reading a material takes, None where its words are unknown."""
    known = rates or shipped_rates()
    words = words_in(material, known)
    if words is None:
        return None
    slowest, fastest = pace(material.difficulty, known)
    return words[0] / fastest, words[1] / slowest


def reading_times(materials: Sequence[Material], rates: Rates | None = None) -> Effort | None:
    """Return the minutes that reading some materials takes, those of known length; None if there are none."""
    known = [time for one in materials if (time := reading_time(one, rates)) is not None]
    return added_up(known) if known else None


def materials_of(task: Task) -> tuple[Material, ...] | None:
    """Return the materials that a task names or holds, None where one of them is not known."""
    if task.leaves_open("materials"):
        return None
    found = tuple(ref.target for ref in task.materials)
    return found if all(isinstance(one, Material) for one in found) else None


def may_be_estimated(task: Task) -> bool:
    """Whether something still open could lead to an estimate of a task that only takes in."""
    materials = materials_of(task)
    if materials is None:
        return is_acquisition(task)
    return is_acquisition(task) and any(one.leaves_open("words", "pages", "duration") for one in materials)


@lru_cache(maxsize=1)
def used_once(course: Course) -> frozenset[Material]:
    """Return the materials that exactly one task names or holds."""
    uses = Counter(
        material for task in course.every(Task) for material in {ref.target for ref in task.materials}
    )
    return frozenset(one for one, number in uses.items() if number == 1 and isinstance(one, Material))


def rounded(span: Effort) -> Effort:
    """Widen a range to numbers that do not pretend to know more than an estimate does."""
    step = 1 if span[1] < 10 else 5 if span[1] < 120 else 15 if span[1] < 300 else 60
    return max(1, math.floor(span[0] / step) * step), max(1, math.ceil(span[1] / step) * step)


def to_be_told(span: Effort) -> str:
    """Write an estimate as one says it: `about 25 to 35 min`."""
    low, high = rounded(span)
    if low == high:
        return f"about {in_words(low)}"
    first, last = in_words(low), in_words(high)
    for unit in (" min", " h"):
        if first.removesuffix(unit).isdigit() and last.removesuffix(unit).isdigit():
            first = first.removesuffix(unit)
    return f"about {first} to {last}"


def _of_material(material: Material, rates: Rates) -> Effort | None:
    said = material.duration.effort if material.duration is not None else None
    if said is None:
        return reading_time(material, rates) if material.lacks("duration") else None
    if material.kind not in _PLAYED:
        return said
    least, most = rates.span("watching_least", "watching_most")
    return said[0] * least, said[1] * most


def _of_task(task: Task, rates: Rates) -> Effort | None:
    materials = materials_of(task)
    if materials is None or task.says("questions"):
        return None
    parts = [_of_material(material, rates) for material in materials]
    if not is_acquisition(task):
        parts.append(_writing(task, rates))
    elif not materials or any(task.says(key) for key in _MORE_TO_DO):
        return None
    return _sum(parts)


def _writing(task: Task, rates: Rates) -> Effort | None:
    """Return the minutes for the words that a task asks for, and for the replies to others."""
    counts = [_counted_words(text) for text in task.produces]
    if not counts or task.leaves_open("produces", "replies"):
        return None
    parts: list[Effort | None] = []
    for count in counts:
        rate = _writing_rate(task.kind, rates)
        parts.append((count[0] * rate[0], count[1] * rate[1]) if count and rate else None)
    if task.replies is not None:
        least, most = rates.span("reply_least", "reply_most")
        number = task.replies.expected
        parts.append((number * least, number * most) if number is not None else None)
    return _sum(parts)


def _writing_rate(kind: str | None, rates: Rates) -> Effort | None:
    """Return the least and the most minutes for a word; None for a kind of task whose genre is unknown."""
    if kind in _POSTS:
        minutes = 60 / rates.of("posting")
        return minutes, minutes
    genre = _GENRES.get(kind or "")
    if genre is None:
        return None
    least, most = rates.span(f"writing_{genre}_undrafted", f"writing_{genre}_drafted")
    return least / _WORDS_EACH, most / _WORDS_EACH


def _counted_words(text: str) -> Effort | None:
    """Read `200-300 words` or `a 1,500-word report`; None where a text counts no words, or twice."""
    number = r"[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,6}"
    found = re.findall(rf"(?<![0-9.,])(?:({number}) ?(?:-|–|to) ?)?({number})[ -]words?\b", text)
    if len(found) != 1:
        return None
    ends = [float(each.replace(",", "")) for each in found[0] if each]
    return (min(ends), max(ends)) if min(ends) > 0 else None


def _sum(parts: Sequence[Effort | None]) -> Effort | None:
    known = [part for part in parts if part is not None]
    if not known or len(known) < len(parts):
        return None
    return added_up(known)

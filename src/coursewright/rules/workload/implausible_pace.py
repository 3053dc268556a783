"""Implausible pace.

## What it says

The time given for a text does not fit its length: students would have to read faster than 250 words a
minute, or would take a minute for fewer than 40.

## Why

Most adults read at 175 to 300 words a minute where they meet nothing new (Brysbaert 2019). To understand a
text with many new ideas takes about twice as long, and to work through it with a pencil longer still: the
estimator of Barre, Brown and Esarey goes from 500 words a minute down to 65. In courses that we read, times
ran from 10 to 195 words a minute, which says that somebody guessed, or that a count or a time was copied and
not changed.

Where the `difficulty` of a text is known, fast readers at that difficulty set the upper limit. Pages count
as 450 to 750 words, and the reading of a range that looks best. The time of a task is compared where all its
materials have a length and no time, and only for being too short, since there is more to do in a task than
to read. Left alone: recordings, slides, texts that several tasks use, and times in days or weeks.

## Invalid

```yaml
module: immunology
materials:
  - id: memory
    title: How a cell remembers
    kind: reading
    words: 2900
    difficulty: many
    duration: 15 min
```

## Valid

```yaml
module: immunology
materials:
  - id: memory
    title: How a cell remembers
    kind: reading
    words: 2900
    difficulty: many
    duration: 25 min
```

## Options

- `fastest`: the most words a minute, by default 250, the estimator's rate for understanding an easy text.
- `slowest`: the fewest words a minute, by default 40, well below its slowest rate.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from coursewright.design.estimates import materials_of, pace, reading_times, to_be_told, used_once, words_in
from coursewright.design.rates import Rates, shipped_rates
from coursewright.lint.api import Context, Evidence, Meta, Option, Problem, Severity
from coursewright.rules.wording import capital, lengths_phrase, when_phrase
from coursewright.spec.model import Material, Task

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from coursewright.design.workload import Effort

META = Meta(
    code="WRK009",
    name="implausible-pace",
    statement="The time for a text fits its words",
    severity=Severity.INFO,
    minutes=5,
    evidence=Evidence.RESEARCH,
    sources=("Workload Estimator 2.0", "Brysbaert 2019"),
    why="students can tell from the words how long a text takes, and plan by what they are told",
    options=(
        Option("fastest", 250, 100, 1000, "the most words a minute: understanding a text without new ideas"),
        Option("slowest", 40, 5, 100, "the fewest words a minute, below any published rate"),
    ),
)


def check(item: Material | Task, context: Context) -> Iterable[Problem]:
    """Report a text that would have to be read at a pace nobody reads at."""
    if item.duration is None:
        return ()
    texts = (item,) if isinstance(item, Material) else _texts_of(item)
    time = item.duration.effort if _have_lengths(texts) else None
    if time is None or not time[1]:
        return ()
    rates = context.rates or shipped_rates()
    words = _words_of(texts, rates)
    if words is None:
        return ()
    low, high = time
    fewest, most = words[0] / high, words[1] / low if low else math.inf
    if fewest > _fastest(texts, context.option("fastest"), rates):
        if isinstance(item, Task) and not used_once(context.course).issuperset(texts):
            return ()
        return (_problem(item, texts, f"{fewest:.0f} words a minute", "fast", rates),)
    if isinstance(item, Material) and most < context.option("slowest"):
        return (_problem(item, texts, f"{most:.0f} words a minute", "slow", rates),)
    return ()


def _texts_of(task: Task) -> Sequence[Material]:
    """Return what a task gives to read, if its time is all that says how long that takes."""
    if not task.materials:
        return ()  # most tasks
    texts = materials_of(task) or ()
    for text in texts:
        if not text.required or text.says("duration"):
            return ()
    return texts


def _have_lengths(texts: Sequence[Material]) -> bool:
    """Whether there is a text, and each gives its words or pages, so that the rates have to be read."""
    for text in texts:
        if not (text.words or text.pages):
            return False
    return bool(texts)


def _words_of(texts: Sequence[Material], rates: Rates) -> Effort | None:
    """Return the least and the most words of all the texts; None where those of one are not known."""
    least = most = 0.0
    for text in texts:
        count = words_in(text, rates)
        if count is None:
            return None
        least += count[0]
        most += count[1]
    return least, most


def _fastest(texts: Sequence[Material], fastest: float, rates: Rates) -> float:
    """Return the most words a minute: those of fast readers where the difficulty of a text is known."""
    for text in texts:
        if text.difficulty is not None:
            fastest = min(fastest, pace(text.difficulty, rates)[1])
    return fastest


def _problem(item: Material | Task, texts: Sequence[Material], rate: str, how: str, rates: Rates) -> Problem:
    where = f"{capital(item.label)}{when_phrase(item)}"
    asks = "asks for" if how == "fast" else "leaves time for only"
    message = f"{where} gives {item.duration} for {lengths_phrase(texts)}, which {asks} {rate}."
    likely = reading_times(texts, rates) or (0.0, 0.0)
    which = "the words or pages" if isinstance(item, Material) else "the length of its materials"
    fix = f"correct the time, {to_be_told(likely)} is likely, or {which}"
    return Problem(item, message, fix, key="duration")

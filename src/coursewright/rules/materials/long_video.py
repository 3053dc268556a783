"""Long video.

## What it says

A video that students have to watch is longer than 15 minutes and has no chapters.

## Why

Guo, Kim and Rubin followed 6.9 million viewings in four MOOCs: however long a video was, half of its
viewers had gone after six minutes or less. That is what people did in free courses, not what they learnt,
and students who need the credit may well stay. But a long recording without chapters is hard on everybody
who wants to find one passage again, or has ten minutes now and ten tonight.

So either will do: shorter parts, or `chapters` (a list of them, or `true` where the player has them). Left
alone: optional videos, those of unknown length, and whatever is still `TODO`. Of a range, the short end
counts. Only materials of kind `video` are looked at.

## Invalid

```yaml
module: dyeing
materials:
  - {id: madder, title: From root to red, kind: video, url: "https://example.org/madder", duration: 42 min}
```

## Valid

```yaml
module: dyeing
materials:
  - id: madder
    title: From root to red
    kind: video
    url: https://example.org/madder
    duration: 42 min
    chapters: ["0:00 Digging", "9:30 The vat", "31:00 What went wrong"]
```

## Options

- `minutes`: the length up to which a video needs no chapters. The study's six minutes describe viewers who
  are free to leave; our 15 leave room for one worked example from beginning to end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.accessible import LONG_VIDEO_MINUTES, chapters
from coursewright.lint.api import Context, Evidence, Meta, Option, Problem, Severity
from coursewright.rules.wording import medium_phrase

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coursewright.spec.model import Material

META = Meta(
    code="MAT004",
    name="long-video",
    statement="A long video has chapters",
    severity=Severity.INFO,
    minutes=20,
    evidence=Evidence.RESEARCH,
    sources=("Guo et al. 2014",),
    why="most people leave a long video early, and in one without chapters nobody finds the place again",
    options=(Option("minutes", LONG_VIDEO_MINUTES, 3, 120, "minutes up to which a video needs no chapters"),),
)


def check(material: Material, context: Context) -> Iterable[Problem]:
    """Report a required video that is long and has no chapters."""
    limit = context.option("minutes")
    if material.duration is None or chapters(material, limit) != "missing":
        return ()
    message = f"{medium_phrase(material)} runs for {material.duration.text} without chapters."
    fix = f"list its `chapters` with their times, or cut it into parts of up to {limit:g} min"
    return (Problem(material, message, fix, key="duration"),)

"""Heavy material.

## What it says

A material is larger than 100 MB, or than 20 MB where the audience's `bandwidth` is low, and has no light
`alternative`.

## Why

Learning in one's own time and place depends on what reaches that place. Danaher and Danaher point to
infrastructure that cannot be relied on in the regions and countryside of rich and poor countries alike;
others pay for every megabyte. Whoever cannot load the file is shut out without anybody noticing.

The script of a film, its sound alone, a smaller version or a sample of the data will do: `alternative` takes
a path, an address, or the id of another material. Left alone: materials that do not say their `size`, and
those with `alternative: {none: ...}`, such as data that is the point of the exercise.

## Invalid

```yaml
module: glaciers
audience: {who: guides in training, bandwidth: low}
materials:
  - {id: flight, title: A flight over the Aletsch, kind: video, path: flight.mp4, size: 85 MB}
```

## Valid

```yaml
module: glaciers
audience: {who: guides in training, bandwidth: low}
materials:
  - id: flight
    title: A flight over the Aletsch
    kind: video
    path: flight.mp4
    size: 85 MB
    alternative: flight-in-eight-pictures.pdf
```

## Options

- `megabytes`: the size up to which no alternative is asked for. The default is ours: 100 MB take just under
  three minutes at 5 megabits a second.
- `low_bandwidth_megabytes`: the same where `bandwidth` is `low`: 20 MB take as long at one megabit a second.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coursewright.lint.api import Context, Evidence, Meta, Option, Problem, Severity
from coursewright.rules.wording import capital

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coursewright.spec.model import Material

META = Meta(
    code="MAT007",
    name="heavy-material",
    statement="Large media have a light alternative",
    severity=Severity.INFO,
    minutes=20,
    evidence=Evidence.RESEARCH,
    sources=("Danaher & Danaher",),
    why="connections are slow, costly or unreliable in many places, and nobody sees who gives up waiting",
    on_purpose="alternative",
    options=(
        Option("megabytes", 100, 1, 100_000, "megabytes up to which a material needs no light version"),
        Option("low_bandwidth_megabytes", 20, 1, 100_000, "the same where the audience's bandwidth is low"),
    ),
)

_POWERS = {"": 0, "k": 1, "m": 2, "g": 3}


def check(material: Material, context: Context) -> Iterable[Problem]:
    """Report a large material without a light version."""
    if material.size is None or not material.lacks("alternative"):
        return ()
    size = _megabytes(material.size)
    settings = material.scope.settings
    low = settings.audience is not None and settings.audience.bandwidth == "low"
    limit = context.option("low_bandwidth_megabytes" if low else "megabytes")
    if size is None or size <= limit:
        return ()
    for_whom = " for learners with a slow connection" if low else ""
    message = f"{capital(material.label)} weighs {material.size} and has no light version{for_whom}."
    light = "its script or its sound alone" if material.kind == "video" else "a smaller file or an excerpt"
    return (Problem(material, message, f"name a light `alternative`, such as {light}", key="size"),)


def _megabytes(size: str) -> float | None:
    """Read `85 MB` as 85.0, and `1 GiB` as 1073.741824."""
    found = re.fullmatch(r"([0-9]+(?:\.[0-9]+)?) ?(?:([kmg])(i?))?b", size.strip().lower())
    if found is None:
        return None
    base = 1024 if found[3] else 1000
    return float(found[1]) * float(base ** _POWERS[found[2] or ""]) / 1e6

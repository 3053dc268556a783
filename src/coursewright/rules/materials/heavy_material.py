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

from typing import TYPE_CHECKING

from coursewright.design.accessible import (
    LARGE_MEGABYTES,
    LARGE_MEGABYTES_LOW_BANDWIDTH,
    has_low_bandwidth,
    light_version,
)
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
        Option(
            "megabytes",
            LARGE_MEGABYTES,
            1,
            100_000,
            "megabytes up to which a material needs no light version",
        ),
        Option(
            "low_bandwidth_megabytes",
            LARGE_MEGABYTES_LOW_BANDWIDTH,
            1,
            100_000,
            "the same where the audience's bandwidth is low",
        ),
    ),
)


def check(material: Material, context: Context) -> Iterable[Problem]:
    """Report a large material without a light version."""
    large = context.option("megabytes")
    state = light_version(material, large, context.option("low_bandwidth_megabytes"))
    if state != "missing":
        return ()
    for_whom = " for learners with a slow connection" if has_low_bandwidth(material) else ""
    message = f"{capital(material.label)} weighs {material.size} and has no light version{for_whom}."
    light = "its script or its sound alone" if material.kind == "video" else "a smaller file or an excerpt"
    return (Problem(material, message, f"name a light `alternative`, such as {light}", key="size"),)

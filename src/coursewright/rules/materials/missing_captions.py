"""Missing captions.

## What it says

A video has no captions, or an audio recording has no transcript.

## Why

Without them, people who are deaf or hard of hearing are shut out, which WCAG rules out at its lowest level
(1.2.1 and 1.2.2, level A) and the law of many countries with it. Many more are helped: those who learn in
another language, on a train, or beside a sleeping child, and everybody who wants to find a sentence again.

Yes, a path or a URL will do: `captions: true` says that the player shows them. Captions written by a machine
are a start that somebody should read through, names and terms first. Materials of kind `video` need
`captions`, those of kind `audio` a `transcript`; materials without a kind are left alone, and a task of kind
`video` is no material.

## Invalid

```yaml
module: birdsong
materials:
  - {id: dawn, title: A dawn chorus explained, kind: video, url: "https://example.org/dawn"}
```

## Valid

```yaml
module: birdsong
materials:
  - {id: dawn, title: A dawn chorus explained, kind: video, url: "https://example.org/dawn", captions: true}
  - {id: walk, title: A walk with a ringer, kind: audio, path: walk.mp3, transcript: walk.md}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.accessible import captions, transcript
from coursewright.lint.api import Context, Evidence, Meta, Problem, Severity
from coursewright.rules.wording import medium_phrase

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coursewright.spec.model import Material

META = Meta(
    code="MAT002",
    name="missing-captions",
    statement="Videos are captioned and audio is transcribed",
    severity=Severity.ERROR,
    minutes=30,
    evidence=Evidence.STANDARD,
    sources=("WCAG 2.2", "OSCQR 4.0"),
    why="without them people who cannot hear it are shut out, and nobody can search or skim it",
    missing=True,
    essential=True,
)

_NEEDS = {"video": "captions", "audio": "transcript"}


def check(material: Material, _context: Context) -> Iterable[Problem]:
    """Report a video without captions and audio without a transcript."""
    key = _NEEDS.get(material.kind or "")
    if key is None or (captions if key == "captions" else transcript)(material) != "missing":
        return ()
    message = f"{medium_phrase(material)} has no {key}."
    shown = "where the player shows them" if key == "captions" else "where it stands beside the player"
    fix = f"give `{key}` a path or a URL, or `true` {shown}"
    return (Problem(material, message, fix, key=key),)

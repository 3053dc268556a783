"""Whether everybody can use a material: what its kind asks for, and whether that is there.

Each question has five answers, and only what is surely asked for and surely absent is missing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from coursewright.spec.model import Material

__all__ = [
    "LARGE_MEGABYTES",
    "LARGE_MEGABYTES_LOW_BANDWIDTH",
    "LONG_VIDEO_MINUTES",
    "Access",
    "alt_text",
    "captions",
    "chapters",
    "has_low_bandwidth",
    "licence",
    "light_version",
    "megabytes",
    "transcript",
]

Access: TypeAlias = Literal["there", "missing", "purpose", "not-needed", "unknown"]
"""`purpose`: left out on purpose; `not-needed`: its kind or size does not ask for it."""

LARGE_MEGABYTES = 100
"""Megabytes up to which a material needs no light version: under three minutes at 5 megabits a second."""

LARGE_MEGABYTES_LOW_BANDWIDTH = 20
"""The same where the audience's bandwidth is low: as long at one megabit a second."""

LONG_VIDEO_MINUTES = 15
"""Minutes up to which a video needs no chapters: room for one worked example; an assumption of ours."""

_VISITED = frozenset({"website", "tool"})
_POWERS = {"": 0, "k": 1, "m": 2, "g": 3}


def alt_text(material: Material) -> Access:
    """Return whether an image says what it shows, or that it is decoration."""
    if material.alt is not None:
        return "there"
    if material.kind != "image":
        return _elsewhere(material)
    if material.decorative:
        return "there"
    return "missing" if material.lacks("alt") and not material.leaves_open("decorative") else "unknown"


def captions(material: Material) -> Access:
    """Return whether a video has captions."""
    return _in_words(material, "video", "captions", material.captions)


def transcript(material: Material) -> Access:
    """Return whether a recording to listen to has a transcript."""
    return _in_words(material, "audio", "transcript", material.transcript)


def chapters(material: Material, minutes: float = LONG_VIDEO_MINUTES) -> Access:
    """Return whether a video longer than so many minutes, which students have to watch, has chapters.

    Of a range the short end counts.
    """
    if material.chapters:
        return "there"
    if material.kind != "video":
        return _elsewhere(material)
    if material.leaves_open("chapters", "required", "duration"):
        return "unknown"
    if not material.required:
        return "not-needed"
    if material.duration is None or material.duration.effort is None:
        return "unknown"
    return "missing" if material.duration.effort[0] > minutes else "not-needed"


def light_version(
    material: Material,
    large: float = LARGE_MEGABYTES,
    large_for_low_bandwidth: float = LARGE_MEGABYTES_LOW_BANDWIDTH,
) -> Access:
    """Return whether a material larger than so many megabytes has a light or accessible version."""
    if material.alternative:
        return "there"
    if material.leaves_out("alternative"):
        return "purpose"
    size = megabytes(material.size) if material.size is not None else None
    if size is None:
        needless = material.kind == "page" or material.kind in _VISITED
        return "not-needed" if needless and material.lacks("size") else "unknown"
    limit = large_for_low_bandwidth if has_low_bandwidth(material) else large
    if size <= limit:
        return "not-needed"
    return "missing" if material.lacks("alternative") else "unknown"


def licence(material: Material) -> Access:
    """Return whether a material that is somebody else's names its licence; what has a path counts as own."""
    if material.licence is not None:
        return "there"
    if not material.says("url") or material.kind in _VISITED:
        return "not-needed"
    if material.kind is None or not material.lacks("licence"):
        return "unknown"
    return "unknown" if material.leaves_open("url") else "missing"


def has_low_bandwidth(material: Material) -> bool:
    """Whether the learners of a material are said to have a slow connection."""
    audience = material.scope.settings.audience
    return audience is not None and audience.bandwidth == "low"


def megabytes(size: str) -> float | None:
    """Read `85 MB` as 85.0, and `1 GiB` as 1073.741824; None for what is no size."""
    found = re.fullmatch(r"([0-9]+(?:\.[0-9]+)?) ?(?:([kmg])(i?))?b", size.strip().lower())
    if found is None:
        return None
    base = 1024 if found[3] else 1000
    return float(found[1]) * float(base ** _POWERS[found[2] or ""]) / 1e6


def _in_words(material: Material, kind: str, key: str, said: str | bool | None) -> Access:
    if said and said != "none":
        return "there"
    if material.kind != kind:
        return _elsewhere(material)
    return "unknown" if material.leaves_open(key) else "missing"


def _elsewhere(material: Material) -> Access:
    """Return how it stands with what one kind asks for in a material that is not known to be of that kind."""
    return "unknown" if material.kind is None else "not-needed"

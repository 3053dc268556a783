"""How far the evidence of a measure of success looks: to what students can do, or only to the surface."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from coursewright.design.shipped_tables import rows_of
from coursewright.spec.model import Evaluation

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from coursewright.spec.model import Course

__all__ = ["EvidenceKind", "evidence_kinds", "surface_only"]


class EvidenceKind(NamedTuple):
    """A kind of evidence: `deep` looks past the surface, `shows_use` shows what students can do with it."""

    deep: bool
    shows_use: bool
    about: str


@lru_cache(maxsize=1)
def evidence_kinds() -> Mapping[str, EvidenceKind]:
    """Return the kinds of evidence by the words of the format, the deep ones first."""
    return {
        word: EvidenceKind(depth == "deep", shows == "use", about)
        for word, depth, shows, about in rows_of("evidence_kinds")
    }


def surface_only(course: Course) -> Sequence[str]:
    """Return the kinds of evidence of a course where all stay on the surface, and none is still to come."""
    measures = course.every(Evaluation)
    if not measures or not course.complete:
        return ()
    if any(place.leaves_open("evaluation") for place in (course, *course.modules)):
        return ()
    if any(not measure.evidence or measure.leaves_open("evidence") for measure in measures):
        return ()
    found = {word for measure in measures for word in measure.evidence}
    surface = [word for word, kind in evidence_kinds().items() if not kind.deep]
    return [word for word in surface if word in found] if found.issubset(surface) else ()

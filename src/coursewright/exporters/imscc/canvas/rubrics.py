"""Rubrics of Canvas, made of criteria with their levels."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.exporters.imscc.canvas.parts import document, make, number

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lxml.etree import _Element

    from coursewright.exporters.words.words import Words
    from coursewright.spec.model import Criterion

__all__ = ["Rubric", "rubric_points", "rubrics_file"]


class Rubric(NamedTuple):
    """The criteria of one piece of work."""

    identifier: str
    title: str
    criteria: Sequence[Criterion]


def rubric_points(criteria: Iterable[Criterion]) -> float | None:
    """Return what all named criteria are worth; None where one has no points, so that they are no grade."""
    points = [criterion.points for criterion in criteria if criterion.name]
    return sum(one for one in points if one is not None) if points and None not in points else None


def rubrics_file(rubrics: Iterable[Rubric], words: Words) -> bytes:
    """Write `rubrics.xml`."""
    return document("rubrics", *(_rubric(rubric, words) for rubric in rubrics))


def _rubric(rubric: Rubric, words: Words) -> _Element:
    worth = [_worth(criterion) for criterion in rubric.criteria]
    return make(
        "rubric",
        make("read_only", False),
        make("title", rubric.title),
        make("reusable", False),
        make("public", False),
        make("points_possible", number(sum(worth))),
        make("hide_score_total", rubric_points(rubric.criteria) is None),
        make("free_form_criterion_comments", False),
        make(
            "criteria",
            *(
                _criterion(criterion, points, _name(criterion, f"{rubric.identifier}_{place}"), words)
                for place, (criterion, points) in enumerate(zip(rubric.criteria, worth, strict=True), 1)
            ),
        ),
        identifier=rubric.identifier,
    )


def _name(criterion: Criterion, name: str) -> str:
    """Return the identifier of a criterion; it tells those who read it back that nobody gave it points."""
    return name if criterion.points is not None else f"{name}_unscored"


def _worth(criterion: Criterion) -> float:
    """Return the points of a criterion: without any, one for each step between its levels."""
    return criterion.points if criterion.points is not None else max(len(criterion.levels) - 1.0, 1.0)


def _criterion(criterion: Criterion, points: float, identifier: str, words: Words) -> _Element:
    return make(
        "criterion",
        make("criterion_id", identifier),
        make("points", number(points)),
        make("description", criterion.name or ""),
        make(
            "ratings",
            *(
                make(
                    "rating",
                    make("description", level),
                    make("points", number(worth)),
                    make("criterion_id", identifier),
                    make("id", f"{identifier}_{place}" if said else f"{identifier}_{place}_unsaid"),
                )
                for place, (level, worth, said) in enumerate(_ratings(criterion, points, words), 1)
            ),
        ),
    )


def _ratings(criterion: Criterion, points: float, words: Words) -> list[tuple[str, float, bool]]:
    """Return levels with their points, strongest first as Canvas shows them; whether each was said.

    A rating needs two levels at least.
    """
    levels = [(level, True) for level in criterion.levels]
    levels = levels or [(words("imscc.met"), False)]
    if len(levels) == 1:
        levels.insert(0, (words("imscc.not_met"), False))
    steps = len(levels) - 1
    rated = [(level, round(points * place / steps, 2), said) for place, (level, said) in enumerate(levels)]
    return rated[::-1]

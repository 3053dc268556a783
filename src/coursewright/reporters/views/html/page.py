"""The design report: one file that needs no network, to look through, to print and to send on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.reporters.views.html.building import asked, assets, charts_beside_answers, template
from coursewright.reporters.views.html.listing import listings
from coursewright.reporters.views.html.weight import light
from coursewright.views.asked_first import QUESTIONS

if TYPE_CHECKING:
    from coursewright.reporters.views.portrait import Portrait

__all__ = ["page"]

_OVERVIEW = "overview"


def page(portrait: Portrait) -> str:
    """Return a course as a page of its own: the overview, then each view, then the plan as written.

    The answers to what designers ask first stand beside the overview, where the page has the views that give
    them.
    """
    views = portrait.views
    overview = next((view for view in views if view.name == _OVERVIEW), None)
    answers = asked(views)
    if len(answers) < len(QUESTIONS):
        answers = []
    elif overview is not None:
        overview = overview._replace(charts=tuple(charts_beside_answers(overview)))
    return template("page.html.jinja").render(
        portrait=portrait,
        assets=assets(),
        overview=overview,
        views=[
            view._replace(charts=tuple(map(light, view.charts))) for view in views if view.name != _OVERVIEW
        ],
        answers=answers,
        listings=list(listings(portrait)),
    )

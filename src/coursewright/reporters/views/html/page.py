"""The design report: one file that needs no network, to look through, to print and to send on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.reporters.views.html.building import asked, assets, template
from coursewright.reporters.views.html.listing import listings

if TYPE_CHECKING:
    from coursewright.reporters.views.portrait import Portrait

__all__ = ["page"]

_OVERVIEW = "overview"


def page(portrait: Portrait) -> str:
    """Return a course as a page of its own: the overview, then each view, then the plan as written."""
    views = portrait.views
    return template("page.html.jinja").render(
        portrait=portrait,
        assets=assets(),
        overview=next((view for view in views if view.name == _OVERVIEW), None),
        views=[view for view in views if view.name != _OVERVIEW],
        answers=asked(views) if len(views) > 1 else [],
        listings=list(listings(portrait)),
    )

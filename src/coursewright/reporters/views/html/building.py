"""The templates of the design report, with its style and script, and what it says about tones and views."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from coursewright.reporters.html.assets import Assets, assets_of, environment
from coursewright.reporters.views import drawing
from coursewright.reporters.views.html.charts import branches, form
from coursewright.reporters.views.html.compact import compact
from coursewright.reporters.views.html.csv_link import csv_file, csv_link
from coursewright.reporters.views.html.matrix import field, is_grouped, room, runs
from coursewright.reporters.views.html.still import still
from coursewright.reporters.views.html.tables import body, ends
from coursewright.reporters.views.html.texts import label, quoted, sentence, sourced, speaks, turned
from coursewright.reporters.views.html.weight import lean
from coursewright.views.asked_first import ASKED_FIRST, QUESTIONS
from coursewright.views.signs import Sign

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jinja2 import Template

    from coursewright.views.charts import Chart
    from coursewright.views.model import Tone, View

__all__ = ["asked", "assets", "charts_beside_answers", "template"]

_TEMPLATES = Path(__file__).parent / "templates"
_ACRONYMS = {"ai": "AI", "oscqr": "OSCQR"}
_TONES: Mapping[Tone, tuple[Sign, str]] = {
    "good": (Sign.PRESENT, "in order"),
    "gap": (Sign.MISSING, "something to do"),
    "purpose": (Sign.ON_PURPOSE, "on purpose"),
    "unknown": (Sign.UNKNOWN, "not known"),
}


def asked(views: Sequence[View]) -> list[View]:
    """Return the views that answer what designers ask first."""
    named = {view.name: view for view in views}
    return [named[name] for name in QUESTIONS if name in named]


def charts_beside_answers(overview: View) -> list[Chart]:
    """Return the charts of the overview but for the one which says what a page says with its answers."""
    return [chart for chart in overview.charts if chart.name != ASKED_FIRST]


@cache
def assets() -> Assets:
    """Return what is built into every page."""
    style = environment(_TEMPLATES).get_template("page.css.jinja").render()
    return assets_of(f"{drawing.style()}\n{style}\n", (_TEMPLATES / "page.js").read_text("utf-8"))


@cache
def template(name: str) -> Template:
    """Return a template. All it is given is escaped, and shown as what it is."""
    made = environment(_TEMPLATES)
    made.filters |= {
        "branches": branches,
        "compact": compact,
        "csv_file": csv_file,
        "csv_link": csv_link,
        "ends": ends,
        "field": field,
        "form": form,
        "label": label,
        "lean": lean,
        "prose": sentence,
        "quoted": quoted,
        "room": room,
        "runs": runs,
        "short": _short,
        "sourced": sourced,
        "speaks": speaks,
        "still": still,
        "table_body": body,
        "turned": turned,
    }
    made.tests["grouped"] = is_grouped
    made.globals |= {"drawing": drawing, "tones": _TONES}
    return made.get_template(name)


def _short(name: str) -> str:
    """Return what a view is called where there is little room."""
    return _ACRONYMS.get(name) or name.replace("-", " ").capitalize()

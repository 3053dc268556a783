"""The templates of the HTML report, with its style and script."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from coursewright.lint.telling import NO_REASON
from coursewright.reporters.html.assets import Assets, assets_of, environment
from coursewright.reporters.html.frame import frame
from coursewright.reporters.html.text import tinted
from coursewright.reporters.shared.entry_words import explain, key_of, unread
from coursewright.reporters.shared.summary import duration
from coursewright.spec.wording import capital, counted

if TYPE_CHECKING:
    from jinja2 import Template

_TEMPLATES = Path(__file__).parent / "templates"


@cache
def assets() -> Assets:
    """Return what is built into every report."""
    return assets_of(*((_TEMPLATES / name).read_text("utf-8") for name in ("report.css", "report.js")))


@cache
def template(name: str) -> Template:
    """Return a template. All it is given is escaped, and shown as what it is."""
    made = environment(_TEMPLATES)
    made.filters |= {
        "frame": frame,
        "duration": duration,
        "tinted": tinted,
        "counted": counted,
        "capital": capital,
    }
    made.globals |= {
        "no_reason": NO_REASON,
        "key_of": key_of,
        "unread": unread,
        "explain": explain,
    }
    return made.get_template(name)

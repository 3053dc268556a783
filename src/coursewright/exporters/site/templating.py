"""The templates of the site: all they are given is escaped, and text that HTML cannot hold is dropped."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from coursewright.exporters.packing.xml import clean

__all__ = ["style", "template"]

_HERE = Path(__file__).parent
_STYLES = ("base", "signs", "frame", "prose", "pieces", "tasks", "pages", "play", "media")
"""In the order in which they count; `media` changes what the others say for paper and for chosen colours."""


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        finalize=_shown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def template(name: str) -> Template:
    """Return a template by the name of its page."""
    return _environment().get_template(f"{name}.html.jinja")


@cache
def style() -> bytes:
    """Return the style sheet of the site."""
    parts = ((_HERE / "style" / f"{name}.css").read_text("utf-8") for name in _STYLES)
    return "\n".join(parts).encode()


def _shown(value: object) -> object:
    return clean(value) if type(value) is str else value

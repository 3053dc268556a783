"""The templates of drawings. All they are given is escaped, and shown as what it is."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from coursewright.reporters.html.assets import environment

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2 import Environment, Template
    from markupsafe import Markup

__all__ = ["macro", "template"]

_TEMPLATES = Path(__file__).parent / "templates"


def template(name: str) -> Template:
    """Return a template of drawings."""
    return _environment().get_template(name)


@cache
def macro(name: str) -> Callable[..., Markup]:
    """Return what writes one piece: to call a macro costs far less than to render a template."""
    found: Callable[..., Markup] = getattr(template("pieces.svg.jinja").module, name)
    return found


@cache
def _environment() -> Environment:
    return environment(_TEMPLATES)

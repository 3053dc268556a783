"""The templates of the HTML report, and what lets a browser run nothing but the report's own script."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from coursewright.reporters.html.frame import frame
from coursewright.reporters.html.text import block, prose, shown, tinted, title
from coursewright.reporters.shared.entry_words import NO_REASON, explain, key_of, unread
from coursewright.reporters.shared.summary import counted, duration

if TYPE_CHECKING:
    from jinja2 import Template

_TEMPLATES = Path(__file__).parent / "templates"


class Assets(NamedTuple):
    """The style, the script, and the policy that lets in these two and nothing else."""

    style: Markup
    script: Markup
    policy: str


@cache
def assets() -> Assets:
    """Return what is built into every report."""
    style, script = ((_TEMPLATES / name).read_text("utf-8") for name in ("report.css", "report.js"))
    policy = (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
        "base-uri 'none'; form-action 'none'"
    )
    return Assets(Markup(style), Markup(script), policy)  # noqa: S704 - files of our own


@cache
def template(name: str) -> Template:
    """Return a template. All it is given is escaped, and shown as what it is."""
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        finalize=shown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "prose": prose,
        "block": block,
        "title_text": title,
        "frame": frame,
        "duration": duration,
        "tinted": tinted,
        "counted": counted,
        "capital": _capital,
    }
    environment.globals |= {
        "no_reason": NO_REASON,
        "key_of": key_of,
        "unread": unread,
        "explain": explain,
    }
    return environment.get_template(name)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"

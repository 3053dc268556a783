"""What pages are made with: templates that escape all they are given, a policy that runs only our script."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from coursewright.reporters.html.text import block, prose, shown, title

__all__ = ["BASE", "Assets", "assets_of", "environment"]

BASE = Path(__file__).parent / "templates" / "base.css"
"""The colours and letters that all pages share."""


class Assets(NamedTuple):
    """The style, the script, and the policy that lets in these two and nothing else."""

    style: Markup
    script: Markup
    policy: str


def assets_of(style: str, script: str) -> Assets:
    """Return what is built into a page, with the shared style before its own."""
    style = f"{BASE.read_text('utf-8')}\n{style}"
    policy = (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
        "base-uri 'none'; form-action 'none'"
    )
    return Assets(Markup(style), Markup(script), policy)  # noqa: S704 - files of our own


def environment(folder: Path) -> Environment:
    """Return the templates of a folder. All they are given is escaped, and shown as what it is."""
    made = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        finalize=shown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {"prose": prose, "block": block, "title_text": title}
    return made


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"

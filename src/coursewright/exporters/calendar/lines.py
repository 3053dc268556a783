"""What pages say, as plain lines: calendars show no markup."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from coursewright.exporters.pages.sessions import session_parts
from coursewright.exporters.pages.staff_bodies import staff_rows
from coursewright.exporters.pages.writing import Desk

if TYPE_CHECKING:
    from coursewright.exporters.edition.model import Edition, Entry
    from coursewright.exporters.prose.assets import Asset
    from coursewright.spec.model import Session

__all__ = ["agenda_line", "staff_lines"]

_AGENDA = frozenset({"agenda"})
_BETWEEN = ((re.compile(r"</h[1-6]>"), ": "), (re.compile(r"</li>\s*<li[^>]*>|</p>\s*<p>"), "; "))
_TAG = re.compile(r"<[^>]*>")


class _Nowhere:
    """Links of a calendar: everything is named only."""

    def asset(self, asset: Asset) -> str:
        return asset.name

    def entry(self, key: str) -> str | None:  # noqa: ARG002 - no entry has a page
        return None


def agenda_line(session: Session, edition: Edition) -> str:
    """Return what happens in a session; empty where nothing is said."""
    desk = Desk(edition, _Nowhere())
    return _plain("".join(session_parts(session, _AGENDA, desk)))


def staff_lines(entry: Entry, edition: Edition) -> tuple[str, ...]:
    """Return what those who teach need to know of an entry: what to read, look for, answer and open with."""
    rows = staff_rows(entry, Desk(edition, _Nowhere()))
    return tuple(f"{name}: {_plain(value)}" for _, name, value in rows if value)


def _plain(html: str) -> str:
    """Return HTML of ours as a line."""
    for between, sign in _BETWEEN:
        html = between.sub(sign, html)
    return " ".join(unescape(_TAG.sub("", html)).split())

"""News of a course: what its team has posted, as announcements with their dates."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from coursewright.importers.draft import Item
from coursewright.importers.olx.desk import json_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.importers.draft import Data
    from coursewright.importers.olx.desk import OlxDesk

__all__ = ["announcements_of"]

_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_DATE = re.compile(r"([A-Za-z]{3,9})\.? (\d{1,2}),? (\d{4})", re.ASCII)
_POST = re.compile(
    r"<(?:li|article)\b[^>]*>(.*?)(?=<(?:li|article)\b|</(?:ol|section)>|\Z)", re.DOTALL | re.IGNORECASE
)
_HEADING = re.compile(r"<h2\b[^>]*>(.*?)</h2>", re.DOTALL | re.IGNORECASE)


def announcements_of(desk: OlxDesk) -> Iterator[Item]:
    """Yield what was posted, the oldest first, as platforms keep it the other way round."""
    posts = list(_posts(desk))
    for number, (date, html) in reversed(list(enumerate(posts, 1))):
        text = desk.markdown(html)
        source = f"info/updates#{len(posts) - number + 1}"
        if not text:
            continue
        data: Data = {"at": day} if (day := _day(date)) else {}
        data["text"] = text
        if date and not day:
            data["x-date"] = date
        desk.account.imported("update", source, date, "as an announcement")
        yield Item("announcements", source, data, f"update-{len(posts) - number + 1}")


def _posts(desk: OlxDesk) -> Iterator[tuple[str, str]]:
    found = json_of(desk.source.text(f"{desk.root}info/updates.items.json"))
    if isinstance(found, list):
        shown = [one for one in found if isinstance(one, dict) and one.get("status", "visible") == "visible"]
        shown.sort(key=_number, reverse=True)
        for one in shown:
            yield str(one.get("date") or "").strip(), str(one.get("content") or "")
        return
    for post in _POST.findall(desk.source.text(f"{desk.root}info/updates.html")[:1_000_000]):
        heading = _HEADING.search(post)
        date = " ".join(re.sub(r"<[^>]{0,200}>", " ", heading[1]).split()) if heading else ""
        yield date, post.replace(heading[0], "", 1) if heading else post


def _number(post: dict[str, object]) -> int:
    found = post.get("id")
    return found if isinstance(found, int) else 0


def _day(text: str) -> str:
    """Return a date such as `November 5, 2023` as a plan has it; empty for what is none."""
    found = _DATE.fullmatch(text)
    if found is None:
        return ""
    month = next((at for at, name in enumerate(_MONTHS, 1) if name.startswith(found[1].lower())), 0)
    try:
        return dt.date(int(found[3]), month, int(found[2])).isoformat()
    except ValueError:
        return ""

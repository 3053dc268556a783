"""Events of the calendar of a Canvas course as sessions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.importers.draft import Item
from coursewright.importers.imscc.canvas.fields import fields_of, instant, is_true, moment
from coursewright.importers.imscc.own.tags import tag_of
from coursewright.importers.marked.model import source_of
from coursewright.packages.reading.xml import children

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from coursewright.importers.draft import Data
    from coursewright.importers.imscc.cartridge import Cartridge
    from coursewright.importers.imscc.own.pages import Own

__all__ = ["events_of"]


def events_of(root: _Element | None, cartridge: Cartridge, name: str, own: Own) -> Iterator[Item]:
    """Yield a session for each event that has a time; keep what the others, and all descriptions, say.

    Those that stand for something of our own, which has a page, are there already.
    """
    for element in children(root, "event"):
        fields = fields_of(element)
        source = f"event:{element.get('identifier') or ''}"
        title = " ".join(fields.get("title", "").split()) or "Event"
        account = cartridge.account
        tag = tag_of(fields.get("description", ""))
        if tag is not None and (source_of(tag.key) in own.unit_of or ("sessions", title) in own.titles):
            account.imported("event", source, title, "with its page")
            continue
        text = cartridge.markdown(fields.get("description", ""), name)
        starts, ends = instant(fields, "start_at"), instant(fields, "end_at")
        if starts is None or is_true(fields, "all_day"):
            day = fields.get("all_day_date") or fields.get("start_at", "")[:10]
            why = f"it has no hour: a whole day, {day}" if day else "it has no time"
            account.left_out("event", source, title, f"{why}; it is in the notes")
            account.keep(
                title, source, "\n\n".join(filter(None, (day, text))), "it is no meeting with a time"
            )
            continue
        data: Data = {"title": title, "starts": moment(fields, "start_at") or ""}
        if ends is not None and ends > starts:
            data["duration"] = f"{(ends - starts).total_seconds() / 60:g} min"
        place = ", ".join(filter(None, (fields.get("location_name"), fields.get("location_address"))))
        if place:
            data["place"] = place
        account.imported("event", source, title, "as a session")
        if text:
            account.keep(title, source, text, "a session has no description")
            account.partly("event", source, title, "its description is in the notes")
        yield Item("sessions", source, data)

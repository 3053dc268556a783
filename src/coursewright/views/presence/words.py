"""What the occasions of presence are called, and which sign each has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.spec.element import Item
from coursewright.spec.model import Announcement
from coursewright.views.charts import Mark
from coursewright.views.signs import Sign
from coursewright.views.words import listed, quote

if TYPE_CHECKING:
    from coursewright.design.analyses.presence_kinds import Moment, PresenceKind
    from coursewright.spec.element import Element
    from coursewright.views.plan import Plan

__all__ = ["how", "mark_of", "way_words"]

_WAYS: dict[str, tuple[str, Sign]] = {
    "session": ("session", Sign.SESSION),
    "announcement": ("announcement", Sign.ANNOUNCEMENT),
    "reading": ("work read by whoever teaches", Sign.READ),
    "reading-logs": ("checked in the logs, which is not reading", Sign.PART),
    "moderation": ("replies moderated by whoever teaches", Sign.TEACHING),
    "feedback": ("feedback from whoever teaches", Sign.FEEDBACK),
    "opening": ("follow-up that opens with feedback", Sign.FOLLOW_UP),
    "reflection": ("reflections read by whoever teaches", Sign.REFLECTION),
    "reading-shared": ("work read by students, who share the teaching", Sign.TEACHING),
    "moderation-shared": ("replies moderated by students, who share the teaching", Sign.TEACHING),
    "pairs": ("in pairs", Sign.SOCIAL),
    "groups": ("in groups", Sign.SOCIAL),
    "class": ("with the class", Sign.SOCIAL),
    "in-session": ("together in a session", Sign.SOCIAL),
    "collaboration": ("made together", Sign.SOCIAL),
    "replies": ("students answer each other", Sign.REPLIES),
    "read-by-peers": ("work read by fellow students", Sign.REPLIES),
    "feedback-by-peers": ("feedback from fellow students", Sign.REPLIES),
    "partner": ("choice of a partner", Sign.SOCIAL),
    "together": ("students meet", Sign.SOCIAL),
    "triggering": ("triggering", Sign.DECISION),
    "exploration": ("exploration", Sign.COGNITIVE),
    "integration": ("integration", Sign.COGNITIVE),
    "resolution": ("resolution", Sign.COGNITIVE),
}
_OPEN: dict[PresenceKind, str] = {
    "teaching": "still to be decided",
    "social": "still to be decided whether students meet",
    "cognitive": "how far the thinking goes is not said",
}


def mark_of(moment: Moment, plan: Plan) -> Mark:
    """Return the sign of an occasion, with what it is in words."""
    spot = plan.spot(moment.item, moment.key)
    label = f"{_called(moment.item)}: {how(moment)}"
    if not moment.settled:
        return Mark(0, Sign.UNKNOWN, label, "unknown", spot)
    return Mark(0, _sign(moment), label, "", spot)


def _sign(moment: Moment) -> Sign:
    if moment.presence == "cognitive":
        return Sign.DECISION if moment.ways == ("triggering",) else Sign.COGNITIVE
    if moment.presence == "social" and moment.ways != ("session",):
        return Sign.REPLIES if "replies" in moment.ways else Sign.SOCIAL
    return _WAYS[moment.ways[0]][1]


def how(moment: Moment) -> str:
    """Say how an occasion comes about."""
    said = [_WAYS[way][0] if way in _WAYS else way.replace("-", " ") for way in moment.ways]
    if moment.settled and moment.presence == "cognitive":
        return f"reaches {listed(said)}"
    if not moment.settled:
        return f"{listed(said)}, {_OPEN[moment.presence]}" if said else _OPEN[moment.presence]
    return listed(said)


def way_words(way: str) -> str:
    """Return what one way is called."""
    return _WAYS[way][0]


def _called(item: Element) -> str:
    name = item.title or item.id if isinstance(item, Item) else None
    if name is None and isinstance(item, Announcement):
        name = item.text
    return f"{item.noun} {quote(name)}" if name else item.noun

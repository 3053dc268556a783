"""Groups: a grouping for pairs and one for groups, which teachers fill once they know their students."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from coursewright.exporters.mbz.records import document, group, record

if TYPE_CHECKING:
    from coursewright.exporters.edition.model import Edition, Entry
    from coursewright.exporters.mbz.bench import Bench
    from coursewright.exporters.mbz.records import Fields

__all__ = ["Together", "groups_file", "together"]

Together: TypeAlias = Literal["pairs", "groups"]


def together(entry: Entry | None) -> Together | None:
    """Return how students work together on something, where that takes groups."""
    grouping = getattr(entry.element, "grouping", None) if entry is not None else None
    return grouping if grouping in {"pairs", "groups"} else None


def groups_file(edition: Edition, bench: Bench) -> bytes:
    """Return `groups.xml`: the groupings that the course needs, without groups."""
    used = sorted({kind for entry in edition.entries if (kind := together(entry)) is not None})
    groupings = group("groupings")
    for kind in used:
        fields: Fields = {
            "name": edition.words(f"mbz.{kind}"),
            "idnumber": kind,
            "description": "",
            "descriptionformat": 1,
            "configdata": None,
            "timecreated": bench.made,
            "timemodified": bench.made,
            "grouping_groups": group("grouping_groups"),
        }
        groupings.append(record("grouping", fields, id=bench.ids("grouping", kind)))
    groupings.append(group("groupingcustomfields"))
    return document(group("groups", [group("groupcustomfields"), groupings]))

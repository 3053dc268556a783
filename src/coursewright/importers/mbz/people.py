"""What people wrote and did in a course: counted, and never read."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from coursewright.packages.reading.xml import children, first
from coursewright.spec.wording import counted

if TYPE_CHECKING:
    from coursewright.importers.mbz.activity import Activity
    from coursewright.importers.mbz.backup import Backup
    from coursewright.importers.mbz.bench import Bench

__all__ = ["note_people"]

_IN_ACTIVITIES: dict[str, tuple[tuple[str, str, str], ...]] = {
    "assign": (("submissions", "submission", "submission"), ("grades", "grade", "grade")),
    "assignment": (("submissions", "submission", "submission"),),
    "chat": (("messages", "message", "message in a chat"),),
    "choice": (("answers", "answer", "answer to a choice"),),
    "data": (("records", "record", "entry in a database"),),
    "feedback": (("completeds", "completed", "answered survey"),),
    "forum": (("discussions", "discussion", "discussion"),),
    "glossary": (("entries", "entry", "entry in a glossary"),),
    "h5pactivity": (("attempts", "attempt", "attempt"),),
    "lesson": (("attempts", "attempt", "attempt"), ("grades", "grade", "grade")),
    "quiz": (("attempts", "attempt", "attempt"), ("grades", "grade", "grade")),
    "scorm": (("sco_tracks", "sco_track", "track of an attempt"),),
    "survey": (("answers", "answer", "answer to a survey"),),
    "wiki": (("subwikis", "subwiki", "wiki of a group or person"),),
    "workshop": (("submissions", "submission", "submission"), ("aggregations", "aggregation", "grade")),
}
_PLURALS = {
    "answer to a choice": "answers to choices",
    "answer to a survey": "answers to surveys",
    "entry in a database": "entries in databases",
    "entry in a glossary": "entries in glossaries",
    "message in a chat": "messages in chats",
    "person": "people",
    "track of an attempt": "tracks of attempts",
    "wiki of a group or person": "wikis of groups or people",
}
_WHY = "what people wrote and did is no part of a plan"


def note_people(bench: Bench, activities: list[Activity]) -> None:
    """Note how much of what people wrote and did is in a backup."""
    found = _people(bench.backup)
    for activity in activities:
        for holder, row, noun in _IN_ACTIVITIES.get(activity.kind, ()):
            found[noun] += sum(1 for _ in children(first(activity.own, holder), row))
        if activity.kind == "forum":
            found["post"] += sum(
                sum(1 for _ in children(first(one, "posts"), "post")) for one in activity.rows("discussions")
            )
    for noun, number in sorted(found.items()):
        if number:
            title = counted(number, noun, _PLURALS.get(noun, ""))
            bench.account.left_out(noun, f"people/{noun.replace(' ', '-')}", title, _WHY)


def _people(backup: Backup) -> Counter[str]:
    found: Counter[str] = Counter()
    found["person"] = sum(1 for _ in children(backup.xml("users.xml"), "user"))
    found["badge"] = sum(1 for _ in children(backup.xml("badges.xml"), "badge"))
    return found

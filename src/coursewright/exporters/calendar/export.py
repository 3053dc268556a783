"""A course as a calendar file: one for learners, one for those who teach."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.exporters.calendar.account import has_undated_time, note_entries
from coursewright.exporters.calendar.happenings import Happening, learners_happenings
from coursewright.exporters.calendar.lines import staff_lines
from coursewright.exporters.calendar.staff import staff_happenings
from coursewright.exporters.calendar.writing import calendar_text
from coursewright.exporters.packing.member import Member
from coursewright.spec.errors import UsageError
from coursewright.spec.model import Session

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from coursewright.exporters.edition.model import Edition
    from coursewright.exporters.fidelity.ledger import Ledger

__all__ = ["calendar_of", "members"]


def members(
    edition: Edition, ledger: Ledger, step: Callable[[str], None] = lambda _: None
) -> Iterator[Member]:
    """Yield one file. Raises `UsageError` where nothing has a date, for an empty calendar helps nobody."""
    step("Working out the dates")
    happenings = _happenings(edition)
    if not happenings:
        raise UsageError(
            f'A calendar needs dates, and nothing in "{edition.title}" has one.', _way_out(edition)
        )
    note_entries(happenings, edition, ledger)
    suffix = "-staff" if edition.choices.for_staff else ""
    yield Member(f"{edition.id}{suffix}.ics", calendar_text(happenings, edition))


def calendar_of(edition: Edition) -> bytes | None:
    """Return the calendar that goes with another package; None where nothing has a date."""
    happenings = _happenings(edition)
    return calendar_text(happenings, edition) if happenings else None


def _way_out(edition: Edition) -> str:
    if any(has_undated_time(entry) for entry in edition.entries):
        return "Say when the course begins, such as `--starts 2026-09-28`."
    return "Give tasks a `due` and sessions a `starts`, such as `week 3 fri 17:00`."


def _happenings(edition: Edition) -> list[Happening]:
    for_staff = edition.choices.for_staff
    found: list[Happening] = []
    for entry in edition.entries:
        if entry.staff_only and not for_staff:
            continue
        found.extend(learners_happenings(entry, edition))
        if for_staff:
            found.extend(staff_happenings(entry, edition))
    return [_with_notes(each, edition) for each in found] if for_staff else found


def _with_notes(happening: Happening, edition: Edition) -> Happening:
    if not isinstance(happening.entry.element, Session):
        return happening
    return happening._replace(text=(*happening.text, *staff_lines(happening.entry, edition)))

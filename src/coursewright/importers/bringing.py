"""From what was read of a source to everything that can be written."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.importers.finishing.assembling import finished
from coursewright.importers.finishing.files import files_of
from coursewright.importers.finishing.known import NOTHING_KNOWN
from coursewright.importers.marked.staff import restore_staff
from coursewright.importers.writing.record import record_of
from coursewright.importers.writing.stash import taken_out
from coursewright.packages.reading.names import shown

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from coursewright.importers.desk import Desk
    from coursewright.importers.draft import CourseDraft
    from coursewright.importers.finishing.finished import Finished
    from coursewright.importers.finishing.known import Known
    from coursewright.importers.formats import Format
    from coursewright.importers.source import Source
    from coursewright.importers.writing.record import Record
    from coursewright.importers.writing.stash import Stash

__all__ = ["Brought", "brought"]


class Brought(NamedTuple):
    """What has come in; the account of it is on the desk."""

    finished: Finished
    texts: dict[str, str]
    """By path: every text that is to be written, but the record."""
    stash: Stash
    record: Record


def _nothing(_what: str) -> None:
    return


def brought(
    draft: CourseDraft,
    source: Source,
    form: Format,
    desk: Desk,
    *,
    waiting: Path | None = None,
    known: Known = NOTHING_KNOWN,
    say: Callable[[str], None] = _nothing,
) -> Brought:
    """Finish what was read of a source; files to copy are put into the folder `waiting`, if there is one.

    Raises `OSError` where that folder cannot be written.
    """
    restore_staff(draft, source)
    stash = taken_out(source, files_of(draft, desk.account), waiting, say)
    for name, reason in stash.damaged.items():
        desk.account.left_out("file", name, name, f"it cannot be read: {reason}")
    say("making specs")
    whole = finished(draft, stash.taken, desk.account, known)
    texts = {**whole.yaml, **whole.texts}
    record = record_of(whole, texts, stash, form.name, shown(source.path.resolve().name))
    return Brought(whole, texts, stash, record)

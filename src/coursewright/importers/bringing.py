"""The way in as one step: from a source, in a known form, to what can be written."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.importers.finishing.assembling import NOTHING_KNOWN, finished
from coursewright.importers.writing.folder import folder_of

if TYPE_CHECKING:
    from coursewright.importers.desk import Desk
    from coursewright.importers.draft import CourseDraft
    from coursewright.importers.finishing.assembling import Known
    from coursewright.importers.finishing.finished import Finished
    from coursewright.importers.formats import Format
    from coursewright.importers.source import Source
    from coursewright.importers.writing.folder import Folder

__all__ = ["Brought", "brought"]


class Brought(NamedTuple):
    """What has come in; the account is on the desk."""

    draft: CourseDraft
    finished: Finished
    folder: Folder


def brought(source: Source, form: Format, desk: Desk, known: Known = NOTHING_KNOWN) -> Brought:
    """Read a source and finish it. Raises what reading raises."""
    draft = form.read(source, desk)
    whole = finished(draft, source.sizes, desk.account, known)
    return Brought(draft, whole, folder_of(whole))

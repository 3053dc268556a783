"""What a merge writes, with the record of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.importers.merging.naming import as_named_here
from coursewright.importers.writing.folders import Changes
from coursewright.importers.writing.record import RECORD, sum_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.importers.bringing import Brought
    from coursewright.importers.merging.ours import Ours
    from coursewright.importers.merging.outcome import Merged

__all__ = ["merged_changes"]


def merged_changes(merged: Merged, come: Brought, ours: Ours) -> Changes:
    """Return what is done to the folder; nothing at all where neither it nor its record would change."""
    named = as_named_here(come.finished.specs, ours.elements)
    record = come.record._replace(
        specs={spec.path: data for spec, data in zip(come.finished.specs, named, strict=True)},
        sums={**dict(_sums_of_files(merged, come, ours)), **dict(_sums_of_specs(merged, come, ours))},
    )
    texts = dict(merged.texts)
    if record.text() != ours.record.text():
        texts[RECORD] = record.text()
    copies = {path: come.stash.taken[name].path for path, name in merged.copies.items()}
    return Changes(texts, copies)


def _sums_of_files(merged: Merged, come: Brought, ours: Ours) -> Iterator[tuple[str, str]]:
    """Yield the sums of all that has come, but of files that were not brought in and never had been."""
    for path, sum_ in come.record.sums.items():
        lies = ours.moved.get(path, path)
        brought = path in come.finished.yaml or lies in merged.texts or lies in merged.copies
        if brought or path in ours.record.sums or ours.sum_at(path):
            yield path, sum_


def _sums_of_specs(merged: Merged, come: Brought, ours: Ours) -> Iterator[tuple[str, str]]:
    """Yield the sums by which a later import tells whether somebody has edited a spec: here, or before."""
    for spec in come.finished.specs:
        before = ours.record.sums.get(spec.path, "")
        unedited = ours.sum_at(spec.path) == before
        if spec.path in merged.texts and unedited:
            yield spec.path, sum_of(merged.texts[spec.path].encode())
        elif before:
            yield spec.path, before

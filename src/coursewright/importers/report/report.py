"""The report of an import: what came in, as what, and what did not, counted and folded."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple, get_args

from coursewright.importers.draft import ListKey

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.importers.account import Account, Fate, Kept, Note
    from coursewright.importers.bringing import Brought
    from coursewright.importers.formats import Format

__all__ = ["Group", "Report", "Tally", "report_of"]

_LISTS = ("units", *get_args(ListKey), "questions")


class Tally(NamedTuple):
    """How many things of one kind of the source met which fate."""

    found: int
    imported: int
    partly: int
    """Of those imported: how many are not there as the source has them."""
    left_out: int


class Group(NamedTuple):
    """Things of one kind that met the same fate in the same way."""

    what: str
    how: str
    titles: tuple[str, ...]


class Report(NamedTuple):
    """What became of a source."""

    title: str
    """The title of the course, else its id."""
    source: str
    form: Format
    what: str
    """What the source is, with its article."""
    notes: tuple[Note, ...]
    kept: tuple[Kept, ...]
    written: dict[str, int]
    """By kind, in the plural of the format: how many modules, tasks, questions and so on there are."""
    files: dict[str, str]
    """Files that were copied: by path, the name in the source."""
    troubles: tuple[tuple[str, str], ...]
    """What could not be read of the source: a file, empty for the whole, and a sentence."""

    def tallies(self) -> dict[str, Tally]:
        """Return the counts by kind, in the words of the source, in the order in which they came up."""
        kinds = dict.fromkeys(note.what for note in self.notes)
        return {what: self._tally(what) for what in kinds}

    def _tally(self, what: str) -> Tally:
        mine = [note for note in self.notes if note.what == what]
        fates = Counter(note.fate for note in mine)
        imported = {note.source for note in mine if note.fate == "imported"}
        partly = {note.source for note in mine if note.fate == "partly"} & imported
        return Tally(fates["imported"] + fates["left out"], fates["imported"], len(partly), fates["left out"])

    def total(self) -> Tally:
        """Return the counts of all kinds together."""
        every = self.tallies().values()
        return Tally(*(sum(column) for column in zip((0, 0, 0, 0), *every, strict=True)))

    def groups(self, fate: Fate) -> Sequence[Group]:
        """Return the notes of one fate, those that say the same together, the largest group first."""
        found: dict[tuple[str, str], list[str]] = {}
        for note in self.notes:
            if note.fate == fate:
                found.setdefault((note.what, note.how), []).append(note.title or note.source)
        groups = [Group(what, how, tuple(titles)) for (what, how), titles in found.items()]
        return sorted(groups, key=lambda group: -len(group.titles))


def report_of(
    come: Brought, form: Format, what: str, account: Account, troubles: Sequence[tuple[str, str]] = ()
) -> Report:
    """Return the report of what has come in; `what` is what the source is, with its article."""
    specs = come.finished.specs
    title = specs[0].data.get("title")
    written: Counter[str] = Counter()
    for spec in specs:
        written[f"{spec.kind}s"] += 1
        written.update(_counted(spec.data))
    order = ("courses", "modules", *_LISTS)
    return Report(
        title if isinstance(title, str) else come.finished.id,
        come.record.source,
        form,
        what,
        tuple(dict.fromkeys(account.notes)),
        tuple(dict.fromkeys(account.kept)),
        {key: written[key] for key in order if written[key]},
        dict(come.finished.copies),
        tuple(troubles),
    )


def _counted(data: dict[str, Any]) -> Counter[str]:
    """Count the items of a spec, at whatever level they stand."""
    found: Counter[str] = Counter()
    waiting: list[Any] = [data]
    while waiting:
        for key, value in waiting.pop().items():
            if key not in _LISTS:
                continue
            items = value if isinstance(value, list) else [value]
            items = [one for one in items if isinstance(one, dict)]
            found[key] += len(items)
            waiting += items
    return found

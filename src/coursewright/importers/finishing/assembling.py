"""The whole way from a draft to specs that can be written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.importers.finishing.file_names import file_names
from coursewright.importers.finishing.files import files_of
from coursewright.importers.finishing.finished import Finished, Spec
from coursewright.importers.finishing.hiding import put_hidden_away
from coursewright.importers.finishing.ids import ids_of, nameless
from coursewright.importers.finishing.known import NOTHING_KNOWN
from coursewright.importers.finishing.local_times import on_local_clocks, zone_in
from coursewright.importers.finishing.measure import refuse_too_many
from coursewright.importers.finishing.ordering import ordered
from coursewright.importers.finishing.pruning import pruned
from coursewright.importers.finishing.resolving import At, Resolver
from coursewright.importers.finishing.things import made_distinct, things_of
from coursewright.importers.writing.notes import NOTES, notes_text

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from coursewright.importers.account import Account, Kept
    from coursewright.importers.draft import CourseDraft, Item, ModuleDraft
    from coursewright.importers.finishing.finished import Plain
    from coursewright.importers.finishing.ids import Names
    from coursewright.importers.finishing.known import Known

__all__ = ["finished"]


def finished(
    draft: CourseDraft, sizes: Collection[str], account: Account, known: Known = NOTHING_KNOWN
) -> Finished:
    """Return what becomes of a draft; `sizes` holds the names of the files that there are.

    What does not come in as the source has it is noted in the account. The draft is used up.
    """
    refuse_too_many(draft)
    remarks = _Remarks(account)
    draft.lone_module = draft.lone_module and len(draft.modules) == 1
    _name_top(draft, known.top.get("module" if draft.lone_module else "course", ""))
    made_distinct(draft)
    put_hidden_away(draft, remarks)
    names = ids_of(draft, known)
    copied = file_names([one for one in files_of(draft, account) if one in sizes], draft.called, known.files)
    made = _Assembling(draft, names, copied, remarks, known).done(account.kept)
    made.yaml = pruned(made, remarks)
    return made


def _name_top(draft: CourseDraft, source: str) -> None:
    """Give a course, or the module that is alone, the source that it had, if there is one."""
    top = draft.modules[0] if draft.lone_module else draft
    top.source = source or top.source


class _Remarks:
    """Notes what of a thing did not come in as it is, under the words that its importer had for it."""

    def __init__(self, account: Account) -> None:
        self._account = account
        self._whats = {note.source: note for note in reversed(account.notes)}

    def __call__(self, source: str, how: str) -> None:
        told = self._whats.get(source)
        what, title = (told.what, told.title) if told is not None else ("thing", source)
        self._account.partly(what, source, title, how)


class _Assembling:
    def __init__(
        self,
        draft: CourseDraft,
        names: Names,
        copied: Mapping[str, str],
        remarks: _Remarks,
        known: Known,
    ) -> None:
        self._draft = draft
        self._names = names
        self._remarks = remarks
        self._finished = Finished([])
        self._nameless = nameless(draft, known)
        things = things_of(draft, names, copied, known.places)
        self._resolver = Resolver(things, copied, known.places, self._finished, remarks)

    def done(self, kept: Sequence[Kept]) -> Finished:
        """Return the course, with the notes file."""
        draft = self._draft
        if draft.lone_module:
            self._finished.specs = [self._module(draft.modules[0], draft)]
        else:
            course = self._course()
            self._finished.specs = [course, *(self._module(module, None) for module in draft.modules)]
            if draft.modules:
                course.data["modules"] = [one.path for one in self._finished.specs[1:]]
                course.data = ordered("Course", course.data)
        zone = zone_in(self._finished.specs[0].data)
        for spec in self._finished.specs:
            spec.data = on_local_clocks(spec.data, zone)
        notes = notes_text(kept, lambda markdown: self._resolver.text(markdown, ""))
        if notes:
            self._finished.texts[NOTES] = notes
        return self._finished

    def _course(self) -> Spec:
        draft = self._draft
        at = At(draft.source, "", self._names.course, "")
        data = self._resolver.mapping(draft.data, at)
        data |= self._lists(draft.items, "", self._names.items[""], "")
        data["x-source"] = draft.source
        return Spec("course", "course.yaml", ordered("Course", {"course": self._names.course, **data}))

    def _module(self, module: ModuleDraft, course: CourseDraft | None) -> Spec:
        home, ids = self._names.modules[module.source], self._names.items[module.source]
        up = "" if course is not None else "../"
        at = At(module.source, home, home, up)
        data = self._resolver.mapping({**(course.data if course else {}), **module.data}, at)
        data |= self._lists([*(course.items if course else ()), *module.items], home, ids, up)
        units = []
        for unit in module.units:
            identity = ids[unit.source]
            unit_at = At(unit.source, home, identity, up)
            of_unit = {"id": identity, **self._resolver.mapping(unit.data, unit_at)}
            of_unit |= self._lists(unit.items, home, ids, up)
            units.append(ordered("Unit", {**of_unit, "x-source": unit.source}))
        if units:
            data["units"] = units
        data.setdefault("status", "draft")
        data["x-source"] = module.source
        path = f"{home}.module.yaml" if course is not None else f"modules/{home}.module.yaml"
        return Spec("module", path, ordered("Module", {"module": home, **data}))

    def _lists(self, items: Sequence[Item], home: str, ids: Mapping[str, str], up: str) -> dict[str, Plain]:
        found: dict[str, list[Plain]] = {}
        lone: dict[str, Plain] = {}
        for item in items:
            if item.kind == "reflection":
                if "reflection" in lone:
                    self._remarks(item.source, "it is a second reflection in one place, and is not there")
                    continue
                at = At(item.source, home, "reflection", up)
                data = {**self._resolver.mapping(item.data, at), "x-source": item.source}
                lone["reflection"] = ordered("Reflection", data)
                continue
            identity = ids[item.source]
            at = At(item.source, home, identity, up)
            named = {} if item.source in self._nameless else {"id": identity}
            data = {**named, **self._resolver.mapping(item.data, at), "x-source": item.source}
            found.setdefault(item.kind, []).append(ordered(item.kind, data))
        return {**found, **lone}

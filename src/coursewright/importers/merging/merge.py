"""A newer import merged into a folder: what only the source changed comes in, what people did stays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coursewright.importers.finishing.local_times import zone_in
from coursewright.importers.merging.applying import apply_steps
from coursewright.importers.merging.beside import beside
from coursewright.importers.merging.both_sides import differing, shown, written
from coursewright.importers.merging.comparing import differences, line_of, node_of
from coursewright.importers.merging.conflicts import CONFLICTS, conflicts_text
from coursewright.importers.merging.modules import new_files
from coursewright.importers.merging.naming import as_named_here
from coursewright.importers.merging.outcome import Conflict, Merged, Said
from coursewright.importers.merging.pieces import own_keys, pieces_of, said_as_text, without
from coursewright.importers.merging.places import as_placed_here
from coursewright.importers.merging.steps import AddItem, SetKey
from coursewright.importers.merging.subjects import Subjects
from coursewright.spec.editing import key_order
from coursewright.spec.errors import UsageError
from coursewright.spec.nodes import as_data, text_of

if TYPE_CHECKING:
    from coursewright.importers.bringing import Brought
    from coursewright.importers.merging.ours import Element, Ours
    from coursewright.importers.merging.outcome import What
    from coursewright.importers.merging.pieces import Piece
    from coursewright.importers.merging.steps import Step

__all__ = ["merge"]


def merge(ours: Ours, come: Brought) -> Merged:
    """Return what becomes of an imported folder, when the same course comes in again.

    Three states are compared, element by element and key by key; elements are known by their `x-source`.
    Raises `UsageError` where a spec of the folder cannot be read.
    """
    return _Merging(ours, come).done()


def _knows(element: str, key: str) -> bool:
    """Whether an element may have a key."""
    return key.startswith("x-") or key in key_order(element)


class _Merging:
    def __init__(self, ours: Ours, come: Brought) -> None:
        self._ours = ours
        self._come = come
        files = ours.record.sums.keys() | come.record.sums.keys()

        def placed(file: str, data: dict[str, Any]) -> dict[str, Any]:
            return as_placed_here(file, data, ours.elements, ours.moved, files)

        named = as_named_here(come.finished.specs, ours.elements)
        self._base = pieces_of(placed(file, data) for file, data in ours.record.specs.items())
        self._specs = [placed(spec.path, data) for spec, data in zip(come.finished.specs, named, strict=True)]
        self._theirs = pieces_of(self._specs)
        self._subjects = Subjects(ours, self._theirs.values())
        self._steps: dict[str, list[Step]] = {}
        self._said: list[Said] = []
        self._conflicts: list[Conflict] = []
        self._added: set[str] = set()
        self._known = self._base.keys() | ours.elements.keys()
        self._zone = zone_in(come.finished.specs[0].data)

    def done(self) -> Merged:
        if len(self._base) > 1 and len(self._base.keys() & self._theirs.keys()) < 2:
            raise UsageError(
                f"`{self._ours.folder.as_posix()}` holds another course: nothing in it is in this source.",
                "Import this one into a folder of its own.",
            )
        for piece in self._theirs.values():
            self._element(piece)
        for source, one in self._base.items():
            if source in self._ours.elements and source not in self._theirs:
                here = self._ours.elements[source]
                self._say("gone", here, (), one.source)
        specs = [without(one, self._known) for one in self._specs]
        new = new_files(self._ours, self._come, specs, self._subjects)
        for step in new.steps:
            self._steps.setdefault(self._ours.elements[step.source].file, []).append(step)
        self._said += new.said
        texts = {**new.texts, **self._applied()}
        present = self._ours.elements.keys() | self._added
        said = [*{**self._ours.texts, **texts}.values(), *(one.theirs for one in self._conflicts)]
        rest = beside(self._ours, self._come, self._subjects, present, said)
        conflicts = [*self._conflicts, *rest.conflicts]
        texts |= rest.texts
        if conflicts:
            file = self._ours.folder / CONFLICTS
            before = file.read_text("utf-8", "replace") if file.is_file() else ""
            if (text := conflicts_text(before, conflicts)) != before:
                texts[CONFLICTS] = text
        told = [*self._said, *(one for one in rest.said if one not in self._said)]
        return Merged(texts, rest.copies, tuple(told), tuple(conflicts))

    def _element(self, theirs: Piece) -> None:
        base, ours = self._base.get(theirs.source), self._ours.elements.get(theirs.source)
        if ours is None:
            self._absent(base, theirs)
            return
        if base is not None and (base.holder, base.key) != (theirs.holder, theirs.key):
            self._say("moved", ours, (), theirs.source)
            if base.element != theirs.element:
                return  # it has become something else there
        for one in differences(base, theirs, ours, self._zone):
            if ours.element != theirs.element and not _knows(ours.element, one.path[0]):
                continue
            if one.clash:
                self._clash(ours, one.path, one.theirs)
            else:
                self._steps.setdefault(ours.file, []).append(SetKey(ours.source, one.path, one.theirs))

    def _absent(self, base: Piece | None, theirs: Piece) -> None:
        """Add what is new there, and say where something that was deleted here has changed."""
        if base is not None:
            old, new = own_keys(base.element, base.data), own_keys(theirs.element, theirs.data)
            if said_as_text(old) != said_as_text(new):
                self._said.append(Said("deleted", "", 0, "", theirs.source, self._subjects.of(theirs.source)))
            return
        holder = self._ours.elements.get(theirs.holder)
        if theirs.holder in self._added:
            self._added.add(theirs.source)
        elif holder is not None:
            self._added.add(theirs.source)
            new = without(theirs.data, self._known)
            step = AddItem(holder.source, theirs.key, new, self._predecessor(theirs))
            self._steps.setdefault(holder.file, []).append(step)
            about = self._subjects.of(theirs.source)
            self._said.append(Said("added", holder.file, 0, theirs.key, theirs.source, about))
        elif not theirs.holder:
            self._added.add(theirs.source)  # a module, which gets a file of its own
        elif theirs.holder in self._base:
            of, about = self._subjects.of(self._missing(theirs.holder)), self._subjects.of(theirs.source)
            missing = f'{of.thing} "{of.title}"'
            self._said.append(Said("unplaced", "", 0, "", theirs.source, about, missing))

    def _missing(self, source: str) -> str:
        """Return the outermost of what something stands in that is not here, itself included."""
        holder = self._theirs[source].holder
        while holder and holder not in self._ours.elements:
            source, holder = holder, self._theirs[holder].holder
        return source

    def _predecessor(self, theirs: Piece) -> str:
        """Return the nearest item before one in the source that is here, or is coming here."""
        before = theirs.before
        while before and before not in self._ours.elements and before not in self._added:
            before = self._theirs[before].before
        return before

    def _applied(self) -> dict[str, str]:
        """Return the texts of the specs that change; what cannot be done in them becomes a conflict."""
        texts: dict[str, str] = {}
        for file, steps in self._steps.items():
            text = self._ours.texts[file]
            done = apply_steps(text, self._ours.folder / file, file, steps, self._ours.lost)
            if done.text != text:
                texts[file] = done.text
            failed = {id(step) for step in done.failed}
            for step in steps:
                here = self._ours.elements[step.source]
                if id(step) in failed:
                    self._failed(step, here)
                elif isinstance(step, SetKey):
                    self._say("changed", here, step.path, step.source)
        return texts

    def _failed(self, step: Step, here: Element) -> None:
        if isinstance(step, SetKey):
            self._clash(here, step.path, step.value)
            return
        source = step.value.get("x-source", "") if isinstance(step.value, dict) else step.value
        self._said = [one for one in self._said if not (one.what == "added" and one.source == source)]
        self._drop(source)
        about, line = self._subjects.of(source), line_of(here, (step.key,))
        differs = "it is new in the source, and could not be put in here"
        self._conflicts.append(
            Conflict(here.file, line, step.key, source, "", shown(step.value), about, differs)
        )

    def _drop(self, source: str) -> None:
        """Take back that something was added, with all that stands in it."""
        dropped = {source}
        for piece in self._theirs.values():
            if piece.holder in dropped:
                dropped.add(piece.source)
        self._added -= dropped

    def _clash(self, here: Element, path: tuple[str, ...], theirs: Any) -> None:
        node, key, about = node_of(here, path), ".".join(path), self._subjects.of(here.source)
        differs = differing(as_data(node, text_of), theirs) if node is not None else ""
        line = line_of(here, path)
        self._conflicts.append(
            Conflict(here.file, line, key, here.source, written(node), shown(theirs), about, differs)
        )

    def _say(self, what: What, here: Element, path: tuple[str, ...], source: str) -> None:
        line, about = line_of(here, path), self._subjects.of(source)
        self._said.append(Said(what, here.file, line, ".".join(path), source, about))

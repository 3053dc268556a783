"""A newer import merged into a folder: what only the source changed comes in, what people did stays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coursewright.importers.merging.applying import apply_steps
from coursewright.importers.merging.beside import beside
from coursewright.importers.merging.comparing import differences, line_of
from coursewright.importers.merging.conflicts import CONFLICTS, conflicts_text, shown
from coursewright.importers.merging.modules import new_files
from coursewright.importers.merging.naming import as_named_here
from coursewright.importers.merging.outcome import Conflict, Merged, Said
from coursewright.importers.merging.pieces import own_keys, pieces_of, said_as_text, without
from coursewright.importers.merging.steps import AddItem, SetKey
from coursewright.spec.editing import key_order
from coursewright.spec.errors import UsageError

if TYPE_CHECKING:
    from coursewright.importers.bringing import Brought
    from coursewright.importers.merging.ours import Element, Ours
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
        self._base = pieces_of(ours.record.specs.values())
        self._specs = as_named_here(come.finished.specs, ours.elements)
        self._theirs = pieces_of(self._specs)
        self._steps: dict[str, list[Step]] = {}
        self._said: list[Said] = []
        self._conflicts: list[Conflict] = []
        self._added: set[str] = set()
        self._known = self._base.keys() | ours.elements.keys()

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
        new = new_files(self._ours, self._come, [without(one, self._known) for one in self._specs])
        for step in new.steps:
            self._steps.setdefault(self._ours.elements[step.source].file, []).append(step)
        self._said += new.said
        texts = {**new.texts, **self._applied()}
        rest = beside(self._ours, self._come, [spec.path for spec in self._come.finished.specs])
        conflicts = [*self._conflicts, *rest.conflicts]
        texts |= rest.texts
        if conflicts:
            file = self._ours.folder / CONFLICTS
            before = file.read_text("utf-8", "replace") if file.is_file() else ""
            if (text := conflicts_text(before, conflicts)) != before:
                texts[CONFLICTS] = text
        return Merged(texts, rest.copies, (*self._said, *rest.said), tuple(conflicts))

    def _element(self, theirs: Piece) -> None:
        base, ours = self._base.get(theirs.source), self._ours.elements.get(theirs.source)
        if ours is None:
            self._absent(base, theirs)
            return
        if base is not None and (base.holder, base.key) != (theirs.holder, theirs.key):
            self._say("moved", ours, (), theirs.source)
            if base.element != theirs.element:
                return  # it has become something else there
        for one in differences(base, theirs, ours):
            if ours.element != theirs.element and not _knows(ours.element, one.path[0]):
                continue
            if one.clash:
                self._clash(ours, one.path, one.ours, one.theirs)
            else:
                self._steps.setdefault(ours.file, []).append(SetKey(ours.source, one.path, one.theirs))

    def _absent(self, base: Piece | None, theirs: Piece) -> None:
        """Add what is new there, and say where something that was deleted here has changed."""
        if base is not None:
            old, new = own_keys(base.element, base.data), own_keys(theirs.element, theirs.data)
            if said_as_text(old) != said_as_text(new):
                self._said.append(Said("deleted", "", 0, "", theirs.source))
            return
        holder = self._ours.elements.get(theirs.holder)
        if theirs.holder in self._added:
            self._added.add(theirs.source)
        elif holder is not None:
            self._added.add(theirs.source)
            new = without(theirs.data, self._known)
            step = AddItem(holder.source, theirs.key, new, self._predecessor(theirs))
            self._steps.setdefault(holder.file, []).append(step)
            self._said.append(Said("added", holder.file, 0, theirs.key, theirs.source))
        elif theirs.holder:
            self._said.append(Said("deleted", "", 0, "", theirs.source))

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
            done = apply_steps(text, self._ours.folder / file, steps)
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
            value: Any = here.node.source.text
            self._clash(here, step.path, value[0:0], step.value)
        else:
            source = step.value.get("x-source", "") if isinstance(step.value, dict) else step.value
            self._said = [one for one in self._said if not (one.what == "added" and one.source == source)]
            self._clash(here, (step.key,), None, step.value)

    def _clash(self, here: Element, path: tuple[str, ...], ours: Any, theirs: Any) -> None:
        line = line_of(here, path)
        key = ".".join(path)
        self._conflicts.append(Conflict(here.file, line, key, here.source, shown(ours), shown(theirs)))

    def _say(self, what: Any, here: Element, path: tuple[str, ...], source: str) -> None:
        self._said.append(Said(what, here.file, line_of(here, path), ".".join(path), source))

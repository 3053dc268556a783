"""Reading SCORM packages: the items of the organisation as modules, units, materials and tasks.

Items that hold items are units; where such items lie in others, the outer ones are modules. An item that
shows something is a material, and a task where the manifest says what has to be reached to pass it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coursewright.importers.draft import CourseDraft, Item, ModuleDraft, Ref, UnitDraft
from coursewright.importers.scorm.content import Pages
from coursewright.importers.scorm.manifest import manifest_of
from coursewright.importers.scorm.own import own_course
from coursewright.spec.errors import UsageError
from coursewright.spec.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.importers.account import Account
    from coursewright.importers.desk import Desk
    from coursewright.importers.draft import Data, Value
    from coursewright.importers.scorm.manifest import Entry, Manifest
    from coursewright.importers.scorm.metadata import Metadata
    from coursewright.importers.source import Source

__all__ = ["read"]

_SIMPLE = re.compile(r"[^\s&|~=<>(){}\"',*]+(?:\s*&\s*[^\s&|~=<>(){}\"',*]+)*")
"""Prerequisites that are items which all have to be done; others say `or`, `not`, or a state."""


def read(source: Source, desk: Desk) -> CourseDraft:
    """Read a package. Raises `UsageError` where there is no manifest, or one without items."""
    root = source.kind.root
    manifest = manifest_of(source, root)
    if manifest is None or not manifest.entries:
        what = "no manifest that can be read" if manifest is None else "no items"
        raise UsageError(f"`{source.path.name}` holds {what}.", "A SCORM package has an `imsmanifest.xml`.")
    if own := own_course(source, root, manifest, desk.account):
        return own
    return _Reader(source, manifest, desk.account).course()


class _Reader:
    def __init__(self, source: Source, manifest: Manifest, account: Account) -> None:
        self._name = source.path.name
        self._manifest = manifest
        self._account = account
        self._sources = dict(self._all_sources(manifest.entries))
        files = {
            entry.resource.file: self._sources[id(entry)]
            for entry in self._every(manifest.entries)
            if entry.resource is not None and entry.resource.file
        }
        self._tasks = {
            entry.identifier: self._sources[id(entry)]
            for entry in self._every(manifest.entries)
            if entry.mastery is not None and entry.resource is not None
        }
        self._pages = Pages(source, files)

    def course(self) -> CourseDraft:
        """Return the course."""
        manifest = self._manifest
        data = self._about(manifest.metadata, manifest.title or manifest.metadata.title)
        for title in manifest.others:
            self._account.left_out(
                "organisation", f"organisation:{title}", title, "it arranges the same in another way"
            )
        if count := manifest.left_out:
            why = "they are nested too deeply, or more than are read"
            self._account.left_out("item", "items", counted(count, "item"), why)
        deepest = max(entry.depth() for entry in manifest.entries)
        outcomes = self._outcomes(manifest.metadata, "course")
        draft = CourseDraft(manifest.identifier or self._name, data, items=outcomes)
        if deepest < 2:
            module = ModuleDraft(draft.source, data, outcomes)
            self._fill(module.items, module.units, manifest.entries)
            return CourseDraft(draft.source, {}, [module], lone_module=True)
        loose: list[Entry] = []
        for entry in manifest.entries:
            if entry.entries:
                draft.modules.append(self._module(entry))
            else:
                loose.append(entry)
        draft.items += [item for entry in loose for item in self._items(entry)]
        return draft

    def _module(self, entry: Entry) -> ModuleDraft:
        source = self._sources[id(entry)]
        module = ModuleDraft(source, self._about(entry.metadata, entry.title))
        self._account.imported("item", source, entry.title, "as a module")
        module.items = [*self._outcomes(entry.metadata, source), *self._own(entry)]
        self._fill(module.items, module.units, entry.entries)
        return module

    def _fill(self, items: list[Item], units: list[UnitDraft], entries: list[Entry]) -> None:
        for entry in entries:
            if not entry.entries:
                items += self._items(entry)
                continue
            source = self._sources[id(entry)]
            unit = UnitDraft(source, self._named(entry))
            self._account.imported("item", source, entry.title, "as a unit")
            unit.items = [*self._outcomes(entry.metadata, source), *self._own(entry)]
            unit.items += [item for one in self._every(entry.entries) for item in self._items(one)]
            units.append(unit)

    def _own(self, entry: Entry) -> list[Item]:
        """Return what an item that holds others shows itself."""
        return self._items(entry, of="its own page of ") if entry.resource is not None else []

    def _items(self, entry: Entry, of: str = "") -> list[Item]:
        source = self._sources[id(entry)] + ("/own" if of else "")
        if entry.resource is None:
            if entry.entries:
                self._account.imported("item", source, entry.title, "as the order of what it holds")
            else:
                self._account.left_out("item", source, entry.title, "it shows nothing")
            return []
        shown = self._pages.material(entry.resource)
        if not shown:
            self._account.left_out("item", source, entry.title, "what it shows is not in the package")
            return []
        metadata = entry.metadata.over(entry.resource.metadata)
        data: Data = {"title": entry.title, **shown}
        if metadata.duration:
            data["duration"] = metadata.duration
        if metadata.description:
            data["purpose" if entry.mastery is not None else "x-description"] = metadata.description
        if entry.mastery is not None and not of:
            return [self._task(entry, source, data, shown), *self._outcomes(metadata, source)]
        about = self._settings(entry, shown)
        if about:
            data["x-scorm"] = about
        if not entry.visible:
            data["x-hidden"] = True
        how = "as a page" if shown.get("kind") == "page" else f"as a {shown.get('kind', 'file')}"
        self._account.imported(
            "item", source, entry.title, how if how != "as a other" else "as a material, its files copied"
        )
        if entry.prerequisites:
            why = "what has to be done before it is in `x-scorm`; only tasks can require something here"
            self._account.partly("item", source, entry.title, why)
        return [Item("materials", source, data), *self._outcomes(metadata, source)]

    def _task(self, entry: Entry, source: str, data: Data, shown: Data) -> Item:
        """Return an item that has to be passed."""
        task: Data = {key: value for key, value in data.items() if key not in shown or key == "title"}
        task["materials"] = {
            "title": entry.title,
            **{key: value for key, value in shown.items() if key != "x-scorm"},
        }
        task["pass_mark"] = f"{entry.mastery:g}%"
        if not entry.visible:
            task["status"] = "draft"
        names = re.split(r"\s*&\s*", entry.prerequisites.strip()) if entry.prerequisites else []
        if (
            names
            and _SIMPLE.fullmatch(entry.prerequisites.strip())
            and all(one in self._tasks for one in names)
        ):
            task["requires"] = [Ref(self._tasks[name]) for name in names]
        elif names:
            why = "what has to be done before it is in `x-scorm`: it is more than a list of tasks"
            self._account.partly("item", source, entry.title, why)
        about = self._settings(entry, shown)
        if "requires" in task:
            about.pop("prerequisites", None)
        if about:
            task["x-scorm"] = about
        self._account.imported("item", source, entry.title, "as a task with a mark to pass")
        return Item("tasks", source, task)

    def _settings(self, entry: Entry, shown: Data) -> dict[str, Value]:
        known = shown.get("x-scorm")
        about: dict[str, Value] = {**known} if isinstance(known, dict) else {}
        about |= entry.settings
        if entry.prerequisites:
            about["prerequisites"] = entry.prerequisites
        if entry.objectives:
            about["objectives"] = [*entry.objectives]
        return about

    def _named(self, entry: Entry) -> Data:
        data: Data = {"title": entry.title}
        if entry.metadata.description:
            data["overview"] = entry.metadata.description
        if entry.metadata.duration:
            data["duration"] = entry.metadata.duration
        about: dict[str, Value] = {**entry.settings}
        if entry.objectives:
            about["objectives"] = [*entry.objectives]
        if about:
            data["x-scorm"] = about
        if not entry.visible:
            data["status"] = "draft"
        return data

    def _about(self, metadata: Metadata, title: str) -> Data:
        data: Data = {}
        about: dict[str, Value] = {}
        for key, value in (
            ("title", title),
            ("description", metadata.description),
            ("language", metadata.language),
            ("licence", metadata.rights),
        ):
            if value:
                data[key] = value
        if metadata.keywords:
            about["keywords"] = [*metadata.keywords]
        if metadata.duration:
            about["typical_learning_time"] = metadata.duration
        if about:
            data["x-scorm"] = about
        return data

    def _outcomes(self, metadata: Metadata, where: str) -> list[Item]:
        found = []
        for number, text in enumerate(metadata.objectives, 1):
            source = f"{where}/objective-{number}"
            self._account.imported("objective", source, text, "as an outcome")
            found.append(Item("outcomes", source, {"statement": text}))
        return found

    def _every(self, entries: list[Entry]) -> Iterator[Entry]:
        waiting = list(reversed(entries))
        while waiting:
            one = waiting.pop()
            yield one
            waiting += reversed(one.entries)

    def _all_sources(self, entries: list[Entry]) -> Iterator[tuple[int, str]]:
        taken: set[str] = set()
        for number, entry in enumerate(self._every(entries), 1):
            source = f"item:{entry.identifier or number}"
            if source in taken:
                source = f"{source}-{counted(number, 'item')}"
            taken.add(source)
            yield id(entry), source

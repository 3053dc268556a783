"""Files beside the specs, pages and copies, merged as wholes by their sums."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, TypeAlias

from coursewright.importers.finishing.things import FILES
from coursewright.importers.merging.outcome import Conflict, Said
from coursewright.importers.merging.subjects import Subject

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from coursewright.importers.bringing import Brought
    from coursewright.importers.merging.ours import Ours
    from coursewright.importers.merging.outcome import What
    from coursewright.importers.merging.subjects import Subjects

__all__ = ["Beside", "beside"]

_Verdict: TypeAlias = Literal["leave", "added", "changed", "deleted", "clash"]
_COPY = re.compile(FILES + r"/[^\s\"'()\[\]<>#?`]+")


class Beside:
    """What becomes of these files."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}
        self.copies: dict[str, str] = {}
        self.said: list[Said] = []
        self.conflicts: list[Conflict] = []


def beside(
    ours: Ours,
    come: Brought,
    subjects: Subjects,
    here: Container[str],
    specs: Iterable[str],
) -> Beside:
    """Return what becomes of all files of an import but its specs.

    `here` are the sources of elements that are in the folder, or come into it; `specs` are the texts of the
    specs that it will have, and those of conflicts. What belongs to nothing that is here is not brought in.
    """
    return _Beside(ours, come, subjects, here).done(specs)


class _Beside:
    def __init__(self, ours: Ours, come: Brought, subjects: Subjects, here: Container[str]) -> None:
        self._ours = ours
        self._come = come
        self._subjects = subjects
        self._here = here
        self._owners = {path: place.source for place, path in come.record.places.items()}
        self._before = {now: path for path, now in ours.moved.items()}
        """Where the import wrote texts that lie elsewhere now, and are called so in what has come."""
        self._found = Beside()

    def done(self, specs: Iterable[str]) -> Beside:
        come, found = self._come, self._found
        for path, text in come.texts.items():
            if not _is_spec(path, come) and self._brings(path):
                found.texts[path] = text
        named = set(_copies_in([*specs, *(text for path, text in come.texts.items() if self._comes(path))]))
        for path, name in come.finished.copies.items():
            if (path in named or path in self._ours.record.sums) and self._brings(path):
                found.copies[self._ours.moved.get(path, path)] = name
        told = come.record.sums.keys() | self._ours.texts.keys() | self._ours.moved.keys()
        for path in self._ours.record.sums:
            if path not in told and self._ours.sum_at(path):
                self._say("gone", path)
        return found

    def _comes(self, path: str) -> bool:
        """Whether a text belongs to something that is here, or to the course as a whole."""
        if _is_spec(path, self._come):
            return False
        return path not in self._owners or self._owners[path] in self._here

    def _brings(self, path: str) -> bool:
        """Whether a file is written; what becomes of it is said."""
        first, lies = self._before.get(path, path), self._ours.moved.get(path, path)
        before, now = self._ours.record.sums.get(first, ""), self._ours.sum_at(first)
        match _verdict(before, now, self._come.record.sums[path]):
            case "added" | "changed" as what:
                if now or self._comes(path) or path in self._come.finished.copies:
                    self._say(what, lies)
                    return True
            case "deleted":
                self._deleted(path)
            case "clash":
                text = self._come.texts.get(path, "a newer file, which is in the source")
                self._found.conflicts.append(Conflict(lies, 0, "", lies, "", text, self._about(path)))
            case "leave":
                pass
        return False

    def _deleted(self, path: str) -> None:
        """Say that a text, or all of what it belongs to, was deleted here, and has changed there."""
        owner = self._owners.get(path, "")
        if not owner or owner in self._here:
            self._say("deleted", path)
        elif owner not in {one.source for one in self._found.said}:
            self._found.said.append(Said("deleted", "", 0, "", owner, self._subjects.of(owner)))

    def _say(self, what: What, path: str) -> None:
        self._found.said.append(Said(what, path, 0, "", path, self._about(path)))

    def _about(self, path: str) -> Subject:
        source = self._owners.get(path) or self._past_owner(path)
        if source and source in self._here:
            return self._subjects.of(source)
        return Subject("file", path.rpartition("/")[2], "")

    def _past_owner(self, path: str) -> str:
        places = self._ours.record.places
        return next((place.source for place, one in places.items() if one == path), "")


def _is_spec(path: str, come: Brought) -> bool:
    return path in come.finished.yaml


def _copies_in(texts: Iterable[str]) -> Iterator[str]:
    """Yield the copied files that texts name."""
    for text in texts:
        yield from _COPY.findall(text)


def _verdict(before: str, here: str, new: str) -> _Verdict:
    if new in (before, here):
        return "leave"
    if not here:
        return "deleted" if before else "added"
    return "changed" if here == before else "clash"

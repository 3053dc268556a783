"""Files beside the specs, pages and copies, merged as wholes by their sums."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from coursewright.importers.merging.outcome import Conflict, Said

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coursewright.importers.bringing import Brought
    from coursewright.importers.merging.ours import Ours

__all__ = ["Beside", "beside"]

_Verdict: TypeAlias = Literal["leave", "added", "changed", "deleted", "clash"]


class Beside:
    """What becomes of these files."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}
        self.copies: dict[str, str] = {}
        self.said: list[Said] = []
        self.conflicts: list[Conflict] = []


def beside(ours: Ours, come: Brought, specs: Iterable[str]) -> Beside:
    """Return what becomes of all files of an import but the `specs`."""
    found = Beside()
    theirs = {path: sum_ for path, sum_ in come.record.sums.items() if path not in set(specs)}
    for path, new in theirs.items():
        match _verdict(ours.record.sums.get(path, ""), ours.sum_at(path), new):
            case "added" | "changed" as what:
                found.said.append(Said(what, path, 0, "", path))
                if path in come.finished.copies:
                    found.copies[path] = come.finished.copies[path]
                else:
                    found.texts[path] = come.texts[path]
            case "deleted":
                found.said.append(Said("deleted", path, 0, "", path))
            case "clash":
                text = come.texts.get(path, "a newer file, which is in the source")
                found.conflicts.append(Conflict(path, 0, "", path, "", text))
            case "leave":
                pass
    for path in ours.record.sums:
        if path not in come.record.sums and path not in ours.texts and ours.sum_at(path):
            found.said.append(Said("gone", path, 0, "", path))
    return found


def _verdict(before: str, here: str, new: str) -> _Verdict:
    if new in (before, here):
        return "leave"
    if not here:
        return "deleted" if before else "added"
    return "changed" if here == before else "clash"

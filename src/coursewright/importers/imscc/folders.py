"""From the outline of a manifest to modules: its folders, with what stands in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.importers.draft import ModuleDraft
from coursewright.importers.imscc.outline import arrange

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.importers.account import Account
    from coursewright.importers.draft import CourseDraft
    from coursewright.importers.imscc.manifest import Line, Manifest
    from coursewright.importers.imscc.shelf import Shelf

__all__ = ["modules_of"]


def modules_of(manifest: Manifest, shelf: Shelf, account: Account, course: CourseDraft) -> list[ModuleDraft]:
    """Return a module for each folder at the top, filled from the shelf.

    What stands beside the folders goes to the course. An outline without folders is one module, called as
    the whole is.
    """
    groups = _groups(manifest.lines)
    found: list[ModuleDraft] = []
    if not any(group[0].holds for group in groups):
        lines = [line for group in groups for line in group]
        title = manifest.about.title
        whole = ModuleDraft("module", {"title": title} if title else {})
        _fill(whole, lines, shelf, account)
        return [whole] if lines else []
    for group in groups:
        head, below = group[0], group[1:]
        if not below and head.refers_to:
            item = shelf.taken(head)
            if item is not None:
                course.items.append(item)
            continue
        module = ModuleDraft(f"module:{head.identifier}", {"title": head.title})
        account.imported("folder", module.source, head.title, "as a module")
        opening = (head._replace(holds=False),) if head.refers_to else ()
        _fill(module, (*opening, *below), shelf, account)
        found.append(module)
    return found


def _fill(module: ModuleDraft, lines: Sequence[Line], shelf: Shelf, account: Account) -> None:
    for unit in arrange(module, lines, shelf.taken):
        account.imported("heading", unit.source, str(unit.data["title"]), "as a unit")


def _groups(lines: Sequence[Line]) -> list[list[Line]]:
    """Return the lines of an outline by what stands at its top."""
    groups: list[list[Line]] = []
    for line in lines:
        if line.depth == 0 or not groups:
            groups.append([])
        groups[-1].append(line)
    return groups

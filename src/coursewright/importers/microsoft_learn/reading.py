"""Modules of Microsoft Learn as a course, or as one module where there is but one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.importers.draft import CourseDraft
from coursewright.importers.microsoft_learn.documents import library_of
from coursewright.importers.microsoft_learn.modules import about, module_of
from coursewright.importers.microsoft_learn.prose import Texts
from coursewright.spec.errors import UsageError

if TYPE_CHECKING:
    from coursewright.importers.desk import Desk
    from coursewright.importers.microsoft_learn.documents import Document, Library
    from coursewright.importers.source import Source

__all__ = ["read"]


def read(source: Source, desk: Desk) -> CourseDraft:
    """Read a folder of a repository. Raises `UsageError` where no module of it can be read."""
    account = desk.account
    library = library_of(source, account)
    if not library.modules:
        raise UsageError(
            f"`{source.path.name}` holds no module of Microsoft Learn that can be read.",
            "A learning path alone has no content: its modules have to lie beside it.",
        )
    texts = Texts(source, _things(library))
    path = library.paths[0] if len(library.paths) == 1 else None
    drafts = [module_of(module, library, source, texts, account) for module in _in_order(library, desk)]
    if path is None:
        for one in library.paths:
            why = "there are several, and a course has one order; the modules of all are there"
            account.left_out("learning path", f"path:{one.uid}", one.title, why)
    for target, name in texts.missing.items():
        account.left_out("included text", f"{name}#{target}", target, "it is not in the source")
    if path is None:
        lone = len(drafts) == 1
        return CourseDraft(source.path.name, {}, drafts, lone_module=lone)
    account.imported("learning path", f"path:{path.uid}", path.title, "as the course")
    return CourseDraft(f"path:{path.uid}", about(path, texts), drafts, wanted_id=path.slug)


def _in_order(library: Library, desk: Desk) -> list[Document]:
    """Return the modules in the order of the paths, then those that none of them lists."""
    by_uid = {module.uid: module for module in reversed(library.modules)}
    named = list(dict.fromkeys(uid for path in library.paths for uid in path.listed("modules")))
    for uid in named:
        if uid not in by_uid:
            desk.account.left_out("module", f"module:{uid}", uid, "its folder is not in the source")
    order = [*named, *(module.uid for module in library.modules)]
    return [by_uid[uid] for uid in dict.fromkeys(order) if uid in by_uid]


def _things(library: Library) -> dict[str, str]:
    """Return the sources of what files become, for links to them."""
    return {unit.name: f"unit:{uid}" for uid, unit in library.units.items()} | {
        module.name: f"module:{module.uid}" for module in library.modules
    }

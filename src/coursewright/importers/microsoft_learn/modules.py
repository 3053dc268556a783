"""A module of Microsoft Learn: its objectives, for whom it is, and its units in their order."""

from __future__ import annotations

import re
from textwrap import dedent
from typing import TYPE_CHECKING

from coursewright.importers.draft import Item, ModuleDraft
from coursewright.importers.markup.wording import plain, points
from coursewright.importers.microsoft_learn.units import unit_of
from coursewright.spec.wording import listed

if TYPE_CHECKING:
    from coursewright.importers.account import Account
    from coursewright.importers.draft import Data
    from coursewright.importers.microsoft_learn.documents import Document, Library
    from coursewright.importers.microsoft_learn.prose import Texts
    from coursewright.importers.source import Source

__all__ = ["about", "module_of"]

_POINT = re.compile(r"[ \t]{0,12}(?:[-*+]|\d{1,3}[.)])[ \t]")
_SETTINGS = ("products", "subjects")


def module_of(
    module: Document, library: Library, source: Source, texts: Texts, account: Account
) -> ModuleDraft:
    """Return a module, and note what came of it."""
    made = ModuleDraft(f"module:{module.uid}", about(module, texts), wanted_id=module.slug)
    account.imported("module", made.source, module.title, "as a module")
    _objectives(module, made, account)
    folder = module.name.rpartition("/")[0]
    named = module.listed("units")
    for uid in named:
        unit = library.units.get(uid)
        if unit is None:
            account.left_out("unit", f"unit:{uid}", uid, "its file is not in the source")
        else:
            made.units.append(unit_of(unit, source, texts, account))
    for unit in library.units.values():
        if unit.name.rpartition("/")[0] == folder and unit.uid not in named:
            account.left_out("unit", f"unit:{unit.uid}", unit.title, "the module does not list it")
    return made


def about(document: Document, texts: Texts) -> Data:
    """Return what a module or a learning path says of itself, as keys of a module or a course."""
    data: Data = {"title": document.title}
    summary = document.said.get("summary")
    if isinstance(summary, str) and (text := texts.of(summary, document.name)):
        data["description"] = text
    if levels := document.listed("levels"):
        data["study_level"] = listed(levels)
    audience: Data = {}
    if roles := document.listed("roles"):
        audience["who"] = listed(roles)
    prior = document.said.get("prerequisites")
    if isinstance(prior, str) and (known := [plain(one) for one in points(texts.of(prior, document.name))]):
        audience["prior"] = "; ".join(filter(None, known))
    if audience:
        data["audience"] = audience
    setting: Data = {"uid": document.uid}
    for key in _SETTINGS:
        if found := document.listed(key):
            setting[key] = [*found]
    data["x-microsoft-learn"] = setting
    return data


def _objectives(module: Document, made: ModuleDraft, account: Account) -> None:
    """Add the objectives that the abstract lists as outcomes; an abstract without a list is kept."""
    written = module.said.get("abstract")
    abstract = written.strip() if isinstance(written, str) else ""
    if not abstract:
        return
    lines = abstract.split("\n")
    start = next((at for at, line in enumerate(lines) if _POINT.match(line)), None)
    before = "\n".join(lines[:start]).strip()
    if start is None or len(before.split("\n\n")) > 1:
        name = f"{made.source}#abstract"
        account.keep(module.title, name, before or abstract, "the abstract of the module")
    if start is None:
        return
    for number, one in enumerate(points(dedent("\n".join(lines[start:]))), 1):
        name = f"{made.source}#objective-{number}"
        statement = plain(one)
        account.imported("learning objective", name, statement, "as an outcome")
        made.items.append(Item("outcomes", name, {"statement": statement}))

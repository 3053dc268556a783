"""A course in LiaScript as a module, its sections as units and pages; several as a course."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coursewright.importers.draft import CourseDraft, ModuleDraft
from coursewright.importers.liascript.detecting import courses_in
from coursewright.importers.liascript.document import Document, document_of
from coursewright.importers.liascript.units import filled
from coursewright.importers.markup.front import word
from coursewright.importers.markup.lines import LONGEST
from coursewright.importers.markup.pages import Pages, stem_of, within_measure
from coursewright.importers.markup.sections import MOST
from coursewright.importers.markup.wording import plain
from coursewright.spec.errors import UsageError
from coursewright.spec.slugs import slug

if TYPE_CHECKING:
    from coursewright.importers.account import Account
    from coursewright.importers.desk import Desk
    from coursewright.importers.draft import Data, Value
    from coursewright.importers.source import Source

__all__ = ["read"]

_OWN = "x-liascript"
_PLACED = frozenset({"author", "version", "language", "comment", "title", "script", "import", "onload"})
_STEERING = frozenset({"dark", "font", "edit", "formula", "debug", "link", "attribute", "classroom", "base"})
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")


def read(source: Source, desk: Desk) -> CourseDraft:
    """Return a course in LiaScript. Raises `UsageError` where no file has its header."""
    names = courses_in(source) or [one for one in source.names(".md") if source.is_file]
    if not names:
        raise UsageError(
            f"`{source.path.name}` holds no course in LiaScript.",
            "Such a course is a Markdown file that begins with a comment: `author:`, `language:` and so on.",
        )
    account = desk.account
    names, others = within_measure(source, names)
    if not names:
        raise UsageError(
            f"`{source.path.name}` is longer than what is read of one document.",
            f"Documents of up to {LONGEST:,} bytes are read: split it where a part begins.",
        )
    for name, why in others.items():
        account.left_out("document", name, name, why)
    pages = Pages(source, {name: name for name in names})
    modules = [_module(source, name, pages, account) for name in names]
    for file in pages.missing:
        account.left_out("linked file", f"missing:{file}", file, "it is not in the source")
    name = source.path.stem or "course"
    if len(modules) == 1:
        return CourseDraft(f"{name}:course", {}, modules, lone_module=True)
    return CourseDraft(f"{name}:course", {}, modules, wanted_id=slug(name))


def _module(source: Source, name: str, pages: Pages, account: Account) -> ModuleDraft:
    document = document_of(source.text(name))
    data = _said(document)
    stem = stem_of(name)
    folder = name.rpartition("/")[0].rpartition("/")[2] or source.path.stem
    module = ModuleDraft(name, data, wanted_id=slug(folder if stem.lower() == "readme" else stem))
    account.imported("document", name, str(data["title"]), "as a module")
    filled(module, document, name, pages.resolver(name), account)
    _tell(document, name, str(data["title"]), account)
    return module


def _said(document: Document) -> Data:
    """Return the keys of the module that the header gives."""
    said = document.said
    language = said.get("language", "").replace("_", "-").lower()
    authors = [one.strip() for one in re.split(r"[;,&\n]| and | und ", said.get("author", "")) if one.strip()]
    own: dict[str, Value] = {
        key: one for key, one in said.items() if one and key not in _PLACED | _STEERING and word(one)
    }
    data: Data = {
        "title": document.title,
        "description": said.get("comment", ""),
        "language": language if _TAG.fullmatch(language) else "",
        "authors": authors,
        "version": said.get("version", ""),
        _OWN: own,
    }
    return {key: value for key, value in data.items() if value}


def _tell(document: Document, name: str, title: str, account: Account) -> None:
    """Note what a document has that a plan has not."""
    for key, what in (("script", "script"), ("import", "template")):
        for number, address in enumerate(document.said.get(key, "").split(), 1):
            why = "nothing that runs is taken over" if key == "script" else "what it defines is not fetched"
            account.left_out(what, f"{name}#{key}-{number}", address, why)
    if document.scripts:
        account.left_out("script", f"{name}#scripts", f"{document.scripts} in the text", "it would run")
    for macro, times in document.macros.left_out.items():
        why = f"it is not defined here, or it would run; called {times} times"
        account.left_out("macro", f"{name}#macro-{macro}", plain(f"@{macro}"), why)
    if len(document.sections) >= MOST:
        account.partly("document", name, title, f"only its first {MOST:,} headings are told apart")
    if document.spoken:
        how = f"text that is to be spoken stands as text: {document.spoken} times"
        account.partly("document", name, title, how)

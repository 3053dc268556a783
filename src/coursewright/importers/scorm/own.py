"""A package that our own exporter made: one item around the site, read from the pages that learners see.

Their texts come back whole. What those pages do not show, such as ids of options or what staff look for, is
not in the package.
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from coursewright.importers.draft import CourseDraft, Item, ModuleDraft
from coursewright.importers.links import to_file, to_thing
from coursewright.importers.marked.model import file_name_of, id_of, module_of, source_of
from coursewright.importers.marked.overviews import marked_course, marked_outcomes
from coursewright.importers.marked.reading import KINDS, marked
from coursewright.importers.marked.wholes import OF_COURSE
from coursewright.importers.prose import markdown_of
from coursewright.importers.prose.parsing import parsed, words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lxml.etree import _Element

    from coursewright.importers.account import Account
    from coursewright.importers.draft import Data, ListKey, Value
    from coursewright.importers.scorm.manifest import Manifest
    from coursewright.importers.source import Source

__all__ = ["own_course"]

_ABOUT = ("is-this-for-you.html", "what-we-expect.html", "how-this-course-runs.html")
_KIND = "cw-k-"


class _Step(NamedTuple):
    kind: ListKey
    name: str
    key: str
    title: str
    page: str


def own_course(source: Source, root: str, manifest: Manifest, account: Account) -> CourseDraft | None:
    """Return the course of a package of our own; None for any other."""
    site = f"{root}site/"
    pages = source.names(".html", f"{site}modules/")
    if not manifest.identifier.startswith("cw-") or not pages or f"{site}data/course.js" not in source.sizes:
        return None
    return _Reader(source, site, manifest, account).course(pages)


class _Reader:
    def __init__(self, source: Source, site: str, manifest: Manifest, account: Account) -> None:
        self._source = source
        self._site = site
        self._manifest = manifest
        self._account = account
        self._things: dict[str, str] = {}

    def course(self, pages: list[str]) -> CourseDraft:
        """Return the course; its modules are in the order in which the first page lists them."""
        name = self._manifest.identifier.removeprefix("cw-")
        data: Data = {"title": self._manifest.title}
        for page in _ABOUT:
            if found := marked_course(
                self._source.text(self._site + page), self._resolver(self._site + page)
            ):
                data |= found.data
        roots = {
            page: root
            for page in self._ordered(pages)
            if (root := parsed(self._source.text(page))) is not None
        }
        steps = {page: [*self._steps(page, root)] for page, root in roots.items()}
        self._things = {step.page: source_of(step.key) for several in steps.values() for step in several}
        outcomes = self._outcomes()
        draft = CourseDraft(f"course:{name}", data, items=outcomes.pop(OF_COURSE, []), wanted_id=name)
        for page, root in roots.items():
            items = [item for step in steps[page] if (item := self._item(step)) is not None]
            key = posixpath.basename(page).removesuffix(".html")
            if key == OF_COURSE:
                draft.items += items
                continue
            module = ModuleDraft(source_of(key), self._about(page, root), items, wanted_id=key)
            module.items[:0] = outcomes.pop(key, [])
            draft.modules.append(module)
            self._account.imported("module", module.source, str(module.data.get("title", key)), "as a module")
        how = "it was read from the pages that learners see; what they do not show did not come"
        draft.items += [item for rest in outcomes.values() for item in rest]
        self._account.partly("course", draft.source, self._manifest.title, how)
        return draft

    def _ordered(self, pages: list[str]) -> list[str]:
        first = self._source.text(f"{self._site}index.html")
        return sorted(pages, key=lambda page: _place(first, f"modules/{posixpath.basename(page)}"))

    def _about(self, page: str, root: _Element) -> Data:
        data: Data = {}
        if title := next((words_of(one) for one in root.iter("h1")), ""):
            data["title"] = title
        lead = _first(root, "cw-lead")
        if lead is not None and (text := markdown_of(_markup(lead), self._resolver(page))):
            data["description"] = text
        return data

    def _outcomes(self) -> dict[str, list[Item]]:
        """Return all outcomes by the module that they stand in."""
        page = f"{self._site}outcomes.html"
        found: dict[str, list[Item]] = {}
        for item in marked_outcomes(self._source.text(page), self._resolver(page)):
            key = item.source.removeprefix("entry:")
            self._account.imported(
                "outcome", item.source, str(item.data.get("statement", key)), "as an outcome"
            )
            found.setdefault(module_of(key), []).append(item)
        return found

    def _steps(self, page: str, root: _Element) -> Iterator[_Step]:
        for row in root.iter("li"):
            names = [name for name in (row.get("class") or "").split() if name.startswith(_KIND)]
            state = _first(row, "cw-state")
            link = next(row.iter("a"), None)
            kind = KINDS.get(names[0].removeprefix(_KIND)) if names else None
            key = state.get("data-cw-state") if state is not None else None
            if kind is None or not key or link is None:
                continue
            path = posixpath.normpath(posixpath.join(posixpath.dirname(page), link.get("href") or ""))
            yield _Step(kind, names[0].removeprefix(_KIND), key, words_of(link), path)

    def _item(self, step: _Step) -> Item | None:
        """Return an entry with the texts of its page."""
        source = source_of(step.key)
        resolve = self._resolver(step.page)
        page = (
            step.page
            if step.page in self._source.sizes
            else f"{self._site}pages/{file_name_of(step.key)}.html"
        )
        root = parsed(self._source.text(page)) if page in self._source.sizes else None
        body = _first(root, "cw-body") if root is not None else None
        found = None
        if body is not None:
            wrapped = f'<div class="cw-entry cw-entry-{step.name}">{_markup(body)}</div>'
            found = marked(wrapped, resolve)
        data: dict[str, Value] = {} if step.kind == "reflection" else {"title": step.title}
        if found is not None:
            data |= found.data
        self._account.imported(step.name, source, step.title, f"as one of the {step.kind.replace('_', ' ')}")
        return Item(step.kind, source, data, "" if step.kind == "reflection" else id_of(step.key))

    def _resolver(self, page: str) -> Callable[[str], str | None]:
        def resolve(address: str) -> str | None:
            if address.startswith(("#", "mailto:")) or "://" in address:
                return address
            name = posixpath.normpath(posixpath.join(posixpath.dirname(page), address.partition("#")[0]))
            if name in self._things:
                return to_thing(self._things[name])
            return to_file(name) if name in self._source.sizes and not name.endswith(".html") else None

        return resolve


def _place(text: str, part: str) -> int:
    at = text.find(part)
    return at if at >= 0 else len(text)


def _first(root: _Element, name: str) -> _Element | None:
    return next((one for one in root.iter() if name in (one.get("class") or "").split()), None)


def _markup(element: _Element) -> str:
    return etree.tostring(element, encoding="unicode", method="html", with_tail=False)

"""The sections of a document as units and pages: which level is which follows from the headings alone."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

from coursewright.importers.draft import File, Item, Text, UnitDraft
from coursewright.importers.liascript.pages import MOST, page_of
from coursewright.importers.links import to_file, to_thing
from coursewright.importers.markup.addresses import definitions, is_outside, resolved, with_definitions
from coursewright.importers.markup.marks import Marks
from coursewright.importers.markup.wording import plain, unnumbered
from coursewright.importers.markup.words import said_in
from coursewright.spec.slugs import slug

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.importers.account import Account
    from coursewright.importers.draft import Data, ModuleDraft, Value
    from coursewright.importers.liascript.document import Document
    from coursewright.importers.liascript.pages import Page
    from coursewright.importers.markup.addresses import Resolve
    from coursewright.importers.markup.sections import Section

__all__ = ["filled", "levels_of"]

_LINK = to_file("")
"""What the address of a file of the source begins with."""


def levels_of(sections: Sequence[Section]) -> tuple[int, int]:
    """Return the level of headings that are units, and that of the pages in them.

    Where one heading alone is of the highest level, it is the title of the whole, and units are of the next.
    """
    levels = [one.level for one in sections if one.level]
    if not levels:
        return 1, 2
    top = min(levels)
    deeper = [one for one in levels if one > top]
    unit = min(deeper) if levels.count(top) == 1 and deeper else top
    return unit, min((one for one in levels if one > unit), default=unit + 1)


def filled(module: ModuleDraft, document: Document, name: str, resolve: Resolve, account: Account) -> None:
    """Give a module the units, pages and quizzes of its document."""
    unit_level, page_level = levels_of(document.sections)
    making = _Making(document, name, resolve, account)
    items: list[Item] = module.items
    started: list[Section] = []
    for section in document.sections:
        if section.level and section.level <= page_level and started:
            items += making.page(started)
            started = []
        if section.level == unit_level:
            title = plain(section.title) or document.title
            source = making.source(unnumbered(title))
            module.units.append(UnitDraft(source, {"title": title}))
            items = module.units[-1].items
            account.imported("section", source, title, "as a unit")
        started.append(section)
    if started:
        items += making.page(started)


class _Making:
    def __init__(self, document: Document, name: str, resolve: Resolve, account: Account) -> None:
        self._document = document
        self._name = name
        self._resolve = resolve
        self._account = account
        self._marks = Marks()
        whole = "\n".join(section.text for section in document.sections)
        self._references = definitions(whole)

    def source(self, title: str) -> str:
        """Return what a section of this title is called, once."""
        return f"{self._name}#{self._marks.unused(slug(title) or 'section')}"

    def page(self, sections: Sequence[Section]) -> list[Item]:
        """Return the page of a section, with those that it holds, and what it asks."""
        title = plain(sections[0].title) or self._document.title
        source = self.source(f"{unnumbered(title)} page")
        quiz, survey = f"{source}-quiz", f"{source}-survey"
        text = "\n\n".join([sections[0].text, *(one.whole for one in sections[1:])])
        language = self._document.said.get("language", "")
        pointers = (
            f"**{said_in(language, 'quiz')}: [{title}]({to_thing(quiz)})**",
            f"**{said_in(language, 'survey')}: [{title}]({to_thing(survey)})**",
        )
        page = page_of(text, title, *pointers)
        items = [] if page.is_bare(pointers) else self._text(page, source, title)
        if page.is_full:
            how = f"only its first {MOST:,} questions are told apart; the others stand in its text"
            self._account.partly("page", source, title, how)
        items += self._asked("quiz", page.quiz, quiz, title)
        items += self._asked("survey", page.survey, survey, title)
        return items

    def _text(self, page: Page, source: str, title: str) -> list[Item]:
        markdown = self._finished(page.markdown)
        if not markdown:
            return []
        self._account.imported("page", source, title, "as a page")
        found = [Item("materials", source, {"title": title, "kind": "page", "path": Text(markdown)})]
        for medium in self._document.media:
            if f"]({medium.address})" in page.markdown:
                found += self._medium(medium.kind, medium.title, medium.address)
        return found

    def _medium(self, kind: str, title: str, address: str) -> list[Item]:
        place = self.source(f"{kind} {unnumbered(title)}")
        target = self._resolve(address)
        data: Data = {"title": plain(title) or address, "kind": kind}
        if target is None:
            self._account.left_out(kind, place, title, "its file is not in the source")
            return []
        if is_outside(address):
            data["url"] = address
        else:
            data["path"] = File(unquote(target.removeprefix(_LINK).partition("#")[0]))
        self._account.imported(kind, place, plain(title) or address, "as a material")
        return [Item("materials", place, data)]

    def _asked(self, kind: str, questions: list[Data], source: str, title: str) -> list[Item]:
        if not questions:
            return []
        finished: list[Value] = []
        for number, question in enumerate(questions, 1):
            feedback = question.get("feedback")
            if isinstance(feedback, str):
                question["feedback"] = self._finished(feedback)
            finished.append(question)
            prompt = str(question["prompt"])
            self._account.imported("question", f"{source}-{number}", prompt, f"as a question of a {kind}")
            if "x-hints" in question:
                how = "its hints are kept in `x-hints`"
                self._account.partly("question", f"{source}-{number}", prompt, how)
            if "type" not in question:
                how = "its answer is judged by a script, or not at all: of which type it is is not said"
                self._account.partly("question", f"{source}-{number}", prompt, how)
        data: Data = {"title": title, "kind": kind, "questions": finished}
        if any("answer" in one or "options" in one for one in questions) and kind == "quiz":
            data["feedback"] = {"form": "automatic"}
            how = "as a task of the kind quiz; LiaScript checks it at once, so its feedback is automatic"
        else:
            how = f"as a task of the kind {kind}"
        self._account.imported(kind, source, title, how)
        return [Item("tasks", source, data)]

    def _finished(self, markdown: str) -> str:
        return resolved(with_definitions(markdown, self._references), self._resolve).strip("\n")

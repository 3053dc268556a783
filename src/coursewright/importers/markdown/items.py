"""What a heading announces, as items: outcomes, tasks, materials, sessions, reflection and assessments."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coursewright.importers.draft import File, Item, Text
from coursewright.importers.markdown.entries import Entry, entry_of, without_duration
from coursewright.importers.markdown.rows import rows_of
from coursewright.importers.markdown.sections import listed
from coursewright.importers.markdown.tables import tables_in, without
from coursewright.importers.markdown.words import said_by, words_of
from coursewright.importers.markup.wording import plain
from coursewright.spec.slugs import slug

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from coursewright.importers.account import Account
    from coursewright.importers.draft import Data, ListKey, Value
    from coursewright.importers.markdown.sections import Listed, Section
    from coursewright.importers.markdown.words import Role, Topic

__all__ = ["Items"]

_CODE = re.compile(
    r"\s*((?:[A-Z]{0,3}LO|Outcome|Objective|Lernziel|Goal)\s?\d{1,2}(?:\.\d{1,2})?)\s*[:.)\N{EN DASH}-]\s*"
)
_ISO = re.compile(r"\s*[(\[,]?\s*(\d{4}-\d{2}-\d{2})(?:[ T,]+(?:at\s+)?(\d{1,2}:\d{2}))?\s*[)\],]?")
_ONE_TASK = frozenset({"discussion", "quiz", "project", "case-study", "peer-review"})
"""Kinds whose heading is one task: the list below it says what to do in it."""
_LONGEST = 250


class Items:
    """Makes items of the sections of one outline, each with a `source` of its own.

    `locate` says which file of the source an address means; `resolve` gives Markdown its addresses.
    """

    def __init__(
        self,
        name: str,
        account: Account,
        resolve: Callable[[str], str],
        locate: Callable[[str], str | None],
    ) -> None:
        self._name = name
        self._account = account
        self._resolve = resolve
        self._locate = locate
        self._taken: dict[str, int] = {}

    def source(self, *parts: str) -> str:
        """Return a `source` for a thing: the file, and the words that lead to it."""
        path = "/".join(slug(part) or "-" for part in parts)
        made, number = path, self._taken.get(path, 0)
        while made in self._taken:
            number += 1
            made = f"{path}-{number + 1}"
        self._taken[path] = number
        self._taken.setdefault(made, 0)
        return f"{self._name}#{made}"

    def prose(self, markdown: str) -> str:
        """Return Markdown with its addresses resolved."""
        return self._resolve(markdown)

    def of(self, section: Section, role: Role, where: str) -> list[Item]:
        """Return the items that a section announces; `where` names the unit or module."""
        subject = said_by(section.title).subject
        match role.topic:
            case "outcomes":
                found = [*self._outcomes(section, where)]
            case "reflection":
                found = [*self._reflection(section, where)]
            case "sessions":
                found = [*self._sessions(section, subject, where)]
            case _ if subject or role.kind in _ONE_TASK:
                whole = _entry_of_section(section, subject or section.title.strip(" :"))
                found = [self._item(role, whole, where)]
            case _:
                found = [self._item(role, entry, where) for entry in self._entries(section, role)]
        return [item for item in found if item.data]

    def _entries(self, section: Section, role: Role) -> Iterator[Entry]:
        """Yield what stands below a heading: rows of its tables and items of its lists, else its paragraphs.

        Headings below it follow.
        """
        text, rows = self._tabled(section, role.topic)
        parts = listed(text)
        if rows or parts.items:
            self._beside(section, parts)
            yield from rows
            yield from (entry_of(one) for one in parts.items if one)
        elif text:
            yield entry_of(text)
        for part in section.parts:
            yield _entry_of_section(part, part.title)

    def _tabled(self, section: Section, topic: Topic) -> tuple[str, list[Entry]]:
        """Return the text of a section without its tables, and the rows of these."""
        tables = tables_in(section.text)
        if not tables:
            return section.text, []
        entries: list[Entry] = []
        for table in tables:
            rows = rows_of(table, topic)
            entries += rows.entries
            for total in rows.totals:
                source = self.source(section.title, "row")
                self._account.left_out("row", source, total, "it only adds the others up")
        return without(section.text, tables), entries

    def _beside(self, section: Section, parts: Listed) -> None:
        """Keep what stands beside a list or a table; a line that only leads to it is nothing."""
        text = "\n\n".join(filter(None, (parts.before, parts.beside)))
        if text and (not text.rstrip().endswith(":") or "\n" in text.strip()):
            source = self.source(section.title, "text")
            self._account.keep(section.title, source, self.prose(text), "it stands beside a list")
            self._account.imported("text", source, section.title, "in the notes")

    # Items by topic

    def _outcomes(self, section: Section, where: str) -> Iterator[Item]:
        bare, rows = self._tabled(section, "outcomes")
        for row in rows:
            details = [one for one in row.rest.split("\n\n") if one]
            yield self._outcome(f"{row.code}: {row.title}" if row.code else row.title, details, where)
        for text in self._points(section, bare, is_tabled=bool(rows)):
            inner = listed(text)
            if inner.items and inner.before.endswith(":"):
                yield from (self._outcome(one, [], where) for one in inner.items)
            else:
                statement = "\n".join(filter(None, (inner.before, inner.beside))) or text
                yield self._outcome(statement, inner.items, where)

    def _outcome(self, text: str, details: list[str], where: str) -> Item:
        code = _CODE.match(text)
        statement = plain(text[code.end() :] if code else text)
        data: Data = {"statement": statement} if statement else {}
        if details:
            data["x-details"] = [plain(one) for one in details]
        source = self.source(where, "outcome", code[1] if code else statement)
        self._note("outcome", source, statement, "as an outcome")
        return Item("outcomes", source, data, slug(code[1]) if code else "")

    def _reflection(self, section: Section, where: str) -> Iterator[Item]:
        text, rows = self._tabled(section, "reflection")
        found = [*(row.title for row in rows), *map(plain, self._points(section, text, is_tabled=bool(rows)))]
        prompts: list[Value] = [one for one in found if one]
        if prompts:
            source = self.source(where, "reflection")
            self._note("reflection", source, section.title, "as reflection, its prompts in order")
            yield Item("reflection", source, {"prompts": prompts})

    def _points(self, section: Section, text: str, *, is_tabled: bool) -> list[str]:
        parts = listed(text)
        if not parts.items and not is_tabled:
            texts = re.split(r"\n[ \t]*\n", text)
            return [one for one in (each.strip() for each in texts) if one and not one.endswith(":")]
        self._beside(section, parts)
        return [
            *(one for one in parts.items if one),
            *(one for part in section.parts for one in listed(part.whole()).items),
        ]

    def _sessions(self, section: Section, subject: str, where: str) -> Iterator[Item]:
        title, duration = without_duration(subject or section.title)
        text, rows = self._tabled(section, "sessions")
        parts = listed(text)
        for row in rows:
            yield self._session(row.title, row.duration, row.rest, [], where, row.due)
        if rows:
            self._beside(section, parts)
            return
        plural = not subject and section.title.strip(" :").casefold().endswith(("s", "en"))
        if plural and parts.items:
            for one in parts.items:
                entry = entry_of(one)
                yield self._session(entry.title, entry.duration, entry.rest, [], where)
            return
        agenda: list[Value] = []
        for one in parts.items:
            text, length = without_duration(plain(one))
            agenda.append({"other": text, "duration": length} if length else {"other": text})
        beside = "\n\n".join(filter(None, (parts.before, parts.beside)))
        yield self._session(title, duration, beside, agenda, where)

    def _session(
        self, title: str, duration: str, text: str, agenda: list[Value], where: str, starts: str = ""
    ) -> Item:
        found = _ISO.search(title)
        if found:
            starts = f"{found[1]}T{found[2]:0>5}" if found[2] else found[1]
            title = (title[: found.start()] + " " + title[found.end() :]).strip(" ,:-") or title
        data: Data = {"title": plain(title)}
        for key, value in (("starts", starts), ("duration", duration)):
            if value:
                data[key] = value
        if agenda:
            data["agenda"] = agenda
        if text:
            data["x-text"] = Text(self.prose(text))
        source = self.source(where, "session", words_of(title))
        self._note("session", source, plain(title), "as a session")
        return Item("sessions", source, data)

    def _item(self, role: Role, entry: Entry, where: str) -> Item:
        match role.topic:
            case "materials":
                return self._material(role, entry, where)
            case "assessments":
                kind: ListKey = "assessments"
            case _:
                kind = "tasks"
        data: Data = {"title": entry.title}
        if role.kind:
            data["kind"] = role.kind
        text = entry.rest
        if entry.url and entry.url not in text:
            text = "\n\n".join(filter(None, (entry.line, entry.rest)))
        if text:
            data["instructions"] = Text(self.prose(text))
        for key, value in (("duration", entry.duration), ("due", entry.due)):
            if value:
                data[key] = value
        if entry.weight:
            data["weight"] = entry.weight
        if entry.criteria:
            data["criteria"] = [*entry.criteria]
        if entry.points is not None and kind == "tasks":
            data["graded"] = True
        if entry.points is not None:
            data["x-points"] = int(entry.points) if entry.points == int(entry.points) else entry.points
        what = kind.removesuffix("s")
        source = self.source(where, what, words_of(entry.title))
        said = f", of the kind {role.kind}" if role.kind else ""
        self._note(what, source, entry.title, f"as {'an' if what[0] == 'a' else 'a'} {what}{said}")
        return Item(kind, source, data)

    def _material(self, role: Role, entry: Entry, where: str) -> Item:
        title = entry.text if 0 < len(entry.text) <= _LONGEST else entry.title
        address = entry.url
        bare = re.sub(r"https?://(?:www\.)?", "", address).rstrip("/")
        if address and address in title:
            title = title.replace(address, "").strip(" <>():,-") or bare
        data: Data = {"title": title}
        if role.kind:
            data["kind"] = role.kind
        if address:
            file = self._locate(address)
            if file is not None:
                data["path"] = File(file)
            elif re.match(r"https?://|mailto:", address, re.IGNORECASE):
                data["url"] = address
            else:
                data["x-address"] = address
        if entry.duration:
            data["duration"] = entry.duration
        if entry.pages is not None:
            data["pages"] = entry.pages
        if entry.links > 1:
            data["x-text"] = Text(self.prose(entry.line))  # one of its links alone is `url`
        elif title != entry.text and entry.rest:
            data["x-text"] = Text(self.prose(entry.rest))
        source = self.source(where, "material", title)
        self._note("material", source, title, f"as a {role.kind}" if role.kind else "as a material")
        return Item("materials", source, data)

    def _note(self, what: str, source: str, title: str, how: str) -> None:
        self._account.imported(what, source, title, how)


def _entry_of_section(section: Section, title: str) -> Entry:
    head = entry_of(title)
    return head._replace(rest=section.whole(), text="")

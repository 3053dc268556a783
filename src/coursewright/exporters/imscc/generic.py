"""A cartridge for every platform: pages, topics, quizzes, web links and files, in the order of the course."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.exporters.imscc.about import about, overview, unused_name
from coursewright.exporters.imscc.account import account
from coursewright.exporters.imscc.addresses import InPages, InXml, file_path, page_path
from coursewright.exporters.imscc.manifest import MANIFEST, manifest
from coursewright.exporters.imscc.parcel import Parcel, file_id
from coursewright.exporters.imscc.prompts import asked
from coursewright.exporters.imscc.qti_cc import quiz
from coursewright.exporters.imscc.reading_list import reading_list, says_more
from coursewright.exporters.imscc.resources import WEB_CONTENT, Item, Resource
from coursewright.exporters.imscc.shapes import Shaped, minutes_of, shaped, tries_of
from coursewright.exporters.imscc.small_files import ASSIGNMENT_TYPE, assignment, topic, web_link
from coursewright.exporters.imscc.staff_notes import note_staff, staff_notes
from coursewright.exporters.imscc.webpage import web_page
from coursewright.exporters.packing.member import Member
from coursewright.exporters.pages.body import ALL, entry_body, module_body, unit_body
from coursewright.exporters.prose.prose import prose_of
from coursewright.exporters.prose.render import Renderer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from coursewright.exporters.edition.model import Edition, Entry, ModulePart, UnitPart
    from coursewright.exporters.fidelity.ledger import Ledger
    from coursewright.exporters.imscc.resources import Use
    from coursewright.exporters.imscc.versions import Version
    from coursewright.exporters.pages.body import Body

__all__ = ["generic_members"]

_BEFORE_QUIZ = ALL - {"questions"}
_MOST_TRIES = 5
"""The profile counts tries up to here; more are as many as one likes."""


def generic_members(
    edition: Edition, ledger: Ledger, version: Version, step: Callable[[str], None]
) -> Iterator[Member]:
    """Yield the files of a cartridge, the manifest last: only then is known which files it needs."""
    yield from _Cartridge(edition, ledger, version, step).members()


class _Cartridge:
    """One cartridge while it is written."""

    def __init__(
        self, edition: Edition, ledger: Ledger, version: Version, step: Callable[[str], None]
    ) -> None:
        self._edition = edition
        self._ledger = ledger
        self._version = version
        self._step = step
        self._parcel = Parcel(file_path)
        self._shaped = {entry.key: shaped(entry, edition, version) for entry in edition.entries}
        places = {key: place for key, one in self._shaped.items() if (place := _place(one))}
        self._in_pages = InPages(places)
        self._in_xml = InXml(places)
        self._items: list[Item] = []
        self._truth = (edition.words("imscc.true"), edition.words("imscc.false"))

    def members(self) -> Iterator[Member]:
        edition = self._edition
        title = edition.words("imscc.overview")
        name = unused_name("course-overview", edition)
        yield from self._page(f"overview_{edition.id}", name, title, overview(edition, self._in_pages))
        opening = [Item("item_course_overview", title, f"overview_{edition.id}")]
        yield from self._for_staff(opening)
        for module in edition.modules:
            self._step(module.title)
            items: list[Item] = [] if self._items else opening
            yield from self._module(module, items)
            self._items.append(Item(f"module_{module.slug}", module.title, items=tuple(items)))
        self._note_the_rest()
        note_staff(edition, self._ledger)
        yield from self._parcel.files()
        yield Member(MANIFEST, manifest(self._version, about(edition), self._items, self._parcel.resources))

    def _for_staff(self, items: list[Item]) -> Iterator[Member]:
        """Yield the page for staff, where there is one, and append its item."""
        body = staff_notes(self._edition, self._in_pages)
        if body.html:
            identifier, title = f"staff_{self._edition.id}", self._edition.words("staff.title")
            name = unused_name("staff-notes", self._edition)
            yield from self._page(identifier, name, title, body, staff=True)
            items.append(Item("item_staff_notes", title, identifier))

    def _note_the_rest(self) -> None:
        for card in self._edition.outcomes:
            self._ledger.changed(
                card.key, "", "on the page of its module or unit, and as a keyword of the course"
            )
        for module in self._edition.modules:
            self._ledger.kept(module.key, "", "as a folder of items")
            if module.needs:
                self._ledger.changed(module.key, "requires", "said on its page: a cartridge has none")

    def _module(self, module: ModulePart, items: list[Item]) -> Iterator[Member]:
        """Yield the files of a module and append its items."""
        edition, words = self._edition, self._edition.words
        if module.module is not None:
            identifier, title = f"about_{module.slug}", words("imscc.about", title=module.title)
            body = module_body(module, edition, self._in_pages)
            yield from self._page(identifier, module.slug, title, body)
            items.append(Item(f"item_about_{module.slug}", title, identifier))
        listed = [entry for entry in module.entries if self._is_listed(entry)]
        if listed:
            identifier, title = f"materials_{module.slug}", words("imscc.materials")
            body = reading_list(listed, edition, self._in_pages)
            name = unused_name(f"{module.slug}-materials", edition)
            yield from self._page(identifier, name, title, body)
            items.append(Item(f"item_materials_{module.slug}", title, identifier))
        for unit in module.units:
            below: list[Item] = []
            yield from self._unit(unit, below)
            if unit.title:
                items.append(Item(f"unit_{unit.slug}", unit.title, items=tuple(below)))
            else:
                items += below

    def _is_listed(self, entry: Entry) -> bool:
        return self._shaped[entry.key].shape in {"file", "link"} and says_more(entry)

    def _unit(self, unit: UnitPart, items: list[Item]) -> Iterator[Member]:
        if unit.title and (unit.overview or unit.outcomes):
            identifier, title = f"about_{unit.slug}", self._edition.words("imscc.about", title=unit.title)
            body = unit_body(unit, self._edition, self._in_pages)
            yield from self._page(identifier, unit.slug, title, body)
            items.append(Item(f"item_about_{unit.slug}", title, identifier))
        for entry in unit.entries:
            yield from self._entry(self._shaped[entry.key], items)

    def _entry(self, one: Shaped, items: list[Item]) -> Iterator[Member]:
        """Yield the files of an entry, append its items, and note what became of it."""
        entry = one.entry
        account(one, self._version, self._ledger)
        match one.shape:
            case "none":
                return
            case "page":
                yield from self._plain_page(entry)
            case "topic":
                yield from self._topic(entry)
            case "assignment":
                yield from self._assignment(entry)
            case "quiz":
                yield from self._quiz(one, items)
            case "link":
                yield from self._link(one)
            case "file":
                assert one.asset is not None  # noqa: S101 - that is what makes it one
                self._parcel.take([one.asset])
                items.append(Item(f"item_{entry.slug}", entry.title, file_id(one.asset)))
                return
        items.append(Item(f"item_{entry.slug}", entry.title, _identifier(one)))

    def _plain_page(self, entry: Entry) -> Iterator[Member]:
        edition, links = self._edition, self._in_pages
        body = entry_body(entry, edition, links)
        if entry.form == "notice":
            prose = prose_of(entry.element, "text", edition.course)
            renderer = Renderer(edition.course, links)
            text = renderer.html(prose) if prose is not None else ""
            body = body._replace(html=f"{body.html}\n{text}", assets=(*body.assets, *renderer.assets))
        handed_in = entry.form == "hand-in" and self._version.intends_assignments
        yield from self._page(
            f"page_{entry.slug}",
            entry.slug,
            entry.title,
            body,
            use="assignment" if handed_in else "",
            staff=entry.staff_only or entry.form == "notice",
        )

    def _page(
        self, identifier: str, name: str, title: str, body: Body, *, use: Use = "", staff: bool = False
    ) -> Iterator[Member]:
        needs = self._parcel.take(body.assets, staff=staff)
        resource = Resource(
            identifier, WEB_CONTENT, (page_path(name),), opens=True, needs=needs, use=use, staff=staff
        )
        yield from self._parcel.add(resource, web_page(self._edition, title, body.html))

    def _topic(self, entry: Entry) -> Iterator[Member]:
        body = entry_body(entry, self._edition, self._in_xml)
        yield from self._xml(
            f"topic_{entry.slug}",
            self._version.type_of_topic,
            f"topics/{entry.slug}.xml",
            topic(self._version, entry.title, body.html),
            self._parcel.take(body.assets),
        )

    def _assignment(self, entry: Entry) -> Iterator[Member]:
        body = entry_body(entry, self._edition, self._in_xml)
        points = points_said(entry)
        identifier = f"assignment_{entry.slug}"
        yield from self._xml(
            identifier,
            ASSIGNMENT_TYPE,
            f"assignments/{entry.slug}.xml",
            assignment(identifier, entry.title, body.html, points, ("file", "html", "url"), entry.graded),
            self._parcel.take(body.assets),
        )

    def _quiz(self, one: Shaped, items: list[Item]) -> Iterator[Member]:
        entry, edition = one.entry, self._edition
        body = entry_body(entry, edition, self._in_pages, _BEFORE_QUIZ)
        title = edition.words("imscc.before_quiz", title=entry.title)
        yield from self._page(f"page_{entry.slug}", entry.slug, title, body)
        items.append(Item(f"item_before_{entry.slug}", title, f"page_{entry.slug}"))
        questions, assets = asked(one.questions, edition, self._in_xml)
        written = quiz(
            self._version, f"quiz_{entry.slug}", entry.title, questions, self._truth, _settings(entry)
        )
        assert written is not None  # noqa: S101 - a quiz has a question that can be asked
        yield from self._xml(
            f"quiz_{entry.slug}",
            self._version.type_of_quiz,
            f"quizzes/{entry.slug}.xml",
            written,
            self._parcel.take(assets),
        )

    def _link(self, one: Shaped) -> Iterator[Member]:
        entry = one.entry
        yield from self._xml(
            f"link_{entry.slug}",
            self._version.type_of_web_link,
            f"links/{entry.slug}.xml",
            web_link(self._version, entry.title, one.url),
        )

    def _xml(
        self, identifier: str, kind: str, path: str, content: bytes, needs: Sequence[str] = ()
    ) -> Iterator[Member]:
        yield from self._parcel.add(Resource(identifier, kind, (path,), needs=tuple(needs)), content)


def points_said(entry: Entry) -> str | None:
    """Return the points of an entry's criteria; None where they are not all said."""
    criteria = getattr(entry.element, "criteria", ())
    points = [criterion.points for criterion in criteria]
    return f"{sum(points):g}" if points and None not in points else None


def _identifier(one: Shaped) -> str:
    return f"{one.shape}_{one.entry.slug}"


def _place(one: Shaped) -> str:
    """Return where an entry is to be opened; empty where no link can lead there."""
    match one.shape:
        case "page" | "quiz":
            return "" if one.entry.staff_only else page_path(one.entry.slug)
        case "link":
            return one.url
        case "file":
            return file_path(one.asset) if one.asset is not None else ""
    return ""


def _settings(entry: Entry) -> Iterable[tuple[str, str]]:
    tries, minutes = tries_of(entry), minutes_of(entry)
    if tries:
        yield "cc_maxattempts", str(tries) if tries <= _MOST_TRIES else "unlimited"
    if minutes:
        yield "qmd_timelimit", str(minutes)

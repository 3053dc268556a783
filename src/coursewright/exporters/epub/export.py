"""A course as an e-book: a cover in words, a list of contents, and a page for everything there is to read."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from coursewright.exporters.epub.account import note_book
from coursewright.exporters.epub.contents import has_page, pages_of
from coursewright.exporters.epub.files import FOLDER, with_files
from coursewright.exporters.epub.links import BookLinks
from coursewright.exporters.epub.navigation import contents, ncx
from coursewright.exporters.epub.package import Part, container, package
from coursewright.exporters.epub.pages import document
from coursewright.exporters.packing.member import Member
from coursewright.exporters.pages.course_bodies import home
from coursewright.exporters.prose.assets import asset_of
from coursewright.exporters.prose.prose import source_of
from coursewright.exporters.prose.text import escaped, paragraphs
from coursewright.spec.model import Material

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from coursewright.exporters.edition.model import Edition, Entry
    from coursewright.exporters.epub.pages import Page
    from coursewright.exporters.fidelity.ledger import Ledger

__all__ = ["members"]

_XHTML = "application/xhtml+xml"


def members(
    edition: Edition, ledger: Ledger, step: Callable[[str], None] = lambda _: None
) -> Iterator[Member]:
    """Yield the files of a book; the first one says what the archive is, and must not be compressed."""
    yield Member("mimetype", b"application/epub+zip")
    yield Member("META-INF/container.xml", container())
    links = BookLinks(edition, {entry.key for entry in edition.entries if has_page(entry)})
    parts = [
        Part("cover", "text/cover.xhtml", _XHTML, spine=True),
        Part("nav", "nav.xhtml", _XHTML, "nav", spine=True),
        Part("ncx", "toc.ncx", "application/x-dtbncx+xml"),
        Part("style", "style.css", "text/css"),
    ]
    yield Member("EPUB/text/cover.xhtml", document(edition.title, _cover(edition), edition))
    pages: list[Page] = []
    shown: set[str] = set()
    for page in pages_of(edition, links):
        step(f"Writing {page.title}")
        html, used = with_files(page.html, links.kinds, edition.words)
        shown |= used
        # The list of contents needs titles alone: the text of a large course does not stay in memory.
        pages.append(page._replace(html=""))
        properties = "mathml" if "<math" in html else ""
        parts.append(
            Part(f"page-{page.name}", page.path, _XHTML, properties, spine=True, in_order=page.in_order)
        )
        yield Member(f"EPUB/{page.path}", document(page.title, html, edition, above=page.kind))
    for number, name in enumerate(sorted(shown), 1):
        path = f"{FOLDER}/{name}"
        parts.append(Part(f"file-{number}", path, links.kinds[name]))
        yield Member(f"EPUB/{path}", links.files[name].path)
    yield Member("EPUB/style.css", files("coursewright.exporters.epub").joinpath("style.css").read_bytes())
    yield Member("EPUB/nav.xhtml", contents(pages, edition))
    yield Member("EPUB/toc.ncx", ncx(pages, edition))
    yield Member("EPUB/package.opf", package(edition, parts))
    note_book(
        edition, {entry.key for entry in edition.entries if _is_elsewhere(entry, edition, links)}, ledger
    )


def _cover(edition: Edition) -> str:
    settings = home(edition).settings
    value = f'<div class="cw-value">{paragraphs(settings.value)}</div>' if settings.value else ""
    licence = edition.words("site.licence", licence=settings.licence) if settings.licence else ""
    staff = edition.words("staff.title") if edition.choices.for_staff else ""
    lines = "".join(f"<p>{escaped(line)}</p>" for line in (staff, licence) if line)
    return f'<div class="cw-cover">{value}{lines}</div>'


def _is_elsewhere(entry: Entry, edition: Edition, links: BookLinks) -> bool:
    """Tell whether a material is a file that no reader shows, so that its page says where it is."""
    material = entry.element
    if entry.form != "file" or not isinstance(material, Material) or not material.path:
        return False
    asset = asset_of(material.path, source_of(material, "path"), edition.course)
    return asset is not None and not links.kinds.get(asset.name)

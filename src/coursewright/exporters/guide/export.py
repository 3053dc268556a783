"""A course as a guide for those who teach it, in Markdown or as a page of HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.exporters.edition.building import edition_of
from coursewright.exporters.guide.account import note_entries
from coursewright.exporters.guide.content import chapters
from coursewright.exporters.guide.markdown import markdown
from coursewright.exporters.guide.web_page import web_page
from coursewright.exporters.packing.member import Member

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from coursewright.exporters.edition.model import Edition
    from coursewright.exporters.fidelity.ledger import Ledger

__all__ = ["members"]


def members(
    edition: Edition, ledger: Ledger, step: Callable[[str], None] = lambda _: None
) -> Iterator[Member]:
    """Yield one file. It is for those who teach, whoever the edition is for."""
    step("Writing the guide")
    if not edition.choices.for_staff:
        edition = edition_of(edition.course, edition.choices._replace(reader="staff"))
    title = edition.words("guide.title", title=edition.title)
    note_entries(edition, ledger)
    if edition.choices.version == "html":
        yield Member(f"{edition.id}-guide.html", web_page(title, chapters(edition), edition).encode())
    else:
        yield Member(f"{edition.id}-guide.md", markdown(title, chapters(edition)).encode())

"""A course as a guide for those who teach it, in Markdown or as a page of HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.exporters.fidelity.aspects import aspects
from coursewright.exporters.guide.content import chapters
from coursewright.exporters.guide.markdown import markdown
from coursewright.exporters.guide.web_page import web_page
from coursewright.exporters.packing.member import Member

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from coursewright.exporters.edition.model import Edition, Entry
    from coursewright.exporters.fidelity.ledger import Ledger

__all__ = ["members"]

_TOLD: dict[str, frozenset[str]] = {
    "task": frozenset({"due", "monitoring", "feedback", "follow-up"}),
    "assessment": frozenset({"due", "feedback"}),
    "session": frozenset({"start", "requires", "agenda", "alternative"}),
    "follow-up": frozenset({"due", "session", "takes up"}),
}
"""What the guide says of each kind of entry, as the design has it."""


def members(
    edition: Edition, ledger: Ledger, step: Callable[[str], None] = lambda _: None
) -> Iterator[Member]:
    """Yield one file. It is for those who teach, whoever the edition is for."""
    step("Writing the guide")
    title = edition.words("guide.title", title=edition.title)
    if edition.choices.version == "html":
        page = web_page(title, chapters(edition), edition)
        yield Member(f"{edition.id}-guide.html", page.encode())
    else:
        yield Member(f"{edition.id}-guide.md", markdown(title, chapters(edition)).encode())
    for entry in edition.entries:
        _note(entry, ledger)
    for key in edition.cards:
        ledger.dropped(key, "", "the guide is about teaching; outcomes stand with what students read")


def _note(entry: Entry, ledger: Ledger) -> None:
    if entry.kind == "material":
        ledger.dropped(entry.key, "", "materials stand with what students read")
        return
    if entry.kind == "announcement":
        ledger.kept(entry.key, "", "when to say it, and what")
        return
    ...

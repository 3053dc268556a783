"""The page of a cartridge for those who teach: what to look for, what to answer, what to open with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.exporters.pages.body import Body
from coursewright.exporters.pages.staff_bodies import evaluation_body, staff_body
from coursewright.exporters.pages.writing import section

if TYPE_CHECKING:
    from coursewright.exporters.edition.model import Edition, ModulePart
    from coursewright.exporters.fidelity.ledger import Ledger
    from coursewright.exporters.prose.links import Links

__all__ = ["note_staff", "staff_notes"]

_TOLD = "on a page for staff"
_LEFT_OUT = ("what staff look for and the time it takes are", "what it addresses is")
"""What notes say is left out, where it is not."""


def staff_notes(edition: Edition, links: Links) -> Body:
    """Return what staff need of all entries, module by module; empty in an edition for learners."""
    if not edition.choices.for_staff:
        return Body("")
    evaluation = evaluation_body(edition, links, level=3)
    parts = [_module(module, edition, links) for module in edition.modules]
    parts.append(Body(section("evaluation", edition.words("evaluation.title"), evaluation.html)))
    assets = dict.fromkeys(asset for part in (*parts, evaluation) for asset in part.assets)
    return Body("\n".join(part.html for part in parts if part.html), tuple(assets))


def _module(module: ModulePart, edition: Edition, links: Links) -> Body:
    told = [(entry.title, staff_body(entry, edition, links, level=4)) for entry in module.entries]
    entries = "\n".join(section("staff-notes", title, body.html, level=3) for title, body in told)
    return Body(
        section("staff-module", module.title, entries),
        tuple(asset for _, body in told for asset in body.assets),
    )


def note_staff(edition: Edition, ledger: Ledger) -> None:
    """Note that what is left out for learners is on the page for staff."""
    if not edition.choices.for_staff:
        return
    for entry in edition.entries:
        for aspect in ("monitoring", "feedback"):
            note = ledger.about(entry.key, aspect)
            for left_out in _LEFT_OUT:
                if note is not None and note.how.endswith(f"{left_out} left out"):
                    how = note.how.removesuffix("left out") + _TOLD
                    ledger.changed(entry.key, aspect, how)

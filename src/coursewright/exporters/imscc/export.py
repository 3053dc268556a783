"""Common Cartridge: one file of a course, for every platform or for Canvas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.exporters.imscc.canvas.export import canvas_members
from coursewright.exporters.imscc.generic import generic_members
from coursewright.exporters.imscc.versions import version_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from coursewright.exporters.edition.model import Edition
    from coursewright.exporters.fidelity.ledger import Ledger
    from coursewright.exporters.packing.member import Member

__all__ = ["members"]


def members(
    edition: Edition, ledger: Ledger, step: Callable[[str], None] = lambda _: None
) -> Iterator[Member]:
    """Yield the files of a cartridge. Raises `UsageError` for a version that the flavour does not have."""
    canvas = edition.choices.flavour == "canvas"
    version = version_of(edition.choices.version, canvas=canvas)
    write = canvas_members if canvas else generic_members
    yield from write(edition, ledger, version, step)

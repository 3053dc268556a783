"""A package as the command writes it, and the account of what it keeps, for tests that bring it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.cli.export.placing import Waiting
from coursewright.exporters.fidelity.ledger import Ledger
from coursewright.exporters.fidelity.tamed_files import note_tamed_files
from coursewright.exporters.formats import exporter_of, format_named

if TYPE_CHECKING:
    from pathlib import Path

    from coursewright.exporters.edition.model import Edition

__all__ = ["pack"]


def pack(edition: Edition, form: str, tmp_path: Path) -> tuple[Path, Ledger]:
    """Write an edition in a format, as `--format` names it, into a folder of its own below `tmp_path`.

    The version and the flavour are those of the edition's choices.
    """
    wanted = format_named(form)
    folder = tmp_path / f"packed-{sum(1 for _ in tmp_path.glob('packed-*'))}"
    folder.mkdir(parents=True)
    place = folder / f"{edition.id}{wanted.ending_of(edition.choices.version)}"
    ledger = Ledger()
    waiting = Waiting(place, wanted)
    waiting.write(exporter_of(wanted)(edition, ledger, lambda _: None))
    note_tamed_files(edition, wanted.room, ledger)
    waiting.finish()
    return place, ledger

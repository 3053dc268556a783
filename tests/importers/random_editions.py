"""Editions of courses that somebody makes up who knows the format by half, for tests that bring them back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from random_specs import random_course

from coursewright.exporters.choices import Choices
from coursewright.exporters.edition.building import edition_of
from coursewright.spec.errors import CoursewrightError
from coursewright.spec.slugs import is_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from coursewright.exporters.edition.model import Edition
    from coursewright.exporters.fidelity.ledger import Ledger

__all__ = ["leaves_something", "random_editions"]


def random_editions(seeds: Iterable[int], **choices: Any) -> Iterator[tuple[int, Edition]]:
    """Yield editions with their seeds, without courses that hold nothing, or ids that are none.

    About every second seed gives one. An id that is none is told as a fault, and comes back mended.
    """
    for seed in seeds:
        try:
            edition = edition_of(random_course(seed), Choices(drafts=True, **choices))
        except CoursewrightError:
            continue
        keys = [*edition.by_key, *edition.cards, *(module.key for module in edition.modules)]
        if all(is_id(part) for key in keys for part in key.split("/")):
            yield seed, edition


def leaves_something(edition: Edition, ledger: Ledger) -> bool:
    """Whether a package holds any entry: of a course of announcements it may hold none."""
    notes = (ledger.about(entry.key) for entry in edition.entries)
    return any(note is None or note.fate != "dropped" for note in notes)

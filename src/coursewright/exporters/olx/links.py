"""How Open edX writes addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coursewright.exporters.edition.model import Edition
    from coursewright.exporters.prose.assets import Asset

__all__ = ["CourseLinks", "OutsideLinks"]


class CourseLinks:
    """Links within the course: to files, and from page to page by the name of a unit."""

    remote_images = True

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self.used: dict[str, Asset] = {}
        """The files that pages need, by their names."""

    def asset(self, asset: Asset) -> str:
        """Return the address of a file, and note that it is used."""
        self.used[asset.name] = asset
        return f"/static/{asset.name}"

    def entry(self, key: str) -> str | None:
        """Return the address of an entry's unit; None for one that the course leaves out."""
        entry = self._edition.by_key.get(key)
        return f"/jump_to_id/{entry.slug}" if entry is not None else None


class OutsideLinks(CourseLinks):
    """Links of the page that says what the course is about: nobody there is in the course yet."""

    def entry(self, key: str) -> str | None:  # noqa: ARG002 - where a unit is, is known in the course alone
        """Return None: entries are named only."""
        return None

"""What becomes of an address that an author wrote: of a page of the course, a file beside it, or the web."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, NamedTuple

from coursewright.exporters.prose.assets import asset_of
from coursewright.exporters.prose.links import is_outside, is_relative, is_web, written_out

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from coursewright.exporters.prose.assets import Asset
    from coursewright.exporters.prose.links import Links
    from coursewright.spec.model import Course
    from coursewright.spec.source import Source

__all__ = ["Address", "Addresses", "Verbatim"]


class Address(NamedTuple):
    """Where a link leads, and what its tag says about it."""

    href: str
    rel: str = ""


class Addresses:
    """The addresses of one text. `used` collects the files that it needs."""

    __slots__ = ("_course", "_links", "_pages", "_source", "used")

    def __init__(
        self, source: Source, course: Course, links: Links, pages: Mapping[Path, str], used: list[Asset]
    ) -> None:
        self._source = source
        self._course = course
        self._links = links
        self._pages = pages
        self.used = used

    def link(self, written: str) -> Address | None:
        """Return where a link leads in the package; None where it leads nowhere that is safe or there."""
        if is_outside(written):
            return Address(written_out(written), ' rel="noopener noreferrer"' if is_web(written) else "")
        if written.startswith("#cw-fn"):
            return Address(written)
        asset = self._asset(written)
        if asset is None:
            return None
        entry = self._pages.get(asset.path)
        page = self._links.entry(entry) if entry is not None else None
        return Address(page) if page is not None else Address(self._take(asset))

    def image_tag(self, written: str, alt: str, title: str = "", *, in_link: bool = False) -> str:
        """Return an image; as a link where it lies on another server, as its text where it is nowhere."""
        asset = self._asset(written)
        shown = self._take(asset) if asset is not None else None
        if shown is None and is_web(written) and getattr(self._links, "remote_images", False):
            shown = written_out(written) if written.lower().startswith("https:") else None
        if shown is not None:
            named = f' title="{escape(title)}"' if title else ""
            return f'<img src="{escape(shown)}" alt="{escape(alt)}"{named} />'
        words = escape(alt or title)
        if not is_web(written) or in_link:
            return words
        address = escape(written_out(written))
        return f'<a href="{address}" class="cw-remote" rel="noopener noreferrer">{words or address}</a>'

    def _asset(self, written: str) -> Asset | None:
        return asset_of(written, self._source, self._course) if is_relative(written) else None

    def _take(self, asset: Asset) -> str:
        self.used.append(asset)
        return self._links.asset(asset)


class Verbatim:
    """Leaves addresses as they are written, for a text that goes through the sieve afterwards."""

    def link(self, written: str) -> Address | None:
        """Return the address."""
        return Address(written)

    def image_tag(self, written: str, alt: str, title: str = "", *, in_link: bool = False) -> str:  # noqa: ARG002
        """Return an image."""
        named = f' title="{escape(title)}"' if title else ""
        return f'<img src="{escape(written)}" alt="{escape(alt)}"{named} />'

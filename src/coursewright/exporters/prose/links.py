"""How a platform writes addresses, and what becomes of the addresses that authors wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit

from coursewright.exporters.prose.text import clean

if TYPE_CHECKING:
    from coursewright.exporters.prose.assets import Asset

__all__ = ["Links", "is_outside", "is_relative", "is_web", "written_out"]

_CODED = {ord(letter): f"%{ord(letter):02X}" for letter in ' "<>\\^`{|}'}
_OUTSIDE = frozenset({"http", "https", "mailto", "tel"})


class Links(Protocol):
    """Each platform says how it writes addresses.

    One that has an attribute `remote_images`, and it is true, shows images from other servers; elsewhere
    these become links, so that reading a course tells nobody about it.
    """

    def asset(self, asset: Asset) -> str:
        """Return the address of a file of the course, and note that it is used."""
        ...

    def entry(self, key: str) -> str | None:
        """Return the address of the page of an entry; None where it can only be named."""
        ...


def is_outside(address: str) -> bool:
    """Whether an address leads to another server, a mailbox or a telephone."""
    return _scheme(address) in _OUTSIDE


def is_web(address: str) -> bool:
    """Whether an address leads to another server."""
    return _scheme(address) in {"http", "https"}


def is_relative(address: str) -> bool:
    """Whether an address names a file beside the one it stands in."""
    return bool(address) and not address.startswith(("#", "/", "\\", "?")) and _scheme(address) == ""


def written_out(address: str) -> str:
    """Return an address to somewhere else with the letters coded that no address may hold."""
    return clean(address.strip()).translate(_CODED)


def _scheme(address: str) -> str | None:
    """Return the scheme in lower case, empty for none; None for what cannot be read, or tries to hide one."""
    if any(character < " " or character == "\x7f" for character in address):
        return None
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return None
    if parts.netloc == "" and parts.scheme in {"http", "https"}:
        return None
    if not parts.scheme and parts.netloc:
        return None
    # A colon in the first step of a path reads as a scheme somewhere.
    if not parts.scheme and ":" in parts.path.partition("/")[0]:
        return None
    return parts.scheme.lower()

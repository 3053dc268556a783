"""The page of a module's materials: what there is to know of each beside where it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.exporters.pages.body import Body, entry_body
from coursewright.exporters.prose.text import escaped
from coursewright.spec.model import Material

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.exporters.edition.model import Edition, Entry
    from coursewright.exporters.prose.assets import Asset
    from coursewright.exporters.prose.links import Links

__all__ = ["reading_list", "says_more"]

_MORE = (
    "purpose",
    "alternative",
    "available_until",
    "captions",
    "transcript",
    "licence",
    "size",
    "difficulty",
)
_PARTS = frozenset({"purpose", "time"})


def says_more(entry: Entry) -> bool:
    """Whether a material says something that a link or a file alone has no room for."""
    element = entry.element
    return isinstance(element, Material) and any(getattr(element, key) for key in _MORE)


def reading_list(entries: Sequence[Entry], edition: Edition, links: Links) -> Body:
    """Return materials with their purpose, length, alternatives and licences, each below its title."""
    parts: list[str] = []
    assets: list[Asset] = []
    for entry in entries:
        body = entry_body(entry, edition, links, _PARTS, level=3)
        address = links.entry(entry.key)
        title = escaped(entry.title)
        named = f'<a href="{escaped(address)}">{title}</a>' if address else title
        parts.append(f"<section><h2>{named}</h2>\n{body.html}\n</section>")
        assets += body.assets
    return Body("\n".join(parts), tuple(dict.fromkeys(assets)))

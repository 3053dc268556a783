"""Pages of a book: XHTML that says its language, and what the list of contents needs to know of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.exporters.prose.text import escaped

if TYPE_CHECKING:
    from coursewright.exporters.edition.model import Edition

__all__ = ["Page", "document"]


class Page(NamedTuple):
    """A page of the book."""

    name: str
    """Of its file, without an ending: unique, and good as an id."""
    title: str
    html: str
    """What it says below its title."""
    depth: int = 1
    """Where it stands in the list of contents: 1 for a part, 2 and 3 for what is in it; 0 for not at all."""
    kind: str = ""
    """What stands above the title, such as `Task`."""

    @property
    def path(self) -> str:
        """Its address, from where the list of contents is."""
        return f"text/{self.name}.xhtml"

    @property
    def in_order(self) -> bool:
        """Whether one comes to it when turning the pages; else by a link alone."""
        return self.depth > 0


def document(
    title: str, content: str, edition: Edition, *, style: str = "../style.css", above: str = ""
) -> bytes:
    """Return a page as XHTML. `content` is XML; `above` is a plain text above the title."""
    tag = escaped(edition.language)
    over = f'<p class="cw-above">{escaped(above)}</p>\n' if above else ""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
        f' lang="{tag}" xml:lang="{tag}" dir="{edition.direction}">\n<head>\n<meta charset="utf-8"/>\n'
        f'<title>{escaped(title)}</title>\n<link rel="stylesheet" type="text/css" href="{style}"/>\n</head>\n'
        f"<body>\n{over}<h1>{escaped(title)}</h1>\n{content}\n</body>\n</html>\n"
    ).encode()

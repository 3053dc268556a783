"""What all pages are written with: texts, links to other entries, names of people, and sections."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from coursewright.exporters.prose.assets import asset_of
from coursewright.exporters.prose.links import is_relative, is_web, written_out
from coursewright.exporters.prose.prose import prose_of, source_of
from coursewright.exporters.prose.render import Renderer
from coursewright.exporters.prose.text import escaped, paragraphs
from coursewright.spec.model import Member

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from coursewright.exporters.edition.model import Edition, Entry
    from coursewright.exporters.pages.parts import Body
    from coursewright.exporters.prose.assets import Asset
    from coursewright.exporters.prose.links import Links
    from coursewright.spec.element import Element, Ref

__all__ = ["Desk", "entry_of", "facts", "items", "lines", "person", "section"]

_MAILBOX = re.compile(r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")


@lru_cache(maxsize=4)
def _places(edition: Edition) -> tuple[Mapping[Element, Entry], Mapping[Path, str]]:
    """Return the entries by their elements, and the keys of those that are pages by their files."""
    by_element: dict[Element, Entry] = {}
    pages: dict[Path, str] = {}
    for entry in edition.entries:
        by_element[entry.element] = entry
        if entry.kind == "material" and getattr(entry.element, "path", None):
            source = source_of(entry.element, "path")
            asset = asset_of(entry.element.path, source, edition.course)  # type: ignore[union-attr,arg-type]
            if asset is not None:
                pages.setdefault(asset.path, entry.key)
    return by_element, pages


def entry_of(element: Element | None, edition: Edition) -> Entry | None:
    """Return the entry that an element is in an edition; None where it is left out, or no entry."""
    return None if element is None else _places(edition)[0].get(element)


def person(ref: Ref | None, edition: Edition) -> str:
    """Return what to call somebody: a name, else a role such as `your tutor`; empty for nobody."""
    if ref is None:
        return ""
    member = ref.target
    if isinstance(member, Member):
        return member.name or (edition.words(f"role.{member.role}") if member.role else member.title or "")
    key = f"role.{ref.text}"
    return edition.words(key) if key in edition.words else ""


class Desk:
    """Where one page is written. `assets` collects the files that it needs."""

    def __init__(self, edition: Edition, links: Links, *, level: int = 2) -> None:
        self.edition = edition
        self.words = edition.words
        self.links = links
        self.level = level
        """Of the highest headings."""
        self._renderer = Renderer(edition.course, links, _places(edition)[1])

    @property
    def assets(self) -> list[Asset]:
        """The files that were used so far."""
        return self._renderer.assets

    def body(self, *parts: str) -> Body:
        """Return what was written, each file once."""
        from coursewright.exporters.pages.parts import Body  # noqa: PLC0415 - bodies are made of desks

        return Body("\n".join(part for part in parts if part), tuple(dict.fromkeys(self.assets)))

    def prose(self, element: Element, key: str, *, level: int = 0, below: str = "") -> str:
        """Return a Markdown text of an element as blocks; empty where there is none."""
        prose = prose_of(element, key, self.edition.course)
        return self._renderer.html(prose, level=level or self.level + 1, below=below) if prose else ""

    def section(self, kind: str, heading: str, content: str, *, level: int = 0, attributes: str = "") -> str:
        """Return a section with a heading of a fixed text; empty where it has no content."""
        return section(kind, self.words(heading), content, level=level or self.level, attributes=attributes)

    def to(self, key: str, title: str = "") -> str:
        """Return the title of an entry, linked where the platform can."""
        entry = self.edition.by_key.get(key)
        named = escaped(title or (entry.title if entry is not None else key))
        address = self.links.entry(key) if entry is not None else None
        return f'<a href="{escaped(address)}">{named}</a>' if address else f"<cite>{named}</cite>"

    def file(self, written: str, element: Element, key: str) -> str | None:
        """Return the address in the package of a file that a key names; None where it is not to be had."""
        asset = (
            asset_of(written, source_of(element, key), self.edition.course) if is_relative(written) else None
        )
        if asset is None:
            return None
        self.assets.append(asset)
        return self.links.asset(asset)

    def reference(self, written: str, element: Element, key: str, title: str = "") -> str:
        """Return a text that may be a path or an address, as a link where it is one."""
        address = self.file(written, element, key) if len(written) < 300 and "\n" not in written else None
        if address is not None:
            name = title or written.rpartition("/")[2]
            return f'<a href="{escaped(address)}">{escaped(name)}</a>'
        if is_web(written.strip()) and " " not in written.strip():
            return self.web(written, title)
        return escaped(written)

    def web(self, address: str, title: str = "") -> str:
        """Return a link to another server or a mailbox; the plain text of what is no such address."""
        address = address.strip()
        if not is_web(address):
            named = escaped(title or address)
            return (
                f'<a href="mailto:{escaped(address)}">{named}</a>' if _MAILBOX.fullmatch(address) else named
            )
        there = escaped(written_out(address))
        return f'<a href="{there}" rel="noopener noreferrer">{escaped(title or address)}</a>'


def section(kind: str, heading: str, content: str, *, level: int = 2, attributes: str = "") -> str:
    """Return a section with its heading; empty where it has no content."""
    if not content:
        return ""
    tag = f"h{min(level, 6)}"
    return f'<section class="cw-{kind}"{attributes}><{tag}>{escaped(heading)}</{tag}>\n{content}\n</section>'


def items(some: Iterable[str], kind: str = "") -> str:
    """Return a list of pieces of HTML; empty for none."""
    named = f' class="cw-{kind}"' if kind else ""
    found = "".join(f"<li>{one}</li>" for one in some if one)
    return f"<ul{named}>{found}</ul>" if found else ""


def lines(texts: Sequence[str]) -> str:
    """Return plain texts: one as a paragraph, several as a list."""
    return paragraphs(texts[0]) if len(texts) == 1 else items(escaped(text) for text in texts)


def facts(rows: Iterable[tuple[str, str, str]]) -> str:
    """Return a list of kinds, names (plain) and values (HTML), without the rows that have no value."""
    found = "".join(
        f'<div class="cw-fact cw-{kind}"><dt>{escaped(name)}</dt><dd>{value}</dd></div>'
        for kind, name, value in rows
        if value
    )
    return f'<dl class="cw-facts">{found}</dl>' if found else ""

"""Things within a line: links, images, what is shown from elsewhere, abbreviations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from coursewright.importers.prose.embeds import embed_of, is_safe
from coursewright.importers.prose.escaping import address, escaped, habits_of
from coursewright.importers.prose.formulas import formula_of_image
from coursewright.importers.prose.parsing import words_of
from coursewright.importers.prose.pieces import Link, Piece

if TYPE_CHECKING:
    from lxml.etree import _Element

    from coursewright.importers.prose.pieces import Resolve

__all__ = ["abbreviation_of", "embed_piece", "image_of", "link_of", "remote_image_of"]


def link_of(element: _Element, resolve: Resolve) -> Link | None:
    """Return where an `a` leads; None where it leads nowhere, within its page, or where nothing safe is."""
    href = (element.get("href") or "").strip()
    if href.startswith("#"):
        return None
    found = _resolved(href, resolve)
    return None if found is None else Link(found, element.get("title") or "")


def image_of(element: _Element, resolve: Resolve) -> Piece:
    """Return an image, or the formula that it shows, or its text where the image is not to be had."""
    if formula := formula_of_image(element):
        return formula
    adorns = element.get("role") in {"presentation", "none"} or element.get("data-decorative") == "true"
    alt = "" if adorns else " ".join((element.get("alt") or "").split())
    found = _resolved((element.get("src") or "").strip(), resolve)
    if found is None:
        return Piece("text", alt)
    if adorns:  # Markdown has no word for decoration: without one it reads as an image whose text is missing
        made = etree.Element("img", src=" ".join(found.split()), alt="")
        return Piece("ready", etree.tostring(made, encoding="unicode", method="html"))
    title = " ".join((element.get("title") or "").split()).replace("\\", "\\\\").replace('"', '\\"')
    named = f' "{title}"' if title else ""
    return Piece("ready", f"![{_alternative(alt)}]({address(found)}{named})")


def remote_image_of(link: _Element) -> Piece | None:
    """Return the image that one of our own pages links to in place of showing it; None for other links."""
    if "cw-remote" not in (link.get("class") or "").split():
        return None
    words, href = words_of(link), link.get("href") or ""
    return Piece("ready", f"![{_alternative('' if words == href else words)}]({address(href)})")


def embed_piece(element: _Element, resolve: Resolve, around: Link | None) -> Piece | None:
    """Return a link to what is shown from elsewhere; its title where it cannot be linked to."""
    embed = embed_of(element)
    if embed is None:
        return None
    found = _resolved(embed.address, resolve)
    return Piece("text", embed.title, link=around if found is None else Link(found, ""))


def abbreviation_of(element: _Element) -> Piece | None:
    """Return an abbreviation with what it stands for: HTML has a word for that, and Markdown has none."""
    words, title = words_of(element), " ".join((element.get("title") or "").split())
    if not words or not title or words == title:
        return None
    made = etree.Element("abbr", title=title)
    made.text = words
    return Piece("ready", etree.tostring(made, encoding="unicode"))


def _resolved(written: str, resolve: Resolve) -> str | None:
    found = resolve(written) if is_safe(written) else None
    return found if found is not None and is_safe(found) else None


def _alternative(text: str) -> str:
    return escaped(text, habits_of(text, marked=False, coded=False, formulas=False, linked=True))

"""Concepts of a track as materials: what is to be read about each, and where more stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.importers.draft import Item, Text
from coursewright.importers.markup.front import word
from coursewright.spec.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.importers.account import Account
    from coursewright.importers.draft import Data
    from coursewright.importers.exercism.documents import Documents
    from coursewright.importers.exercism.track import Concept
    from coursewright.importers.source import Source

__all__ = ["materials_of"]


def materials_of(
    concept: Concept, root: str, source: Source, documents: Documents, account: Account
) -> list[Item]:
    """Return the page of a concept and its links, and note them."""
    folder = f"{root}concepts/{concept.slug}/"
    about, short = (documents.page(f"{folder}{name}.md") for name in ("about", "introduction"))
    found = []
    if text := about or short:
        account.imported("concept", concept.source, concept.title, "as a page")
        data: Data = {"title": concept.title, "kind": "page", "path": Text(text)}
        found.append(Item("materials", concept.source, data, concept.slug))
    else:
        account.left_out("concept", concept.source, concept.title, "nothing is written about it yet")
    if about and short and short not in about:
        name = f"{folder}introduction.md"
        account.keep(concept.title, name, short, "a shorter text on the concept, beside the one that came in")
    for number, (title, address) in enumerate(_links(f"{folder}links.json", source), 1):
        name = f"{concept.source}#link-{number}"
        if title.startswith("TODO"):
            account.left_out("link", name, title, "it is a placeholder")
            continue
        account.imported("link", name, title, "as a website")
        found.append(Item("materials", name, {"title": title, "kind": "website", "url": address}))
    return found


def _links(name: str, source: Source) -> Iterator[tuple[str, str]]:
    """Yield the titles and addresses that a file of links lists."""
    try:
        found = source.yaml(name) if name in source.sizes else ""
    except UsageError:
        return
    for one in found if isinstance(found, list) else ():
        if isinstance(one, dict) and (address := word(one.get("url"))).startswith(("http://", "https://")):
            yield word(one.get("description")) or address, address

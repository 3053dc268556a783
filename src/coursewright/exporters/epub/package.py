"""The package document of a book: what it is, which files it has, and the order in which they are read."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, NamedTuple

from coursewright.exporters.packing.xml import Maker, tree_bytes
from coursewright.exporters.pages.course_bodies import home

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element

    from coursewright.exporters.edition.model import Edition

__all__ = ["Part", "container", "identifier", "package"]

_MAKE = Maker("http://www.idpf.org/2007/opf", {"dc": "http://purl.org/dc/elements/1.1/"})
_CONTAINER = Maker("urn:oasis:names:tc:opendocument:xmlns:container")
_SHELF = uuid.UUID("5b2ba2fa-67ac-5d0f-9c56-62b8a0a2bd5e")
"""The namespace of the names of our books."""


class Part(NamedTuple):
    """A file of the book."""

    id: str
    path: str
    kind: str
    properties: str = ""
    spine: bool = False
    in_order: bool = True
    """Whether one comes to it when turning the pages."""


def container() -> bytes:
    """Return the file that says where the package document is."""
    where = _CONTAINER(
        "rootfile", {"full-path": "EPUB/package.opf", "media-type": "application/oebps-package+xml"}
    )
    return tree_bytes(_CONTAINER("container", _CONTAINER("rootfiles", where), version="1.0"))


def identifier(edition: Edition) -> str:
    """Return the name of the book, the same for every build of one edition."""
    return f"urn:uuid:{uuid.uuid5(_SHELF, f'{edition.id}/{edition.choices.reader}/{edition.language}')}"


def package(edition: Edition, parts: Sequence[Part]) -> bytes:
    """Return the package document."""
    manifest = _MAKE(
        "manifest",
        *(
            _MAKE(
                "item",
                {"media-type": part.kind},
                id=part.id,
                href=part.path,
                properties=part.properties or None,
            )
            for part in parts
        ),
    )
    spine = _MAKE(
        "spine",
        {
            "page-progression-direction": edition.direction if edition.direction == "rtl" else None,
            "toc": "ncx",
        },
        *(
            _MAKE("itemref", idref=part.id, linear=None if part.in_order else "no")
            for part in parts
            if part.spine
        ),
    )
    made = _MAKE(
        "package",
        {"unique-identifier": "book-id", "xml:lang": edition.language, "dir": edition.direction},
        _MAKE("metadata", *_metadata(edition, parts)),
        manifest,
        spine,
        version="3.0",
    )
    return tree_bytes(made)


def _metadata(edition: Edition, parts: Sequence[Part]) -> Iterator[_Element]:
    settings = home(edition).settings
    yield _MAKE("dc:identifier", identifier(edition), id="book-id")
    yield _MAKE("dc:title", edition.title)
    yield _MAKE("dc:language", edition.language)
    if settings.licence:
        yield _MAKE("dc:rights", settings.licence)
    if settings.value:
        yield _MAKE("dc:description", " ".join(settings.value.split()))
    yield _meta("dcterms:modified", edition.choices.made.strftime("%Y-%m-%dT%H:%M:%SZ"))
    yield from _accessibility(edition, parts)


def _accessibility(edition: Edition, parts: Sequence[Part]) -> Iterator[_Element]:
    kinds = {part.kind.partition("/")[0] for part in parts}
    modes = [
        "textual",
        *(["visual"] if kinds & {"image", "video"} else []),
        *(["auditory"] if kinds & {"audio", "video"} else []),
    ]
    for mode in modes:
        yield _meta("schema:accessMode", mode)
    if not kinds & {"audio", "video"}:
        yield _meta("schema:accessModeSufficient", "textual")
    features = ["tableOfContents", "readingOrder", "structuralNavigation", "alternativeText"]
    features += ["MathML"] if any("mathml" in part.properties for part in parts) else []
    for feature in features:
        yield _meta("schema:accessibilityFeature", feature)
    yield _meta("schema:accessibilityHazard", "unknown" if "video" in kinds else "none")
    yield _meta("schema:accessibilitySummary", edition.words("epub.accessibility"))


def _meta(name: str, value: str) -> _Element:
    return _MAKE("meta", value, property=name)

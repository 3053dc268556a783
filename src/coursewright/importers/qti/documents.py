"""The documents of a package of questions, in the order of its manifest, and what stands beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.importers.qti.detecting import qti_root
from coursewright.packages.reading.xml import children, first, local, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from coursewright.importers.source import Source

__all__ = ["MOST", "Documents", "documents_of"]

MOST = 5_000
"""Documents of one package that are read. Large banks have some hundreds."""
_SETTINGS = "assessment_meta.xml"


class Documents(NamedTuple):
    """What a package holds, by the names of files."""

    title: str
    """As the manifest has it; often empty."""
    first: tuple[str, ...]
    """Documents of QTI 1."""
    tests: tuple[str, ...]
    """Tests of QTI 2 and 3."""
    items: tuple[str, ...]
    settings: tuple[str, ...]
    """What Canvas says of its quizzes beside them."""
    too_many: tuple[str, ...]
    """Documents beyond what is read."""


def documents_of(source: Source) -> Documents:
    """Return the documents of a source."""
    root = source.kind.root
    manifest = source.xml(f"{root}imsmanifest.xml")
    listed = dict.fromkeys([*_listed(manifest, source, root), *source.names(".xml"), *source.names(".qti")])
    names = [name for name in listed if name.rpartition("/")[2] != "imsmanifest.xml" and name in source.sizes]
    found: dict[str, list[str]] = {"questestinterop": [], "assessmentTest": [], "assessmentItem": []}
    settings = [name for name in names if name.endswith(_SETTINGS)]
    roots = {name: root for name in names if name not in settings and (root := qti_root(source, name))}
    for name, root in [*roots.items()][:MOST]:
        found[root].append(name)
    return Documents(
        _title(manifest),
        tuple(found["questestinterop"]),
        tuple(found["assessmentTest"]),
        tuple(found["assessmentItem"]),
        tuple(settings[:MOST]),
        tuple([*roots][MOST:]),
    )


def _listed(manifest: _Element | None, source: Source, root: str) -> Iterator[str]:
    """Yield the files that a manifest lists, in its order."""
    for resource in children(first(manifest, "resources"), "resource"):
        for href in [resource.get("href"), *(one.get("href") for one in children(resource, "file"))]:
            if href and (name := source.look.found(f"{root}{href}")):
                yield name


def _title(manifest: _Element | None) -> str:
    """Return the title that the metadata of a manifest give."""
    general = next(
        (
            first(one, "general", "title")
            for one in children(first(manifest, "metadata"))
            if local(one) == "lom"
        ),
        None,
    )
    for name in ("string", "langstring"):
        if text := text_of(general, name):
            return " ".join(text.split())
    return ""

"""The manifest of a SCORM package: its items in their order, and the resources that they show."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from coursewright.importers.scorm.metadata import NOTHING_SAID, Metadata, metadata_of
from coursewright.packages.reading.xml import children, first, local, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element

    from coursewright.importers.source import Source

__all__ = ["Entry", "Manifest", "Resource", "manifest_of"]

_DEEPEST = 40
_MOST = 5_000
"""Items of one package; large courses have some hundreds."""
_OUTSIDE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")


class Resource(NamedTuple):
    """What an item shows."""

    href: str
    """As written, with the folders that stand above it."""
    file: str
    """The file of the source; empty where it is elsewhere, or not there."""
    files: list[str]
    """All files of it that are there, its own too."""
    is_sco: bool
    metadata: Metadata


@dataclass(slots=True)
class Entry:
    """An item of the organisation, with those below it."""

    identifier: str
    title: str
    resource: Resource | None
    visible: bool
    mastery: float | None
    """What has to be reached to pass, in per cent; None where the manifest does not say it."""
    prerequisites: str
    objectives: list[str]
    """Identifiers; SCORM has no texts for them."""
    metadata: Metadata
    settings: dict[str, str]
    """What else the manifest says about it, such as the time that is allowed."""
    entries: list[Entry] = field(default_factory=list)

    def depth(self) -> int:
        """Return how many levels of items lie below it."""
        depth, level = 0, self.entries
        while level:
            depth += 1
            level = [inner for one in level for inner in one.entries]
        return depth


class Manifest(NamedTuple):
    """A course as a package tells it."""

    identifier: str
    title: str
    metadata: Metadata
    entries: list[Entry]
    others: list[str]
    """Titles of further organisations, which arrange the same content in other ways."""
    left_out: int
    """Items beyond what is read, or nested too deeply."""


def manifest_of(source: Source, root: str) -> Manifest | None:
    """Return the manifest in a folder of a source; None where there is none that can be read."""
    document = source.xml(f"{root}imsmanifest.xml")
    if document is None:
        return None
    return _Reader(source, root, document).manifest()


class _Reader:
    def __init__(self, source: Source, root: str, document: _Element) -> None:
        self._source = source
        self._root = root
        self._document = document
        self._resources = self._all_resources()
        self._read = self._left_out = 0

    def manifest(self) -> Manifest:
        around = first(self._document, "organizations")
        several = [*children(around, "organization")]
        default = around.get("default") if around is not None else None
        chosen = next((one for one in several if one.get("identifier") == default), None)
        chosen = chosen if chosen is not None else next(iter(several), None)
        entries = self._entries(chosen, 0)
        return Manifest(
            self._document.get("identifier") or "",
            _line(text_of(chosen, "title")),
            self._metadata(self._document, chosen),
            entries,
            [_line(text_of(one, "title")) for one in several if one is not chosen],
            self._left_out,
        )

    def _entries(self, around: _Element | None, depth: int) -> list[Entry]:
        found = []
        for item in children(around, "item"):
            if self._read >= _MOST or depth >= _DEEPEST:
                self._left_out += 1
                continue
            self._read += 1
            found.append(self._entry(item))
            found[-1].entries = self._entries(item, depth + 1)
        return found

    def _entry(self, item: _Element) -> Entry:
        sequencing = first(item, "sequencing")
        resource = self._resources.get(item.get("identifierref") or "")
        metadata = self._metadata(item)
        settings = {
            local(one): _line(text_of(one))
            for one in children(
                item, "maxtimeallowed", "timelimitaction", "timeLimitAction", "datafromlms", "dataFromLMS"
            )
            if text_of(one)
        }
        if parameters := item.get("parameters"):
            settings["parameters"] = parameters
        return Entry(
            item.get("identifier") or "",
            _line(text_of(item, "title")),
            resource,
            (item.get("isvisible") or "true").lower() not in {"false", "0"},
            _mastery(item, sequencing),
            text_of(item, "prerequisites"),
            [name for one in _objectives(sequencing) if (name := one.get("objectiveID") or "")],
            metadata,
            settings,
        )

    def _metadata(self, *elements: _Element | None) -> Metadata:
        """Return what metadata say, in the manifest or in a file that it names."""
        found = NOTHING_SAID
        for element in elements:
            about = first(element, "metadata")
            if about is None:
                continue
            found = found.over(metadata_of(about))
            if location := text_of(about, "location"):
                outside = self._source.xml(self._path("", location))
                found = found.over(metadata_of(outside)) if outside is not None else found
        return found

    def _all_resources(self) -> dict[str, Resource]:
        around = first(self._document, "resources")
        base = _base(self._document) + _base(around)
        found: dict[str, Resource] = {}
        wants: dict[str, list[str]] = {}
        for one in children(around, "resource"):
            own = base + _base(one)
            href = one.get("href") or ""
            where = href if _OUTSIDE.match(href) else own + href
            names = [self._path(own, file.get("href") or "") for file in children(one, "file")]
            name = "" if _OUTSIDE.match(href) else self._path(own, href)
            there = [each for each in dict.fromkeys([name, *names]) if each in self._source.sizes]
            kind = next(
                (value for key, value in one.attrib.items() if str(key).lower().endswith("scormtype")), ""
            )
            identifier = one.get("identifier") or ""
            wants[identifier] = [each.get("identifierref") or "" for each in children(one, "dependency")]
            found[identifier] = Resource(
                where,
                name if name in self._source.sizes else "",
                there,
                str(kind).lower() == "sco",
                self._metadata(one),
            )
        for identifier, others in wants.items():
            files = found[identifier].files
            known = set(files)
            for other in others:
                files += [
                    each for each in (found[other].files if other in found else []) if each not in known
                ]
                known.update(files)
        return found

    def _path(self, base: str, href: str) -> str:
        plain = f"{base}{href}".partition("#")[0].partition("?")[0].replace("\\", "/")
        for name in (plain, unquote(plain)):
            path = posixpath.normpath(posixpath.join(self._root, name))
            if path in self._source.sizes:
                return path
        return ""


def _objectives(sequencing: _Element | None) -> list[_Element]:
    around = first(sequencing, "objectives")
    return [*children(around, "primaryObjective", "objective")]


def _mastery(item: _Element, sequencing: _Element | None) -> float | None:
    if score := text_of(item, "masteryscore"):
        return _number(score)
    primary = first(sequencing, "objectives", "primaryObjective")
    if primary is None or (primary.get("satisfiedByMeasure") or "").lower() not in {"true", "1"}:
        return None
    measure = text_of(primary, "minNormalizedMeasure")
    found = _number(measure) if measure else 1.0  # what SCORM 2004 reads where it is not said
    return None if found is None else round(found * 100, 4)


def _number(text: str) -> float | None:
    plain = text.strip()
    return float(plain) if re.fullmatch(r"\d{1,3}(?:\.\d{1,6})?", plain) else None


def _base(element: _Element | None) -> str:
    found = element.get("{http://www.w3.org/XML/1998/namespace}base") if element is not None else None
    return found if found and not _OUTSIDE.match(found) else ""


def _line(text: str) -> str:
    return " ".join(text.split())

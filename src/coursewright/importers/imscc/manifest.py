"""The manifest of a cartridge, as it is written: its outline and its resources, whatever their version."""

from __future__ import annotations

import posixpath
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from coursewright.importers.imscc.metadata import About, about_of, audience_of, standards_of
from coursewright.packages.reading.xml import children, first, local, text_of
from coursewright.spec.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.etree import _Element

    from coursewright.importers.source import Source

__all__ = ["MANIFEST", "Line", "Manifest", "Resource", "file_named", "manifest_of"]

MANIFEST = "imsmanifest.xml"
_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_INLINE = frozenset({"webLink", "cartridge_basiclti_link", "assignment", "topic", "questestinterop"})
"""What a resource of the single XML file of version 1.3 holds itself."""


class Resource(NamedTuple):
    """One resource: files of the package, and what the manifest says of them."""

    identifier: str
    type: str
    """In lower case, such as `imsdt_xmlv1p1`."""
    files: tuple[str, ...]
    """Names in the source, the one it opens with first. Without those that are not there."""
    missing: tuple[str, ...] = ()
    """Files that it names and that are not there."""
    needs: tuple[str, ...] = ()
    """Identifiers of other resources."""
    use: str = ""
    """What it is intended for: `assignment`, `syllabus`, `lessonplan` or nothing."""
    audience: frozenset[str] = frozenset()
    """`learner`, `instructor`, `mentor`; empty where nothing is said."""
    standards: tuple[str, ...] = ()
    """Curriculum standards that it says it serves."""
    stands_for: str = ""
    """The identifier of a better variant, for which it is the fallback."""
    inline: _Element | None = None
    """What it holds itself, of a cartridge that is one XML file."""

    @property
    def name(self) -> str:
        """The file it opens with; empty where there is none."""
        return self.files[0] if self.files else ""

    @property
    def opens(self) -> str:
        """The same, or the file that should be there."""
        return self.name or next(iter(self.missing), "")

    @property
    def for_staff(self) -> bool:
        """Whether it is for those who teach alone."""
        return bool(self.audience) and "learner" not in self.audience


class Line(NamedTuple):
    """One line of the outline. `depth` counts from 0; what stands in a folder is one deeper than it."""

    identifier: str
    """Unique: one that another line has gets a number behind it."""
    title: str
    depth: int
    refers_to: str = ""
    """The identifier of a resource; empty for a heading."""
    holds: bool = False
    """Whether lines stand in it, rather than after it."""


class Manifest(NamedTuple):
    """A manifest. Of resources with the same identifier, the first counts."""

    identifier: str
    version: str
    root: str
    """The folder in which it stands, with a slash behind it; empty for the top."""
    name: str
    """The file that it is."""
    about: About
    lines: tuple[Line, ...]
    resources: Mapping[str, Resource]
    repeated: tuple[Resource, ...] = ()
    """Resources whose identifier another has already."""


def manifest_of(source: Source) -> Manifest:
    """Read the manifest of a source. Raises `UsageError` where it has none that can be read."""
    root = source.kind.root if not source.is_file else ""
    name = source.names(".xml")[0] if source.is_file and source.names(".xml") else f"{root}{MANIFEST}"
    top = source.xml(name)
    if top is None or local(top) != "manifest":
        raise UsageError(
            f"`{name}` is not there, or is no manifest that can be read.",
            "Export the course once more as a Common Cartridge.",
        )
    return _Reader(source, top, root).manifest(name)


def file_named(source: Source, folder: str, href: str) -> str | None:
    """Return the file of a source that an address means, seen from a folder; None where there is none.

    The address may be escaped, carry a query, or differ in the case of its letters. It never leads out.
    """
    for written in dict.fromkeys((href, unquote(href))):
        for path in dict.fromkeys((written, written.partition("?")[0].partition("#")[0])):
            joined = posixpath.normpath(posixpath.join(folder, path.replace("\\", "/").lstrip("/")))
            if joined in source.sizes:
                return joined
            if other := source.look.lower.get(joined.casefold()):
                return other
    return None


class _Reader:
    """Reads one manifest, and the manifests in it, of which old cartridges could have some."""

    def __init__(self, source: Source, top: _Element, root: str) -> None:
        self._source = source
        self._top = top
        self._root = root
        self._inner = {
            key: one for one in top.iter("{*}manifest") if one is not top and (key := one.get("identifier"))
        }

    def manifest(self, name: str) -> Manifest:
        resources: dict[str, Resource] = {}
        repeated = []
        for resource in self._resources():
            if resource.identifier in resources:
                repeated.append(resource)
            else:
                resources[resource.identifier] = resource
        metadata = first(self._top, "metadata")
        return Manifest(
            self._top.get("identifier") or "",
            text_of(metadata, "schemaversion"),
            self._root,
            name,
            about_of(metadata),
            tuple(self._lines()),
            resources,
            tuple(repeated),
        )

    def _resources(self) -> Iterator[Resource]:
        for holder in self._top.iter("{*}resources"):
            above = holder.getparent()
            bases = [one.get(_BASE) or "" for one in (above, holder) if one is not None]
            for element in children(holder, "resource"):
                base = posixpath.join("", *bases, element.get(_BASE) or "")
                yield self._resource(element, base)

    def _resource(self, element: _Element, base: str) -> Resource:
        hrefs = [href for href in (element.get("href"),) if href]
        hrefs += [href for one in children(element, "file") if (href := one.get("href"))]
        files: dict[str, None] = {}
        missing: dict[str, None] = {}
        for href in hrefs:
            if "://" in href:
                continue
            name = file_named(self._source, posixpath.join(self._root, base), href)
            (files if name else missing).setdefault(name or href)
        metadata = first(element, "metadata")
        variant = first(element, "variant")
        return Resource(
            element.get("identifier") or "",
            (element.get("type") or "").strip().lower(),
            tuple(files),
            tuple(missing),
            tuple(key for one in children(element, "dependency") if (key := one.get("identifierref"))),
            (element.get("intendeduse") or "").strip().lower(),
            audience_of(metadata),
            standards_of(metadata),
            variant.get("identifierref") or "" if variant is not None else "",
            next((one for one in element if local(one) in _INLINE), None),
        )

    def _lines(self) -> Iterator[Line]:
        seen: set[str] = set()
        named: Counter[str] = Counter()
        waiting = [(one, 0) for one in reversed(self._tops())]
        while waiting:
            item, depth = waiting.pop()
            refers_to = item.get("identifierref") or ""
            below = list(children(item, "item"))
            inner = self._inner.get(refers_to)
            if inner is not None and refers_to not in seen:
                seen.add(refers_to)
                below += children(first(inner, "organizations", "organization"), "item")
            if inner is not None:
                refers_to = ""
            title = " ".join(text_of(item, "title").split())
            name = item.get("identifier") or "item"
            named[name] += 1
            name = name if named[name] == 1 else f"{name}#{named[name]}"
            yield Line(name, title, depth, refers_to, holds=bool(below))
            waiting += ((one, depth + 1) for one in reversed(below))

    def _tops(self) -> list[_Element]:
        """Return the topmost items: those below the root, which has no title, or that of the whole."""
        tops = list(children(first(self._top, "organizations", "organization"), "item"))
        if len(tops) != 1 or tops[0].get("identifierref"):
            return tops
        title = " ".join(text_of(tops[0], "title").split())
        whole = about_of(first(self._top, "metadata")).title
        return list(children(tops[0], "item")) if title in {"", whole} else tops

"""A small reader of Common Cartridges that shares nothing with the writer, and what is wrong with one."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from dataclasses import dataclass, field
from functools import cache, cached_property
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest
from lxml import etree

from coursewright.exporters.fidelity.ledger import Ledger
from coursewright.exporters.imscc.export import members
from coursewright.exporters.packing.archives import zipped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.exporters.edition.model import Edition

XSD = Path(__file__).parents[3] / "shared" / "xsd" / "cc11"
ID = re.compile(r"[A-Za-z_][A-Za-z0-9._-]*")
PACKAGE = "$IMS-CC-FILEBASE$/"


@dataclass
class Item:
    """A line of the outline."""

    title: str
    ref: str
    items: list[Item] = field(default_factory=list)

    def walk(self) -> Iterator[Item]:
        yield self
        for item in self.items:
            yield from item.walk()


class Cartridge:
    """What is in a cartridge."""

    def __init__(self, archive: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(archive)) as opened:
            self.names = opened.namelist()
            self.files = {name: opened.read(name) for name in self.names}
        self.manifest = self.files["imsmanifest.xml"]
        self.root = ET.fromstring(self.manifest)  # noqa: S314 - written a moment ago
        self.ns = self.root.tag.partition("}")[0] + "}"

    @cached_property
    def resources(self) -> dict[str, ET.Element]:
        found = self.root.findall(f"./{self.ns}resources/{self.ns}resource")
        return {one.attrib["identifier"]: one for one in found}

    def hrefs(self, resource: ET.Element) -> list[str]:
        return [one.attrib["href"] for one in resource.findall(f"{self.ns}file")]

    def needs(self, resource: ET.Element) -> list[str]:
        return [one.attrib["identifierref"] for one in resource.findall(f"{self.ns}dependency")]

    @cached_property
    def modules(self) -> list[Item]:
        (root,) = self.root.findall(f"./{self.ns}organizations/{self.ns}organization/{self.ns}item")
        assert root.find(f"{self.ns}title") is None
        return [self._item(one) for one in root.findall(f"{self.ns}item")]

    def _item(self, element: ET.Element) -> Item:
        below = [self._item(one) for one in element.findall(f"{self.ns}item")]
        return Item(element.findtext(f"{self.ns}title") or "", element.attrib.get("identifierref", ""), below)

    def items(self) -> Iterator[Item]:
        for module in self.modules:
            yield from module.walk()

    def titled(self, title: str) -> ET.Element:
        """Return the resource that the item of a title opens."""
        return self.resources[next(item.ref for item in self.items() if item.title == title and item.ref)]

    def of_type(self, part: str) -> list[ET.Element]:
        return [one for one in self.resources.values() if part in one.attrib["type"]]

    def page(self, title: str) -> str:
        return self.files[self.hrefs(self.titled(title))[0]].decode()

    def xml(self, path: str) -> ET.Element:
        """Return a file without its namespaces."""
        root = ET.fromstring(self.files[path])  # noqa: S314
        for element in root.iter():
            element.tag = element.tag.rpartition("}")[2]
        return root

    @property
    def is_canvas(self) -> bool:
        return "course_settings/canvas_export.txt" in self.files


def cartridge(edition: Edition, ledger: Ledger | None = None) -> Cartridge:
    return Cartridge(zipped(members(edition, Ledger() if ledger is None else ledger)))


class _Addresses(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if name in {"href", "src", "poster"} and value]
        assert tag not in {"script", "iframe", "style", "form"}
        assert not [name for name, _ in attrs if name.startswith("on") or name == "style"]


def addresses(html: str) -> list[str]:
    parser = _Addresses()
    parser.feed(html)
    parser.close()
    return parser.found


def faults(cc: Cartridge) -> list[str]:
    """Return what is wrong with a cartridge, whatever platform reads it."""
    return [*_of_manifest(cc), *_of_files(cc), *_of_links(cc)]


def _of_manifest(cc: Cartridge) -> Iterator[str]:
    identifiers = [one.attrib["identifier"] for one in cc.root.iter() if "identifier" in one.attrib]
    yield from (f"id {one!r}" for one in identifiers if not ID.fullmatch(one))
    yield from (f"id {one!r} twice" for one in set(identifiers) if identifiers.count(one) > 1)
    for element in cc.root.iter():
        ref = element.attrib.get("identifierref")
        if ref is not None and ref not in cc.resources:
            yield f"{ref!r} is no resource"
    yield from ("an item without a title" for item in cc.items() if not item.title.strip())


def _of_files(cc: Cartridge) -> Iterator[str]:
    listed = [href for one in cc.resources.values() for href in cc.hrefs(one)]
    yield from (f"{name} is a folder" for name in cc.names if name.endswith("/"))
    yield from (f"{name} is not listed" for name in {*cc.names} - {*listed, "imsmanifest.xml"})
    yield from (f"{name} is missing" for name in {*listed} - {*cc.names})
    yield from (f"{name} is listed twice" for name in set(listed) if listed.count(name) > 1)


def _of_links(cc: Cartridge) -> Iterator[str]:
    targets = _canvas_targets(cc) if cc.is_canvas else set()
    for name, content in cc.files.items():
        if name.endswith(".html"):
            yield from _broken(cc, name, addresses(content.decode()), targets)
        elif name.endswith((".xml", ".qti")) and name != "imsmanifest.xml":
            texts = [element.text or "" for element in ET.fromstring(content).iter()]  # noqa: S314
            found = [one for text in texts if "<" in text for one in addresses(text)]
            yield from _broken(cc, name, found, targets)


def _broken(cc: Cartridge, name: str, found: list[str], targets: set[str]) -> Iterator[str]:
    in_page = name.endswith(".html") and not cc.is_canvas
    for address in found:
        if address.startswith(("http://", "https://", "mailto:", "tel:", "#")):
            continue
        if address in targets:
            continue
        if in_page and address.startswith("$"):
            yield f"{name}: {address} is a token in web content"
        folder = "web_resources" if cc.is_canvas else ""
        path = (
            posixpath.join(folder, address[len(PACKAGE) :])
            if address.startswith(PACKAGE)
            else posixpath.normpath(posixpath.join(posixpath.dirname(name), address))
        )
        if unquote(path.partition("#")[0]) not in cc.files:
            yield f"{name}: {address} leads nowhere"


def _canvas_targets(cc: Cartridge) -> set[str]:
    """Return what pages of Canvas can link to beside files."""
    base = "$CANVAS_OBJECT_REFERENCE$/"
    found = {
        f"$WIKI_REFERENCE$/pages/{Path(name).stem}" for name in cc.files if name.startswith("wiki_content/")
    }
    for name in cc.files:
        if name.endswith("assignment_settings.xml"):
            found.add(f"{base}assignments/{cc.xml(name).attrib['identifier']}")
        elif name.endswith("assessment_meta.xml"):
            found.add(f"{base}quizzes/{cc.xml(name).attrib['identifier']}")
    return found | {f"{base}discussion_topics/{one.attrib['identifier']}" for one in cc.of_type("imsdt")}


@cache
def _schema(name: str) -> etree.XMLSchema:
    if not XSD.is_dir():
        pytest.skip("the schemas of Common Cartridge are not here")
    return etree.XMLSchema(etree.parse(str(XSD / name)))


_VERSIONED = re.compile(rb"(imsccv|imscc_xmlv|imsdt_xmlv|imsdt_v|imswl_xmlv|imswl_v|/ccv)1p[23]")


def invalid(cc: Cartridge) -> list[str]:
    """Return what the schemas of version 1.1 say; names of 1.2 and 1.3 count as those of 1.1."""
    found = _validate("ccv1p1_imscp_v1p2_v1p0.xsd", _as_first(cc.manifest))
    for resource in cc.resources.values():
        kind = resource.attrib["type"]
        schema = next((one for part, one in _SCHEMAS.items() if part in kind), None)
        for href in cc.hrefs(resource)[:1] if schema else []:
            found += [f"{href}: {fault}" for fault in _validate(str(schema), _as_first(cc.files[href]))]
    return found


_SCHEMAS = {
    "imsdt": "ccv1p1_imsdt_v1p1.xsd",
    "imswl": "ccv1p1_imswl_v1p1.xsd",
    "assessment": "ccv1p1_qtiasiv1p2p1_v1p0.xsd",
}


def _as_first(content: bytes) -> bytes:
    first = _VERSIONED.sub(rb"\g<1>1p1", content)
    first = re.sub(rb"<schemaversion>1\.[23]\.0<", b"<schemaversion>1.1.0<", first)
    first = first.replace(b'type="assignment_xmlv1p0"', b'type="webcontent"')
    if first == content:
        return content
    # Version 1.1 does not know this use.
    return first.replace(b'intendeduse="assignment"', b'intendeduse="unspecified"')


def _validate(schema: str, content: bytes) -> list[str]:
    checked = _schema(schema)
    checked.validate(etree.fromstring(content))
    return [error.message for error in checked.error_log]  # type: ignore[attr-defined]

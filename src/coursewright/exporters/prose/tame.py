"""Files of a course that a browser would run when somebody opens them: drawings and pages, without scripts.

A drawing opened by itself is a page of the site it came from: its script could read what learners wrote, or
tell a learning platform that they passed. Files in which nothing can run stay as they are.
"""

from __future__ import annotations

import codecs
import gzip
import re
import zlib
from typing import TYPE_CHECKING, Any, TypeAlias

from lxml import etree

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["tamed"]

Content: TypeAlias = "bytes | Path"

_MARKUP = frozenset({".html", ".htm", ".shtml", ".shtm"})
_XML = frozenset(
    ".svg .xhtml .xht .xml .xsl .xslt .mathml .mml .rdf .atom .rss".split()  # noqa: SIM905
)
_INERT = frozenset(
    (  # noqa: SIM905 - lists of single strings read worse
        ".png .jpg .jpeg .gif .webp .avif .bmp .ico .mp3 .mp4 .m4a .m4v .webm .ogg .oga .ogv .wav .flac "
        ".pdf .zip .gz .docx .xlsx .pptx .odt .ods .odp .csv .tsv .txt .md .json .vtt .srt .woff .woff2 "
        ".ttf .otf .tex .ics"
    ).split()
)
"""Endings of what no browser takes for a page. Others are looked at: without a known ending, it guesses."""
_HEAD = 512
_LARGEST = 20_000_000
"""Bytes of a document that we read; a larger one is made unreadable to browsers, too."""
_LOOKS_LIKE_MARKUP = re.compile(
    rb"<(!doctype\s+html|!--|html|head|body|script|iframe|h1|div|p|a|b|img|table|style|title)\b",
    re.IGNORECASE,
)

_POLICY = (
    "default-src 'none'; img-src 'self' file: data:; media-src 'self' file:; font-src 'self' file: data:; "
    "style-src 'self' file: 'unsafe-inline'; form-action 'none'; base-uri 'none'"
)
"""A page may look as it did, and run nothing."""

_ACTIVE = frozenset(
    (  # noqa: SIM905 - lists of single strings read worse
        "script iframe frame frameset embed object applet base meta link handler listener form"
    ).split()
)
_ANIMATED = frozenset("set animate animatetransform animatemotion".split())  # noqa: SIM905
_ADDRESSES = frozenset(
    ("href", "src", "action", "formaction", "poster", "data", "background", "to", "from", "values", "by")
)
_SAFE = re.compile(r"\s*(#|data:image/(png|jpeg|gif|webp);|(https?|mailto|tel):|[^:]*$)", re.IGNORECASE)
_CALLS_OUT = re.compile(
    r"@import|expression\s*\(|url\(\s*[\"']?(?!\s*[\"']?(#|data:image/(png|jpeg|gif|webp)))", re.IGNORECASE
)


def tamed(path: Path) -> Content:
    """Return the bytes of a file without what a browser would run; the path where there is no such thing.

    Raises `OSError` where the file cannot be read.
    """
    ending = path.suffix.lower()
    if ending in _INERT:
        return path
    if ending == ".svgz":
        return _packed_drawing(path)
    if ending in _MARKUP:
        return _page(path.read_bytes())
    if ending in _XML:
        return _document(path)
    with path.open("rb") as file:
        head = file.read(_HEAD)
    start = head.removeprefix(codecs.BOM_UTF8).lstrip()
    if start[:5].lower() == b"<?xml" or b"<svg" in start.lower():
        return _document(path)
    return _page(path.read_bytes()) if _LOOKS_LIKE_MARKUP.search(head) else path


def _page(content: bytes) -> bytes:
    """Return a page that begins with a policy; what it says before its own first word holds for all of it."""
    text, charset = content, ""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if content.startswith(mark):
            text, charset = content[len(mark) :].decode(encoding, "replace").encode(), "utf-8"
    if not charset and _is_utf8(content):
        charset = "utf-8"
    said = f'<meta charset="{charset}">' if charset else ""
    policy = f'<!doctype html>{said}<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
    return policy.encode() + text


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _document(path: Path) -> Content:
    if path.stat().st_size > _LARGEST:
        return _unreadable(path.read_bytes())
    content = path.read_bytes()
    made = _sifted(content)
    return path if made is content else made


def _packed_drawing(path: Path) -> bytes:
    try:
        with gzip.open(path) as file:
            content = file.read(_LARGEST)
    except (OSError, EOFError, zlib.error):
        content = b""
    return gzip.compress(_sifted(content), mtime=0)


def _unreadable(content: bytes) -> bytes:
    """Return a document that no browser reads past its first letter; a person still can."""
    return b"This file is not well-formed XML.\n" + content


def _sifted(content: bytes) -> bytes:
    """Return a document without what could run or call out; the same object where there is nothing of it."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        return _unreadable(content)
    tree: Any = root.getroottree()
    changed = bool(tree.xpath("//processing-instruction()")) or _declares_entities(tree)
    for element in list(root.iter()):
        changed = _sift(element, root) or changed
    if not changed:
        return content
    if _name(root) in _ACTIVE:
        root = etree.Element("removed")
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + etree.tostring(
        root, encoding="UTF-8", xml_declaration=False, with_tail=False
    )


def _declares_entities(tree: Any) -> bool:
    """Whether a document declares entities, which a browser would put in where they are named."""
    dtd = tree.docinfo.internalDTD
    return dtd is not None and bool(dtd.entities())


def _sift(element: Any, root: Any) -> bool:
    """Take out what runs in an element, or the element itself. Return whether there was anything."""
    if not isinstance(element.tag, str):
        harmless = element.tag is etree.Comment
        if not harmless:
            _drop(element, root)
        return not harmless
    name = _name(element)
    if name in _ACTIVE or (name in _ANIMATED and _animates_an_address(element)):
        _drop(element, root)
        return True
    if name == "style" and _CALLS_OUT.search("".join(map(str, element.itertext()))):
        _drop(element, root)
        return True
    bad = [key for key, value in element.attrib.items() if _is_bad(name, str(key), str(value))]
    for key in bad:
        del element.attrib[key]
    return bool(bad)


def _is_bad(element: str, key: str, value: str) -> bool:
    name = etree.QName(key).localname.lower()
    if name.startswith("on") or (_CALLS_OUT.search(value) and name not in {"d", "title"}):
        return True
    if name not in _ADDRESSES:
        return False
    bare = re.sub(r"[\x00-\x20]", "", value)
    if not _SAFE.match(bare):
        return True
    return element != "a" and name in {"href", "src"} and re.match(r"(?i)https?:|//", bare) is not None


def _animates_an_address(element: etree._Element) -> bool:
    named = (element.get("attributeName") or "").rpartition(":")[2].strip().lower()
    return named in _ADDRESSES or named.startswith("on")


def _drop(element: etree._Element, root: etree._Element) -> None:
    """Take an element out, and leave the text behind it."""
    parent = element.getparent()
    if parent is None or element is root:
        return
    tail, before = element.tail or "", element.getprevious()
    parent.remove(element)
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname.lower()

"""What discussions, web links, tools and assignments of a cartridge hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.packages.checks.cartridge.types import type_of
from coursewright.packages.checks.html_links import scheme_of
from coursewright.packages.checks.roots import wrong_root
from coursewright.packages.reading.xml import children, first, namespace, place_of, text_of
from coursewright.packages.said import said

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lxml.etree import _Element

    from coursewright.packages.checks.cartridge.types import Holds
    from coursewright.packages.checks.manifest import Manifest, Resource
    from coursewright.packages.look import Look
    from coursewright.packages.said import Said

__all__ = ["check_contents", "file_of"]

_ROOTS: dict[Holds, tuple[str, str]] = {
    "topic": ("topic", "imsdt"),
    "link": ("webLink", "imswl"),
}
_TOOL = "http://www.imsglobal.org/xsd/imslticc_v1p"
_ASSIGNMENT = "http://www.imsglobal.org/xsd/imscc_extensions/assignment"
_FORMATS = ("file", "html", "text", "url")


def file_of(look: Look, manifest: Manifest, resource: Resource) -> str | None:
    """Return the file of a resource that is one XML document; None where it is not in the package."""
    href = resource.href or next(iter(resource.hrefs), "")
    return look.found(f"{manifest.base}{href}") if href else None


def check_contents(look: Look, manifest: Manifest) -> Iterator[Said]:
    """Check each document by what its type says that it is."""
    for resource in manifest.resources:
        known = type_of(resource.type)
        judge = _JUDGES.get(known.holds) if known else None
        file = file_of(look, manifest, resource) if judge else None
        root = look.xml(file) if file else None
        if judge is None or file is None or root is None:
            continue
        wrong = _wrong_root(root, resource, file)
        yield from [wrong] if wrong else judge(look, manifest, root, file)


def _wrong_root(root: _Element, resource: Resource, file: str) -> Said | None:
    known = type_of(resource.type)
    match known.holds if known else "files":
        case "topic" | "link" as holds:
            wanted, part = _ROOTS[holds]
            version = resource.type[-1]
            space = (
                f"http://www.imsglobal.org/xsd/{part}_v1p0"
                if version == "0"
                else f"http://www.imsglobal.org/xsd/imsccv1p{version}/{part}_v1p{version}"
            )
        case "tool":
            wanted = "cartridge_basiclti_link"
            space = f"{_TOOL}{resource.type[-1]}"
            if namespace(root).startswith(_TOOL):
                space = namespace(root)  # each platform takes several of them
        case _:
            wanted, space = "assignment", _ASSIGNMENT
    return wrong_root(root, file, wanted, space)


def _topic(look: Look, manifest: Manifest, root: _Element, file: str) -> Iterator[Said]:
    for part in ("title", "text"):
        found = first(root, part)
        if found is None or (part == "title" and not text_of(root, part)):
            yield said("PKG210", place_of(root, file), part=part)
    for attachment in children(first(root, "attachments"), "attachment"):
        href = attachment.get("href", "").replace("$IMS-CC-FILEBASE$/", "").replace("$IMS-CC-FILEBASE$", "")
        folder = file.rpartition("/")[0]
        if not any(
            look.found(path)
            for path in (f"{manifest.base}{href}", f"{folder}/{href}", f"web_resources/{href}")
        ):
            yield said("PKG211", place_of(attachment, file, "href"), href=href)


def _link(_look: Look, _manifest: Manifest, root: _Element, file: str) -> Iterator[Said]:
    url = first(root, "url")
    href = (url.get("href", "") if url is not None else "").strip()
    if not href:
        yield said("PKG212", place_of(root if url is None else url, file))
    elif url is not None and scheme_of(href) not in {"http", "https", "mailto", "ftp", ""}:
        yield said("PKG213", place_of(url, file, "href"), href=href)


def _tool(_look: Look, _manifest: Manifest, root: _Element, file: str) -> Iterator[Said]:
    if not text_of(root, "launch_url") and not text_of(root, "secure_launch_url"):
        yield said("PKG214", place_of(root, file), part="launch_url")
    if not text_of(root, "title"):
        yield said("PKG214", place_of(root, file), part="title")


def _assignment(look: Look, manifest: Manifest, root: _Element, file: str) -> Iterator[Said]:
    if not text_of(root, "title"):
        yield said(
            "PKG225",
            place_of(root, file),
            what="The assignment has no title",
            meant="a `title`, as its first child",
        )
    gradable = first(root, "gradable")
    if gradable is not None and text_of(root, "gradable") not in {"true", "false"}:
        what = f"`gradable` is `{text_of(root, 'gradable')}`"
        yield said("PKG225", place_of(gradable, file), what=what, meant="`true` or `false`")
    for form in children(first(root, "submission_formats"), "format"):
        if form.get("type") not in _FORMATS:
            what = f"The way to hand in is `{form.get('type', '')}`"
            yield said(
                "PKG225", place_of(form, file, "type"), what=what, meant="`file`, `html`, `text` or `url`"
            )
    for attachment in children(first(root, "attachments"), "attachment"):
        href = attachment.get("href", "")
        if not any(look.found(f"{base}{href}") for base in (manifest.base, f"{file.rpartition('/')[0]}/")):
            yield said("PKG211", place_of(attachment, file, "href"), href=href)


_JUDGES: dict[Holds, Callable[[Look, Manifest, _Element, str], Iterator[Said]]] = {
    "topic": _topic,
    "link": _link,
    "tool": _tool,
    "assignment": _assignment,
}

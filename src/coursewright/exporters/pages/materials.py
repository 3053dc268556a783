"""What a material shows: a page, an image, a recording, a file or a link, and what to know about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.exporters.pages.times import duration_text, moment_html
from coursewright.exporters.pages.writing import facts, items
from coursewright.exporters.prose.text import escaped, paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coursewright.exporters.edition.model import Entry
    from coursewright.exporters.pages.writing import Desk
    from coursewright.spec.model import Material

__all__ = ["material_list", "material_parts"]

_AUDIO = (".mp3", ".m4a", ".ogg", ".oga", ".wav", ".opus", ".flac")
_VIDEO = (".mp4", ".webm", ".m4v", ".ogv", ".mov")
_IMAGES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif")


def material_parts(entry: Entry, material: Material, parts: frozenset[str], desk: Desk) -> Iterator[str]:
    """Yield the parts of the page of a material."""
    if "purpose" in parts and material.purpose:
        yield f'<div class="cw-purpose">{paragraphs(material.purpose)}</div>'
    if "time" in parts:
        yield facts(_facts(entry, material, desk))
    if "content" in parts:
        yield _content(material, desk, entry.title)


def material_list(keys: Sequence[str], desk: Desk) -> str:
    """Return the materials of a task, each with its purpose and its length."""
    found = []
    for key in keys:
        entry = desk.edition.by_key.get(key)
        material: Material | None = entry.element if entry is not None else None  # type: ignore[assignment]
        if material is None:
            continue
        about = [escaped(material.purpose)] if material.purpose else []
        about += [escaped(length) for length in [_length(material, desk)] if length]
        found.append(
            desk.to(key) + (f' · <span class="cw-about">{" · ".join(about)}</span>' if about else "")
        )
    return items(found, "material-list")


def _facts(entry: Entry, material: Material, desk: Desk) -> Iterator[tuple[str, str, str]]:
    words = desk.words
    kind = f"material.kind.{material.kind}"
    if material.kind and kind in words:
        yield "kind", words("material.kind"), escaped(words(kind))
    yield "length", words("material.length"), escaped(_length(material, desk))
    if material.difficulty and f"material.difficulty.{material.difficulty}" in words:
        yield (
            "difficulty",
            words("material.difficulty"),
            escaped(words(f"material.difficulty.{material.difficulty}")),
        )
    if not material.required:
        yield "optional", words("material.required"), escaped(words("material.optional"))
    yield "size", words("material.size"), escaped(material.size or "")
    if isinstance(material.transcript, str):
        yield (
            "transcript",
            words("material.transcript"),
            desk.reference(material.transcript, material, "transcript"),
        )
    if isinstance(material.captions, str):
        yield "captions", words("material.captions"), desk.reference(material.captions, material, "captions")
    elif material.captions:
        told = f'<span class="cw-unsaid">{escaped(words("material.has_captions"))}</span>'
        yield "captions", words("material.captions"), told
    if material.alternative:
        yield (
            "alternative",
            words("material.alternative"),
            desk.reference(material.alternative, material, "alternative"),
        )
    if entry.due is not None:
        yield "until", words("material.until"), moment_html(entry.due, desk.edition)
    yield "licence", words("material.licence"), escaped(material.licence or "")


def _length(material: Material, desk: Desk) -> str:
    """Return how long a material takes, else how long it is."""
    if material.duration is not None:
        return duration_text(material.duration, desk.edition)
    if material.pages is not None:
        return desk.words("material.pages", material.pages, pages=f"{material.pages:g}")
    if material.words is not None:
        return desk.words("material.words", material.words, words=f"{material.words:g}")
    return ""


def _content(material: Material, desk: Desk, title: str) -> str:
    if (
        material.path
        and material.kind == "page"
        and not material.path.lower().endswith((".html", ".htm", ".pdf"))
    ):
        page = desk.prose(material, "path", level=desk.level, below=title)
        if page:
            return f'<div class="cw-page">{page}</div>'
    address = desk.file(material.path, material, "path") if material.path else None
    if address is not None:
        return _file(material, address, title, desk)
    if material.url:
        link = desk.web(material.url, desk.words("material.open", title=title))
        return f'<p class="cw-open-material">{link}</p>'
    return ""


def _file(material: Material, address: str, title: str, desk: Desk) -> str:
    """Return a file that is shown in the page where browsers can, and can be taken along in any case."""
    there, name = escaped(address), (material.path or "").rpartition("/")[2]
    told = escaped(desk.words("material.download", name=name))
    link = f'<p class="cw-open-material"><a href="{there}">{told}</a></p>'
    ending = name.lower()
    if ending.endswith(_IMAGES):
        alt = "" if material.decorative else escaped(material.alt or title)
        kind = "cw-figure" if material.alt and not material.decorative else "cw-figure cw-unsaid"
        return f'<figure class="{kind}"><img src="{there}" alt="{alt}" /></figure>{link}'
    if ending.endswith(_AUDIO):
        return f'<audio controls="controls" preload="none" src="{there}"></audio>{link}'
    if ending.endswith(_VIDEO):
        track = _captions(material, desk)
        return f'<video controls="controls" preload="none" src="{there}">{track}</video>{link}'
    return link


def _captions(material: Material, desk: Desk) -> str:
    """Return the track of captions, where there is a file that browsers read."""
    if not isinstance(material.captions, str) or not material.captions.lower().endswith(".vtt"):
        return ""
    address = desk.file(material.captions, material, "captions")
    if address is None:
        return ""
    spoken = f'srclang="{escaped(desk.edition.language)}" label="{escaped(desk.edition.language)}"'
    return f'<track kind="captions" src="{escaped(address)}" {spoken} default="default" />'

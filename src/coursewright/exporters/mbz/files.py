"""Files of a backup: each content once, and rows that say where it shows up."""

from __future__ import annotations

import hashlib
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from coursewright.exporters.mbz.records import document, group, record
from coursewright.exporters.packing.member import Member

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from lxml.etree import _Element

    from coursewright.exporters.mbz.ids import Ids
    from coursewright.exporters.mbz.records import Fields
    from coursewright.exporters.prose.assets import Asset

__all__ = ["Area", "Pool"]

_TYPES = dict(
    pair.split("=")
    for pair in (  # noqa: SIM905 - a list of single strings reads worse
        "png=image/png jpg=image/jpeg jpeg=image/jpeg gif=image/gif webp=image/webp svg=image/svg+xml "
        "pdf=application/pdf txt=text/plain md=text/markdown csv=text/csv tsv=text/tab-separated-values "
        "html=text/html htm=text/html css=text/css js=text/javascript json=application/json "
        "xml=application/xml "
        "yaml=application/x-yaml yml=application/x-yaml py=text/x-python r=text/plain ipynb=application/json "
        "mp3=audio/mp3 ogg=audio/ogg wav=audio/wav m4a=audio/mp4 mp4=video/mp4 webm=video/webm "
        "mov=video/quicktime "
        "vtt=text/vtt srt=text/plain zip=application/zip gz=application/x-gzip epub=application/epub+zip "
        "docx=application/vnd.openxmlformats-officedocument.wordprocessingml.document "
        "pptx=application/vnd.openxmlformats-officedocument.presentationml.presentation "
        "xlsx=application/vnd.openxmlformats-officedocument.spreadsheetml.sheet doc=application/msword "
        "ppt=application/vnd.ms-powerpoint xls=application/vnd.ms-excel rtf=text/rtf "
        "odt=application/vnd.oasis.opendocument.text ods=application/vnd.oasis.opendocument.spreadsheet "
        "odp=application/vnd.oasis.opendocument.presentation"
    ).split()
)
_PIECE = 1 << 20


class Area(NamedTuple):
    """Where a file belongs: the place that shows it, and which of its texts."""

    context: int
    component: str
    area: str
    item: int = 0


class _Row(NamedTuple):
    area: Area
    name: str
    content: str
    size: int
    main: bool


class Pool:
    """Collects the files that texts use."""

    def __init__(self, ids: Ids, made: int) -> None:
        self._ids = ids
        self._made = made
        self._rows: dict[int, _Row] = {}
        self._contents: dict[str, bytes | Path] = {}
        self._known: dict[Path, tuple[str, int]] = {}

    def add(self, area: Area, assets: Iterable[Asset], *, main: bool = False) -> tuple[int, ...]:
        """Note that an area uses files, and return the numbers of their rows.

        `main` marks the file that a resource opens with. Raises `OSError` where a file cannot be read.
        """
        numbers = []
        for asset in assets:
            content, size = self._read(asset)
            place = f"{area.context} {area.component} {area.area} {area.item} {asset.name}"
            number = self._ids("file", place)
            self._rows[number] = _Row(area, asset.name, content, size, main)
            numbers.append(number)
        return tuple(numbers)

    def members(self) -> Iterator[Member]:
        """Yield `files.xml` and the contents."""
        yield Member("files.xml", document(group("files", (self._row(*row) for row in self._rows.items()))))
        for digest, content in self._contents.items():
            yield Member(f"files/{digest[:2]}/{digest}", content)

    def _row(self, number: int, row: _Row) -> _Element:
        fields: Fields = {
            "contenthash": row.content,
            "contextid": row.area.context,
            "component": row.area.component,
            "filearea": row.area.area,
            "itemid": row.area.item,
            "filepath": "/",
            "filename": row.name,
            "userid": None,
            "filesize": row.size,
            "mimetype": _TYPES.get(row.name.rpartition(".")[2], "document/unknown"),
            "status": 0,
            "timecreated": self._made,
            "timemodified": self._made,
            "source": row.name,
            "author": None,
            "license": None,
            "sortorder": int(row.main),
            "repositorytype": None,
            "repositoryid": None,
            "reference": None,
        }
        return record("file", fields, id=number)

    def _read(self, asset: Asset) -> tuple[str, int]:
        known = self._known.get(asset.path)
        if known is None:
            content = asset.content
            digest, size = hashlib.sha1(usedforsecurity=False), 0
            with BytesIO(content) if isinstance(content, bytes) else content.open("rb") as source:
                while piece := source.read(_PIECE):
                    digest.update(piece)
                    size += len(piece)
            known = self._known[asset.path] = digest.hexdigest(), size
            self._contents.setdefault(known[0], content)
        return known

"""Videos: where they are, how long they last, and whether what is said can be read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coursewright.importers.draft import File
from coursewright.importers.olx.desk import json_of, number_of
from coursewright.packages.reading.xml import children

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.importers.draft import Data, Value
    from coursewright.importers.olx.blocks import Block
    from coursewright.importers.olx.desk import OlxDesk

__all__ = ["video_of"]

_ID = re.compile(r"[\w-]{6,20}")
_CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2})")


def video_of(block: Block, title: str, desk: OlxDesk) -> Data:
    """Return a video as a material; without an address where it names none."""
    data: Data = {"title": title, "kind": "video", **_place(block, desk)}
    if length := _length(block):
        data["duration"] = length
    spoken = dict(_transcripts(block, desk))
    if spoken:
        language = next(iter(spoken))
        data["captions"] = spoken[language]
    track = block.said("track") or next((one.get("src", "") for one in children(block.element, "track")), "")
    if track and (where := _where(track, desk)) is not None:
        data["transcript"] = where
    settings: Data = {}
    if len(spoken) > 1:
        settings["captions_in"] = list(spoken)
    for key in ("start_time", "end_time"):
        if _seconds(block.said(key)):
            settings[key] = block.said(key)
    if settings:
        data["x-olx"] = settings
    return data


def _place(block: Block, desk: OlxDesk) -> Data:
    for address in _addresses(block):
        if address.startswith(("http://", "https://")):
            return {"url": address}
        if file := desk.addresses.file(address):
            return {"path": File(file)}
    return {}


def _addresses(block: Block) -> Iterator[str]:
    names = [block.said("youtube_id_1_0")]
    names += [
        part.partition(":")[2]
        for part in block.said("youtube").split(",")
        if part.partition(":")[0] in {"1.0", "1.00"}
    ]
    yield from (f"https://www.youtube.com/watch?v={name}" for name in names if _ID.fullmatch(name))
    listed = json_of(block.said("html5_sources"))
    yield from (one for one in (listed if isinstance(listed, list) else []) if isinstance(one, str))
    yield block.said("source")
    yield from (one.get("src", "") for one in children(block.element, "source"))


def _length(block: Block) -> str:
    """Return how long learners watch: the part that is shown, else the whole; empty for neither."""
    begins, ends = _seconds(block.said("start_time")), _seconds(block.said("end_time"))
    if ends > begins:
        return _written(ends - begins)
    lengths = (number_of(one.get("duration", "")) for one in children(block.element, "video_asset"))
    whole = next((length for length in lengths if length), 0)
    return _written(round(whole - begins)) if whole > begins else ""


def _written(seconds: int) -> str:
    """Return a length in whole minutes, rounded up: a plan has no seconds."""
    return f"{-(-seconds // 60)} min"


def _seconds(text: str) -> int:
    found = _CLOCK.fullmatch(text)
    return int(found[1] or 0) * 3600 + int(found[2]) * 60 + int(found[3]) if found else 0


def _transcripts(block: Block, desk: OlxDesk) -> Iterator[tuple[str, Value]]:
    """Yield the languages of what is shown with the video, each with its file, else true."""
    listed = json_of(block.said("transcripts"))
    named = {str(tag): str(name) for tag, name in listed.items()} if isinstance(listed, dict) else {}
    named |= {one.get("language", ""): one.get("src", "") for one in children(block.element, "transcript")}
    if sub := block.said("sub"):
        named.setdefault("en", f"subs_{sub}.srt.sjson")
    for asset in children(block.element, "video_asset"):
        for group in children(asset, "transcripts"):
            for one in children(group, "transcript"):
                named.setdefault(one.get("language_code", ""), "")
    for tag, name in named.items():
        if tag:
            file = desk.addresses.file(name) if name else None
            yield tag, File(file) if file else True


def _where(address: str, desk: OlxDesk) -> Value | None:
    if file := desk.addresses.file(address):
        return File(file)
    return address if address.startswith(("http://", "https://")) else None

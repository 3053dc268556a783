"""Packages and tools made elsewhere: H5P, SCORM, and tools by LTI, with what a backup says about them."""

from __future__ import annotations

import json
import re
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError  # noqa: N812 - it has no better name

from coursewright.importers.draft import Item, Ref
from coursewright.importers.mbz.bench import Came, item_of
from coursewright.importers.mbz.fields import moment, present, said, whole
from coursewright.importers.mbz.kinds.reading import file_data
from coursewright.importers.mbz.kinds.talking import instructions
from coursewright.packages.reading.xml import children

if TYPE_CHECKING:
    from coursewright.importers.draft import Data
    from coursewright.importers.mbz.activity import Activity
    from coursewright.importers.mbz.bench import Bench
    from coursewright.importers.mbz.stored_files import StoredFile

__all__ = ["h5p", "hvp", "lti", "scorm"]

_KINDS = {
    "H5P.BranchingScenario": "simulation",
    "H5P.InteractiveVideo": "video",
    "H5P.QuestionSet": "quiz",
    "H5P.SingleChoiceSet": "quiz",
}
"""Content types of H5P whose name says what students do with them."""
_WEB = re.compile(r"https?://", re.IGNORECASE)
_MOST_FILES, _MOST_LISTED = 5_000, 1 << 20
_END, _LARGE = b"PK\x05\x06", b"PK\x06\x07"


def h5p(activity: Activity, bench: Bench) -> Came:
    """Return an H5P activity as a task, with its package as a material."""
    package = next(iter(bench.shelf.of(activity.area("package"))), None)
    return _made(activity, bench, _content_type(package, bench), package, "H5P")


def hvp(activity: Activity, bench: Bench) -> Came:
    """Return an activity of the older plugin for H5P as a task; its content is not in a file of its own."""
    name = said(activity.own, "machine_name")
    if said(activity.own, "json_content"):
        bench.partly(activity, "what is in it stays in the backup: a plan holds no H5P")
    return _made(activity, bench, name, None, "H5P")


def scorm(activity: Activity, bench: Bench) -> Came:
    """Return a SCORM package as a task, with the titles of its parts."""
    package = next(iter(bench.shelf.of(activity.area("package"))), None)
    titles = [
        bench.texts.line(said(row, "title"))
        for row in activity.rows("scoes")
        if said(row, "scormtype") == "sco"
    ]
    attempts = whole(activity.own, "maxattempt")
    extra: Data = {
        "release": moment(activity.own, "timeopen"),
        "due": moment(activity.own, "timeclose"),
        "attempts": attempts if attempts > 0 else "",
        "x-moodle": present(
            {"version": said(activity.own, "version"), "parts": [one for one in titles if one]}
        ),
    }
    return _made(activity, bench, "", package, "SCORM", extra)


def lti(activity: Activity, bench: Bench) -> Came:
    """Return a tool that stands elsewhere: as a task where it is marked, else as a material."""
    address = said(activity.own, "toolurl") or said(activity.own, "securetoolurl")
    type_url = next((said(one, "baseurl") for one in children(activity.own, "ltitype")), "")
    at = next((one for one in (address, type_url) if _WEB.match(one)), "")
    data: Data = {"kind": "tool", "url": at}
    if any(item.is_marked for item in bench.book.of_activity(activity)):
        tool = item_of("materials", activity, bench, data, part="tool")
        found: Data = {**instructions(bench.intro(activity)), "materials": [Ref(tool.source)] if at else []}
        tools = (tool,) if at else ()
        return Came(
            (item_of("tasks", activity, bench, found), *tools), "as a task in a tool that stands elsewhere"
        )
    bench.keep(activity, bench.intro(activity), "a material has no description of its own in a plan")
    return Came((item_of("materials", activity, bench, data),), "as a material of the kind tool")


def _made(
    activity: Activity,
    bench: Bench,
    content: str,
    package: StoredFile | None,
    what: str,
    extra: Data | None = None,
) -> Came:
    held = package is not None and bool(package.name)
    files: tuple[Item, ...] = ()
    if package is not None and held:
        data: Data = {"title": package.title, **file_data(package, bench)}
        files = (Item("materials", f"{activity.source}/{package.path}", present(data)),)
    told: Data = {"content_type": content} if content else {}
    own = {"kind": _KINDS.get(content, ""), **instructions(bench.intro(activity))}
    links: Data = {"materials": [Ref(one.source) for one in files], "x-moodle": told}
    task = item_of("tasks", activity, bench, {**own, **links, **(extra or {})})
    how = f"as a task with a package of {what}" if files else f"as a task in {what}, without its package"
    return Came((task, *files), f"{how} ({content})" if content else how)


def _content_type(package: StoredFile | None, bench: Bench) -> str:
    """Return what an H5P package is, as its `h5p.json` says; empty where that cannot be read with ease."""
    data = bench.contents.get(package.name, b"") if package is not None else b""
    end = data.rfind(_END)
    if (
        end < 0
        or _LARGE in data
        or len(data) < end + 12
        or int.from_bytes(data[end + 10 : end + 12], "little") > _MOST_FILES
    ):
        return ""
    try:
        with ZipFile(BytesIO(data)) as archive, archive.open("h5p.json") as file:
            told = json.loads(file.read(_MOST_LISTED))
    except (BadZipFile, ZlibError, KeyError, ValueError, OSError, RuntimeError, EOFError):
        return ""
    library = told.get("mainLibrary") if isinstance(told, dict) else None
    return library[:100] if isinstance(library, str) else ""

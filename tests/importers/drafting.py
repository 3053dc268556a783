"""A course imported as the command imports it, for tests to look at."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING, Any, NamedTuple

from coursewright.cli.import_.placing import Placing
from coursewright.importers.bringing import brought
from coursewright.importers.desk import Desk, Wishes
from coursewright.importers.formats import FORMATS, detected
from coursewright.importers.source import open_source
from coursewright.importers.writing.folders import all_of
from coursewright.spec.faults import FaultKind
from coursewright.spec.load import load

if TYPE_CHECKING:
    from pathlib import Path

    from coursewright.importers.account import Account
    from coursewright.importers.draft import CourseDraft
    from coursewright.spec.faults import Fault
    from coursewright.spec.model import Course

__all__ = ["Imported", "imported", "read_in"]

_UNREAD = {FaultKind.INVALID, FaultKind.UNRESOLVED, FaultKind.DUPLICATE}


class Imported(NamedTuple):
    """What an import came to."""

    folder: Path
    course: Course
    account: Account
    draft: CourseDraft


def imported(path: Path, tmp_path: Path, form: str = "", **wishes: Any) -> Imported:
    """Import a source into a folder of its own below `tmp_path`, and load what was written.

    `form` is the word after `--from`; without it the source has to be recognised. Fails where the specs hold
    anything that the format does not know.
    """
    source = open_source(path)
    known = next((one for one in FORMATS if one.name == form), None) if form else detected(source)
    assert known is not None, f"nobody recognises {path}"
    desk = Desk(Wishes(**wishes))
    folder = tmp_path / f"imported-{sum(1 for _ in tmp_path.glob('imported-*'))}"
    with Placing(folder) as placing:
        draft = known.read(source, desk)
        come = brought(draft, source, known, desk, waiting=placing.waiting)
        placing.put(all_of(come))
    course = load(folder / come.finished.specs[0].path)
    faults = [_said(fault) for fault in course.faults if fault.kind in _UNREAD]
    assert not faults, faults
    return Imported(folder, course, desk.account, draft)


def read_in(folder: Path, files: dict[str, str], form: str) -> tuple[CourseDraft, Desk]:
    """Write files into a folder, their texts without what they are indented by, and read them as a form."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text).lstrip("\n"), encoding="utf-8")
    source = open_source(folder)
    known = next(one for one in FORMATS if one.name == form)
    assert known.recognises(source)
    desk = Desk()
    return known.read(source, desk), desk


def _said(fault: Fault) -> str:
    if fault.node is None:
        return fault.message
    return f"{fault.node.source.path.name}: {fault.message} ({fault.node.written})"

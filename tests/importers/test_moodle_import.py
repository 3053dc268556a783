"""Backups that Moodle itself made come in whole: counted here once more, from the raw files."""

from __future__ import annotations

import re
import tarfile
import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from backups import read_back, written_backup
from drafting import imported

from coursewright.importers.formats import detected
from coursewright.importers.source import open_source

if TYPE_CHECKING:
    from collections.abc import Mapping

SHARED = Path(__file__).parents[3] / "shared" / "reference" / "moodle"
REFERENCES = ("fromcc45.mbz", "ref45.mbz")
_TASKS = {"assign", "choice", "forum", "quiz"}

needs_references = pytest.mark.skipif(
    not SHARED.is_dir(), reason="the references are not beside the checkout"
)


def members_of(path: Path) -> dict[str, bytes]:
    with tarfile.open(path) as archive:
        found = {one.name.removeprefix("./"): archive.extractfile(one) for one in archive if one.isfile()}
        return {name: file.read() for name, file in found.items() if file is not None}


class Counted:
    """What a backup holds, counted with ElementTree and regular expressions."""

    def __init__(self, members: Mapping[str, bytes]) -> None:
        contents = ET.fromstring(members["moodle_backup.xml"])  # noqa: S314 - made here, by Moodle
        self.activities = Counter(one.text or "" for one in contents.iter("modulename"))
        news = [name for name, data in members.items() if b"<type>news</type>" in data]
        self.news = len(news)
        self.sections = sum(1 for _ in contents.iterfind(".//sections/section"))
        self.questions = len(re.findall(rb'<question id="\d+">', members["questions.xml"]))
        self.titles = {
            self._name(members[name])
            for name in members
            if re.fullmatch(r"activities/(?!forum|label)([a-z]+)_\d+/\1\.xml", name)
        }
        self.files = {name for name in members if name.startswith("files/")}

    @staticmethod
    def _name(data: bytes) -> str:
        return next(ET.fromstring(data).iter("name")).text or ""  # noqa: S314 - as above


@needs_references
@pytest.mark.parametrize("name", REFERENCES)
def test_a_backup_of_moodle_comes_in_whole(name: str, tmp_path: Path) -> None:
    counted = Counted(members_of(SHARED / name))
    made = imported(SHARED / name, tmp_path)
    fates = Counter(note.fate for note in made.account if note.what in counted.activities)
    assert fates["left out"] == counted.news
    assert fates["imported"] == sum(counted.activities.values()) - counted.news
    assert sum(note.what == "section" for note in made.account if note.fate != "partly") == counted.sections

    draft = made.draft
    items = [*draft.items, *(item for module in draft.modules for item in module.items)]
    kinds = Counter(item.kind for item in items)
    assert kinds["tasks"] == sum(counted.activities[kind] for kind in _TASKS) - counted.news
    assert kinds["materials"] == sum(counted.activities.values()) - kinds["tasks"] - counted.news
    assert counted.titles <= {str(item.data["title"]) for item in items}
    quizzes = [item.source for item in items if item.data.get("kind") == "quiz"]
    read = read_back(SHARED / name)
    asked = sum(len(read.data(source).get("questions", ())) for source in quizzes)
    assert asked == counted.questions
    copied = [path for path in (made.folder / "files").glob("*") if path.is_file()]
    assert len(copied) == len(counted.files)


@needs_references
def test_dates_and_order_of_the_reference() -> None:
    read = read_back(SHARED / "ref45.mbz")
    week_1, week_2 = read.draft.modules
    assert [item.source for item in week_1.items] == [
        "page:50",
        "label:51",
        "url:52",
        "forum:53",
        "assign:54",
    ]
    assert [item.source for item in week_2.items] == ["quiz:55", "choice:56"]
    assert read.items["assign:54"].data["due"] == "2027-01-15T08:00:00Z"
    assert read.items["choice:56"].data["questions"] == [
        {"prompt": "Intro", "type": "single", "options": ["Yes", "No"]}
    ]
    assert read.draft.data["calendar"] == {"starts": "2023-11-14"}


@needs_references
@pytest.mark.parametrize("name", ["unpacked", "archive.zip", "archive.mbz"])
def test_every_way_of_packing_gives_the_same(name: str, tmp_path: Path) -> None:
    whole = read_back(SHARED / "fromcc45.mbz")
    other = read_back(written_backup(tmp_path / name, members_of(SHARED / "fromcc45.mbz")))
    assert other.draft == whole.draft
    assert list(other.account) == list(whole.account)


@needs_references
def test_a_backup_below_a_folder_is_found(tmp_path: Path) -> None:
    inner = {f"course-18/{name}": data for name, data in members_of(SHARED / "fromcc45.mbz").items()}
    path = written_backup(tmp_path / "packed.zip", inner)
    form = detected(open_source(path))
    assert form is not None
    assert form.name == "mbz"
    read = read_back(path)
    assert len(read.items) == len(read_back(SHARED / "fromcc45.mbz").items)
    assert all(name.startswith("course-18/files/") for name in read.draft.called)

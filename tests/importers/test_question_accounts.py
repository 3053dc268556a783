"""Each question of a quiz has one fate in the account, whatever the system that it comes from."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from drafting import imported

if TYPE_CHECKING:
    from coursewright.importers.account import Note

_COURSES = Path(__file__).parent / "courses"


@pytest.mark.parametrize("course", ["canvas-export", "moodle-backup", "openedx-course"])
def test_each_question_has_one_fate(tmp_path: Path, course: str) -> None:
    found = imported(_COURSES / course, tmp_path)
    notes: list[Note] = [note for note in found.account if note.what in {"question", "problem"}]
    fates = Counter(note.source for note in notes if note.fate != "partly")
    assert fates
    assert set(fates.values()) == {1}
    assert {note.source for note in notes} == set(fates)

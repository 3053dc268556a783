"""Moodle backups have the shape of those that Moodle writes itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from mbz_course import everything
from mbz_reading import Backup, backup_of, opened, shape_of

REFERENCES = Path(__file__).parents[3] / "shared" / "reference" / "moodle"
WITHOUT = {
    "fileref",  # Moodle hands files of questions to the course, we to the quiz
    "groupingref",
    "plugin_qbank_comment_question",
    "plugin_qbank_customfields_question",
    "question_categoryref",
    "role",
    "roleref",
    "subplugin_quizaccess_seb_quiz",
    "block",
    "grade_history",
}
"""What Moodle writes and a restore does not miss, as one of our backups without it showed."""
MEASURED = frozenset(
    (  # noqa: SIM905 - a list of single strings reads worse
        "page url label resource forum wiki glossary assign quiz choice feedback"
    ).split()
)


def _table() -> dict[str, set[str]]:
    lines = (Path(__file__).parent / "mbz_shape.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return {path: set(children.split()) for path, children in rows}


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Backup:
    return backup_of(everything(tmp_path_factory.mktemp("course"), reader="staff"))


def test_every_element_holds_what_moodle_writes_there(ours: Backup) -> None:
    shape = shape_of(ours)
    table = _table()
    assert len(table) > 150
    missing = {
        path: children - shape.get(path, set())
        for path, children in table.items()
        if children - shape.get(path, set())
    }
    assert not missing


def test_no_element_holds_what_moodle_does_not_know(ours: Backup) -> None:
    shape, table = shape_of(ours), _table()
    unknown = {
        path: more
        for path, children in shape.items()
        if (more := children - table.get(path, set()) - WITHOUT)
        and "quiz/inforef.xml:inforef/fileref" not in path
    }
    assert not unknown


def test_the_course_has_every_kind_of_activity_that_we_write(ours: Backup) -> None:
    assert {module.kind for module in ours.modules.values()} == MEASURED


@pytest.mark.parametrize("name", ["ref45.mbz", "fromcc45.mbz"])
def test_references_of_moodle_agree_with_the_table(name: str) -> None:
    path = REFERENCES / name
    if not path.exists():
        pytest.skip("needs ../shared/reference/moodle, which is not here")
    theirs, table = shape_of(opened(path)), _table()
    both = [path for path in theirs if path in table]
    assert len(both) > 40
    for place in both:
        # Lists may be empty on either side; records are not.
        if "@id" in table[place]:
            assert theirs[place] - table[place] <= WITHOUT, place

"""What `coursewright baseline` does, whoever checks the courses for it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from coursewright.cli.baseline.freezing import create_baseline, prune_baseline, update_baseline
from coursewright.lint.engine import Linter
from coursewright.lint.select import find
from coursewright.lint.silence.baseline_file import BaselineError, read_baseline
from coursewright.lint.silence.baselines import Found
from coursewright.lint.silence.unused import is_whole
from coursewright.lint.silence.whereabouts import NAME
from coursewright.spec.discover import plan
from coursewright.spec.errors import NothingToCheckError, UnreadableInputError, UsageError
from coursewright.spec.load import load

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from coursewright.lint.silence.baselines import Hold
    from coursewright.spec.errors import CoursewrightError

RULES = [find(code) for code in ("SPC001", "FUP001", "TSK001")]
RAN = frozenset(rule.meta.code for rule in RULES)
MODULE = "module: m\ntasks:\n  - {id: a, kind: quiz}\n  - {id: b, kind: quiz}\n"
MENDED = "module: m\ntasks:\n  - {id: a, kind: quiz, purpose: To see what stuck}\n  - {id: b, kind: quiz}\n"


class Checking:
    """Checks each course of some folders, and has what it finds held while their trees are there."""

    def __init__(self, paths: Sequence[Path], hold: Hold) -> None:
        planned = plan(list(paths))
        self.errors: list[CoursewrightError] = list(planned.errors)
        self._jobs = planned.jobs
        self._hold = hold

    def __iter__(self) -> Iterator[None]:
        for job in self._jobs:
            try:
                course = load(job.file)
            except UnreadableInputError as error:
                self.errors.append(error)
                continue
            findings = Linter(RULES, dt.date(2026, 9, 21)).lint(course).findings
            ran = {source.path: RAN for source in course.sources} if is_whole(course) else {}
            self._hold(findings, ran)
            yield


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "m.module.yaml").write_text(MODULE, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_create_says_what_it_froze(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert create_baseline(folder, Checking) == 0
    assert capsys.readouterr().out == (
        "Froze 4 findings in 1 file, in coursewright-baseline.yaml:\n"
        "      2  FUP001 no-follow-up\n"
        "      2  TSK001 missing-purpose\n"
        "From now on `coursewright lint` reports what is new. Keep the file with the courses, and run\n"
        "`coursewright baseline update` when something has been mended.\n"
    )
    assert read_baseline(folder / NAME).by_rule() == {"FUP001": 2, "TSK001": 2}


def test_create_does_not_overwrite_unless_told(folder: Path) -> None:
    create_baseline(folder, Checking)
    before = (folder / NAME).read_bytes()
    (folder / "n.module.yaml").write_text("module: n\ntasks: [{id: new, kind: quiz}]\n", "utf-8")
    with pytest.raises(UsageError, match="is there already") as caught:
        create_baseline(folder, Checking)
    assert "--force" in caught.value.hint
    assert (folder / NAME).read_bytes() == before
    create_baseline(folder, Checking, force=True)
    assert read_baseline(folder / NAME).total == 6


def test_create_where_nothing_is_found(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "m.module.yaml").write_text("module: m\n", "utf-8")
    assert create_baseline(folder, Checking) == 0
    assert capsys.readouterr().out == "There is nothing to freeze.\n"
    assert not (folder / NAME).exists()


def test_create_leaves_out_what_cannot_be_read(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "n.module.yaml").write_text("module: n\nkeys: 1\n", "utf-8")
    assert create_baseline(folder, Checking) == 0
    out = capsys.readouterr().out
    assert "Not frozen: 1 finding of SPC001. Mend these first" in out
    assert "SPC001" not in read_baseline(folder / NAME).by_rule()


def test_create_beside_one_further_up(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    create_baseline(folder, Checking)
    inner = folder / "inner"
    inner.mkdir()
    (inner / "n.module.yaml").write_text(MODULE, "utf-8")
    capsys.readouterr()
    create_baseline(inner, Checking)
    out = capsys.readouterr().out
    assert "in inner/coursewright-baseline.yaml" in out
    assert out.endswith("It stands in for coursewright-baseline.yaml here.\n")


@pytest.mark.parametrize("what", ["m.module.yaml", "gone"])
def test_create_needs_a_folder(what: str, folder: Path) -> None:
    with pytest.raises(UsageError, match="is no folder"):
        create_baseline(folder / what, Checking)


def test_nothing_is_written_where_something_could_not_be_checked(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "n.module.yaml").symlink_to("nowhere")
    assert create_baseline(folder, Checking) == 2
    assert not (folder / NAME).exists()
    assert "No baseline was made: 1 path could not be checked." in capsys.readouterr().err
    (folder / "n.module.yaml").unlink()
    create_baseline(folder, Checking)
    before = (folder / NAME).read_bytes()
    (folder / "n.module.yaml").symlink_to("nowhere")
    (folder / "m.module.yaml").write_text(MENDED, "utf-8")
    capsys.readouterr()
    assert update_baseline(folder, Checking) == 2
    assert (folder / NAME).read_bytes() == before
    assert "The baseline was left as it is: 1 path could not be checked." in capsys.readouterr().err


def test_update_takes_out_what_is_mended(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    create_baseline(folder, Checking)
    capsys.readouterr()
    (folder / "m.module.yaml").write_text(MENDED + "  - {id: c, kind: quiz}\n", "utf-8")
    assert update_baseline(folder, Checking) == 0
    assert capsys.readouterr().out == "Took out 1 finding: 3 of 4 are left in coursewright-baseline.yaml.\n"
    assert read_baseline(folder / NAME).by_rule() == {"FUP001": 2, "TSK001": 1}
    assert update_baseline(folder, Checking) == 0
    assert (
        capsys.readouterr().out
        == "Nothing to take out: all 3 findings in coursewright-baseline.yaml may still be there.\n"
    )


def test_update_to_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    create_baseline(folder, Checking)
    (folder / "m.module.yaml").write_text("module: m\n", "utf-8")
    capsys.readouterr()
    update_baseline(folder, Checking)
    assert (
        capsys.readouterr().out
        == "Took out 4 findings: coursewright-baseline.yaml is empty, and can be deleted.\n"
    )


def test_update_looks_at_its_folder_alone(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    inner = folder / "inner"
    inner.mkdir()
    (inner / "n.module.yaml").write_text(MODULE.replace("module: m", "module: n"), "utf-8")
    create_baseline(folder, Checking)
    for path in (folder / "m.module.yaml", inner / "n.module.yaml"):
        path.write_text("module: x\n", "utf-8")
    capsys.readouterr()
    update_baseline(inner, Checking)
    assert "Took out 4 findings: 4 of 8 are left" in capsys.readouterr().out
    assert list(read_baseline(folder / NAME).files) == ["m.module.yaml"]


def test_update_leaves_alone_what_cannot_be_judged(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    create_baseline(folder, Checking)
    (folder / "m.module.yaml").write_text("module: m\nkeys: 1\n", "utf-8")
    capsys.readouterr()
    update_baseline(folder, Checking)
    assert capsys.readouterr().out == (
        "Nothing to take out: all 4 findings in coursewright-baseline.yaml may still be there.\n"
        "Left alone: 1 file that cannot be judged, because a part of the course cannot be read.\n"
    )


def test_prune_lets_go_of_files(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "n.module.yaml").write_text(MODULE.replace("module: m", "module: n"), "utf-8")
    create_baseline(folder, Checking)
    (folder / "n.module.yaml").unlink()
    capsys.readouterr()
    update_baseline(folder, Checking)
    assert capsys.readouterr().out.endswith(
        "Listed and not there: 1 file. `coursewright baseline prune` lets go of what is gone.\n"
    )
    (folder / "o.module.yaml").write_text(MODULE.replace("module: m", "module: o"), "utf-8")
    update_baseline(folder, Checking)
    assert " ".join(capsys.readouterr().out.split()).endswith(
        "coursewright-baseline.yaml lists 1 file that is no longer there (n.module.yaml): was it renamed?"
        " Then rename it in the baseline, too. `coursewright baseline prune` lets go of what is gone."
    )
    (folder / "o.module.yaml").unlink()
    assert prune_baseline(folder, Checking) == 0
    assert capsys.readouterr().out == "Took out 4 findings: 4 of 8 are left in coursewright-baseline.yaml.\n"
    (folder / "m.module.yaml").unlink()
    with pytest.raises(NothingToCheckError):
        update_baseline(folder, Checking)
    assert prune_baseline(folder, Checking) == 0
    assert read_baseline(folder / NAME).files == {}


def test_without_a_baseline(folder: Path) -> None:
    for command in (update_baseline, prune_baseline):
        with pytest.raises(UsageError, match=r"There is no coursewright-baseline\.yaml"):
            command(folder, Checking)


def test_a_broken_one_is_named_with_its_line(folder: Path) -> None:
    (folder / NAME).write_text("version: 1\nfiles:\n  m.module.yaml: 3\n", "utf-8")
    with pytest.raises(BaselineError, match=r"coursewright-baseline\.yaml:3: A file holds keys"):
        update_baseline(folder, Checking)


def test_another_file_may_be_named(folder: Path) -> None:
    create_baseline(folder, Checking)
    other = folder / "quality.yaml"
    (folder / NAME).rename(other)
    (folder / "m.module.yaml").write_text(MENDED, "utf-8")
    update_baseline(folder, Checking, find=lambda _folder: Found(other, folder))
    assert read_baseline(other).total == 3

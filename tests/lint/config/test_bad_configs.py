"""Configurations that cannot be followed: each fault has its place and says how to mend it."""

from __future__ import annotations

import json
import os
import pickle
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
import yaml

from coursewright.lint.config.document import ConfigError
from coursewright.lint.config.policies import Policies

if TYPE_CHECKING:
    from collections.abc import Callable

NAME = "coursewright.yaml"


class Bad(NamedTuple):
    """A configuration, the files beside it, and its faults as `LINE:COLUMN message | hint`."""

    name: str
    config: str | bytes
    faults: list[str]
    files: dict[str, str] = {}  # noqa: RUF012 - it is never changed

    def write(self, folder: Path) -> Path:
        """Write all of it into a new repository."""
        (folder / ".git").mkdir(parents=True, exist_ok=True)
        data = self.config if isinstance(self.config, bytes) else self.config.encode()
        (folder / NAME).write_bytes(data)
        for name, text in self.files.items():
            (folder / name).write_text(text, "utf-8")
        return folder


TABLE = [
    Bad(**entry) for entry in yaml.safe_load((Path(__file__).parent / "bad_configs.yaml").read_text("utf-8"))
]
SAVE = "Save the file as UTF-8 (most editors offer it under Save with encoding)."
NINES = "9" * 400
TABLE += [
    Bad(
        "no UTF-8",
        b"profile: strict\nlocked: [caf\xe9]\n",
        [
            f"2:13 The byte 0xe9 here is not UTF-8. | {SAVE}",
        ],
    ),
    Bad(
        "UTF-16",
        "profile: strict\n".encode("utf-16"),
        [
            f"1:1 The file is not UTF-8 text; it looks like UTF-16. | {SAVE}",
        ],
    ),
    Bad(
        "deep nesting",
        "rules: " + "[" * 5000,
        ["1:107 This is nested more than 100 levels deep. | A spec needs about ten."],
    ),
    Bad(
        "a huge file",
        b"# " + b"x" * 10_000_000 + b"\nprofile: strikt\n",
        [
            (
                "1:1 The file has more than 10 MB; nothing that belongs here is that large."
                " | Check that it is the right file."
            )
        ],
    ),
    Bad(
        "numbers beyond all bounds",
        f"rules:\n  FUP003: {{hours: 1e999}}\n  FUP010: {{weight: {NINES}}}\nrates: {{posting: -1e999}}\n",
        [
            "2:19 `hours` cannot be `1e999`. | It goes from 1 to 168, and is 12 unless set.",
            f"3:20 `weight` cannot be `{'9' * 57}...`. | It goes from 0 to 100, and is 5 unless set.",
            "4:18 The workload rate `posting` cannot be -inf words an hour. | Give a number from 25 to 2000.",
        ],
    ),
]


def told(error: ConfigError, folder: Path) -> list[str]:
    """Write faults as the table has them."""
    lines = []
    for fault in error.faults:
        start = fault.span.start
        file = fault.source.path.relative_to(folder).as_posix()
        place = f"{start.line}:{start.column}" if file == NAME else f"{file}:{start.line}:{start.column}"
        lines.append(f"{place} {fault.message}" + (f" | {fault.hint}" if fault.hint else ""))
    return lines


@pytest.mark.parametrize("bad", TABLE, ids=lambda bad: bad.name)
def test_all_faults_are_told_at_once(bad: Bad, tmp_path: Path) -> None:
    folder = bad.write(tmp_path / "repo")
    with pytest.raises(ConfigError) as raised:
        Policies().applied(folder)
    assert told(raised.value, folder) == bad.faults


@pytest.mark.parametrize("bad", TABLE, ids=lambda bad: bad.name)
def test_the_command_line_draws_them(bad: Bad, tmp_path: Path, coursewright: Callable[..., Any]) -> None:
    """Never a traceback, never silence, and a course beside it is checked as if nothing were."""
    folder = bad.write(tmp_path / "repo" / "governed")
    (tmp_path / "repo" / ".git").mkdir()
    (folder / ".git").rmdir()
    for name in ("governed", "other"):
        (tmp_path / "repo" / name).mkdir(exist_ok=True)
        (tmp_path / "repo" / name / "m.module.yaml").write_text("module: m\ntask: x\n")
    done = coursewright("lint", cwd=tmp_path / "repo")
    assert done.code == 2
    assert "[configuration]" in done.err
    assert "Traceback" not in done.err + done.out
    assert "went wrong in the tool" not in done.err
    assert "governed/" in done.err
    shown = " ".join(done.err.split())
    for fault in bad.faults[:20]:
        place, _, said = fault.partition(" ")
        assert f"{place} [configuration]" in done.err
        for sentence in said.split(" | "):
            assert " ".join(sentence.replace("in repo/", "in governed/").split()) in shown
    assert "other/m.module.yaml:2:1 SPC001" in done.out
    assert "governed/m.module.yaml" not in done.out
    assert coursewright("config", "governed").code == 2


@pytest.mark.parametrize("bad", [bad for bad in TABLE if len(bad.config) < 1000], ids=lambda bad: bad.name)
def test_they_travel_between_processes(bad: Bad, tmp_path: Path) -> None:
    folder = bad.write(tmp_path / "repo")
    with pytest.raises(ConfigError) as raised:
        Policies().applied(folder)
    copy = pickle.loads(pickle.dumps(raised.value))  # noqa: S301 - it is our own
    assert told(copy, folder) == bad.faults
    assert str(copy) == str(raised.value)


def test_json_says_what_was_not_checked(tmp_path: Path, coursewright: Callable[..., Any]) -> None:
    folder = Bad("", "profil: strict\nfail_on: eror\n", []).write(tmp_path / "repo")
    (folder / "m.module.yaml").write_text("module: m\n")
    report = json.loads(coursewright("lint", "--format", "json", cwd=folder).out)
    first, second = report["unchecked"]
    assert (first["path"], first["start"]) == (NAME, {"line": 1, "column": 1})
    assert first["message"].startswith("`profil` is not a key")
    assert (second["path"], second["start"]) == (NAME, {"line": 2, "column": 10})
    assert second["message"].startswith("`fail_on` cannot be `eror`")
    assert report["summary"]["exit_code"] == 2


def fault_of(folder: Path) -> str:
    with pytest.raises(ConfigError) as raised:
        Policies().applied(folder)
    (line,) = told(raised.value, folder)
    return line


def test_two_files_side_by_side(repo: Path) -> None:
    (repo / NAME).write_text("profile: strict\n")
    (repo / "coursewright.yml").write_text("profile: strict\n")
    assert fault_of(repo) == (
        "1:1 coursewright.yml stands beside it, and nobody can tell which of the two holds."
        " | Delete one of them."
    )


def test_a_folder_with_the_name_of_a_configuration(repo: Path) -> None:
    (repo / NAME).mkdir()
    assert fault_of(repo) == "1:1 It cannot be read: is a directory. | Check the path and its permissions."


def test_a_link_that_leads_nowhere(repo: Path) -> None:
    (repo / NAME).symlink_to("gone")
    assert fault_of(repo) == "1:1 It cannot be read: the link leads nowhere. | Mend or delete it."


@pytest.mark.skipif(os.name == "nt", reason="needs named pipes")
def test_a_pipe_is_not_waited_for(repo: Path) -> None:
    os.mkfifo(repo / NAME)
    assert fault_of(repo).startswith("1:1 It cannot be read: it is not a file.")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="whoever may read everything reads this")
def test_a_file_that_nobody_may_read(repo: Path) -> None:
    (repo / NAME).write_text("profile: strict\n")
    (repo / NAME).chmod(0)
    assert "1:1 It cannot be read: permission denied." in fault_of(repo)


@pytest.mark.parametrize("name", ["a\0b.yaml", "x" * 5000 + ".yaml", "~nobody-here/a.yaml"])
def test_names_that_no_system_takes(name: str, repo: Path) -> None:
    text = json.dumps(name)
    (repo / NAME).write_text(
        f"extends: [{text}]\ncustom_rules: [{text}]\nlexicon: {{en: {text}}}\nbaseline: {text}\n"
    )
    with pytest.raises(ConfigError) as raised:
        Policies().applied(repo)
    assert len(raised.value.faults) == 3


def test_many_faults_are_not_all_drawn(repo: Path, coursewright: Callable[..., Any]) -> None:
    (repo / NAME).write_text("".join(f"key_{number}: x\n" for number in range(1000)))
    (repo / "m.module.yaml").write_text("module: m\n")
    done = coursewright("lint", cwd=repo)
    assert done.err.count("[configuration]") == 20
    assert done.err.endswith("and 980 more\n")


def test_a_bad_file_is_told_once_for_all_it_governs(repo: Path, coursewright: Callable[..., Any]) -> None:
    (repo / NAME).write_text("profil: strict\n")
    for name in ("a", "b", "c"):
        (repo / name).mkdir()
        (repo / name / "m.module.yaml").write_text("module: m\n")
    done = coursewright("lint", cwd=repo)
    assert done.err.count("[configuration]") == 1
    assert done.code == 2


@pytest.mark.parametrize(
    ("outer", "inner", "faults"),
    [
        (
            "locked: [FUP001]\n",
            "rules: {no-follow-up: off}\n",
            ["1:23 FUP001 is locked in repo/coursewright.yaml, line 1."],
        ),
        (
            "profile: strict\nlocked:\n  - follow-up\n",
            "rules:\n  FUP: warning\n",
            ["2:8 FUP001 is locked by `follow-up` in repo/coursewright.yaml, line 3."],
        ),
        (
            "locked: [FUP001]\n",
            "locked: [FUP001]\noverrides:\n  - {nodes: tasks, rules: {FUP001: {severity: info}}}\n",
            ["3:36 FUP001 is locked in repo/coursewright.yaml, line 1."],
        ),
        (
            "locked: [FUP003]\n",
            "rules: {FUP003: {hours: 24}, fup002: off}\n",
            ["1:17 FUP003 is locked in repo/coursewright.yaml, line 1."],
        ),
    ],
)
def test_what_is_locked_above(outer: str, inner: str, faults: list[str], repo: Path) -> None:
    (repo / NAME).write_text(outer)
    (repo / "a/b").mkdir(parents=True)
    (repo / "a" / NAME).write_text("")
    (repo / "a/b" / NAME).write_text(inner)
    with pytest.raises(ConfigError) as raised:
        Policies().applied(repo / "a/b")
    hint = " | Leave it out here, or have it unlocked there."
    assert told(raised.value, repo / "a/b") == [fault + hint for fault in faults]


def test_a_bad_configuration_above_counts_too(repo: Path) -> None:
    """Nobody can know what it locks."""
    (repo / NAME).write_text("locked: [nothing-like-it]\n")
    (repo / "a").mkdir()
    (repo / "a" / NAME).write_text("profile: strict\n")
    with pytest.raises(ConfigError) as raised:
        Policies().applied(repo / "a")
    assert raised.value.path == repo / NAME


def test_the_search_ends_at_the_repository(repo: Path) -> None:
    (repo.parent / NAME).write_text("profil: strict\n")
    assert Policies().applied(repo).file is None


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--profile", "strikt"], "There is no profile `strikt`. Did you mean `strict`?"),
        (
            ["--profile", "essential,strict"],
            "`essential` and `strict` are rungs of one ladder. Keep `strict`: it asks for all the others do.",
        ),
        (["--select", "FUP01"], "--select: there is no rule or family `FUP01`. Did you mean `FUP001`?"),
        (["--ignore", ","], "--ignore names no rule. Give codes, names or families, or leave it out."),
        (["--ignore", "spc001"], "--ignore: SPC001 always runs, because what cannot be read cannot"),
        (["--config", "gone.yaml"], "--config: there is no file gone.yaml. Check the path."),
        (["--config", "x.yaml", "--isolated"], "--config and --isolated exclude each other. Keep one of"),
    ],
)
@pytest.mark.parametrize("path", [".", "m.module.yaml", "-"])
def test_words_of_the_command_line(
    args: list[str], said: str, path: str, repo: Path, coursewright: Callable[..., Any]
) -> None:
    (repo / "m.module.yaml").write_text("module: m\n")
    done = coursewright("lint", path, *args, cwd=repo, stdin=b"module: m\n")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"coursewright: {said}")

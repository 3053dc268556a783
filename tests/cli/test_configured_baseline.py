"""A baseline that a configuration names, one that cannot be had, and files that were renamed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from coursewright.lint.silence.baseline_file import read_baseline
from coursewright.lint.silence.whereabouts import NAME

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MODULE = "module: {0}\ntasks:\n  - {{id: a, kind: quiz}}\n  - {{id: b, kind: quiz}}\n"
CONFIG = "rules: {FUP: on}\nbaseline: quality/frozen.yaml\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{name}.module.yaml").write_text(MODULE.format(name), "utf-8")
    (tmp_path / "coursewright.yaml").write_text(CONFIG, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def listed(path: Path) -> list[str]:
    return sorted(read_baseline(path).files)


def test_it_is_made_where_the_configuration_says(folder: Path, coursewright: Callable[..., Any]) -> None:
    done = coursewright("baseline", "create")
    assert done.code == 0
    assert "in 2 files, in quality/frozen.yaml:\n" in done.out
    assert not (folder / NAME).exists()
    assert listed(folder / "quality" / "frozen.yaml") == ["one/one.module.yaml", "two/two.module.yaml"]
    assert coursewright("lint").code == 0
    assert coursewright("lint", "one").code == 0
    assert "quality/frozen.yaml is there already" in coursewright("baseline", "create").err
    assert "Nothing to take out" in coursewright("baseline", "update", "two").out


def test_a_folder_below_adds_its_own_and_keeps_the_rest(
    folder: Path, coursewright: Callable[..., Any]
) -> None:
    path = folder / "quality" / "frozen.yaml"
    assert coursewright("baseline", "create", "one").code == 0
    assert listed(path) == ["one/one.module.yaml"]
    done = coursewright("baseline", "create", "two", "--force")
    assert done.out.endswith("quality/frozen.yaml still lists what it did of 1 file elsewhere.\n")
    assert "in 1 file, in quality/frozen.yaml" in done.out
    assert listed(path) == ["one/one.module.yaml", "two/two.module.yaml"]
    assert coursewright("lint").code == 0


def test_an_empty_one_is_written_where_it_is_named(folder: Path, coursewright: Callable[..., Any]) -> None:
    for name in ("one", "two"):
        (folder / name / f"{name}.module.yaml").unlink()
    (folder / "m.module.yaml").write_text("module: [m\n", "utf-8")
    done = coursewright("baseline", "create", "--profile", "essential")
    assert done.out.startswith("There is nothing to freeze in quality/frozen.yaml.\nNot frozen: 1 finding")
    assert listed(folder / "quality" / "frozen.yaml") == []
    assert coursewright("lint").code == 1, "and no complaint that there is none"


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("command", [("lint",), ("baseline", "update"), ("baseline", "prune")])
def test_one_that_is_not_there(command: tuple[str, ...], coursewright: Callable[..., Any]) -> None:
    done = coursewright(*command)
    assert done.code == 2
    assert done.err.startswith(
        "coursewright.yaml:2:11 [configuration] There is no baseline `quality/frozen.yaml`."
        " Make it with `coursewright baseline create`, or leave the key out.\n"
        "  |\n2 | baseline: quality/frozen.yaml\n  |           ^"
    )
    assert done.err.count("There is no baseline") == 1
    assert coursewright("lint", "--no-baseline").code == 1


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_what_was_not_checked_is_counted(jobs: str, folder: Path, coursewright: Callable[..., Any]) -> None:
    done = coursewright("lint", "--jobs", jobs)
    assert done.last == (
        "Nothing was checked. Exit 2: 1 configuration could not be followed, so 2 files were not checked."
    )
    (folder / "coursewright.yaml").unlink()
    (folder / "one" / "coursewright.yaml").write_text("profil: x\n", "utf-8")
    (folder / "dangling.module.yaml").symlink_to("nowhere")
    done = coursewright("lint", "--jobs", jobs)
    assert done.last.endswith(
        "Exit 2: 1 path could not be checked and 1 configuration could not be followed,"
        " so 1 file was not checked."
    )


@pytest.mark.parametrize("command", ["create", "update", "prune"])
@pytest.mark.parametrize(
    ("config", "said"),
    [
        ("profil: strict\n", "1:1 [configuration] `profil` is not a key of the configuration."),
        ("baseline: off\n", "1:11 [configuration] This configuration wants no baseline, so none would"),
    ],
)
def test_a_configuration_that_stands_in_the_way(
    command: str, config: str, said: str, folder: Path, coursewright: Callable[..., Any]
) -> None:
    (folder / "coursewright.yaml").write_text(config, "utf-8")
    done = coursewright("baseline", command)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"coursewright.yaml:{said}")
    assert not (folder / NAME).exists()


def test_without_one(folder: Path, coursewright: Callable[..., Any]) -> None:
    (folder / "coursewright.yaml").unlink()
    for args, where in (((), "this folder"), (("one",), "`one`")):
        done = coursewright("baseline", "update", *args)
        assert done.err.startswith(f"coursewright: There is no {NAME} in {where} or above it.")


RENAMED = (
    "coursewright: note: quality/frozen.yaml lists 1 file that is no longer there (one/one.module.yaml):"
    " was it renamed? Then rename it in the baseline, too.\n"
)


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_renamed_files_are_asked_about(jobs: str, folder: Path, coursewright: Callable[..., Any]) -> None:
    """From the cache as well, and only as long as it is so."""
    coursewright("baseline", "create")
    old, new = (folder / "one" / f"{name}.module.yaml" for name in ("one", "new"))
    old.rename(new)
    lint = ("lint", "--jobs", jobs)
    for _ in range(2):
        done = coursewright(*lint)
        assert (done.code, done.err) == (1, RENAMED)
    assert coursewright(*lint, "--no-cache").err == RENAMED
    assert coursewright(*lint, "--no-baseline").err == ""
    assert coursewright("lint", "two").err == "", "nothing is new there"
    (folder / "two" / "two.module.yaml").rename(folder / "two" / "new.module.yaml")
    assert "lists 2 files that are no longer there (such as one/one.module.yaml)" in coursewright(*lint).err
    (folder / "two" / "new.module.yaml").rename(folder / "two" / "two.module.yaml")
    assert "was it renamed?" in coursewright("baseline", "update").out
    old.write_text(MODULE.format("one"), "utf-8")
    assert coursewright(*lint).err == ""
    old.unlink()
    frozen = folder / "quality" / "frozen.yaml"
    frozen.write_text(frozen.read_text("utf-8").replace("one/one", "one/new"), "utf-8")
    done = coursewright(*lint)
    assert (done.code, done.err) == (0, "")


@pytest.mark.slow
def test_the_summary_comes_last_on_a_terminal(folder: Path, terminal: Callable[..., Any]) -> None:
    (folder / "coursewright.yaml").write_text("profil: strict\nexclud: [x]\n", "utf-8")
    shown = terminal("lint", cwd=folder, columns=50, env={"NO_COLOR": "1"}).out
    assert shown == (
        "coursewright.yaml:1:1 [configuration] `profil` is\n"
        "    not a key of the configuration. Did you mean\n"
        "    `profile`?\n"
        "  |\n1 | profil: strict\n  | ^^^^^^\n"
        "\n"
        "coursewright.yaml:2:1 [configuration] `exclud` is\n"
        "    not a key of the configuration. Did you mean\n"
        "    `exclude`?\n"
        "  |\n2 | exclud: [x]\n  | ^^^^^^\n"
        "\n"
        "Nothing was checked. Exit 2: 1 configuration could\n"
        "not be followed, so 2 files were not checked.\n"
    )


@pytest.mark.slow
def test_what_create_says_fits_the_terminal(folder: Path, terminal: Callable[..., Any]) -> None:
    shown = terminal("baseline", "create", cwd=folder, columns=50).out
    assert "Froze" in shown
    assert max(map(len, shown.splitlines())) <= 50

"""`coursewright rename`: what it shows, when it writes, and what it refuses."""

from __future__ import annotations

import os
import select
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from coursewright.cli.rename.app import Kind
from coursewright.spec import renaming
from coursewright.spec.load import load

if TYPE_CHECKING:
    from collections.abc import Callable

    Run = Callable[..., Any]

COURSE = """\
course: bio
title: Biology
modules: [modules/01-cells.module.yaml, "modules/*.module.yaml"]
team: [{id: ana, name: Ana Ruiz, role: tutor}]
tools: [{id: wall, onboarding: cells/read-it}]
"""
CELLS = """\
module: cells
title: Cells
tasks:
  - id: read-it   # read-it comes first
    title: Read it
    duration: 30 min
    monitoring: {by: ana}
  - {id: poll, kind: poll, requires: [read-it]}
sessions: [{id: seminar, requires: [read-it]}]
"""
GENES = """\
module: genes
title: Genes
prerequisites: [cells]
tasks: [{id: read-it, builds_on: cells/read-it}]
outcomes: [{id: ana, statement: Name a gene}]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    files = {
        "course.yaml": COURSE,
        "modules/01-cells.module.yaml": CELLS,
        "modules/02-genes.module.yaml": GENES,
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(text.encode())
    (tmp_path / ".git").mkdir()
    return tmp_path


def texts(folder: Path) -> dict[str, str]:
    """Return the files of a folder, by their paths in it."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes().decode()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_it_knows_all_kinds() -> None:
    assert list(Kind) == list(renaming.KINDS)


def test_without_a_terminal_it_shows_and_does_not_write(folder: Path, coursewright: Run) -> None:
    before = texts(folder)
    shown = coursewright("rename", "seminar", "board", cwd=folder)
    assert shown.code == 1
    assert (
        shown.out
        == """\
Session "seminar": `seminar` becomes `board` in 1 place in 1 file.

--- modules/01-cells.module.yaml
+++ modules/01-cells.module.yaml
@@ -6,4 +6,4 @@
     duration: 30 min
     monitoring: {by: ana}
   - {id: poll, kind: poll, requires: [read-it]}
-sessions: [{id: seminar, requires: [read-it]}]
+sessions: [{id: board, requires: [read-it]}]

"""
    )
    assert shown.err == "coursewright: Nothing was written. Run it again with --yes to write this.\n"
    tried = coursewright("rename", "seminar", "board", "--dry-run", "--yes", cwd=folder)
    assert (tried.code, tried.out) == (0, f"{shown.out}Nothing was written: this was --dry-run.\n")
    assert texts(folder) == before


def test_it_writes_every_file_of_the_course(folder: Path, coursewright: Run) -> None:
    """Also where only one of its files is named."""
    file = folder / "modules" / "01-cells.module.yaml"
    file.chmod(0o640)
    done = coursewright("rename", "read-it", "browse", file, "--yes", cwd=folder)
    assert done.code == 0
    assert done.last == "Renamed: 5 places in 3 files."
    assert (
        "`read-it` also stands in texts or comments, which stay: modules/01-cells.module.yaml:4." in done.out
    )
    assert texts(folder) == {
        "course.yaml": COURSE.replace("cells/read-it", "cells/browse"),
        "modules/01-cells.module.yaml": CELLS.replace("[read-it]", "[browse]").replace(
            "id: read-it ", "id: browse "
        ),
        "modules/02-genes.module.yaml": GENES.replace("cells/read-it", "cells/browse"),
    }
    if os.name == "posix":
        assert stat.S_IMODE(file.stat().st_mode) == 0o640


def test_one_name_of_several_things_needs_a_word_more(folder: Path, coursewright: Run) -> None:
    asked = coursewright("rename", "read-it", "x", cwd=folder)
    assert (asked.code, asked.out) == (2, "")
    assert asked.err == (
        "coursewright: `read-it` names 2 things. Say which:\n"
        '  --in cells  task "Read it", modules/01-cells.module.yaml:4\n'
        '  --in genes  task "read-it", modules/02-genes.module.yaml:4\n'
    )
    kinds = coursewright("rename", "ana", "x", cwd=folder)
    assert "  --kind member   team member" in kinds.err
    assert "  --kind outcome  outcome" in kinds.err
    for words in (
        ["read-it", "x", "--in", "genes"],
        ["genes/read-it", "x"],
        ["ana", "x", "--kind", "outcome"],
    ):
        done = coursewright("rename", *words, "--dry-run", cwd=folder)
        assert (done.code, "in 1 place in 1 file" in done.out) == (0, True)


def test_two_courses_are_told_apart_by_their_paths(folder: Path, coursewright: Run) -> None:
    for name in ("a", "b"):
        (folder / name).mkdir()
        (folder / name / "module.yaml").write_text("module: same\ntasks: [{id: t}]\n", "utf-8")
    asked = coursewright("rename", "t", "x", cwd=folder)
    assert '  a/module.yaml  task "t", a/module.yaml:2\n' in asked.err
    assert coursewright("rename", "t", "x", "b/module.yaml", "--dry-run", cwd=folder).code == 0


def test_what_cannot_be_told_apart(folder: Path, coursewright: Run) -> None:
    (folder / "m.module.yaml").write_text("module: m\ntasks: [{id: twice}, {id: twice}]\n", "utf-8")
    asked = coursewright("rename", "twice", "x", cwd=folder)
    assert asked.code == 2
    assert "Nothing tells them apart" in asked.err
    assert "by hand first" in asked.err


REFUSED = {
    "no such id": (["redit", "x"], "Nothing here has the id `redit`. Did you mean `read-it`?"),
    "another kind": (
        ["ana", "x", "--kind", "task"],
        "There is a team member at course.yaml:4 and an outcome at modules/02-genes.module.yaml:5.",
    ),
    "taken": (
        ["cells/seminar", "poll"],
        "modules/01-cells.module.yaml:8: The id `poll` is taken: a task has it already. Choose another id",
    ),
    "no id": (["seminar", "the board"], "`the board` can be no id. An id has letters, digits, `_`, `-` and"),
    "no path": (["seminar", "x", "nowhere"], "nowhere: there is no such file or folder."),
    "no file of its own": (
        ["seminar", "x", "--files"],
        "--files is for modules and courses, and `seminar` is",
    ),
}


@pytest.mark.parametrize(("words", "said"), REFUSED.values(), ids=REFUSED)
def test_what_is_refused(words: list[str], said: str, folder: Path, coursewright: Run) -> None:
    before = texts(folder)
    done = coursewright("rename", *words, "--yes", cwd=folder)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert texts(folder) == before


def test_a_file_that_cannot_be_read_may_hold_references(folder: Path, coursewright: Run) -> None:
    (folder / "modules" / "03-x.module.yaml").write_text(
        "module: x\ntasks: [{requires: [cells/poll]\n", "utf-8"
    )
    done = coursewright("rename", "poll", "x", "--yes", cwd=folder)
    assert done.code == 2
    assert done.err.startswith("coursewright: modules/03-x.module.yaml:")
    assert "what it refers to cannot be seen" in done.err
    missing = coursewright("rename", "nothing", "x", "modules", cwd=folder)
    assert "modules/03-x.module.yaml could not be read" in missing.err


def test_a_module_takes_its_file_along(folder: Path, coursewright: Run) -> None:
    kept = coursewright("rename", "cells", "zellen", "--dry-run", cwd=folder)
    assert "The file modules/01-cells.module.yaml keeps its name; --files renames it, too.\n" in kept.out
    done = coursewright("rename", "cells", "zellen", "--files", "--yes", cwd=folder)
    assert done.code == 0
    assert "The file modules/01-cells.module.yaml becomes modules/01-zellen.module.yaml.\n" in done.out
    assert done.last == "Renamed: 5 places in 3 files."
    after = texts(folder)
    assert "modules/01-cells.module.yaml" not in after
    assert after["modules/01-zellen.module.yaml"] == CELLS.replace("module: cells", "module: zellen")
    assert after["course.yaml"] == COURSE.replace("cells", "zellen")
    assert [module.id for module in load(folder / "course.yaml").modules] == ["zellen", "genes"]
    order = coursewright("rename", "genes", "a", "--files", "--dry-run", cwd=folder)
    assert "The file modules/02-genes.module.yaml becomes modules/02-a.module.yaml.\n" in order.out


def test_a_course_takes_its_file_along(folder: Path, coursewright: Run) -> None:
    (folder / "course.yaml").rename(folder / "bio.course.yaml")
    done = coursewright("rename", "bio", "biology", "--kind", "course", "--files", "--yes", cwd=folder)
    assert (done.code, done.last) == (0, "Renamed: 1 place in 1 file.")
    assert texts(folder)["biology.course.yaml"] == COURSE.replace("course: bio", "course: biology")
    assert [module.id for module in load(folder / "biology.course.yaml").modules] == ["cells", "genes"]


def test_what_else_is_named_after_it(folder: Path, coursewright: Run) -> None:
    deep = folder / "03-atoms" / "module.yaml"
    deep.parent.mkdir()
    deep.write_text("module: atoms\n", "utf-8")
    done = coursewright("rename", "atoms", "x", "--files", "--dry-run", cwd=folder)
    assert "The folder 03-atoms is named after it, and keeps its name.\n" in done.out
    assert "The file 03-atoms/module.yaml keeps its name, which does not come from the id.\n" in done.out


def test_no_file_is_replaced(folder: Path, coursewright: Run) -> None:
    taken = folder / "modules" / "01-x.module.yaml"
    taken.write_text("module: other\n", "utf-8")
    before = texts(folder)
    done = coursewright("rename", "cells", "x", "--files", "--yes", cwd=folder)
    assert done.code == 2
    assert done.err == (
        "coursewright: modules/01-x.module.yaml is there already. Leave --files out, or move it away.\n"
    )
    assert texts(folder) == before


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="rights hold nobody back here")
def test_where_the_file_cannot_move_nothing_changes(folder: Path, coursewright: Run) -> None:
    before = texts(folder)
    (folder / "modules").chmod(0o555)
    try:
        done = coursewright("rename", "cells", "x", "--files", "--yes", cwd=folder)
    finally:
        (folder / "modules").chmod(0o755)
    assert done.code == 2
    assert texts(folder) == before


def test_a_move_that_fails_takes_all_back(
    folder: Path, coursewright: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = texts(folder)

    def fail(_self: Path, _target: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "rename", fail)
    done = coursewright("rename", "cells", "x", "--files", "--yes", cwd=folder)
    assert done.code == 2
    assert (
        "modules/01-cells.module.yaml cannot become modules/01-x.module.yaml: permission denied." in done.err
    )
    assert texts(folder) == before


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_before_the_move_takes_all_back(
    number: int, folder: Path, coursewright: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = texts(folder)
    move = Path.rename

    def rename(self: Path, target: Path) -> Path:
        signal.raise_signal(number)
        return move(self, target)

    put = Path.replace

    def replace(self: Path, target: Path) -> Path:
        if target.name == "01-cells.module.yaml":
            signal.raise_signal(number)
        return put(self, target)

    monkeypatch.setattr(Path, "rename", rename)
    monkeypatch.setattr(Path, "replace", replace)
    done = coursewright("rename", "cells", "x", "--files", "--yes", cwd=folder)
    assert done.code == 128 + number
    assert texts(folder) == before


@pytest.mark.parametrize("more", [(), ("--files",)])
def test_a_module_that_another_course_lists_through_a_link(
    more: tuple[str, ...], folder: Path, coursewright: Run
) -> None:
    (folder / "linked.module.yaml").symlink_to(Path("modules", "01-cells.module.yaml"))
    (folder / "other.course.yaml").write_text("course: o\nmodules: [linked.module.yaml]\n", "utf-8")
    before = texts(folder)
    done = coursewright("rename", "cells", "x", "modules", "--kind", "module", *more, "--yes", cwd=folder)
    assert done.code == 2
    assert done.err == (
        "coursewright: other.course.yaml lists linked.module.yaml, which is modules/01-cells.module.yaml by "
        "another name. List it by the same name first: what refers to it there could not follow.\n"
    )
    assert texts(folder) == before


def test_a_baseline_goes_along(folder: Path, coursewright: Run) -> None:
    assert coursewright("baseline", "create", cwd=folder).code == 0
    before = coursewright("lint", "--no-cache", cwd=folder)
    assert before.code == 0
    done = coursewright("rename", "cells/read-it", "browse", "--yes", cwd=folder)
    assert "coursewright-baseline.yaml" in done.out
    assert coursewright("rename", "cells", "zellen", "--files", "--yes", cwd=folder).code == 0
    after = coursewright("lint", "--no-cache", cwd=folder)
    assert (after.code, after.last) == (before.code, before.last)
    listed = (folder / "coursewright-baseline.yaml").read_text("utf-8")
    assert "modules/01-zellen.module.yaml:" in listed
    assert 'hint: "tasks[browse]"' in listed
    assert "01-cells" not in listed


def test_configurations_are_pointed_out(folder: Path, coursewright: Run) -> None:
    (folder / "coursewright.yaml").write_text(
        'overrides:\n  - nodes: ["tasks[read-it].due", "tasks[poll]"]\n    files: 01-cells.module.yaml\n'
        "    rules: {TSK001: off}\n",
        "utf-8",
    )
    done = coursewright("rename", "cells/read-it", "x", "--dry-run", cwd=folder)
    assert "Overrides name `[read-it]`, and stay: coursewright.yaml:2.\n" in done.out
    moved = coursewright("rename", "cells", "x", "--files", "--dry-run", cwd=folder)
    assert "Overrides name the file 01-cells.module.yaml, and stay: coursewright.yaml:3.\n" in moved.out


def test_nothing_steers_the_terminal(folder: Path, coursewright: Run) -> None:
    (folder / "e.module.yaml").write_text(
        'module: e\ntitle: "a\x1b]0;x\x07"\ntasks: [{id: odd-1, title: "\\e[31m"}] # \x9b2J odd-1\n'.replace(
            "\x1b", "\u202e"
        ).replace("\x07", ""),
        "utf-8",
    )
    done = coursewright("rename", "odd-1", "x", "--dry-run", cwd=folder)
    assert done.code in {0, 2}
    assert not [sign for sign in done.out + done.err if sign in "\x1b\x9b\u202e"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("answer", "code"), [("y\n", 0), ("yes\n", 0), ("\n", 1), ("no\n", 1), ("\x04", 1), ("Ctrl-C", 1)]
)
def test_on_a_terminal_it_asks(answer: str, code: int, folder: Path) -> None:
    pty = pytest.importorskip("pty", reason="there are no such terminals on Windows")
    before = texts(folder)
    ours, theirs = pty.openpty()
    words = ["rename", "seminar", "board"]
    environment = {key: value for key, value in os.environ.items() if key[:8] not in {"COVERAGE", "NO_COLOR"}}
    started = subprocess.Popen(
        [sys.executable, "-m", "coursewright", *words],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=folder,
        env={**environment, "TERM": "xterm-256color", "COLUMNS": "70"},
    )
    os.close(theirs)
    shown = b""
    while b"[y/N] " not in shown:
        shown += os.read(ours, 4096)
    time.sleep(0.1)
    if answer == "Ctrl-C":
        started.send_signal(signal.SIGINT)
    else:
        os.write(ours, answer.encode())
    shown += _rest(ours)
    os.close(ours)
    assert started.wait(timeout=60) == code
    assert "\x1b[32m\x1b[1m+sessions: [{id: board" in shown.decode()
    assert ("Renamed: 1 place in 1 file." in shown.decode()) == (code == 0)
    assert ("Nothing was written." in shown.decode()) == (code == 1)
    assert (texts(folder) == before) == (code == 1)


def _rest(stream: int) -> bytes:
    shown = b""
    while True:
        assert select.select([stream], [], [], 30)[0], shown
        try:
            piece = os.read(stream, 4096)
        except OSError:
            return shown
        if not piece:
            return shown
        shown += piece

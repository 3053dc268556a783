"""Files are written all or none, with rights, marks and line breaks; the diff says what would change."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursewright.cli.fence import Fence
from coursewright.cli.writing import NewText, unified
from coursewright.cli.writing import write_all as write_within
from coursewright.spec.errors import CoursewrightError


def write_all(files: list[NewText]) -> None:
    """Write files that lie in the folder of the first, or below it."""
    write_within(files, Fence((files[0].path.parent,)))


def listing(folder: Path) -> dict[str, bytes]:
    return {
        one.relative_to(folder).as_posix(): one.read_bytes() for one in folder.rglob("*") if one.is_file()
    }


def test_a_file_keeps_its_rights_its_mark_and_its_line_breaks(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"\xef\xbb\xbf\xef\xbb\xbfa: 1\r\nb: 2\rc: 3\n")
    path.chmod(0o640)
    write_all([NewText(path, "a: 9\r\nb: 2\rc: 3", "a: 1\r\nb: 2\rc: 3\n")])
    assert path.read_bytes() == b"\xef\xbb\xbf\xef\xbb\xbfa: 9\r\nb: 2\rc: 3"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert [one.name for one in tmp_path.iterdir()] == ["a.yaml"]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    target = tmp_path / "real" / "a.yaml"
    target.write_text("a: 1\n", "utf-8")
    link = tmp_path / "a.yaml"
    link.symlink_to(target)
    write_all([NewText(link, "a: 2\n", "a: 1\n")])
    assert link.is_symlink()
    assert target.read_bytes() == b"a: 2\n"


def test_new_files_and_their_folders(tmp_path: Path) -> None:
    write_all([NewText(tmp_path / "x" / "y" / "a.yaml", "ä\r\n"), NewText(tmp_path / "x" / "b.yaml", "")])
    assert listing(tmp_path) == {"x/y/a.yaml": "ä\r\n".encode(), "x/b.yaml": b""}


def refused(files: list[NewText]) -> str:
    with pytest.raises(CoursewrightError) as refusal:
        write_all(files)
    return str(refusal.value)


def test_what_is_there_is_not_overwritten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.yaml").write_text("a: 1\n", "utf-8")
    (tmp_path / "gone.yaml").symlink_to(tmp_path / "nowhere.yaml")
    for name in ("a.yaml", "gone.yaml"):
        new = [NewText(tmp_path / "new.yaml", "n"), NewText(tmp_path / name, "b")]
        assert refused(new) == f"`{name}` is there already, and was left as it is."
    assert listing(tmp_path) == {"a.yaml": b"a: 1\n"}


@pytest.mark.parametrize("data", [b"a: 2\n", b"a: 1\r\n", b"a: \xff\n"])
def test_what_has_changed_since_is_left_alone(
    data: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.yaml").write_bytes(b"x")
    (tmp_path / "b.yaml").write_bytes(data)
    files = [NewText(tmp_path / "a.yaml", "y", "x"), NewText(tmp_path / "b.yaml", "b", "a: 1\n")]
    assert refused(files) == "`b.yaml` has changed since it was read. Run the command again."
    assert listing(tmp_path) == {"a.yaml": b"x", "b.yaml": data}


def test_a_read_only_file_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.yaml").write_bytes(b"a")
    (tmp_path / "b.yaml").write_bytes(b"b")
    (tmp_path / "b.yaml").chmod(0o444)
    files = [NewText(tmp_path / "a.yaml", "x", "a"), NewText(tmp_path / "b.yaml", "x", "b")]
    assert refused(files) == "`b.yaml` is read-only. Make it writable, or leave it out."
    assert listing(tmp_path) == {"a.yaml": b"a", "b.yaml": b"b"}


def test_one_file_by_two_names(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"a")
    (tmp_path / "b.yaml").symlink_to(tmp_path / "a.yaml")
    files = [NewText(tmp_path / name, "x", "a") for name in ("a.yaml", "b.yaml")]
    assert "would be written twice" in refused(files)
    assert (tmp_path / "a.yaml").read_bytes() == b"a"


def test_a_folder_that_cannot_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").write_bytes(b"")
    files = [NewText(tmp_path / "x" / "a.yaml", "a"), NewText(tmp_path / "file" / "in" / "b.yaml", "b")]
    assert refused(files) == "`file/in/b.yaml` cannot be written: not a directory."
    assert [one.name for one in tmp_path.iterdir()] == ["file"]


def test_half_a_character_is_refused(tmp_path: Path) -> None:
    assert "half a character" in refused([NewText(tmp_path / "a.yaml", "\ud800")])
    assert not [*tmp_path.iterdir()]


@pytest.mark.parametrize("stop", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_what_goes_wrong_at_the_last_takes_back_the_first(
    stop: BaseException, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.yaml").write_bytes(b"\xef\xbb\xbfa")
    (tmp_path / "a.yaml").chmod(0o600)
    (tmp_path / "c.yaml").write_bytes(b"c")
    put = Path.replace

    def replace(self: Path, target: Path) -> Path:
        if Path(target).name == "c.yaml":
            raise stop
        return put(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    files = [
        NewText(tmp_path / "a.yaml", "x", "a"),
        NewText(tmp_path / "new" / "b.yaml", "x"),
        NewText(tmp_path / "c.yaml", "x", "c"),
    ]
    with pytest.raises(KeyboardInterrupt if isinstance(stop, KeyboardInterrupt) else CoursewrightError):
        write_all(files)
    assert sorted(one.name for one in tmp_path.rglob("*")) == ["a.yaml", "c.yaml"]
    assert (tmp_path / "a.yaml").read_bytes() == b"\xef\xbb\xbfa"
    assert stat.S_IMODE((tmp_path / "a.yaml").stat().st_mode) == 0o600


def test_the_diff(tmp_path: Path) -> None:
    files = [
        NewText(tmp_path / "m" / "a.yaml", "a: 1\r\nb: 3", "a: 1\r\nb: 2\r\n"),
        NewText(tmp_path / "two words.yaml", "new\n"),
        NewText(tmp_path / "same.yaml", "same", "same"),
    ]
    assert unified(files, tmp_path) == (
        "--- m/a.yaml\n+++ m/a.yaml\n@@ -1,2 +1,2 @@\n a: 1\r\n-b: 2\r\n+b: 3\n"
        "\\ No newline at end of file\n"
        "--- /dev/null\n+++ two words.yaml\t\n@@ -0,0 +1 @@\n+new\n"
    )
    assert unified(files[:1], tmp_path / "m").startswith("--- a.yaml\n")
    assert unified([NewText(tmp_path / 'é"\n.yaml', "", "a\n")], tmp_path).startswith('--- "é\\"\\n.yaml"\n')


LINES = st.lists(st.sampled_from(["a", "b: é", "", "\t", "x\x85y\u2028z", "\r"]), max_size=30)
ENDS = st.sampled_from(["\n", "\r\n", "\r"])


@st.composite
def texts(draw: st.DrawFn) -> str:
    end = draw(ENDS)
    return end.join(draw(LINES)) + draw(st.sampled_from(["", end]))


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("patch") is None, reason="there is no `patch` here")
@given(before=texts(), after=texts())
def test_patch_makes_of_the_diff_what_it_says(
    before: str, after: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("patched")
    path = folder / "a b.yaml"
    path.write_bytes(before.encode())
    diff = unified([NewText(path, after, before)], folder)
    assert bool(diff) == (before != after)
    if diff:
        options = ["--binary", "-p0", "--silent"]
        subprocess.run(["patch", *options], input=diff.encode(), cwd=folder, check=True, env=os.environ)
    there = path.read_bytes() if path.exists() else b""  # patch deletes what becomes empty
    assert there == after.encode()

"""The file of a baseline: found, read, written, and refused with its line where it is none."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursewright.lint.silence.baseline import Baseline, Entry, Place
from coursewright.lint.silence.baseline_file import (
    BaselineError,
    dump,
    parse_bytes,
    read_baseline,
    write_baseline,
)
from coursewright.lint.silence.whereabouts import NAME, find_baseline
from coursewright.spec.errors import UnreadableInputError

HERE = Path("/courses")
PATH = HERE / NAME
FILES = {
    "modules/03-ohm.module.yaml": {
        Place("FUP001", "f5c1f09ab12d"): Entry(1, "tasks[read-ohm]"),
        Place("FUP001", "f00000000001"): Entry(2, 'tasks[Say "when", and why: #1]'),
        Place("TSK001", "f5c1f09ab12d"): Entry(1, "tasks[read-ohm]"),
    },
    "été/漢 字: #1.module.yaml": {Place("SPC004", "fffffffffffe"): Entry(1, "")},
}
TEXT = dump(Baseline(PATH, FILES, HERE))


def parsed(text: str | bytes) -> dict[str, dict[Place, Entry]]:
    data = text.encode() if isinstance(text, str) else text
    files = parse_bytes(data, PATH).files
    return {
        name: {place: entry._replace(line=0) for place, entry in places.items()}
        for name, places in files.items()
    }


def test_its_form() -> None:
    assert TEXT.splitlines()[2:] == [
        "version: 1",
        "files:",
        "  modules/03-ohm.module.yaml:",
        "    FUP001:",
        '      f00000000001: {count: 2, hint: "tasks[Say \\"when\\", and why: #1]"}',
        '      f5c1f09ab12d: {count: 1, hint: "tasks[read-ohm]"}',
        "    TSK001:",
        '      f5c1f09ab12d: {count: 1, hint: "tasks[read-ohm]"}',
        '  "été/漢 字: #1.module.yaml":',
        "    SPC004:",
        '      fffffffffffe: {count: 1, hint: ""}',
    ]
    assert parsed(TEXT) == FILES


def test_an_empty_one() -> None:
    text = dump(Baseline(PATH, {}, HERE))
    assert text.endswith("version: 1\nfiles: {}\n")
    assert parsed(text) == {}


def test_entries_know_their_lines() -> None:
    for text in (TEXT, TEXT.replace("files:\n", "files: # by hand\n"), TEXT.replace("\n", "\r\n")):
        files = parse_bytes(text.encode(), PATH).files
        assert parsed(text) == FILES
        lines = text.splitlines()
        for places in files.values():
            for place, entry in places.items():
                assert lines[entry.line - 1].strip().startswith(place.fingerprint)


BY_HAND = (
    """
files:
  m.module.yaml:
    FUP001: {f5c1f09ab12d: {hint: x, count: 1}}
version: 1
""",
    """
# by hand

version: '1'
files:
    'm.module.yaml':
        fup001:
            f5c1f09ab12d: {count: 01, hint: x}""",
    '{"version": 1, "files": {"m.module.yaml": {"FUP001": {"f5c1f09ab12d": {"count": 1, "hint": "x"}}}}}',
    (
        "\ufeffversion: 1\r\nfiles:\r\n  m.module.yaml:\r\n    FUP001:\r\n      f5c1f09ab12d:\r\n"
        "        count: 1\r\n        hint: x\r\n"
    ),
    """version: 1
files:
  m.module.yaml:
    FUP001:
      f5c1f09ab12d: {count: 1, hint: x}
  empty.module.yaml:
""",
)


@pytest.mark.parametrize("text", BY_HAND)
def test_what_a_hand_may_write(text: str) -> None:
    assert parsed(text) == {"m.module.yaml": {Place("FUP001", "f5c1f09ab12d"): Entry(1, "x")}}


GOOD = """\
version: 1
files:
  m.module.yaml:
    FUP001:
      f5c1f09ab12d: {count: 1, hint: "x"}
"""


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        (GOOD, "", 1, "This is no baseline."),
        (GOOD, "- a\n", 1, "This is no baseline."),
        (GOOD, "words\n", 1, "This is no baseline."),
        ("version: 1\n", "", 1, "The baseline does not say its `version`."),
        ("version: 1", "version: 2", 1, "The version of this baseline is `2`; we read version 1. Upgrade"),
        (
            "version: 1",
            "version: [1]",
            1,
            "The version of this baseline is of another kind; we read version 1.",
        ),
        ("version: 1", "version: 1\nversion: 1", 2, "The key `version` is given twice"),
        ("files:", "file:", 2, "`file` is not a key of a baseline. It has `version` and `files`."),
        (GOOD, "version: 1\n", 1, "The baseline has no `files`."),
        (GOOD, "version: 1\nfiles: [a]\n", 2, "`files` holds keys with their values here."),
        ("m.module.yaml", "/etc/passwd", 3, "`/etc/passwd` is no file below this folder."),
        ("m.module.yaml", "../m.module.yaml", 3, "`../m.module.yaml` is no file below this folder."),
        ("m.module.yaml", '""', 3, "An empty text is no file below this folder."),
        ("m.module.yaml:", "m.module.yaml: 3\n  x:", 3, "A file holds keys with their values here."),
        ("FUP001:", "no-follow-up:", 4, "`no-follow-up` is no code of a rule."),
        ("FUP001:", "FUP001: x\n    FUP002:", 4, "`FUP001` holds keys with their values here."),
        ("f5c1f09ab12d", "5c1f09ab12d", 5, "`5c1f09ab12d` is no fingerprint."),
        ("{count: 1", "{count: 0", 5, "The count of an entry is `0`. Write a whole number from 1 on"),
        ("{count: 1", "{count: -1", 5, "The count of an entry is `-1`."),
        ("{count: 1", "{count: yes", 5, "The count of an entry is `yes`."),
        ("{count: 1", "{count: 9999999", 5, "The count of an entry is `9999999`."),
        ("{count: 1", "{count: " + "9" * 5000, 5, "The count of an entry is `999"),
        ("{count: 1", "{count: [1]", 5, "The count of an entry is missing."),
        ("{count: 1, ", "{", 5, "The count of an entry is missing."),
        ("count: 1", "counts: 1", 5, "`counts` is not a key of an entry. It has `count` and `hint`."),
        ('{count: 1, hint: "x"}', "3", 5, "An entry holds keys with their values here."),
        ("    FUP001:", "\tFUP001:", 4, ""),
        ('hint: "x"}', 'hint: "x', 5, ""),
        ("    FUP001:", "<<<<<<< ours\n    FUP001:", 4, "A conflict of two branches was never settled here."),
        ('"x"}', '"x"}\n=======\n>>>>>>> theirs', 6, "A conflict of two branches was never settled here."),
        ("  m.module", "  a: &a [*a]\n  m.module", 3, "The alias `*a` stands inside what it repeats."),
        ("files:", "--- \nfiles:", 2, "A second document starts here"),
        ("{count: 1", "{count: !!python/object:os.system 1", 5, "Tags such as"),
    ],
)
def test_what_is_no_baseline_is_refused_with_its_line(old: str, new: str, line: int, said: str) -> None:
    assert old in GOOD
    with pytest.raises(BaselineError) as caught:
        parse_bytes(GOOD.replace(old, new, 1).encode(), PATH)
    assert str(caught.value).startswith(f"{PATH}:{line}: {said}")
    assert caught.value.hint


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"version: 1\nfiles: \xe9", b"\0" * 50, b"x" * 10_000_001])
def test_what_is_no_text(data: bytes) -> None:
    with pytest.raises(BaselineError):
        parse_bytes(data, PATH)


def test_a_bomb() -> None:
    bomb = "version: 1\na: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{name}: &{name} [{', '.join([f'*{before}'] * 10)}]\n"
        for before, name in zip("abcdef", "bcdefg", strict=True)
    )
    with pytest.raises(BaselineError, match="beyond any course's size"):
        parse_bytes(bomb.encode(), PATH)


NAMES = st.text(min_size=1, max_size=20).filter(
    lambda name: (
        name.strip() and not name.startswith("/") and ".." not in name.split("/") and "\0" not in name
    )
)
CODES = st.from_regex(r"[A-Z]{3}[0-9]{3}", fullmatch=True)
FINGERPRINTS = st.from_regex(r"f[0-9a-f]{11}", fullmatch=True)
ENTRIES = st.builds(Entry, st.integers(min_value=1, max_value=1_000_000), st.text(max_size=30), st.just(0))


@given(
    st.dictionaries(
        NAMES,
        st.dictionaries(st.builds(Place, CODES, FINGERPRINTS), ENTRIES, min_size=1, max_size=4),
        max_size=4,
    )
)
def test_what_is_written_is_read_again(files: dict[str, dict[Place, Entry]]) -> None:
    """Whatever the names and hints hold, and whether the short way or the long one reads it."""
    text = dump(Baseline(PATH, files, HERE))
    assert parsed(text) == files
    assert parsed(text.replace("files:\n", "files: \n")) == files
    assert dump(Baseline(PATH, parsed(text), HERE)) == text


@given(st.data())
def test_what_is_damaged_is_refused_or_read(data: st.DataObject) -> None:
    at = data.draw(st.integers(min_value=0, max_value=len(TEXT)))
    length = data.draw(st.integers(min_value=0, max_value=12))
    put = data.draw(st.text(alphabet=st.sampled_from("{}[]:,-#\"'\\ \n\tf0a&*!<"), max_size=4))
    damaged = TEXT[:at] + put + TEXT[at + length :]
    try:
        quick = parse_bytes(damaged.encode(), PATH).files
    except BaselineError as error:
        said = str(error)
    else:
        assert parse_bytes(damaged.replace("files:", "files: ", 1).encode(), PATH).files == quick
        return
    assert said.startswith(f"{PATH}:")


def test_it_is_found_at_or_above(tmp_path: Path) -> None:
    deep = tmp_path / "repository" / "courses" / "one"
    deep.mkdir(parents=True)
    (tmp_path / "repository" / ".git").mkdir()
    (tmp_path / NAME).write_text("version: 1\nfiles: {}\n")
    assert find_baseline(deep) is None, "what lies above the repository is not ours"
    (tmp_path / "repository" / NAME).write_text("version: 1\nfiles: {}\n")
    assert find_baseline(deep) == tmp_path / "repository" / NAME
    (deep / NAME).mkdir()
    assert find_baseline(deep) == tmp_path / "repository" / NAME, "a folder is no baseline"
    (deep.parent / NAME).write_text("version: 1\nfiles: {}\n")
    assert find_baseline(deep) == deep.parent / NAME


def test_it_is_written_and_read(tmp_path: Path) -> None:
    baseline = Baseline(tmp_path / NAME, FILES, tmp_path)
    write_baseline(baseline)
    assert dump(read_baseline(baseline.path)) == dump(baseline)
    assert [one.name for one in tmp_path.iterdir()] == [NAME]


def test_one_that_does_not_open(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInputError):
        read_baseline(tmp_path / NAME)


@pytest.mark.parametrize("step", ["write", "replace"])
def test_it_is_written_whole_or_not_at_all(
    step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / NAME
    path.write_text("as it was", "utf-8")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync" if step == "write" else "replace", fail)
    with pytest.raises(OSError, match="No space left"):
        write_baseline(Baseline(path, FILES, tmp_path))
    assert path.read_text("utf-8") == "as it was"
    assert [one.name for one in tmp_path.iterdir()] == [NAME]


@pytest.mark.skipif(os.name == "nt", reason="permissions and links are another matter there")
def test_permissions_and_links_stay(tmp_path: Path) -> None:
    real = tmp_path / "real.yaml"
    real.write_text("old", "utf-8")
    real.chmod(0o640)
    (tmp_path / NAME).symlink_to(real)
    write_baseline(Baseline(tmp_path / NAME, FILES, tmp_path))
    assert (tmp_path / NAME).is_symlink()
    assert stat.S_IMODE(real.stat().st_mode) == 0o640
    assert real.read_text("utf-8") == TEXT

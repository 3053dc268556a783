"""The edits of findings, applied: the fault is gone, no other comes, and every other byte stays."""

from __future__ import annotations

import random
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from applying import applied
from hypothesis import given, settings
from hypothesis import strategies as st
from random_specs import Author

from coursewright.lint.engine import Linter
from coursewright.lint.select import choose
from coursewright.spec.load import load_documents, read_document
from coursewright.spec.nodes import Mapping, Node, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from coursewright.lint.findings import Finding

ROOT = Path(__file__).parents[2]
MODULE = Path("/courses/m.module.yaml")
CODES = ("SPC001", "SPC002", "SPC003", "SPC008", "SPC009")
LINTER = Linter(choose(CODES))


def found(data: bytes, path: Path = MODULE) -> tuple[Finding, ...]:
    return LINTER.lint(load_documents(read_document(path, data))).findings


def kinds(findings: tuple[Finding, ...]) -> Counter[tuple[str, str]]:
    return Counter((finding.code, finding.message) for finding in findings)


def mended(
    data: bytes, finding: Finding, path: Path = MODULE, known: Counter[tuple[str, str]] | None = None
) -> bytes:
    """Apply the edits of a finding, and see that they mend it and do no harm beyond what is known."""
    after = applied(data, finding.edits)
    left = kinds(found(after, path))
    before = kinds(found(data, path))
    assert left[finding.code, finding.message] < before[finding.code, finding.message]
    new = left - before - (known or Counter())
    assert not [code for code, _ in new if code in {"SPC001", "SPC002", "SPC003"}], new
    return after


CASES: dict[str, tuple[str, str | tuple[str, str], bool]] = {
    "a synonym of a key": ("objectives: [Bake]", "outcomes: [Bake]", True),
    "a synonym for people": ("tasks:\n  - {title: Bake, deadline: week 3}", ("deadline", "due"), True),
    "a misspelt key": ("titel: Bread", ("titel", "title"), True),
    "a pasted key": ("“title”: Bread", ("“title”", "title"), True),
    "another case": ("Study-Level: first", ("Study-Level", "study_level"), True),
    "a short key": ("tasks: [{title: Bake, knid: quiz}]", ("knid", "kind"), False),
    "a key in double quotes": ('"titel": Bread', ("titel", "title"), True),
    "a key in single quotes": ("'titel'  :  Bread # titel", ("'titel'  ", "'title'  "), True),
    "a key after `?`": ("? titel\n: Bread", ("titel", "title"), True),
    "a key in braces": ('outcomes: [{"id":o,"statment":Bake}]', ("statment", "statement"), True),
    "a key with a value to come": ("titel: TODO", ("titel", "title"), True),
    "a key and a number": ("tasks: [{title: Bake, duraton: 30}]", ("duraton", "duration"), True),
    "a word of a list": ("mode: asynchronus", ("asynchronus", "asynchronous"), True),
    "a word in another case": ('mode: "Asynchronous"', ("Asynchronous", "asynchronous"), True),
    "a word far off in letters": ("tasks: [{title: Bake, kind: discuss}]", ("discuss", "discussion"), False),
    "a reference": (
        "outcomes: [{id: size-fuse, statement: Choose}]\ntasks:\n - outcomes: [ 'size-fuze' ]",
        ("size-fuze", "size-fuse"),
        False,
    ),
    "a reference with a comma": (
        "outcomes: [{id: fuse, statement: Choose}]\ntasks:\n- outcomes:\n  - Fuse,",
        ("Fuse,", "fuse"),
        True,
    ),
    "a reference inside a time": (
        "sessions: [{id: seminar-3, starts: fri 10:00}]\ntasks: [{due: 2 days before  seminr-3 }]",
        ("seminr-3", "seminar-3"),
        False,
    ),
    "a time on the 12-hour clock": ("tasks: [{due: week 3 tue 5pm}]", ("tue 5pm", "tue 17:00"), False),
    "a date without hyphens": ("tasks: [{due: 20260921}]", ("20260921", "2026-09-21"), False),
    "a weekday": ("tasks: [{due: 'week 3 tusday 10:00'}]", ("tusday", "tue"), False),
    "a range of weeks": ("week: 4-3", ("4-3", "3-4"), False),
    "a distance": (
        "sessions: [{id: s, starts: fri 10:00}]\ntasks: [{due: a week before s}]",
        ("a week", "1 week"),
        False,
    ),
    "a break": ("calendar: {breaks: [2026-12-21 - 2027-01-03]}", (" - 2027", "..2027"), False),
    "a duration without a unit": ("tasks: [{title: Bake, duration: 45}]", ("45", "45 min"), False),
    "a range without a unit": ("tasks: [{title: Bake, duration: '30-45'}]", ("30-45", "30-45 min"), False),
    "a duration": ("tasks: [{title: Bake, duration: 90-minute}]", ("90-minute", "90 minute"), True),
}


def written(text: str, change: str | tuple[str, str]) -> tuple[str, str]:
    before = f"# été 👩‍🍳\ttabs\t# too\nmodule: m\n{text}\n# the end\n"
    return before, before.replace(*((text, change) if isinstance(change, str) else change), 1)


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("form", ["as it is", "windows", "old mac", "mark", "in the middle", "beside texts"])
def test_an_edit_mends_and_leaves_all_else(case: str, form: str) -> None:
    text, change, safe = CASES[case]
    before, after = written(text, change)
    match form:
        case "windows" | "mark":
            before, after = (one.replace("\n", "\r\n") for one in (before, after))
        case "old mac":
            before, after = (one.replace("\n", "\r") for one in (before, after))
        case "in the middle":
            more = "\nversion: |\n  a: titel\n  \tb\n"
            before, after = (one.replace("module: m\n", f"module: m{more}", 1) for one in (before, after))
        case "beside texts":
            start = "x-été: {ü: '👍\u2028\x85', \"a\\\"b\": [ç,\t'it''s']}\n"
            before, after = (one.replace("module: m\n", f"module: m\n{start}", 1) for one in (before, after))
    mark = b"\xef\xbb\xbf" if form == "mark" else b""
    data = mark + before.encode()
    (finding,) = [one for one in found(data) if one.edits]
    assert [edit.safe for edit in finding.edits] == [safe]
    assert mended(data, finding) == mark + after.encode()


@pytest.mark.parametrize(
    "text",
    [
        "titel: Bread\ntitle: Loaf",
        "objectives: [Bake]\ngoals: [Eat]",
        "title: Loaf\nx-a: &a {titel: Bread}\noutcomes: [{<<: *a, statement: Bake}, *a]",
        "x-k: &k titel\n*k : Bread",
        "&k titel: Bread\nx-k: *k",
        "!!str titel: Bread",
        '"tit\\x65l": [a, b]',
        "licence: MIT\nlicens: CC0",
        "titel: {none: no title}",
        "tasks: [{title: Bake, minutes: 30}]",
        "tasks: [{title: Bake, deadline: soon}]",
        "tasks: [{title: Bake, ungraded: true}]",
        "tasks: [{title: Bake, kind: essay}]",
        "mode: >-\n  asynchronus",
        'mode: "asynchro\\\n  nus"',
        "mode: !!str asynchronus",
        "x-mode: &mode asynchronus\nmode: *mode",
        "mode: sometimes",
        "tasks: [{title: Bake, due: tue 5:00}]",
        "tasks: [{title: Bake, due: week 3 tusday at dawn}]",
        "tasks: [{title: Bake, due: 03/04/2026}]",
        "tasks: [{title: Bake, duration: 1:30}]",
        "tasks: [{title: Bake, duration: 2}]",
        "tasks: [{title: Bake, duration: tbd}]",
        "outcomes: [{id: fuse-a, statement: A}, {id: fuse-b, statement: B}]\ntasks: [{outcomes: [fuse-c]}]",
        "tasks: [{id: bake-it, title: Bake, requires: [bake-itt]}]",
        "tasks:\n\t- {title: Bake}",
    ],
)
def test_no_edit_where_none_is_clear(text: str) -> None:
    findings = found(f"module: m\n{text}\n".encode())
    assert findings
    assert [finding.edits for finding in findings] == [()] * len(findings)


def test_an_inherited_reference_that_means_several_things_has_no_edit(tmp_path: Path) -> None:
    (tmp_path / "course.yaml").write_text(
        "course: c\nmodules: [a.yaml, b.yaml]\ndefaults: {tasks: {follow_up: Board}}\n", "utf-8"
    )
    for name, board in (("a", "board"), ("b", "boarD")):
        (tmp_path / f"{name}.yaml").write_text(
            f"module: {name}\ntasks: [{{id: t-{name}}}]\nfollow_up_activities: [{{id: {board}}}]\n", "utf-8"
        )
    path = tmp_path / "course.yaml"
    findings = found(path.read_bytes(), path)
    assert {finding.code for finding in findings} == {"SPC009"}
    assert not any(finding.edits for finding in findings)


def test_a_listed_file(tmp_path: Path) -> None:
    path = tmp_path / "course.yaml"
    (tmp_path / "modules").mkdir()
    for name in ("consent", "data"):
        (tmp_path / "modules" / f"{name}.module.yaml").write_text(f"module: {name}\n", "utf-8")
    data = b"course: c\nmodules:\n- modules/data.module.yaml\n- 'modules/consnt.module.yaml' # second\n"
    path.write_bytes(data)
    (finding,) = found(data, path)
    assert mended(data, finding, path) == data.replace(b"consnt", b"consent")
    assert not finding.edits[0].safe
    twice = data.replace(b"consnt", b"dataa")
    (finding,) = found(twice, path)
    assert (finding.code, finding.edits) == ("SPC002", ())
    itself = b"course: c\nmodules: [coursse.yaml]\n"
    (finding,) = found(itself, path)
    assert (finding.fix, finding.edits) == (
        "check the path; it counts from the folder of the course file",
        (),
    )


def test_the_first_key(tmp_path: Path) -> None:
    data = b"modul: m\ntitle: Bread\n"
    (finding,) = found(data, tmp_path / "m.module.yaml")
    assert mended(data, finding) == b"module: m\ntitle: Bread\n"


def test_nothing_without_an_alias_is_read_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only a file with aliases is read again to see what has an anchor; then only that is left alone."""
    text = "x-a: &a [1]\nmodule: m\nversion: *a\ntitel: Bread\nx-b: &b\n  c: 1\nmode: asynchronus\n"
    findings = found(text.encode())
    assert {edit.text for finding in findings for edit in finding.edits} == {"title", "asynchronous"}
    monkeypatch.setattr("coursewright.spec.reader.events", None)
    assert found(b"module: m\nx-a: &a [1]\ntitel: Bread\n")[0].edits


MODULES = [
    ROOT / "examples" / "homework-fixed" / "photosynthesis.module.yaml",
    ROOT / "examples" / "house-rules" / "modules" / "noise.module.yaml",
    ROOT / "examples" / "homework-trap" / "photosynthesis.module.yaml",
]


def keys(root: Mapping | None) -> Iterator[Scalar]:
    waiting: list[Node | None] = [root]
    while waiting:
        match waiting.pop():
            case Mapping(pairs=pairs):
                yield from (key for key, _ in pairs.values() if not key.text.startswith("x-"))
                waiting += (value for _, value in pairs.values())
            case Sequence(items=items):
                waiting += items


@cache
def known_in(path: Path) -> Counter[tuple[str, str]]:
    return kinds(found(path.read_bytes(), path))


@cache
def keys_in(path: Path) -> list[Scalar]:
    return [*keys(read_document(path).root)]


SLIPS: dict[str, Callable[[str, int], str]] = {
    "left out": lambda key, at: key[:at] + key[at + 1 :],
    "swapped": lambda key, at: key[:at] + key[at + 1 : at + 2] + key[at] + key[at + 2 :],
    "twice": lambda key, at: key[:at] + key[at] + key[at:],
    "mistaken": lambda key, at: key[:at] + "w" + key[at + 1 :],
}


@settings(max_examples=50)
@given(st.data())
def test_an_edit_of_a_misspelt_key_mends_it(data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(MODULES))
    key = data.draw(st.sampled_from(keys_in(path)))
    at = data.draw(st.integers(min_value=0, max_value=len(key.text) - 1))
    wrong = SLIPS[data.draw(st.sampled_from(sorted(SLIPS)))](key.text, at)
    right = path.read_bytes()
    text = key.source.text
    before = (text[: key.start] + wrong + text[key.start + len(key.text) :]).encode()
    for finding in found(before, path):
        if finding.code == "SPC001" and finding.edits:
            assert mended(before, finding, path, known_in(path)) == right


@given(st.integers(min_value=0, max_value=10**9))
def test_edits_of_any_document_mend_what_they_are_of(seed: int) -> None:
    """What stood under a wrong key may have faults of its own, which show only then."""
    slips = random.Random(seed)  # noqa: S311 - for tests

    def slip(word: re.Match[str]) -> str:
        return word[0] if slips.random() > 0.15 else SLIPS["swapped"](word[0], slips.randrange(4))

    data = re.sub("[A-Za-z_]{4,}", slip, Author(seed).text()).encode()
    before = found(data)
    for finding in before:
        if finding.edits:
            after = kinds(found(applied(data, finding.edits)))
            about = finding.code, finding.message
            assert after[about] < kinds(before)[about]


def test_most_misspelt_keys_have_an_edit() -> None:
    path = MODULES[0]
    several = {key.text: key for key in keys_in(path) if len(key.text) > 4}
    mended_ones = 0
    for key in several.values():
        wrong = SLIPS["swapped"](key.text, 2)
        text = key.source.text
        before = (text[: key.start] + wrong + text[key.start + len(key.text) :]).encode()
        mended_ones += any(finding.edits for finding in found(before, path))
    assert mended_ones > 0.9 * len(several) > 40

"""The veil over the keys of self-checks, and what stays out of learners' packages."""

from __future__ import annotations

import json
import zipfile
from typing import TYPE_CHECKING

import pytest
from editions import EXAMPLES, example, written
from hypothesis import given
from hypothesis import strategies as st
from playable import PLAYABLE, SECRETS, playable, write_site
from scorm_lms import package

from coursewright.exporters.pages.identity import questions, right_sides
from coursewright.exporters.site.self_check import checkable, points, veiled_checks
from coursewright.exporters.site.veil import unveiled, veiled

if TYPE_CHECKING:
    from pathlib import Path

    from coursewright.exporters.edition.model import Edition


def keys(edition: Edition, key: str) -> list[dict[str, object]]:
    """Return the unveiled keys of an entry in order."""
    held = json.loads(veiled_checks(edition.by_key[key]))
    return [json.loads(unveiled(veil, name)) for name, veil in held.items()]


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])), st.text(min_size=1, max_size=20))
def test_a_veil_comes_off_under_its_name(text: str, name: str) -> None:
    assert unveiled(veiled(text, name), name) == text


def test_a_veil_is_the_same_in_every_build_and_under_every_system() -> None:
    assert veiled("Because people are not means", "qabc") == "Z6nDyusI2lvlVGeW7R+Xh0vbRniNQptx9ZHJMQ=="


def test_two_questions_with_one_answer_look_different() -> None:
    assert veiled("yes", "qone") != veiled("yes", "qtwo")


def test_keys_of_each_type(tmp_path: Path) -> None:
    single, multiple, truth, short, number, pairs, essay = keys(playable(tmp_path), "consent/check")
    assert single == {
        "type": "single",
        "right": [1],
        "options": ["By then nobody can say no.", "There is still time to say no."],
        "told": "Timing is half of consent.",
    }
    assert multiple == {"type": "multiple", "right": [0, 2]}
    assert truth == {"type": "true-false", "right": [1], "told": "None at all."}
    assert short == {"type": "short", "accepted": ["consent", "agreement"]}
    assert number == {"type": "numeric", "accepted": [1234.5], "within": 0.5}
    assert essay == {"type": "essay", "model": "Because people are not means.", "told": "Compare."}
    edition = playable(tmp_path)
    asked = checkable(edition.by_key["consent/check"])[5][1]
    shown = [asked.pairs[at].right for at in right_sides(asked.written)]
    assert [[shown[at] for at in places] for places in pairs["pairs"]] == [["1979"], ["1964"], ["1947"]]  # type: ignore[attr-defined]
    assert shown != ["1979", "1964", "1947"]


def test_an_essay_is_worth_nothing_and_what_counts_has_no_key(tmp_path: Path) -> None:
    edition = playable(tmp_path)
    entry = edition.by_key["consent/check"]
    assert [points(entry, question) for _, question in checkable(entry)] == [1, 1, 1, 1, 1, 1, 0]
    assert veiled_checks(edition.by_key["consent/marked"]) == ""


def test_a_question_that_changes_gets_another_name(tmp_path: Path) -> None:
    before = [name for name, _ in questions(playable(tmp_path / "a").by_key["consent/check"])]
    text = PLAYABLE.replace("answer: false", "answer: true").replace("Who may withdraw?", "Who may leave?")
    after = [
        name
        for name, _ in questions(written(tmp_path / "b", {"c.module.yaml": text}).by_key["consent/check"])
    ]
    assert [one == other for one, other in zip(before, after, strict=True)] == [
        True, False, False, True, True, True, True,
    ]  # fmt: skip


@pytest.mark.parametrize("version", ["site", "1.2", "2004"])
def test_no_key_is_found_in_a_package(tmp_path: Path, version: str) -> None:
    edition = playable(tmp_path / "source", version=version)
    folder = tmp_path / "package"
    if version == "site":
        write_site(edition, folder)
    else:
        package(edition, folder)
    texts = [
        path.read_text("utf-8") for path in folder.rglob("*") if path.is_file() and path.suffix != ".zip"
    ]
    for archive in folder.rglob("*.zip"):
        with zipfile.ZipFile(archive) as opened:
            texts += [opened.read(name).decode() for name in opened.namelist()]
    assert any("When is consent asked for?" in text for text in texts)
    assert [secret for secret in SECRETS if any(secret in text for text in texts)] == []


@pytest.mark.parametrize("name", EXAMPLES)
def test_keys_of_examples_are_whole(name: str) -> None:
    edition = example(name)
    for entry in edition.entries:
        for (_, question), key in zip(
            checkable(entry), keys(edition, entry.key) if veiled_checks(entry) else (), strict=True
        ):
            assert key["type"] == question.type
            marked = {"right", "accepted", "pairs"} & key.keys()
            assert bool(marked) == bool(points(entry, question))

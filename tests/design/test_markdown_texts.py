from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coursewright.design.markdown_texts import marked_texts
from coursewright.spec.load import load

if TYPE_CHECKING:
    from pathlib import Path


def marked(folder: Path, spec: str) -> list[tuple[str, str, str]]:
    """Return the kind of element, the key and the text of whatever may hold a link, an image or HTML."""
    path = folder / "m.module.yaml"
    path.write_text(f"module: m\n{spec}", "utf-8")
    texts = marked_texts(load(path))
    return [(type(element).__name__, one.key, one.text) for element, found in texts.items() for one in found]


def test_plain_words_hold_nothing(tmp_path: Path) -> None:
    assert marked(tmp_path, "description: Plain\ntasks: [{instructions: 'Read *this* twice!'}]") == []


@pytest.mark.parametrize(
    "written",
    [
        r'"Look: \x21\x5bmap](a.png)"',
        '"Look:\\\n      \\ ![map](a.png)"',
        ">-\n    Look:\n    ![map](a.png)",
    ],
)
def test_what_the_file_hides_by_escapes_and_folds_is_seen(tmp_path: Path, written: str) -> None:
    found = marked(tmp_path, f"tasks:\n- instructions: {written}\n")
    assert found == [("Task", "instructions", "Look: ![map](a.png)")]


def test_an_alias_is_seen_wherever_it_stands(tmp_path: Path) -> None:
    spec = "description: &look <img src=a.png>\ntasks: [{instructions: *look}]\n"
    found = marked(tmp_path, spec)
    assert [(kind, key) for kind, key, _ in found] == [("Task", "instructions"), ("Module", "description")]


def test_the_texts_of_a_flat_module_are_its_own(tmp_path: Path) -> None:
    """The unit and the course that stand for it say nothing themselves."""
    assert [kind for kind, _, _ in marked(tmp_path, "description: '[a](b)'")] == ["Module"]


def test_pages_are_read_whatever_they_hold(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("Plain", "utf-8")
    spec = "materials: [{kind: page, path: a.md}]\ntasks: [{instructions: {file: a.md}}]\n"
    assert marked(tmp_path, spec) == [("Material", "path", "Plain"), ("Task", "instructions", "Plain")]

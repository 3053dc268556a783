"""Addresses and texts of SARIF reports: what paths become, and what would be read as a link or a template."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursewright.reporters.sarif.messages import inert
from coursewright.reporters.sarif.places import address
from coursewright.reporters.sarif.rules import pascal


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("add `a: {none: reason}`", "add `a: {none: reason}`"),
        ("tasks[read] (week 1)", "tasks[read] (week 1)"),
        ("[a](b)", r"[a\](b)"),
        (r"[a\](b)", r"[a\\\](b)"),
        ("{0} and {12}", "{{0}} and {{12}}"),
    ],
)
def test_a_message_is_neither_a_link_nor_a_template(said: str, shown: str) -> None:
    assert inert(said) == shown


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("modules/a b.yaml", "modules/a%20b.yaml"),
        ("100%0A #1?x=[y].yaml", "100%250A%20%231%3Fx%3D%5By%5D.yaml"),
        ("a:b.yaml", "a%3Ab.yaml"),
        ("back\\slash\nline.yaml", "back%5Cslash%0Aline.yaml"),
        ("蚯蚓.yaml", "%E8%9A%AF%E8%9A%93.yaml"),
    ],
)
def test_relative_paths_are_relative_uris(path: str, uri: str) -> None:
    assert address(path) == {"uri": uri, "uriBaseId": "%SRCROOT%"}


def test_a_path_outside_of_the_base_is_a_file_uri() -> None:
    path = (Path(Path.cwd().anchor) / "else where" / "é.yaml").as_posix()
    expected = Path(path).as_uri()
    assert address(path) == {"uri": expected}


@pytest.mark.parametrize("code", [0xDCFF, 0xD83D, 0])
def test_names_of_files_that_are_no_text(code: int) -> None:
    odd = chr(code)
    one = address(f"a{odd}.yaml")
    assert one["uri"] == "a%EF%BF%BD.yaml"
    assert one["description"]["text"] == f"The name of this file is no text: a\\u{code:04x}.yaml"


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])))
def test_relative_uris_lead_back_to_the_path(path: str) -> None:
    found = address(path)
    if "uriBaseId" in found:
        assert found["uri"].isascii()
        assert unquote(found["uri"]) == path
        assert ":" not in found["uri"]


@pytest.mark.parametrize(
    ("name", "identifier"),
    [("no-follow-up", "NoFollowUp"), ("wcag-2.2", "Wcag22"), ("élan-vital", "ÉlanVital"), ("", "")],
)
def test_names_are_identifiers(name: str, identifier: str) -> None:
    assert pascal(name) == identifier

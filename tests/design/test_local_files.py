"""Which files beside a spec are read, and which are left alone."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from coursewright.design.local_files import LARGEST_PAGE, local_file, page_text, whereabouts
from coursewright.spec.source import Source

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def source(tmp_path: Path) -> Source:
    (tmp_path / "course" / "modules").mkdir(parents=True)
    (tmp_path / "course" / "page.md").write_text("\ufeffA page with a kākāpō", "utf-8")
    (tmp_path / "secret.md").write_text("secret", "utf-8")
    return Source(tmp_path / "course" / "modules" / "a.module.yaml", "module: a\n")


def home(source: Source) -> Path:
    return source.path.parent.parent


def test_a_page_in_the_course(source: Source) -> None:
    assert page_text("../page.md", source, home(source)) == "A page with a kākāpō"
    assert page_text("..\\page.md", source, home(source)) == "A page with a kākāpō"


@pytest.mark.parametrize(
    "written",
    ["../../secret.md", "/etc/hostname", "gone.md", "..", "", "\0", "https://example.org/a.md", "x" * 5000],
)
def test_nothing_to_be_had(source: Source, written: str) -> None:
    assert page_text(written, source, home(source)) is None


def test_a_link_out_of_the_course(source: Source) -> None:
    (home(source) / "link.md").symlink_to("../secret.md")
    assert local_file("../link.md", source, home(source)) is None


def test_a_link_inside_the_course(source: Source) -> None:
    (home(source) / "link.md").symlink_to("page.md")
    assert page_text("../link.md", source, home(source)) == "A page with a kākāpō"


def test_a_link_to_itself(source: Source) -> None:
    (home(source) / "loop.md").symlink_to("loop.md")
    assert local_file("../loop.md", source, home(source)) is None


def test_what_is_no_text(source: Source) -> None:
    (home(source) / "page.md").write_bytes(b"\xff\xfe\x00")
    assert page_text("../page.md", source, home(source)) is None


def test_what_is_too_large(source: Source) -> None:
    (home(source) / "page.md").write_bytes(b"a" * (LARGEST_PAGE + 1))
    assert page_text("../page.md", source, home(source)) is None


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_not_waited_for(source: Source) -> None:
    os.mkfifo(home(source) / "pipe.md")
    assert page_text("../pipe.md", source, home(source)) is None


@pytest.mark.parametrize(
    ("written", "place"),
    [
        ("../page.md", "there"),
        ("..\\page.md", "there"),
        ("gone.md", "missing"),
        ("../page.md/x.md", "missing"),
        ("https://example.org/a.md", "missing"),
        ("../../secret.md", "outside"),
        ("../../gone.md", "outside"),
        ("/etc/hostname", "outside"),
        ("..", "unknown"),
        ("\0", "unknown"),
        ("x" * 5000, "unknown"),
    ],
)
def test_whereabouts(source: Source, written: str, place: str) -> None:
    assert whereabouts(written, source, home(source)) == place


def test_a_page_is_read_once_for_a_source(source: Source) -> None:
    assert page_text("../page.md", source, home(source)) == "A page with a kākāpō"
    (home(source) / "page.md").write_text("Another", "utf-8")
    assert page_text("../page.md", source, home(source)) == "A page with a kākāpō"
    again = Source(source.path, source.text)
    assert page_text("../page.md", again, home(again)) == "Another"

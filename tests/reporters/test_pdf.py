"""Printing to PDF: which browser is asked, and what is said where that fails."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from coursewright.reporters.views import pdf
from coursewright.reporters.views.pdf import PdfError, find_browser, print_pdf

on_posix = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in for a browser is a shell script")


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Leave no browser to be found; return a folder on the path."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    for name in (pdf.VARIABLE, "PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    return folder


def script(folder: Path, name: str, body: str) -> Path:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{body}\n", "utf-8")
    path.chmod(0o755)
    return path


@pytest.mark.usefixtures("bare")
def test_without_a_browser_it_says_what_is_looked_for(tmp_path: Path) -> None:
    with pytest.raises(PdfError) as caught:
        print_pdf("<p>", tmp_path / "out.pdf")
    assert "Chromium, Chrome, Edge and Brave are looked for" in caught.value.message
    assert "COURSEWRIGHT_BROWSER" in caught.value.hint
    assert "Any browser prints the page" in caught.value.hint
    assert not (tmp_path / "out.pdf").exists()


@on_posix
def test_the_first_known_name_on_the_path_is_taken(bare: Path) -> None:
    edge = script(bare, "microsoft-edge", "exit 0")
    assert find_browser() == str(edge)
    chromium = script(bare, "chromium", "exit 0")
    assert find_browser() == str(chromium)


@on_posix
def test_the_environment_wins(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script(bare, "chromium", "exit 0")
    own = script(bare, "own-browser", "exit 0")
    monkeypatch.setenv(pdf.VARIABLE, str(own))
    assert find_browser() == str(own)
    monkeypatch.setenv(pdf.VARIABLE, "own-browser")
    assert find_browser() == str(own)


@pytest.mark.usefixtures("bare")
def test_a_browser_that_is_named_and_not_there_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(pdf.VARIABLE, "/nowhere/browser")
    with pytest.raises(PdfError, match="COURSEWRIGHT_BROWSER names is not there: /nowhere/browser"):
        find_browser()


@on_posix
def test_it_gets_the_page_from_a_file_without_a_network(
    bare: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = tmp_path / "told"
    monkeypatch.setenv("PATH", f"{bare}:/usr/bin:/bin")
    body = f"""for one in "$@"; do
  echo "$one" >> {told}
  case "$one" in --print-to-pdf=*) printf '%%PDF-1.4' > "${{one#--print-to-pdf=}}";; esac
done"""
    monkeypatch.setenv(pdf.VARIABLE, str(script(bare, "own", body)))
    print_pdf("<p>שלום</p>", tmp_path / "out.pdf")
    assert (tmp_path / "out.pdf").read_bytes() == b"%PDF-1.4"
    flags = told.read_text("utf-8").splitlines()
    assert "--headless" in flags
    assert "--host-resolver-rules=MAP * ~NOTFOUND" in flags
    assert flags[-1].startswith("file:///")
    assert not Path(flags[-1].removeprefix("file://")).exists(), "nothing is left behind"


@on_posix
def test_a_browser_that_prints_nothing_is_an_error_in_its_own_words(
    bare: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = script(bare, "own", "echo 'cannot open display' >&2; exit 1")
    monkeypatch.setenv(pdf.VARIABLE, str(own))
    with pytest.raises(PdfError, match="made no PDF: cannot open display"):
        print_pdf("<p>", tmp_path / "out.pdf")


@on_posix
@pytest.mark.slow
def test_it_does_not_wait_for_ever(bare: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", f"{bare}:/usr/bin:/bin")
    monkeypatch.setenv(pdf.VARIABLE, str(script(bare, "own", "exec sleep 60")))
    monkeypatch.setattr(pdf, "_PATIENCE", 1)
    with pytest.raises(PdfError, match="was not done after 1 seconds"):
        print_pdf("<p>", tmp_path / "out.pdf")


@on_posix
def test_what_is_no_program_does_not_start(
    bare: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = bare / "own"
    own.write_bytes(b"\x7fELF is no program")
    own.chmod(0o755)
    monkeypatch.setenv(pdf.VARIABLE, str(own))
    with pytest.raises(PdfError, match="does not start"):
        print_pdf("<p>", tmp_path / "out.pdf")


@pytest.mark.slow
def test_a_real_browser_prints(tmp_path: Path) -> None:
    try:
        find_browser()
    except PdfError as error:
        pytest.skip(error.message)
    path = tmp_path / "out.pdf"
    print_pdf("<!doctype html><title>A page</title><p>One page.</p>", path)
    assert path.read_bytes().startswith(b"%PDF-")

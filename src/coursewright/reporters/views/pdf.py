"""A page as PDF: any browser prints it, and one that is installed here can be asked to."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from coursewright.spec.errors import CoursewrightError

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["PdfError", "find_browser", "print_pdf"]

VARIABLE = "COURSEWRIGHT_BROWSER"
"""The variable of the environment that names the browser to print with: its path, or a name on the path."""
_NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "microsoft-edge-stable",
    "msedge",
    "brave-browser",
)
_ON_MACOS = (
    "Google Chrome.app/Contents/MacOS/Google Chrome",
    "Chromium.app/Contents/MacOS/Chromium",
    "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "Brave Browser.app/Contents/MacOS/Brave Browser",
)
_ON_WINDOWS = (
    r"Google\Chrome\Application\chrome.exe",
    r"Microsoft\Edge\Application\msedge.exe",
    r"Chromium\Application\chrome.exe",
)
_FLAGS = (
    "--headless",
    "--disable-gpu",
    "--disable-extensions",
    "--no-first-run",
    "--no-default-browser-check",
    "--hide-scrollbars",
    "--no-pdf-header-footer",
    # A page of ours asks for nothing; nor is the browser itself to use the occasion.
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-domain-reliability",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--proxy-server=127.0.0.1:9",
)
_PATIENCE = 90
"""Seconds that printing may take."""
_ANY_BROWSER = "Any browser prints the page: open the HTML report, and print it to a file."


class PdfError(CoursewrightError):
    """A PDF that could not be made."""


def print_pdf(html: str, path: Path) -> None:
    """Let an installed browser print a page into a file, without a network.

    Raises `PdfError` where there is no browser, or where it fails or takes longer than a minute and a half.
    """
    browser = find_browser()
    with TemporaryDirectory(prefix="coursewright-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        page, printed = folder / "page.html", folder / "page.pdf"
        page.write_text(html, "utf-8")
        said = _run([browser, *_flags(folder), f"--print-to-pdf={printed}", page.as_uri()])
        if not printed.is_file() or not printed.stat().st_size:
            raise PdfError(f"{browser} made no PDF: {_last_line(said)}", _ANY_BROWSER)
        path.write_bytes(printed.read_bytes())


def find_browser() -> str:
    """Return the path of a browser that can print.

    Raises `PdfError` where there is none, or where the one that the environment names is not there.
    """
    named = os.environ.get(VARIABLE, "").strip()
    if named:
        found = shutil.which(named)
        if found is None:
            raise PdfError(f"The browser that {VARIABLE} names is not there: {named}.", _ANY_BROWSER)
        return found
    for place in _places():
        found = shutil.which(place)
        if found is not None:
            return found
    raise PdfError(
        "Found no browser to make the PDF with: Chromium, Chrome, Edge and Brave are looked for, on the path "
        "and where they are usually installed.",
        f"Name another in the environment variable {VARIABLE}. {_ANY_BROWSER}",
    )


def _places() -> Iterator[str]:
    """Yield the names and paths under which browsers are found on this system."""
    yield from _NAMES
    if sys.platform == "darwin":
        for folder in (Path("/Applications"), Path.home() / "Applications"):
            yield from (str(folder / name) for name in _ON_MACOS)
    for variable in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
        start = os.environ.get(variable)
        if start:
            yield from (str(Path(start) / name) for name in _ON_WINDOWS)


def _flags(folder: Path) -> Iterator[str]:
    yield from _FLAGS
    yield f"--user-data-dir={folder / 'profile'}"
    if sys.platform == "linux" and os.geteuid() == 0:
        yield "--no-sandbox"  # with it, the browser refuses to run as root, as it would in a container


def _run(command: list[str]) -> str:
    """Run a browser, and return what it says."""
    try:
        done = subprocess.run(  # noqa: S603 - a browser that the user installed or named, and files of our own
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=_PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise PdfError(f"{command[0]} was not done after {_PATIENCE} seconds.", _ANY_BROWSER) from None
    except OSError as error:
        raise PdfError(f"{command[0]} does not start: {error.strerror or error}", _ANY_BROWSER) from error
    return done.stdout.decode("utf-8", "replace")


def _last_line(said: str) -> str:
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    return lines[-1][:300] if lines else "it says nothing about it."

"""What tests of several rooms share."""

from __future__ import annotations

import os
import signal
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser

# Rooms share the short ways to read a spec, and the random documents, of `spec`; the browser of `reporters`.
sys.path.insert(0, str(Path(__file__).parent / "spec"))
sys.path.insert(0, str(Path(__file__).parent / "golden"))
sys.path.append(str(Path(__file__).parent / "reporters"))
sys.path.append(str(Path(__file__).parent / "exporters"))

# Machines that run tests are busy; and a check of a change says the same twice, while desks look further.
settings.register_profile("coursewright", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("coursewright")

# What tests find stays out of the cache of whoever runs them.
_CACHE = tempfile.TemporaryDirectory(prefix="coursewright-cache-")
os.environ["COURSEWRIGHT_CACHE_DIR"] = _CACHE.name

GOLDEN = Path(__file__).parent / "golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--refresh-golden",
        action="store_true",
        help="write what the tests get into tests/golden instead of comparing it",
    )


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Yield a browser for all tests: it takes longer to start than most of them."""
    import html_browser

    yield from html_browser.browser()


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with a file in tests/golden, or write it there with --refresh-golden."""

    def check(name: str, text: str) -> None:
        path = GOLDEN / name
        if request.config.getoption("--refresh-golden"):
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(text.encode("utf-8"))
        assert path.is_file(), f"run `python -m pytest --refresh-golden` to write {name}"
        assert text == path.read_bytes().decode("utf-8"), f"{name} differs: look, then --refresh-golden"

    return check


def pytest_configure() -> None:
    """Hear of signals even where whoever started the tests ignores them, as shells do in the background.

    Tests send some to commands, which inherit what is ignored.
    """
    for name, usual in (("SIGINT", signal.default_int_handler), ("SIGHUP", signal.SIG_DFL)):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) == signal.SIG_IGN:
            signal.signal(number, usual)

"""A small learning platform for SCORM packages: scorm-again behind a server of the test's own."""

from __future__ import annotations

import os
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from coursewright.exporters.fidelity.ledger import Ledger
from coursewright.exporters.packing.member import data
from coursewright.exporters.scorm.export import members

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import FrameLocator, Page

    from coursewright.exporters.edition.model import Edition

_FILES = {"1.2": "scorm12", "2004": "scorm2004"}
_PAGE = """<!doctype html><title>A platform</title><script src="scorm.js"></script>
<script>
  // What the package asks for, with the error that follows.
  window.calls = [];
  window.start = (kind, saved, more) => {
    const api = new (kind === "1.2" ? Scorm12API : Scorm2004API)({ logLevel: 5 });
    api.loadFromJSON(saved);
    const watched = new Proxy(api, { get: (target, name) => {
      const value = target[name];
      if (typeof value !== "function") return value;
      return (...given) => {
        const answer = value.apply(target, given);
        if (/^(LMS)?(Initialize|GetValue|SetValue|Commit|Finish|Terminate)$/.test(name)) {
          const error = String(kind === "1.2" ? target.LMSGetLastError() : target.GetLastError());
          calls.push([name, ...given.map(String), String(answer), error]);
        }
        return answer;
      };
    }});
    window[kind === "1.2" ? "API" : "API_1484_11"] = watched;
    window.api = api;
    const frame = document.createElement("iframe");
    frame.id = "sco";
    frame.width = "1100";
    frame.height = "800";
    frame.src = "package/index.html" + (more || "");
    document.body.append(frame);
  };
  // Closes the package as platforms do, and returns what is kept of it.
  window.stop = () => {
    document.getElementById("sco").remove();
    const kept = JSON.parse(JSON.stringify(api.cmi));
    return { kept, calls };
  };
</script><body></body>"""


LOADED = """() => new Promise((done) => {
  if (document.readyState === "complete") done();
  else addEventListener("load", () => done());
})"""
"""Scripts of a page run behind what is in it."""


def npm() -> Path:
    """Return the folder of npm packages. Skip the test without it."""
    folder = os.environ.get("COURSEWRIGHT_NPM")
    if not folder or not Path(folder).is_dir():
        pytest.skip("COURSEWRIGHT_NPM names no folder of npm packages")
    return Path(folder)


def package(edition: Edition, folder: Path) -> Ledger:
    """Write a package into a folder and return the account of it."""
    ledger = Ledger()
    for member in members(edition, ledger):
        path = folder / member.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data(member))
    return ledger


class Platform(NamedTuple):
    """Where the platform runs, and which version of SCORM it speaks."""

    address: str
    version: str


def platform(folder: Path, version: str) -> Iterator[Platform]:
    """Serve the package in `folder/package` with the page of a platform."""
    (folder / "lms.html").write_text(_PAGE, "utf-8")
    script = npm() / "scorm-again" / "dist" / f"{_FILES[version]}.min.js"
    (folder / "scorm.js").write_bytes(script.read_bytes())
    with _Server(("127.0.0.1", 0), partial(_Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield Platform(f"http://127.0.0.1:{server.server_port}/", version)
        server.shutdown()


class _Server(ThreadingHTTPServer):
    def handle_error(self, *_: object) -> None:
        """Say nothing of browsers that go before they have everything."""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


class Closed(NamedTuple):
    """What a platform has once a package is closed."""

    cmi: dict[str, Any]
    calls: list[list[str]]

    def errors(self) -> list[list[str]]:
        """Return calls that went wrong; asking for what was never set (403) is how one finds out."""
        return [call for call in self.calls if call[-1] not in {"0", ""} and not _asked_in_vain(call)]


def _asked_in_vain(call: list[str]) -> bool:
    return call[0] == "GetValue" and call[-1] == "403"


def launch(page: Page, platform: Platform, saved: dict[str, Any]) -> FrameLocator:
    """Start the package with what was kept of it, and return the frame of its pages."""
    page.goto(f"{platform.address}lms.html")
    page.evaluate("([version, saved]) => start(version, saved)", [platform.version, saved])
    course = page.frame_locator("#sco").frame_locator("#course")
    course.locator("main").evaluate(LOADED)
    return course


def close(page: Page) -> Closed:
    """Close the package."""
    ended = page.evaluate("stop()")
    return Closed(ended["kept"], ended["calls"])

"""A course that attacks, in a browser: its pages say nothing, ask for nothing, and call nothing."""

from __future__ import annotations

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, NamedTuple

import pytest
from attacks import ATTACKS
from hostile_course import hostile_course
from playable import write_site
from scorm_lms import launch, package, platform

from coursewright.exporters.choices import Choices
from coursewright.exporters.edition.building import edition_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Dialog, Page

    from coursewright.spec.model import Course

pytestmark = pytest.mark.slow

_TRAP = "window.pwned = (number) => console.error(`attack ${number} ran`);"


class Watched(NamedTuple):
    """A page, and everything that it should not do."""

    page: Page
    said: list[str]
    asked: list[str]

    def outside(self, *inside: str) -> list[str]:
        """Return the addresses it asked for beside its own."""
        return [one for one in self.asked if not one.startswith((*inside, "data:image/", "about:"))]


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    return hostile_course(tmp_path_factory.mktemp("hostile"))


@pytest.fixture(scope="module")
def site(course: Course, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_site(edition_of(course, Choices(reader="staff")), tmp_path_factory.mktemp("site"))


@pytest.fixture
def watched(browser: Browser) -> Iterator[Watched]:
    context = browser.new_context()
    page = context.new_page()
    page.set_default_timeout(10_000)
    said: list[str] = []
    asked: list[str] = []

    def dismiss(dialog: Dialog) -> None:
        said.append(f"dialog {dialog.message}")
        dialog.dismiss()

    page.on("console", lambda message: said.append(f"{message.text} {message.location['url']}"))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("dialog", dismiss)
    page.on("popup", lambda popup: said.append(f"popup {popup.url}"))
    context.on("request", lambda request: asked.append(request.url))
    page.add_init_script(_TRAP)
    yield Watched(page, said, asked)
    context.close()


def act(page: Page) -> None:
    """Do all that a page offers: open, decide, answer and write, and write attacks."""
    page.evaluate(
        """(attack) => {
          for (const one of document.querySelectorAll("details")) one.open = true;
          for (const field of document.querySelectorAll("main textarea, main input[type=text]")) {
            field.value = attack;
            field.dispatchEvent(new Event("input", { bubbles: true }));
            field.dispatchEvent(new Event("change", { bubbles: true }));
          }
          const boxes = "main input[type=radio], main input[type=checkbox]";
          for (const one of document.querySelectorAll(boxes)) one.click();
          for (const one of document.querySelectorAll("main button")) {
            if (!/print|clear/i.test(one.textContent)) one.click();
          }
        }""",
        " ".join(ATTACKS[:5]),
    )


def test_no_page_of_the_site_does_anything_else(watched: Watched, site: Path) -> None:
    pages = sorted(path for path in site.rglob("*.html") if path.parent.name != "files")
    assert len(pages) > 80
    for path in pages:
        watched.page.goto(path.as_uri(), wait_until="domcontentloaded")
        act(watched.page)
    watched.page.goto(f"{(site / 'search.html').as_uri()}?q=%3Cscript%3Epwned(1)%3C/script%3E")
    watched.page.goto((site / "reflections.html").as_uri())
    assert watched.said == []
    assert watched.outside(site.as_uri()) == []


@pytest.fixture(scope="module")
def served(site: Path) -> Iterator[str]:
    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.mark.parametrize("where", ["file", "http"])
def test_no_file_of_the_course_runs_when_it_is_opened(
    watched: Watched, site: Path, served: str, where: str
) -> None:
    root = f"{site.as_uri()}/" if where == "file" else served
    opened = [
        path
        for path in sorted((site / "files").iterdir())
        if path.suffix in {".svg", ".xhtml", ".html", ".htm", ".xml", ""}
    ]
    assert len(opened) >= 8
    for path in opened:
        if where == "http" and not path.suffix:  # the server names no kind, so the browser keeps it as a file
            continue
        watched.page.goto(f"{root}files/{path.name}")
    # A browser says that it refused scripts of a page whose policy forbids them.
    assert [one for one in watched.said if "ran" in one or one.startswith(("dialog", "popup"))] == []
    assert watched.outside(root) == []


def test_the_policy_stops_a_script_that_would_get_into_a_page(
    watched: Watched, site: Path, served: str
) -> None:
    hurt = site / "hurt.html"
    page = (site / "index.html").read_text("utf-8")
    attacks = (
        "<script>pwned(90)</script><img src=x onerror=pwned(91)><script src=//evil.example/x.js></script>"
    )
    attacks += "<iframe src='data:text/html,<script>pwned(92)</script>'></iframe>"
    attacks += "<a id=go href='javascript:pwned(93)'>x</a>"
    hurt.write_text(page.replace("</main>", f"{attacks}<style>body{{color:red}}</style></main>"), "utf-8")
    refused: list[str | None] = []
    watched.page.on(
        "requestfailed", lambda one: refused.append(one.failure) if one.url.startswith("http") else None
    )
    for address in (hurt.as_uri(), f"{served}hurt.html"):
        watched.page.goto(address)
        watched.page.evaluate("document.getElementById('go').click()")
        watched.page.wait_for_timeout(50)
    assert len([one for one in watched.said if "Content Security Policy" in one]) >= 6
    assert [one for one in watched.said if "ran" in one.split()[2:3]] == []
    # Where a page is a file itself, other files may be loaded, and "//evil.example" is one.
    assert refused == ["csp"]


@pytest.mark.parametrize("version", ["1.2", "2004"])
def test_the_launcher_of_a_package_does_nothing_else(
    watched: Watched, course: Course, tmp_path: Path, version: str
) -> None:
    package(edition_of(course, Choices(version=version)), tmp_path / "package")
    for running in platform(tmp_path, version):
        core = {"student_id": "<script>pwned(95)</script>", "student_name": "pwned(96)"}
        saved = {"core": core} if version == "1.2" else {"learner_id": core["student_id"]}
        frame = launch(watched.page, running, saved)
        for kind in ("t0", "t1", "t6"):
            goto = (
                "(body, name) => { location.href = body.ownerDocument.baseURI.replace(/site\\/.*$/, name); }"
            )
            frame.locator("body").evaluate(goto, f"site/pages/one-{kind}.html")
            frame.locator(f"html[data-cw-entry='one/{kind}'] h1").wait_for()
        watched.page.evaluate("stop()")
        assert [one for one in watched.said if "favicon" not in one] == []
        assert watched.outside(running.address) == []

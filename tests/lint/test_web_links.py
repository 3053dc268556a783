"""What the web says of addresses, and what is made of its silence: against a server of our own."""

from __future__ import annotations

import socket
import threading
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import pytest

from coursewright.lint import web_links
from coursewright.lint.engine import Linter
from coursewright.lint.select import find
from coursewright.lint.web_links import WebLinks
from coursewright.spec.load import load

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path


class Server(BaseHTTPRequestHandler):
    """Answers `/status/404` with 404, `/head-404` so to HEAD alone, and leads `/to/...` on."""

    asked: Counter[str]
    patience: threading.Event

    def do_HEAD(self) -> None:
        self.answer()

    def do_GET(self) -> None:
        self.answer()

    def answer(self) -> None:
        self.asked[f"{self.command} {self.path}"] += 1
        match self.path.split("/")[1:]:
            case ["status", status]:
                self.send(int(status))
            case ["head", status]:
                self.send(int(status) if self.command == "HEAD" else 200)
            case ["second", status]:
                self.send(int(status) if self.asked[f"GET {self.path}"] < 2 else 200)
            case ["to", *there]:
                where = "/".join(there)
                self.send(302, Location=where.replace("~", "//") if "~" in where else f"/{where}")
            case ["slow"]:
                self.patience.wait(5)
            case _:
                self.send(200)

    def send(self, status: int, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is the library's
        """Say nothing."""


@pytest.fixture
def asked() -> Counter[str]:
    return Counter()


@pytest.fixture
def web(asked: Counter[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Run the server and return where it is."""
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    patience = threading.Event()
    handler = type("Handler", (Server,), {"asked": asked, "patience": patience})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    patience.set()
    server.shutdown()
    thread.join()
    server.server_close()


def links(**options: Any) -> WebLinks:
    return WebLinks(**{"private": True, "pause": 0, "timeout": 5} | options)


@pytest.mark.parametrize(
    ("path", "fault"),
    [
        ("", ""),
        ("/", ""),
        ("/café?q=ä b#part", ""),
        ("/status/404", "answers 404 (not found)"),
        ("/status/410", "answers 410 (gone)"),
        *((f"/status/{status}", "") for status in (204, 400, 401, 403, 405, 429, 451, 500, 503)),
        ("/head/404", ""),
        ("/head/405", ""),
        ("/second/503", ""),
        ("/to/status/404", "answers 404 (not found)"),
        ("/to/to/to/status/410", "answers 410 (gone)"),
        ("/to/file:~/etc/passwd", ""),
        ("/to/ftp:~example.com/x", ""),
        ("/to/", ""),
    ],
)
def test_answers(web: str, path: str, fault: str) -> None:
    url = web + path
    assert links().broken([url]) == ({url: fault} if fault else {})


def test_a_circle_of_redirections_ends(
    web: str, asked: Counter[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Server, "do_HEAD", lambda self: self.send(302, Location="/"))
    monkeypatch.setattr(Server, "do_GET", lambda self: (asked.update("g"), self.send(302, Location="/")))
    assert links().broken([web]) == {}
    assert asked["g"] <= 30


def test_a_fine_address_is_asked_once(web: str, asked: Counter[str]) -> None:
    known = links()
    for _ in range(2):
        assert known.broken([f"{web}/a", f"{web}/a", f"{web}/status/404"]) == {
            f"{web}/status/404": "answers 404 (not found)"
        }
    assert asked == {"HEAD /a": 1, "HEAD /status/404": 1, "GET /status/404": 1}


def test_two_retries_for_what_may_pass(web: str, asked: Counter[str]) -> None:
    assert links().broken([f"{web}/status/503"]) == {}
    assert asked == {"HEAD /status/503": 1, "GET /status/503": 3}


def test_whoever_does_not_answer_is_left_alone(web: str, asked: Counter[str]) -> None:
    known = links(timeout=0.05)
    assert known.broken([f"{web}/slow"]) == {}
    assert asked["GET /slow"] == 3
    assert known.broken([f"{web}/status/404"]) == {}
    assert asked["GET /status/404"] == 0


def test_private_networks_are_not_asked(
    web: str, asked: Counter[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    port = web.rpartition(":")[2]
    names = {"inside.kent.ac.uk": "127.0.0.1"}
    monkeypatch.setattr(socket, "getaddrinfo", resolver(names))
    known = links(private=False)
    assert known.broken([f"{web}/status/404", f"http://inside.kent.ac.uk:{port}/status/404"]) == {}
    assert not asked
    assert links().broken([f"http://inside.kent.ac.uk:{port}/status/404"])


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://kent.ac.uk/a",
        "mailto:a@kent.ac.uk",
        "javascript:alert(1)",
        "HTTP:",
        "http://",
        "https:///a",
        "http://user:password@kent.ac.uk/",
        "http://kent.ac.uk:port/",
        "http://[::1",
        "http://a..b/",
        f"http://{'x' * 70}.uk/",
        "https://example.org/gone",
        "https://media.example.com/gone",
        "http://localhost/",
        "http://printer.local/",
        "http://10.0.0.1/",
        "http://[::ffff:10.0.0.1]/",
        "not an address",
        "",
    ],
)
def test_what_is_not_asked(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web_links, "_look_up", pytest.fail)
    monkeypatch.setattr(WebLinks, "_status", lambda *args: pytest.fail(str(args)))
    assert WebLinks().broken([url]) == {}


def resolver(names: dict[str, Any]) -> Any:
    """Return what stands in for the resolver: names with their address, or with the error they give."""
    real = socket.getaddrinfo

    def resolve(host: str, *args: Any, **options: Any) -> Sequence[Any]:
        if host == "127.0.0.1":
            return real(host, *args, **options)
        answer = names.get(host, socket.EAI_NONAME)
        if isinstance(answer, int):
            raise socket.gaierror(answer, "not found")
        return real(answer, *args, **options)

    return resolve


@pytest.mark.parametrize(
    ("names", "fault"),
    [
        ({"example.org": "127.0.0.1"}, "is on a host that does not exist"),
        ({}, ""),  # the network is down
        ({"example.org": socket.EAI_AGAIN}, ""),
        ({"example.org": "127.0.0.1", "www.gone.org": socket.EAI_AGAIN}, ""),
        ({"example.org": "127.0.0.1", "gone.org": "127.0.0.1"}, ""),  # a name for the inside, it may be
        ({"example.org": "127.0.0.1", "gone.org": socket.EAI_AGAIN}, ""),
    ],
)
def test_a_host_that_is_not_found(
    names: dict[str, Any], fault: str, monkeypatch: pytest.MonkeyPatch, web: str
) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", resolver(names))
    url = "https://www.gone.org/a"
    assert web
    assert links(private=False).broken([url]) == ({url: fault} if fault else {})


def test_a_host_that_comes_back(monkeypatch: pytest.MonkeyPatch, web: str) -> None:
    answers = iter([False, False, True])
    monkeypatch.setattr(web_links, "_look_up", lambda _host: next(answers))
    assert web
    assert links().broken(["https://gone.org/"]) == {}


SPEC = """\
module: m
tools: [{{id: x, url: "{web}/status/404"}}]
materials:
  - {{id: a, title: A film, url: "{web}/status/410", captions: "{web}/status/404", alternative: "{web}/a"}}
  - {{id: p, kind: page, path: p.md}}
  - {{id: q, url: "mailto:a@kent.ac.uk"}}
tasks: [{{id: t, instructions: "[Read]({web}/status/404), or {web}/status/404"}}]
sessions: [{{id: s, url: "{web}/status/404"}}]
units: [{{id: u, tools: [{{id: y}}], tasks: [{{id: v}}]}}]
"""


def test_the_rule(tmp_path: Path, web: str) -> None:
    (tmp_path / "a.module.yaml").write_text(SPEC.format(web=web), "utf-8")
    (tmp_path / "p.md").write_text(f"[x]({web}/status/404 'y')\n\n    [z]({web}/status/410)\n", "utf-8")
    course = load(tmp_path / "a.module.yaml")
    rule = find("MAT005")
    found = Linter([rule], web=links()).lint(course).findings
    assert [(finding.mark.node, finding.message.replace(web, "WEB")) for finding in found] == [
        ("tools[x].url", 'Tool "x" links to WEB/status/404, which answers 404 (not found).'),
        ("materials[a].url", 'Material "A film" links to WEB/status/410, which answers 410 (gone).'),
        (
            "materials[a].captions",
            'Material "A film" links to WEB/status/404, which answers 404 (not found).',
        ),
        ("materials[p].path", 'Material "p" links to WEB/status/404, which answers 404 (not found).'),
        ("tasks[t].instructions", 'Task "t" links to WEB/status/404, which answers 404 (not found).'),
    ]
    assert not Linter([rule]).lint(course).findings

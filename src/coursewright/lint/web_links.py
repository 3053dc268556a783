"""Which web addresses lead nowhere: asked of the web itself, and only where somebody wants that.

An address is called broken only where there is no doubt. Servers that refuse robots, are too busy, or do not
answer in time say nothing about their pages, and neither does a network that is down.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError
from urllib.parse import quote, urljoin, urlsplit, urlunsplit
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
    getproxies,
)

from coursewright import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["WebLinks"]

_GONE = {404: "answers 404 (not found)", 410: "answers 410 (gone)"}
_NO_HOST = "is on a host that does not exist"
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Statuses that may be different in a moment."""
_MOST_REDIRECTIONS = 10
_TRIES = 3
_PROBE = "example.org"
"""A name that always exists: where it is not found, the network is at fault."""
_RESERVED = frozenset(
    {"example", "example.com", "example.net", "example.org", "invalid", "localhost", "test"}
)
"""Names that stand for any address (RFC 2606): there is nothing to ask."""
_LOCAL = frozenset({"corp", "home", "home.arpa", "internal", "intranet", "lan", "local", "onion", "private"})
"""Names that mean something only inside a network, which may not be ours."""


class WebLinks:
    """Asks the web about addresses, each of them once, several at a time.

    `timeout`, and the `pause` before a first retry, are in seconds. Addresses of private networks are not
    asked unless `private` allows it. A proxy that the environment names is used.
    """

    def __init__(
        self, *, timeout: float = 10, pause: float = 0.5, workers: int = 8, private: bool = False
    ) -> None:
        self._timeout = timeout
        self._pause = pause
        self._workers = workers
        self._private = private
        self._proxied = bool(getproxies().keys() & {"http", "https", "all"})
        self._opener = _opener(anywhere=private or self._proxied)
        self._known: dict[str, str] = {}
        self._hosts: dict[str, bool | None] = {}
        self._silent: set[str] = set()

    def broken(self, urls: Iterable[str]) -> dict[str, str]:
        """Return the addresses that lead nowhere, each with what it does, such as `answers 404 (not found)`.

        What is no `http` or `https` address is not asked. Never raises, whatever the web does.
        """
        asked = list(dict.fromkeys(urls))
        new = [url for url in asked if url not in self._known]
        if new:
            with ThreadPoolExecutor(min(self._workers, len(new))) as pool:
                self._known.update(zip(new, pool.map(self._fault, new), strict=True))
        return {url: fault for url in asked if (fault := self._known[url])}

    def _fault(self, written: str) -> str:
        """Return what is wrong with an address; "" for nothing, or nothing that is certain."""
        try:
            url = _as_sent(written)
            return self._ask(url) if url and self._may_ask(url) else ""
        except Exception:  # noqa: BLE001 - a strange answer is no fault of the address
            return ""

    def _ask(self, url: str) -> str:
        host = _host(url)
        if not self._proxied and not _is_ip(host) and self._exists(host) is not True:
            return _NO_HOST if self._is_gone(host) else ""
        # Some servers do not know HEAD, so nothing that it says against an address is believed.
        status = self._status(url, "HEAD")
        for attempt in range(_TRIES):
            if status is not None and 200 <= status < 300:
                return ""
            time.sleep(self._pause * 2**attempt if attempt else 0)
            status = self._status(url, "GET")
            if status is not None and status not in _PASSING:
                return _GONE.get(status, "")
        if status is None:
            self._silent.add(host)  # other addresses of this host would wait as long, for nothing
        return ""

    def _may_ask(self, url: str) -> bool:
        host = _host(url)
        above = {host.split(".", number)[-1] for number in range(host.count(".") + 1)}
        if not self._private and not (above.isdisjoint(_RESERVED) and above.isdisjoint(_LOCAL)):
            return False
        return host not in self._silent and (self._private or not _is_ip(host) or _is_outside(host))

    def _status(self, url: str, method: str) -> int | None:
        """Return the status at the end of all redirections; None where nobody answered."""
        for _ in range(_MOST_REDIRECTIONS):
            headers = {"User-Agent": f"coursewright/{__version__}", "Accept": "*/*"}
            request = Request(url, method=method, headers=headers)  # noqa: S310 - only http and https come here
            try:
                with self._opener.open(request, timeout=self._timeout) as response:
                    return int(response.status)
            except HTTPError as error:
                target = error.headers.get("Location") if error.code in {301, 302, 303, 307, 308} else None
                error.close()
                url = _as_sent(urljoin(url, target)) if target else ""
                if not url or not self._may_ask(url):
                    return error.code
            except (OSError, http.client.HTTPException):
                return None
        return None

    def _is_gone(self, host: str) -> bool:
        """Whether a host that is not found is gone for everybody, as far as can be told from here.

        Where a name above it is found, or a part of it, only the inside of some organisation may know it.
        """
        labels = host.split(".")
        above = [".".join(labels[number:]) for number in range(1, len(labels) - 1)]
        for attempt in range(1, _TRIES):
            time.sleep(self._pause * attempt)
            if _look_up(host) is not False:
                return False
        nothing_above = all(self._exists(name) is False for name in above)
        return len(labels) > 1 and nothing_above and self._exists(_PROBE) is True

    def _exists(self, host: str) -> bool | None:
        if host not in self._hosts:
            self._hosts[host] = _look_up(host)
        return self._hosts[host]


def _look_up(host: str) -> bool | None:
    """Return whether the network knows a name; None where it cannot tell."""
    try:
        socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        return False if error.errno == socket.EAI_NONAME else None
    except (OSError, UnicodeError):
        return None
    return True


def _as_sent(written: str) -> str:
    """Return an address as it is sent, without its fragment; "" where there is nothing that we ask."""
    try:
        parts = urlsplit(written.strip())
        host = (parts.hostname or "").rstrip(".")
        if parts.scheme not in {"http", "https"} or not host or parts.username is not None:
            return ""
        name = f"[{host}]" if ":" in host else host.encode("idna").decode()
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return ""
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~")
    query = quote(parts.query, safe="/?%:@!$&'()*+,;=~[]")
    return urlunsplit((parts.scheme, name + port, path, query, ""))


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").lower()


def _is_ip(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _is_outside(address: str) -> bool:
    """Whether an IP address belongs to the public network."""
    return ipaddress.ip_address(address.partition("%")[0]).is_global


def _opener(*, anywhere: bool) -> OpenerDirector:
    """Return what opens `http` and `https` and no other schemes; redirections come back as errors."""
    connect = socket.create_connection if anywhere else _connect_outside

    class Plain(HTTPHandler):
        def http_open(self, req: Request) -> http.client.HTTPResponse:
            return self.do_open(partial(_connection, http.client.HTTPConnection, connect), req)

    class Secure(HTTPSHandler):
        def https_open(self, req: Request) -> http.client.HTTPResponse:
            return self.do_open(partial(_connection, http.client.HTTPSConnection, connect), req)

    opener = OpenerDirector()
    for handler in (ProxyHandler(), Plain(), Secure(), HTTPErrorProcessor(), HTTPDefaultErrorHandler()):
        opener.add_handler(handler)
    return opener


def _connection(kind: Any, connect: Any, host: str, **options: Any) -> Any:
    """Make a connection that dials with `connect`: addresses are judged when they are used, not before."""
    connection = kind(host, **options)
    connection._create_connection = connect  # noqa: SLF001 - the place that http.client keeps for this
    return connection


def _connect_outside(address: tuple[str, int], *options: Any) -> socket.socket:
    failure = OSError("an address of a private network")
    for *_, place in socket.getaddrinfo(*address, type=socket.SOCK_STREAM):
        if _is_outside(str(place[0])):
            try:
                return socket.create_connection((str(place[0]), address[1]), *options)
            except OSError as error:
                failure = error
    raise failure

"""Asking on the terminal where coursewright was installed from, of somebody who need not know."""

from __future__ import annotations

import re
import sys

from coursewright.cli.asking import answered
from coursewright.cli.init.origin import UNKNOWN, Origin, origin_named
from coursewright.cli.terminal import columns
from coursewright.reporters.shared.measure import wrap
from coursewright.spec.errors import UsageError

__all__ = ["asked_origin"]

_INTRODUCTION = (
    "Where was coursewright installed from? The server that checks your courses fetches it from there, in "
    "one version that does not change. It is a web address, such as "
    "https://git.example.org/tools/coursewright, and whoever told you to install it knows it. You need not "
    "know it now: Enter leaves it open, and words in capitals keep its place."
)
_ADDRESS = "Its address, or Enter:"
_VERSION = "Which version of it? A tag or a commit, such as v0.1.0, or Enter:"
_PASTE = "Then paste the address, or press Enter to leave it open."
_NOT_ONE = "That is no web address of a repository. Enter leaves it open."
_NO_VERSION = "That is no name of a version. Enter leaves it open."
_OPEN = "It stays open."
_YES = frozenset({"y", "yes", "ok"})
_NO = frozenset({"n", "no", "?", "none", "later", "skip", "q", "quit"})
_TRIES = 3
"""After so many answers that are no address it is left open, rather than asked for ever."""
_WITH_VERSION = re.compile(r".+/[^/@]+@[^@\s]+")


def asked_origin() -> Origin:
    """Ask where coursewright was installed from; `UNKNOWN` where that is left open."""
    _say(_INTRODUCTION)
    for _ in range(_TRIES):
        answer = answered(_ADDRESS)
        if not answer or answer.lower() in _NO:
            break
        if answer.lower() in _YES:
            _say(_PASTE)
        elif _named(_with(answer, "v0")) is None:
            _say(_NOT_ONE)
        else:
            return _named(answer) or _asked_version(answer)
    _say(_OPEN)
    return UNKNOWN


def _asked_version(address: str) -> Origin:
    for _ in range(_TRIES):
        version = answered(_VERSION)
        if not version or version.lower() in _NO:
            break
        if version.lower() not in _YES and (origin := _named(_with(address, version))) is not None:
            return origin
        _say(_NO_VERSION)
    _say(_OPEN)
    return UNKNOWN


def _with(address: str, version: str) -> str:
    """Return an address with a version, which it may have already."""
    return address if _WITH_VERSION.fullmatch(address) else f"{address}@{version}"


def _named(written: str) -> Origin | None:
    try:
        return origin_named(written)
    except UsageError:
        return None


def _say(line: str) -> None:
    sys.stdout.write("".join(f"{part}\n" for part in wrap(line, columns())))

"""Where a repository of courses is kept, and where coursewright came from: read in files of git, not run.

What stands in those files goes into files of CI, so only what is an address or a revision is taken.
"""

from __future__ import annotations

import json
import re
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from coursewright.spec.discover import repository_root
from coursewright.spec.errors import UnreadableInputError, UsageError
from coursewright.spec.text_input import read_bytes

__all__ = ["UNKNOWN", "Origin", "as_text", "host_of", "installed_from", "origin_named"]

_MOST = 1_000_000
_URL = re.compile(
    r"(?:https?://|ssh://|git://|git\+https://|git\+ssh://)(?:[^/@\s]*@)?(?P<host>[\w.-]+(?::\d+)?)/(?P<path>[\w./~-]+?)/?",
    re.ASCII,
)
_SHORT = re.compile(r"(?:[\w.-]+@)?(?P<host>[\w-]+(?:\.[\w-]+)+):(?P<path>[\w./~-]+?)/?", re.ASCII)
"""An address as ssh takes it: `git@host:owner/name`."""
_REVISION = re.compile(r"\w[\w./+-]*", re.ASCII)
_HASH = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_NUMBER = re.compile(r"0x[0-9a-f]+|[0-9][0-9._eE+-]*")
_SECTION = re.compile(r'\s*\[remote "(?P<name>[^"]*)"\]\s*(?:[#;].*)?')
_ADDRESS = re.compile(r"\s*url\s*=\s*(?P<url>\S+)\s*", re.IGNORECASE)


class Origin(NamedTuple):
    """A repository on a server, and a revision of it; in capitals what is not known."""

    host: str = "HOST"
    path: str = "OWNER/coursewright"
    revision: str = "REVISION"

    @property
    def url(self) -> str:
        """The address, without a name or a password."""
        return f"https://{self.host}/{self.path}"

    @property
    def known(self) -> bool:
        """Whether nothing is left in capitals."""
        return self != UNKNOWN

    def filled(self, text: str) -> str:
        """Return a text with the addresses that stand in it in capitals filled in."""
        if not self.known:
            return text
        text = text.replace("https://HOST/OWNER/coursewright", self.url)
        text = re.sub(r"\bOWNER/coursewright\b", self.path, text)
        text = re.sub(r"(?<=rev: )REVISION\b", as_text(self.revision), text)
        return re.sub(r"(?<=@)REVISION\b", self.revision, text)


UNKNOWN = Origin()


def as_text(revision: str) -> str:
    """Return a revision as YAML that every reader takes for a text: `1.0` is a number without quotes."""
    return f'"{revision}"' if _NUMBER.fullmatch(revision) else revision


def host_of(root: Path) -> str:
    """Return the server that a repository is pushed to; empty where it has none."""
    found = _address(_remote(root))
    return found[0] if found is not None else ""


def origin_named(written: str) -> Origin:
    """Return the origin that `--source` names. Raise `UsageError` for what is none."""
    url, at, revision = written.rpartition("@")
    found = _address(url) or _address(f"https://{url}")
    if not at or found is None or not _REVISION.fullmatch(revision):
        raise UsageError(
            f"--source: `{written}` is no address with a revision.",
            "Write it as https://HOST/OWNER/coursewright@REVISION.",
        )
    return Origin(*found, revision)


def installed_from() -> Origin:
    """Return where this installation came from, as far as pip or a clone has noted it."""
    try:
        noted = json.loads(distribution("coursewright").read_text("direct_url.json") or "{}")
    except (PackageNotFoundError, ValueError):
        return UNKNOWN
    url = str(noted.get("url", ""))
    if "vcs_info" in noted:
        return _origin(url, str(noted["vcs_info"].get("commit_id", "")))
    parts = urlsplit(url)
    if parts.scheme != "file":
        return UNKNOWN
    clone = repository_root(Path(unquote(parts.path)))
    return _origin(_remote(clone), _head(clone)) if clone is not None else UNKNOWN


def _origin(url: str, revision: str) -> Origin:
    found = _address(url)
    return Origin(*found, revision) if found is not None and _REVISION.fullmatch(revision) else UNKNOWN


def _address(url: str) -> tuple[str, str] | None:
    """Return the server of an address and the path on it."""
    found = _URL.fullmatch(url) or _SHORT.fullmatch(url)
    if found is None or ".." in found["path"]:
        return None
    path = found["path"].strip("/").removesuffix(".git")
    return (found["host"].lower(), path) if "/" in path else None


def _remote(root: Path) -> str:
    """Return the address of the remote `origin`, else that of the first one."""
    urls: dict[str, str] = {}
    section = ""
    for line in _text(_common(_git_folder(root)) / "config").splitlines():
        if line.lstrip().startswith("["):
            named = _SECTION.fullmatch(line)
            section = named["name"] if named else ""
        elif section and (address := _ADDRESS.fullmatch(line)):
            urls.setdefault(section, address["url"])
    return urls.get("origin") or next(iter(urls.values()), "")


def _head(root: Path) -> str:
    """Return the commit that a clone is at."""
    folder = _git_folder(root)
    said = _text(folder / "HEAD").strip()
    if not said.startswith("ref: "):
        return said if _HASH.fullmatch(said) else ""
    name = said.removeprefix("ref: ")
    if not _REVISION.fullmatch(name) or ".." in name:
        return ""
    loose = _text(_common(folder) / name).strip()
    if _HASH.fullmatch(loose):
        return loose
    packed = re.search(
        rf"^([0-9a-f]+) {re.escape(name)}$", _text(_common(folder) / "packed-refs"), re.MULTILINE
    )
    return packed[1] if packed and _HASH.fullmatch(packed[1]) else ""


def _git_folder(root: Path) -> Path:
    """Return where git keeps what it knows; a file says so in a work tree or a submodule."""
    place = root / ".git"
    said = _text(place) if place.is_file() else ""
    if said.startswith("gitdir: "):
        return root / said.removeprefix("gitdir: ").strip()
    return place


def _common(folder: Path) -> Path:
    """Return the folder that the work trees of a repository share."""
    said = _text(folder / "commondir").strip()
    return folder / said if said else folder


def _text(path: Path) -> str:
    try:
        return read_bytes(path, _MOST).decode("utf-8", "replace")
    except UnreadableInputError:
        return ""

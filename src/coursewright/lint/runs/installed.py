"""What is installed, as one stamp: a result of other code, or of other time zones, is another result."""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec
from pathlib import Path

from coursewright.lint.door import packages
from coursewright.spec.witness import blake2b

_HOME = Path(__file__).parents[1]
_ZONES = ("/usr/share/zoneinfo", "/usr/lib/zoneinfo", "/usr/share/lib/zoneinfo", "/etc/zoneinfo")
CODE = (".py", ".yaml", ".yml", ".toml", ".csv", ".tsv", ".txt", ".json", ".md")
"""The endings of what rules are made of: their code, and what they look up."""


def stamp() -> str:
    """Return a digest that changes with the tool, the packages beside it, Python and time-zone data."""
    seen = blake2b(digest_size=16)
    seen.update(sys.version.encode())
    for place in (*sys.path, *_ZONES):
        seen.update(f"{place}\0{_time(place)}\0".encode("utf-8", "surrogatepass"))
    for folder in sorted({str(_HOME), *_elsewhere()}):
        _walk(folder, seen)
    return seen.hexdigest()


def _elsewhere() -> list[str]:
    """Return the folders of other packages of rules: they may be worked on where they stand."""
    found = []
    # All of a package: its rules may draw on what stands beside them, and to ask for a part would import it.
    for name in {name.partition(".")[0] for name in packages()} - {"coursewright"}:
        try:
            spec = find_spec(name)
        except (ImportError, ValueError):
            continue
        found += list(spec.submodule_search_locations or []) if spec else []
        found += [spec.origin] if spec and spec.origin else []
    return found


def _walk(folder: str, seen: blake2b) -> None:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        seen.update(f"{folder}\0{_time(folder)}\0".encode("utf-8", "surrogatepass"))
        return
    for entry in entries:
        if entry.is_dir():
            if entry.name != "__pycache__":
                _walk(entry.path, seen)
        elif entry.name.endswith(CODE):
            status = entry.stat()
            seen.update(
                f"{entry.path}\0{status.st_mtime_ns}\0{status.st_size}\0".encode("utf-8", "surrogatepass")
            )


def _time(path: str) -> int:
    try:
        return os.stat(path or ".").st_mtime_ns  # noqa: PTH116 - asked at each start
    except OSError:
        return 0

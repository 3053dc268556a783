"""The time zone that the computer is set to, offered to the person who sits at it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from coursewright.spec.calendars import is_zone

if TYPE_CHECKING:
    from collections.abc import Mapping

_LINK = Path("/etc/localtime")
_ZONES = "zoneinfo/"
"""What stands before the name of a zone in the path of its file."""


def system_zone(environment: Mapping[str, str] = os.environ, link: Path = _LINK) -> str:
    """Return the zone that `TZ` names, else the one that a link leads to; empty where neither is a place."""
    told = environment.get("TZ")
    if told is not None:
        return _place(told.removeprefix(":"))
    try:
        return _place(str(link.readlink()))
    except OSError:
        return ""


def _place(path: str) -> str:
    """Return the name of a zone with a continent and a city; `UTC` and its like say where no class is."""
    name = path.replace("\\", "/").rpartition(_ZONES)[2]
    name = name.removeprefix("posix/").removeprefix("right/")
    return name if "/" in name and not name.startswith("Etc/") and is_zone(name) else ""

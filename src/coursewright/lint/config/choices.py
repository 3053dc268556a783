"""What the command line decides."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path


class Choices(NamedTuple):
    """What the command line decides, over every configuration.

    `config` is a file to use in the place of those that would be found; `isolated` looks for none.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    profile: tuple[str, ...] = ()
    fail_on: str = ""
    config: Path | None = None
    isolated: bool = False

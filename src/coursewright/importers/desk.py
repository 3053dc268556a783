"""What every importer is given beside its source: the account, and what the user asked for."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path  # noqa: TC003 - read at run time by dataclasses' users

from coursewright.importers.account import Account

__all__ = ["Desk", "Wishes"]


@dataclass(frozen=True, slots=True)
class Wishes:
    """What was asked for on the command line."""

    map_file: Path | None = None
    """Of `yaml-map`: the map; None for one that is shipped."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Where one import is done."""

    wishes: Wishes = field(default_factory=Wishes)
    account: Account = field(default_factory=Account)

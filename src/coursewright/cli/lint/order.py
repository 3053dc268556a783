"""What a worker is told to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from coursewright.lint.config.choices import Choices
    from coursewright.reporters.pieces import Shape


class Order(NamedTuple):
    """What a worker needs to know, as plain data that another process can be given."""

    choices: Choices
    today: dt.date
    shapes: tuple[Shape, ...]
    here: Path
    files: tuple[Path, ...]
    many: bool
    traced: bool = True
    """Whether anybody asks what the outcomes were made of; it takes a while to tell."""
    web: bool = False
    ignores: bool = True
    baseline: bool = True

"""What the words of options mean, for all commands that take them."""

from __future__ import annotations

import datetime as dt
import os
from typing import TYPE_CHECKING

from coursewright.spec.discover import absolute
from coursewright.spec.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path


def config_file(path: Path | None) -> Path | None:
    """Return the configuration that `--config` names, absolute. Raise `UsageError` where it is no file."""
    if path is None:
        return None
    if not path.is_file():
        raise UsageError(f"--config: there is no file {path}.", "Check the path.")
    return absolute(path)


def today(written: str | None) -> dt.date:
    """Return the day asked for, else that of SOURCE_DATE_EPOCH, else the clock's.

    Raises `UsageError` where a day is written otherwise.
    """
    if written is not None:
        try:
            return dt.date.fromisoformat(written)
        except ValueError:
            raise UsageError(f"--today: `{written}` is no date.", "Write it as 2026-09-21.") from None
    said = source_date()
    return (said or dt.datetime.now(tz=dt.UTC)).date()


def source_date() -> dt.datetime | None:
    """Return the moment that SOURCE_DATE_EPOCH names, in UTC. Raise `UsageError` where it names none."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return None
    try:
        return dt.datetime.fromtimestamp(int(epoch), tz=dt.UTC)
    except (ValueError, OverflowError, OSError):
        raise UsageError(
            f"SOURCE_DATE_EPOCH is `{epoch}`, which is no number of seconds since 1970.",
            "Unset it, or mend it.",
        ) from None

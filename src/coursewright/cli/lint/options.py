"""What `coursewright lint` was asked for, and what was mended before it reports."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

    from coursewright.spec.errors import CoursewrightError


class LintOptions(NamedTuple):
    """What the command was asked for."""

    paths: tuple[Path, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    profile: tuple[str, ...] = ()
    config: Path | None = None
    isolated: bool = False
    fail_on: str = ""
    forms: tuple[str, ...] = ()
    quiet: bool = False
    statistics: bool = False
    stdin_filename: Path | None = None
    today: str | None = None
    changed_since: str | None = None
    web_links: bool = False
    ignores: bool = True
    baseline: bool = True
    cached: bool = True
    cache_folder: Path | None = None
    processes: int = 0
    fix: bool = False
    unsafe_fixes: bool = False
    diff: bool = False
    show_fixes: bool = False
    fix_only: bool = False
    data: bytes | None = None
    """What came by standard input; None where nobody has read it yet."""

    @property
    def fixes(self) -> bool:
        """Whether something is to be fixed, or shown as it would be."""
        return self.fix or self.fix_only or self.diff


class Mended(NamedTuple):
    """What was done before a report: how much was fixed, what there is to note, and what went wrong."""

    fixed: int = 0
    notes: tuple[str, ...] = ()
    errors: tuple[CoursewrightError, ...] = ()

"""The list of all checks of packages, for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.packages.catalogue import PLATFORMS, families
from coursewright.reporters.shared.measure import wrap
from coursewright.spec.wording import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.packages.catalogue import Check
    from coursewright.reporters.shared.style import Paint

__all__ = ["check_lines", "who_minds"]

_BESIDE = 17
"""Columns of code and severity."""


def check_lines(columns: int, paint: Paint) -> Iterator[str]:
    """Yield the checks family by family, a line each, and more where a line is too narrow."""
    for number, family in enumerate(families()):
        if number:
            yield ""
        yield paint("heading", family.title)
        yield from wrap(family.about, columns)
        for check in family.checks:
            first, *more = wrap(f"{check.title} ({who_minds(check)})", max(columns - _BESIDE, 30))
            yield f"{paint('code', check.code)}  {paint(check.severity, f'{check.severity:<7}')} {first}"
            yield from (f"{' ' * _BESIDE}{line}" for line in more)


def who_minds(check: Check) -> str:
    """Return which platforms mind."""
    return listed([PLATFORMS[one] for one in check.platforms]) or "all"

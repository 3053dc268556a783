"""What the report for programs says of findings that are not told, and of what a baseline lists in vain."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coursewright.reporters.paths import relative

if TYPE_CHECKING:
    from pathlib import Path

    from coursewright.lint.silence.baseline import Stale
    from coursewright.lint.silence.suppressions import Silenced


def suppressed_entry(silenced: Silenced, finding: dict[str, Any], base: Path) -> dict[str, Any]:
    """Return an entry of `suppressed`: the finding as it would stand in `findings`, and what silences it."""
    return {
        **finding,
        "kind": silenced.kind,
        "reason": silenced.reason,
        "by": {"path": relative(silenced.path, base), "line": silenced.line},
    }


def stale_entry(stale: Stale, base: Path) -> dict[str, Any]:
    """Return an entry of `stale`: what a baseline lists although it is gone, wholly or in part."""
    return {
        "path": relative(stale.path, base),
        "code": stale.place.code,
        "hint": stale.entry.hint,
        "gone": stale.gone,
        "by": {"path": relative(stale.by, base), "line": stale.entry.line},
    }

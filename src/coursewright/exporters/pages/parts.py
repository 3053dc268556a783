"""The content of a page: static, semantic HTML that is also XML, and the files that it needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from coursewright.exporters.prose.assets import Asset

__all__ = ["ALL", "Body"]


class Body(NamedTuple):
    """What a page says below its title: no `h1`, no inline style, no script; classes begin with `cw-`."""

    html: str
    assets: tuple[Asset, ...] = ()


ALL = frozenset(
    (  # noqa: SIM905 - a list of single strings reads worse
        "purpose time grouping needs produces weight outcomes instructions materials choices decisions "
        "own_context done_when criteria questions replies prompts support loop ai policies agenda "
        "recording real_world content"
    ).split()
)
"""The parts of the page of an entry; a platform leaves out what it has of its own.

`time` are the dates and the length, `needs` what comes first, `weight` marks and attempts, `prompts` those to
reflect on, `loop` what happens with the work, `agenda` and `recording` are of sessions, `content` is what a
material shows or where it is.
"""

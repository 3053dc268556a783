"""Which elements of HTML are what: blocks, marks, lists and their like, and what is passed over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.importers.prose.pieces import DELETED, EMPHASIS, STRONG, SUB, SUP

if TYPE_CHECKING:
    from coursewright.importers.prose.blocks import ContainerKind

__all__ = ["BLOCKS", "CODES", "CONTAINERS", "EMBEDS", "HEADINGS", "MARKS", "PASSED_OVER", "WITHIN"]

BLOCKS = frozenset(
    (  # noqa: SIM905 - lists of single strings read worse
        "address article aside blockquote body caption center dd details dir div dl dt fieldset figcaption "
        "figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav noscript ol p pre "
        "section summary table tbody td tfoot th thead tr ul"
    ).split()
)
PASSED_OVER = frozenset(
    (  # noqa: SIM905 - lists of single strings read worse
        "script style template select textarea title meta link svg canvas map datalist "
        "noframes noembed button progress meter"
    ).split()
)
MARKS = {
    "b": STRONG,
    "strong": STRONG,
    "em": EMPHASIS,
    "i": EMPHASIS,
    "cite": EMPHASIS,
    "dfn": EMPHASIS,
    "var": EMPHASIS,
    "del": DELETED,
    "s": DELETED,
    "strike": DELETED,
    "sup": SUP,
    "sub": SUB,
}
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
CODES = frozenset({"code", "kbd", "samp", "tt"})
EMBEDS = frozenset({"iframe", "video", "audio", "object", "embed"})
CONTAINERS: dict[str, ContainerKind] = {
    "ul": "list",
    "ol": "list",
    "menu": "list",
    "dir": "list",
    "li": "item",
    "blockquote": "quote",
    "dl": "terms",
    "dt": "line",
    "dd": "definition",
    "details": "details",
    "summary": "line",
}
WITHIN: dict[str, tuple[ContainerKind, ...]] = {
    "li": ("list",),
    "dt": ("terms",),
    "dd": ("terms",),
    "summary": ("details",),
}
"""Where an element has to stand to be what it says."""

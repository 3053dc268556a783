r"""XML 1.0 from any text: what a document can hold reads back unchanged, the rest shows as `\u0000`.

Documents stay safe to print as well. What steers a terminal, and the pairs of signs that begin a command in
the log of a CI system (`::error`, `##[error]`, `##vso[`, `##teamcity[`), are written as references, which
parsers undo.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'

_IMPOSSIBLE = "\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff"
"""What no XML 1.0 document can hold, not even as a reference."""
_STEERING = (
    "\r"  # parsers turn it into a line break unless it is a reference
    "\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\U000e0001"
)
_NAMED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
_COMMANDS = ":(?=:)|#(?=#)"
_IN_TEXT = re.compile(f"[&<>{_IMPOSSIBLE}{_STEERING}]|{_COMMANDS}")
_IN_ATTRIBUTE = re.compile(f'[&<>"\t\n{_IMPOSSIBLE}{_STEERING}]|{_COMMANDS}')
_NEVER = re.compile(f"[{_IMPOSSIBLE}]")


def text(value: str) -> str:
    """Return a text as it stands between two tags."""
    return _IN_TEXT.sub(_written, value)


def opening(name: str, attributes: Mapping[str, str | int]) -> str:
    """Return the tag that begins an element."""
    said = (f' {key}="{_IN_ATTRIBUTE.sub(_written, str(value))}"' for key, value in attributes.items())
    return f"<{name}{''.join(said)}>"


def element(name: str, attributes: Mapping[str, str | int], markup: str = "") -> str:
    """Return an element; `markup` is what stands in it, as `text` or `element` returned it."""
    begun = opening(name, attributes)
    return f"{begun}{markup}</{name}>" if markup else f"{begun[:-1]}/>"


def _written(found: re.Match[str]) -> str:
    sign = found[0]
    if _NEVER.fullmatch(sign):
        return _shown(found)
    return _NAMED.get(sign) or f"&#x{ord(sign):x};"


def _shown(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"

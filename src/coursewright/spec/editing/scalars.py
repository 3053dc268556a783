"""A text as a YAML scalar: plain where that is safe, else in double quotes."""

from __future__ import annotations

import json
import re
from functools import lru_cache

_INDICATORS = frozenset("-?:,[]{}#&*!|>'\"%@`=<~.")
"""No plain text of ours starts with one of these, though YAML would take some of them."""
_WAYS = ("./", "../")
"""Except for paths: nothing else begins like that."""
_WORDS = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})
"""Words that other YAML readers do not read as texts."""
_BREAKS_PLAIN = re.compile(r":(?=\s|$)|\s#|[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_BREAKS_FLOW = re.compile(r"[,\[\]{}]|:(?=[,?\[\]{}\"'])|\?$")
_ESCAPED = re.compile(r"[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")


@lru_cache(maxsize=256)  # the same placeholders are written over and over
def quoted(text: str, *, flow: bool = False) -> str:
    """Return a text as a scalar on one line; `flow` says that it is to stand in brackets or braces.

    A placeholder is always quoted: `"TODO: hint"`.
    """
    return text if _is_plain(text) and not (flow and _BREAKS_FLOW.search(text)) else _double_quoted(text)


def one_line(value: str | float, *, flow: bool = False) -> str:
    """Return any single value as a scalar on one line."""
    if isinstance(value, str):
        return quoted(value, flow=flow)
    return str(value).lower() if isinstance(value, bool) else f"{value:.15g}"


def _is_plain(text: str) -> bool:
    return (
        bool(text)
        and (text[0] not in _INDICATORS or text.startswith(_WAYS))
        and text == text.strip()
        and text.casefold() not in _WORDS
        and not text.startswith("TODO")
        and _BREAKS_PLAIN.search(text) is None
    )


def _double_quoted(text: str) -> str:
    written = json.dumps(text, ensure_ascii=False)
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", written)

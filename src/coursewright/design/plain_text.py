"""Markdown and typographic dress taken off a short text, so that its words can be read."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["plain_text"]

_DRESS = re.compile(r"[\\`*_\[<&~#]")
_TAG = re.compile(r"<!--.*?-->|</?[A-Za-z][^<>]*>", re.DOTALL)
_LINK = re.compile(r"!?\[([^\[\]]*)\](?:\([^()\n]*\)|\[[^\[\]]*\])")
_MARKS = re.compile(r"[*`]+|~~+|(?<!\w)_+|_+(?!\w)|\\(?=[!-/:-@\[-`{-~])|^\s*#+\s+")
# Also taken out: what has no width (soft hyphen, zero-width space and joiners, byte order mark).
_PLAIN = str.maketrans("’‘ʼ‐\u00a0", "'''- ", "\u00ad\u200b\u200c\u200d\u2060\ufeff")


def plain_text(text: str) -> str:
    """Return `text` in NFKC with straight apostrophes, and without Markdown, HTML tags and entities."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).translate(_PLAIN)
    if not _DRESS.search(text):
        return text
    if "<" in text:
        text = _TAG.sub(" ", text)
    if "](" in text or "][" in text:
        text = _LINK.sub(r"\1", text)
    text = _MARKS.sub("", text)
    if "&" in text and ";" in text:
        import html  # noqa: PLC0415 (rare in an outcome)

        text = html.unescape(text)
    return text

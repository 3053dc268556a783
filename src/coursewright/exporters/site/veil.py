"""A veil over the keys of self-checks: nobody comes upon them by reading or searching the files.

It hides nothing from those who want to know: what a browser can read without asking, its user can too.
"""

from __future__ import annotations

from base64 import b64decode, b64encode

__all__ = ["unveiled", "veiled"]

_OFFSET, _PRIME, _WORD = 2166136261, 16777619, 0xFFFFFFFF
"""FNV-1a over 32 bits."""


def veiled(text: str, name: str) -> str:
    """Return a text as base64, its bytes mixed with a stream of bytes that the name begins."""
    clear = text.encode("utf-8", "replace")
    return b64encode(_mixed(clear, name)).decode("ascii")


def unveiled(veil: str, name: str) -> str:
    """Return the text that was veiled. Raises `ValueError` where it was not, or under another name."""
    return _mixed(b64decode(veil, validate=True), name).decode("utf-8")


def _mixed(some: bytes, name: str) -> bytes:
    """Mix bytes with the stream of `checks.js`: xorshift32, its state begun with FNV-1a of the name."""
    state = _OFFSET
    for byte in name.encode("utf-8"):
        state = (state ^ byte) * _PRIME & _WORD
    mixed = bytearray()
    for byte in some:
        state ^= state << 13 & _WORD
        state ^= state >> 17
        state ^= state << 5 & _WORD
        mixed.append(byte ^ state >> 24)
    return bytes(mixed)

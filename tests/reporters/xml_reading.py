"""What texts are like once they have been in an XML document."""

from __future__ import annotations

import re

HELD = re.compile("[\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]*")
"""What XML 1.0 calls characters (section 2.2)."""


def holdable(value: str) -> str:
    """Return a text with what XML cannot hold shown as an escape."""
    return "".join(sign if HELD.fullmatch(sign) else f"\\u{ord(sign):04x}" for sign in value)

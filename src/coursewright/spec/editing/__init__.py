"""Edits of a spec's text at spans: what is added follows the file's own style, and every other byte stays.

Nothing is ever written out anew from the tree. What cannot be added without touching more, because of an
alias, an anchor or a tag, is not added at all: these functions return None then.
"""

from __future__ import annotations

from coursewright.spec.editing.adding import add_item, add_key, insert_item
from coursewright.spec.editing.edits import TextEdit, applied
from coursewright.spec.editing.emitting import Value, block_lines, item_lines
from coursewright.spec.editing.moving import move_first
from coursewright.spec.editing.orders import key_order
from coursewright.spec.editing.replacing import replace
from coursewright.spec.editing.scalars import one_line, quoted
from coursewright.spec.editing.several import add_items, add_keys, joined
from coursewright.spec.editing.style import Style, style_of

__all__ = [
    "Style",
    "TextEdit",
    "Value",
    "add_item",
    "add_items",
    "add_key",
    "add_keys",
    "applied",
    "block_lines",
    "insert_item",
    "item_lines",
    "joined",
    "key_order",
    "move_first",
    "one_line",
    "quoted",
    "replace",
    "style_of",
]

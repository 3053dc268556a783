"""Packages with anything wrong, anywhere, the same for the same number."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tiny import BASES, packed

if TYPE_CHECKING:
    import random
    from collections.abc import Callable
    from pathlib import Path

__all__ = ["spoilt"]

VALUES = (
    "",
    "{x}",
    "{0}",
    "http://[x",
    "../..",
    "\u202e",
    "-1",
    "1e999",
    "[",
    "NaN",
    "%zz",
    "$@NULL@$",
    "²",
    "null",
)


def _cut_attribute(text: str, chance: random.Random) -> str:
    return _at_one(r'\s[\w:]+="[^"]*"', text, chance, lambda _: "")


def _other_value(text: str, chance: random.Random) -> str:
    return _at_one(r'"[^"]*"', text, chance, lambda _: f'"{chance.choice(VALUES)}"')


def _other_text(text: str, chance: random.Random) -> str:
    return _at_one(r">[^<>]*<", text, chance, lambda _: f">{chance.choice(VALUES)}<")


def _element_twice_or_gone(text: str, chance: random.Random) -> str:
    return _at_one(
        r"<(\w+)[^>]*/>|<(\w+)[^<>]*>[^<]*</\2>", text, chance, lambda found: found * chance.choice((0, 2))
    )


def _something_in_between(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text) + 1)
    return text[:at] + chance.choice(("&", "<", "\0", "é", "<!--", "<?x?>")) + text[at:]


def _at_one(pattern: str, text: str, chance: random.Random, change: Callable[[str], str]) -> str:
    found = list(re.finditer(pattern, text))
    if not found:
        return text
    one = chance.choice(found)
    return text[: one.start()] + change(one[0]) + text[one.end() :]


CHANGES = (_cut_attribute, _other_value, _other_text, _element_twice_or_gone, _something_in_between)


def spoilt(path: Path, chance: random.Random) -> None:
    """Write a package with up to four things wrong in it, and now and then some in its bytes."""
    files, container = BASES[chance.choice(list(BASES))]
    changed = dict(files)
    for _ in range(chance.randint(1, 4)):
        name = chance.choice(list(changed))
        match chance.randrange(8):
            case 0:
                del changed[name]
            case 1:
                changed[name] = ""
            case 2:
                changed[name] = chance.choice(list(changed.values()))
            case _:
                changed[name] = chance.choice(CHANGES)(changed[name], chance)
    packed(changed, path, container)
    if chance.random() < 0.15:
        data = bytearray(path.read_bytes())
        for _ in range(chance.randint(1, 6)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        path.write_bytes(data)

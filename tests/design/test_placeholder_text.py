from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import example, given, settings
from hypothesis import strategies as st

from coursewright.design.placeholder_text import placeholder_in, suspects
from coursewright.spec.nodes import Scalar
from coursewright.spec.source import Source

if TYPE_CHECKING:
    from coursewright.spec.nodes import Written

WORDS = [
    "tbc",
    "TBA",
    "To be",
    "confirmed",
    "XXXX",
    "à préciser",
    "Lernziel",
    "Objectif d’apprentissage",
    "plan",
]
MARKS = [
    "[",
    "]",
    "(",
    ")",
    "<",
    ">",
    " ",
    "  ",
    "\n",
    "...",
    "…",
    "-",
    "'",
    "*",
    "\u00a0",
    "`",
    "~~~",
    "`x`",
    "\0",
]
PIECES = [*WORDS, *MARKS, "TODO", "TODO:", "todo", "2", "n° 3", "lorem ipsum", "LOREM IPSUM", "ſ", "ﬁ"]


@settings(max_examples=400)
@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=8).map("".join), max_size=4))
@example(["See ( TODO: ask Ann)"])
@example(["[\nTODO ] the recording"])
@example(["See [to`x`be confirmed]"])
def test_no_placeholder_is_missed_by_the_look_at_all_texts_at_once(texts: list[str]) -> None:
    source = Source(Path("m.module.yaml"), "")
    key = Scalar(source, 0, 0, "place", plain=True)
    written: tuple[Written, ...] = tuple((key, Scalar(source, 0, 0, text, plain=True)) for text in texts)
    source.texts = written
    looked_at = suspects(source)
    assert all(pair in looked_at for pair in written if placeholder_in(pair[1].text) is not None)

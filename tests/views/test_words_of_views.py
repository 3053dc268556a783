"""The words that views share: how many of a whole, and lists that end."""

from __future__ import annotations

import pytest

from coursewright.views.words import listed, of


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [
        (0, 0, "no piece"),
        (0, 1, "no piece"),
        (1, 1, "the only piece"),
        (0, 2, "none of 2 pieces"),
        (1, 2, "1 of 2 pieces"),
        (2, 2, "both pieces"),
        (3, 3, "all 3 pieces"),
        (1000, 2000, "1,000 of 2,000 pieces"),
    ],
)
def test_how_many_of_a_whole(part: int, whole: int, said: str) -> None:
    assert of(part, whole, "piece") == said


def test_lists_count_what_they_do_not_name() -> None:
    assert listed(["a", "b", "c", "d"], 3) == "a, b, c and d"
    assert listed(["a", "b", "c", "d", "e"], 3) == "a, b, c and 2 more"

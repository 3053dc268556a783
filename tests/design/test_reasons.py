"""Which reasons say anything."""

from __future__ import annotations

import pytest

from coursewright.design.reasons import says_why


@pytest.mark.parametrize(
    "reason",
    ["the lab takes it up", "not needed", "授業で扱う", "the reason is the budget", "see the minutes of May"],
)
def test_reasons(reason: str) -> None:
    assert says_why(reason)


@pytest.mark.parametrize(
    "reason",
    ["", "   ", "n/a", "later", "授業で", "your reason", "The reason why!", "why this is right here"],
)
def test_none(reason: str) -> None:
    assert not says_why(reason)

"""Pages on which something is chosen before the first question: back from one to the one before."""

from __future__ import annotations

import pytest

from coursewright.cli.new.making import NewOptions, in_turn
from coursewright.cli.new.wizard import LEFT, Returning


def test_who_returns_chooses_again_from_what_they_chose() -> None:
    seen: list[str | None] = []

    def choose(before: str | None) -> str:
        seen.append(before)
        return "second" if before else "first"

    def then(chosen: str, options: NewOptions) -> int:
        assert options.returns
        if chosen == "first":
            raise Returning
        return 0

    assert in_turn(NewOptions(), choose, then, shown=True) == 0
    assert seen == [None, "first"]


def test_what_was_not_chosen_on_a_page_is_passed_over() -> None:
    def then(_: str, options: NewOptions) -> int:
        assert not options.returns
        raise Returning

    with pytest.raises(Returning):
        in_turn(NewOptions(), lambda _: "only", then, shown=False)


def test_who_leaves_a_page_leaves() -> None:
    assert in_turn(NewOptions(), lambda _: None, lambda _, __: 0, shown=True) == LEFT

"""Whatever two specs say: nothing differs from itself, and comparing backwards tells the mirror image."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st
from random_specs import Author, random_course
from spec_helpers import course_of

from coursewright.design.comparison.compare import compare
from coursewright.spec.model import Outcome

if TYPE_CHECKING:
    from coursewright.design.comparison.changes import Change
    from coursewright.spec.model import Course

_EXAMPLES = sorted((Path(__file__).parents[3] / "examples").rglob("*.module.yaml"))
_MIRROR = {"added": "dropped", "dropped": "added"}


def edited(text: str, chance: random.Random) -> str:
    """Return a text in which a few lines went, changed places or have other letters."""
    lines = text.splitlines()
    for _ in range(chance.randint(1, 4)):
        at, to = chance.randrange(len(lines)), chance.randrange(len(lines))
        match chance.choice("dsm"):
            case "d" if len(lines) > 5:
                del lines[at : at + chance.randint(1, 3)]
            case "s":
                lines[at], lines[to] = lines[to], lines[at]
            case _:
                lines[at] = lines[at].replace("e", "i", 1)
        lines = lines or [""]
    return "\n".join(lines)


def image(changes: tuple[Change, ...], *, mirrored: bool) -> Counter[object]:
    """Return what changes say, without places; mirrored, as if the two designs had changed places."""
    return Counter(
        (
            one.topic,
            _MIRROR.get(one.kind, one.kind) if mirrored else one.kind,
            one.key,
            one.label,
            (one.new, one.old) if mirrored else (one.old, one.new),
        )
        for one in changes
    )


def check(old: Course, new: Course) -> None:
    """Compare both ways, and account for every outcome of both sides."""
    there, back = compare(old, new), compare(new, old)
    assert image(there.changes, mirrored=False) == image(back.changes, mirrored=True)
    for course, side, kind in ((old, 0, "dropped"), (new, 1, "added")):
        kept = [pair[side] for pair in there.kept if isinstance(pair[side], Outcome)]
        alone = [
            at.element
            for one in there.changes
            if one.kind == kind and not one.key and (at := one.now if side else one.was) is not None
            if isinstance(at.element, Outcome)
        ]
        assert Counter(map(id, course.every(Outcome))) == Counter(map(id, [*kept, *alone]))


@given(seed=st.integers(0, 10**6))
@settings(max_examples=60)
def test_nothing_differs_from_itself(seed: int) -> None:
    """Two readings of one text are one design."""
    text = Author(seed).text()
    assert compare(course_of(text), course_of(text)).changes == ()


@given(seed=st.integers(0, 10**6))
@settings(max_examples=40)
def test_two_random_designs(seed: int) -> None:
    """They have next to nothing in common, apart from ids."""
    check(random_course(seed), random_course(seed + 1))


@given(seed=st.integers(0, 10**6))
@settings(max_examples=20)
def test_an_edited_example(seed: int) -> None:
    """What a designer does to a plan, done by chance."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    text = chance.choice(_EXAMPLES).read_text("utf-8")
    check(course_of(text), course_of(edited(text, chance)))

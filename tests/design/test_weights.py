"""What weights add up to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coursewright.design.weights import weights_of
from coursewright.spec.load import load

if TYPE_CHECKING:
    from pathlib import Path

SHARES = st.lists(st.integers(100, 9999), min_size=1, max_size=12)


@given(SHARES)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_shares_of_the_whole_are_whole(tmp_path: Path, shares: list[int]) -> None:
    """Rounded to two places as people do, with what is missing given to the last."""
    weights = [round(100 * share / sum(shares), 2) for share in shares]
    weights[-1] = round(100 - sum(weights[:-1]), 2)
    items = "\n".join(f"  - {{id: a{n}, weight: {weight}}}" for n, weight in enumerate(weights))
    path = tmp_path / "a.module.yaml"
    path.write_text(f"module: a\nassessments:\n{items}\n", "utf-8")
    assert weights_of(load(path)).whole


def test_a_module_of_a_course(tmp_path: Path) -> None:
    (tmp_path / "course.yaml").write_text(
        "course: c\nmodules: [a.module.yaml]\nassessments: [{id: x, weight: 40}]\n", "utf-8"
    )
    (tmp_path / "a.module.yaml").write_text(
        "module: a\nunits: [{assessments: [{id: y, weight: 60}]}, {tasks: [{id: t, graded: true}]}]\n",
        "utf-8",
    )
    course = load(tmp_path / "course.yaml")
    together, apart = weights_of(course), weights_of(course, course.modules[0])
    assert (together.total, together.whole, together.known) == (100, True, False)
    assert (apart.total, apart.whole, apart.known) == (60, False, False)

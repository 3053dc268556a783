from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from coursewright.design.intake import intake_of, is_mostly_done
from coursewright.spec.load import load_documents, read_document

DURATIONS = st.sampled_from(
    ["", "duration: 10 min", "duration: 5-40 min", "duration: 2 days", "duration: TODO"]
)
OPTIONAL = st.sampled_from(["", "optional: yes", "optional: TODO"])
TASKS = st.tuples(
    st.sampled_from(["kind: reading", "kind: quiz", "kind: case-study", "kind: TODO"]),
    DURATIONS,
    OPTIONAL,
    st.sampled_from(["", "materials: [a]", "materials: {title: Inline, kind: video, duration: 15 min}"]),
)
MATERIALS = st.tuples(
    st.sampled_from(["kind: reading", "kind: tool"]),
    DURATIONS,
    st.sampled_from(["", "required: no", "required: TODO"]),
)


@given(
    tasks=st.lists(TASKS, max_size=4),
    materials=st.lists(MATERIALS, max_size=2),
    session=DURATIONS,
    percent=st.integers(50, 100),
)
def test_a_unit_that_is_mostly_done_is_not_mostly_taken_in(
    tasks: list[tuple[str, ...]], materials: list[tuple[str, ...]], session: str, percent: int
) -> None:
    lines = ["module: m", "materials:"]
    lines += ["- {" + ", ".join(filter(None, ["id: a", *parts])) + "}" for parts in materials[:1]]
    lines += ["- {" + ", ".join(filter(None, parts)) + "}" for parts in materials[1:]]
    lines += ["tasks:", *("- {" + ", ".join(filter(None, parts)) + "}" for parts in tasks)]
    lines += [f"sessions: [{{id: s, {session}}}]"]
    course = load_documents(read_document(Path("m.module.yaml"), "\n".join(lines).encode()))
    for unit in course.modules[0].units:
        intake = intake_of(unit, course)
        if is_mostly_done(unit, percent) and intake is not None:
            assert not intake.alone
            assert 100 * intake.minutes <= percent * intake.total

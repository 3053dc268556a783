"""The workload rates, and what is estimated with them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursewright.design.estimates import estimate, pace, rounded, to_be_told
from coursewright.design.rates import Rate, all_rates, rate_properties, rate_sources, shipped_rates
from coursewright.spec.durations import Duration, parse_duration
from coursewright.spec.errors import CoursewrightError
from coursewright.spec.load import load_documents, read_document
from coursewright.spec.model import Material, Task

NAMES = [rate.name for rate in all_rates()]


def read(text: str) -> Task | Material:
    """Return the first task of a module, else its first material."""
    course = load_documents(read_document(Path("/courses/m.module.yaml"), f"module: m\n{text}".encode()))
    return course.every(Task)[0] if course.every(Task) else course.every(Material)[0]


@pytest.mark.parametrize("rate", all_rates(), ids=lambda rate: rate.name)
def test_each_rate_has_its_range_and_its_source(rate: Rate) -> None:
    assert rate.least <= rate.value <= rate.most
    assert rate.least < rate.most
    assert rate.source in rate_sources()
    assert rate.about.endswith(".")


def test_each_source_is_used() -> None:
    assert {rate.source for rate in all_rates()} == rate_sources().keys()


def test_the_harder_the_slower() -> None:
    values = shipped_rates().values
    for purpose in ("survey", "understand", "engage"):
        easy, some, many = (values[f"reading_{purpose}_{each}"] for each in ("no_new_ideas", "some", "many"))
        assert easy > some > many


def test_properties_of_a_schema() -> None:
    properties = rate_properties()
    assert list(properties) == NAMES
    assert properties["posting"] == {
        "description": ("To write a post in a discussion. In words an hour; source: Workload Estimator 2.0."),
        "type": "number",
        "minimum": 25,
        "maximum": 2000,
        "default": 250,
    }


def test_single_rates_are_changed() -> None:
    rates = shipped_rates().with_values({"posting": 500})
    assert rates.of("posting") == 500
    assert rates.of("reading_understand_some") == shipped_rates().of("reading_understand_some")
    assert shipped_rates().of("posting") == 250


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"postings": 200}, "There is no workload rate `postings`. Did you mean `posting`?"),
        ({"zzz": 2}, "There is no workload rate `zzz`. One that there is: `reading_understand_some`."),
        (
            {"posting": 2},
            "The workload rate `posting` cannot be 2 words an hour. Give a number from 25 to 2000.",
        ),
        (
            {"posting": float("nan")},
            "The workload rate `posting` cannot be nan words an hour. Give a number from 25 to 2000.",
        ),
    ],
)
def test_a_rate_that_cannot_be(values: dict[str, float], message: str) -> None:
    with pytest.raises(CoursewrightError) as error:
        shipped_rates().with_values(values)
    assert str(error.value) == message


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("materials: {kind: reading, words: 1800, difficulty: some}", (8, 13.33)),
        ("materials: {kind: reading, words: 1300}", (5.2, 10)),
        ("materials: {kind: page, pages: 10}", (18, 57.69)),
        ("materials: {kind: reading, words: 1800, duration: 9 min}", (9, 9)),
        ("materials: {kind: video, duration: 10 min}", (10, 15)),
        ("materials: {kind: video, words: 2000}", None),
        ("materials: {kind: slides, pages: 40}", None),
        ("materials: {kind: reading}", None),
        ("materials: {kind: reading, words: TODO}", None),
        ("materials: {kind: reading, words: 0}", None),
        ("materials: {kind: reading, words: 900, duration: TODO}", None),
        ("materials: {kind: reading, words: 900, duration: 2 days}", None),
        ("tasks: {kind: reading, materials: [{kind: reading, words: 1300}, {duration: 4 min}]}", (9.2, 14)),
        ("tasks: {kind: reading, materials: [{kind: reading, words: 1300}, {title: Map}]}", None),
        ("tasks: {kind: reading, materials: [{kind: reading, words: 1300}, nowhere]}", None),
        ("tasks: {kind: reading, materials: TODO}", None),
        ("tasks: {kind: reading, materials: {words: 1300}, decision_points: Stay or go?}", None),
        ("tasks: {kind: reading}", None),
        ("tasks: {kind: problem-set, materials: {words: 1300}}", None),
        ("tasks: {kind: discussion, produces: one post of 250 words}", (60, 60)),
        ("tasks: {kind: discussion, produces: a 100-word post, replies: {expected: 2}}", (44, 74)),
        ("tasks: {kind: discussion, produces: a 100-word post, replies: {protocol: post-first}}", None),
        ("tasks: {kind: journal, produces: 200 to 300 words}", (36, 90)),
        ("tasks: {kind: project, produces: 'a report of 1,000 words'}", (360, 600)),
        ("tasks: {kind: journal, produces: [250 words, a photograph]}", None),
        ("tasks: {kind: journal, produces: 100 words and then 50 words}", None),
        ("tasks: {kind: quiz, produces: 100 words}", None),
        ("tasks: {kind: journal, produces: 100 words, questions: {prompt: Why?}}", None),
    ],
)
def test_estimates(text: str, minutes: tuple[float, float] | None) -> None:
    assert estimate(read(text)) == (None if minutes is None else pytest.approx(minutes, abs=0.01))


def test_rates_of_ones_own() -> None:
    slow = shipped_rates().with_values({"reading_understand_some": 90})
    item = read("materials: {kind: reading, words: 1800, difficulty: some}")
    assert estimate(item, slow) == pytest.approx((16, 26.67), abs=0.01)


def test_the_pace_of_readers_and_of_texts() -> None:
    rates = shipped_rates()
    assert pace("some", rates) == (135, 225)
    assert pace(None, rates) == (130, 250)
    assert pace("many", rates, "engage") == (48.75, 81.25)


@pytest.mark.parametrize(
    ("span", "told"),
    [
        ((25, 35), "about 25 to 35 min"),
        ((17.8, 29.6), "about 15 to 30 min"),
        ((3.2, 4.8), "about 3 to 5 min"),
        ((0.2, 0.4), "about 1 min"),
        ((40, 75), "about 40 min to 1 h 15 min"),
        ((118, 130), "about 1 h 45 min to 2 h 15 min"),
        ((360, 600), "about 6 to 10 h"),
    ],
)
def test_how_an_estimate_is_told(span: tuple[float, float], told: str) -> None:
    assert to_be_told(span) == told


@given(st.floats(0.01, 10_000), st.floats(1, 5))
def test_rounding_only_widens_and_can_be_written_as_a_duration(low: float, factor: float) -> None:
    least, most = rounded((low, low * factor))
    assert least <= max(low, 1)
    assert most >= low * factor - 1e-9
    read_back = parse_duration(str(Duration(least, most)))
    assert (read_back.low, read_back.high) == (least, most)

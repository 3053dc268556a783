"""What a platform keeps of a student: it comes back whole, fits into its room, and what stays out is told."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import coursewright.exporters.scorm

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.slow

LAUNCH = Path(coursewright.exporters.scorm.__path__[0]) / "launch"
SHARED = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])

LETTERS = "abcdefghijklmnopqrstuvwxyz234567"
ITEMS = st.lists(
    st.builds(lambda kind, rest, end: kind + rest + (end if kind == "d" else ""),
              st.sampled_from("dpq"), st.text(LETTERS, min_size=10, max_size=10), st.sampled_from(["", "-"])),
    max_size=5, unique=True,
)  # fmt: skip
ENTRIES = st.lists(
    st.tuples(st.text(LETTERS, min_size=5, max_size=5), ITEMS), max_size=6, unique_by=lambda one: one[0]
)
TEXTS = st.text(
    st.one_of(st.sampled_from("%|~^!:*+,;\n\r\t\0 a1"), st.characters(exclude_categories=["Cs"])), min_size=1
)


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page()
    for name in ("platform.js", "state.js", "standing.js"):
        opened.add_script_tag(content=(LAUNCH / name).read_text("utf-8"))
    yield opened
    opened.close()


@st.composite
def kept(draw: st.DrawFn) -> tuple[dict[str, Any], dict[str, str]]:
    """Return a course, and values for some of what there is to do in it."""
    entries = [{"key": f"m/{short}", "short": short, "items": items} for short, items in draw(ENTRIES)]
    names = [name for entry in entries for name in (f"e:{entry['key']}", *entry["items"])] + [
        "t:own",
        "t:a|b~c",
    ]
    values: dict[str, str] = {}
    for name in draw(st.lists(st.sampled_from(names), unique=True)):
        marked = name.startswith(("e:", "t:"))
        # What is answered begins with how it was judged, and that one letter stays where there is no room.
        judged = draw(st.sampled_from("01+")) if name.startswith("q") else ""
        values[name] = "1" if marked else judged + draw(TEXTS)
    texts = {name: "?" for name in names if name.startswith("p") or name.endswith("-")}
    return {"entries": entries, "texts": texts}, values


CODE = """([course, values, room]) => {
  const state = coursewright.encoded(new Map(Object.entries(values)), new Set(), course,
    { stateRoom: room, size: (text) => new TextEncoder().encode(text).length });
  const back = coursewright.decoded(state.text, course);
  const values_ = Object.fromEntries(back.values);
  return { text: state.text, out: [...state.out], values: values_, elsewhere: [...back.elsewhere] };
}"""


@SHARED
@given(kept())
def test_it_comes_back_whole(page: Page, given_: tuple[dict[str, Any], dict[str, str]]) -> None:
    course, values = given_
    # The same name in two entries cannot be: names are made of the keys of entries.
    names = [name for entry in course["entries"] for name in entry["items"]]
    if len(set(names)) < len(names):
        return
    back = page.evaluate(CODE, [course, values, 10**9])
    assert back["values"] == values
    assert back["out"] == back["elsewhere"] == []
    assert all(letter >= " " for letter in back["text"])


@SHARED
@given(kept(), st.integers(1, 300))
def test_it_fits_and_names_what_does_not(
    page: Page, given_: tuple[dict[str, Any], dict[str, str]], room: int
) -> None:
    course, values = given_
    names = [name for entry in course["entries"] for name in entry["items"]]
    if len(set(names)) < len(names):
        return
    back = page.evaluate(CODE, [course, values, room])
    assert len(back["text"].encode()) <= room
    for name, value in values.items():
        assert back["values"].get(name) == value or name in back["out"]
    assert set(back["elsewhere"]) <= set(back["out"])


def test_a_course_that_changed_keeps_what_is_still_there(page: Page) -> None:
    def course(*items: str) -> dict[str, Any]:
        return {"entries": [{"key": "m/a", "short": "aaaaa", "items": list(items)}], "texts": {}}

    values = {"e:m/a": "1", "qabcdefgh": "12", "pabcdefgh": "Mine", "dabcdefgh": "0.1"}
    text = page.evaluate(CODE, [course("qabcdefgh", "pabcdefgh", "dabcdefgh"), values, 4096])["text"]
    back = page.evaluate(
        "([text, course]) => Object.fromEntries(coursewright.decoded(text, course).values)",
        [text, course("pabcdefgh", "qzzzzzzzz", "dabcdefgh-", "dabcdefgh")],
    )
    assert back == {"e:m/a": "1", "pabcdefgh": "Mine", "dabcdefgh": "0.1"}
    assert page.evaluate("coursewright.decoded('something else', {entries: []}).values.size") == 0


def test_how_far_somebody_is(page: Page) -> None:
    entries = [
        {"key": "a", "counts": True, "points": {"q1": 1, "q2": 3}, "pass": None},
        {"key": "b", "counts": True, "points": {"q3": 4}, "pass": 50},
        {"key": "c", "counts": False, "points": {}, "pass": None},
    ]

    def standing(values: dict[str, str]) -> dict[str, Any]:
        told: dict[str, Any] = page.evaluate(
            "([course, values]) => coursewright.standing(course, (name) => values[name] ?? '')",
            [{"entries": entries}, values],
        )
        return told

    assert standing({}) == {"progress": 0, "complete": False, "score": None}
    assert standing({"e:a": "1", "e:c": "1", "q1": "1x"}) == {
        "progress": 0.5,
        "complete": False,
        "score": None,
    }
    # Only what has a pass mark decides; what was right once stays right.
    assert standing({"e:a": "1", "e:b": "1", "q3": "+x"}) == {"progress": 1, "complete": True, "score": 100}
    entries[1]["pass"] = None
    assert standing({"q2": "1x", "q3": "0y"})["score"] == 37.5


@pytest.mark.parametrize(
    ("seconds", "version", "told"),
    [
        (0, "1.2", "00:00:00"),
        (3725.9, "1.2", "01:02:05"),
        (400000, "1.2", "111:06:40"),
        (3725.9, "2004", "PT1H2M5S"),
    ],
)
def test_times_as_platforms_read_them(page: Page, seconds: float, version: str, told: str) -> None:
    script = "([seconds, version]) => coursewright.spokenTime(seconds, version)"
    assert page.evaluate(script, [seconds, version]) == told

"""The accessibility view: what is missing first, and what is not known never as missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from spec_helpers import course_of
from view_reading import rows, texts, view_named

from coursewright.lint.config.choices import Choices
from coursewright.lint.config.policies import Policies
from coursewright.views.catalogue import entry_named, view_of
from coursewright.views.charts import Matrix
from coursewright.views.plan import Plan

if TYPE_CHECKING:
    from pathlib import Path

SPEC = """module: m
title: Glaciers
materials:
  - {id: page, title: Ice, kind: page, path: gone.md}
  - {id: film, title: A flight, kind: video, path: a.mp4, duration: 20 min, size: 120 MB}
  - {id: photo, title: The edge, kind: image, path: b.png, alt: Where ice meets rock, size: 1 MB}
  - {id: data, title: Rows, kind: dataset, path: c.csv, size: 1 GB, alternative: {none: size is the point}}
tasks:
  - id: a
    title: Measure
    instructions: "![](rod.png)"
    materials: [{id: talk, kind: audio, transcript: t.md, size: 9 MB}]
sessions:
  - {id: s, title: Field trip, recording: false}
  - {id: t, title: The lab, alternative: Write it up}
"""


def test_the_answer() -> None:
    # The film lacks captions, chapters (20 min) and a light version (120 MB); the page cannot be read.
    view = view_named("accessibility", SPEC)
    assert view.answer == (
        "Something is missing from 1 of 5 materials: captions in 1, chapters in 1 and light version in 1.",
        "Not everything is known of 1 of 5 materials: words for images in 1.",
        "The only image in instructions and other texts has no words that say what is shown.",
        "1 of 2 sessions leaves those who miss it without a recording or anything to do instead.",
    )
    assert view.tone == "gap"


def test_what_is_missing_comes_first() -> None:
    materials = view_named("accessibility", SPEC).charts[0]
    assert isinstance(materials, Matrix)
    assert [
        (
            row.group,
            row.label.text,
            ["".join(mark.sign.character for mark in cell.signs) for cell in row.cells],
        )
        for row in materials.rows
    ] == [
        ("Something is missing", "A flight", ["", "✗", "", "✗", "✗", ""]),
        ("Something is not known", "Ice", ["?", "", "", "", "", ""]),
        ("Left out on purpose", "Rows", ["", "", "", "", "–", ""]),
        ("All there", "The edge", ["✓", "", "", "", "", ""]),
        ("All there", "talk", ["", "", "✓", "", "", ""]),
    ]
    assert materials.rows[1].cells[0].said == "words for images: not known"


def test_sessions_and_texts() -> None:
    _, images, sessions = view_named("accessibility", SPEC).charts
    assert isinstance(images, Matrix)
    assert isinstance(sessions, Matrix)
    assert [(row.label.text, row.cells[0].text) for row in images.rows] == [("Measure", "0 of 1")]
    assert [
        (
            row.label.text,
            ["".join(mark.sign.character for mark in cell.signs) or cell.text for cell in row.cells],
        )
        for row in sessions.rows
    ] == [("Field trip", ["✗", "✗", "✗"]), ("The lab", ["none", "✓", "✓"])]


def test_tables() -> None:
    view = view_named("accessibility", SPEC)
    assert [(row["material"], row["alt"], row["light"], row["size"]) for row in rows(view, "materials")] == [
        ("A flight", "not-needed", "missing", "120 MB"),
        ("Ice", None, "not-needed", None),
        ("Rows", "not-needed", "purpose", "1 GB"),
        ("The edge", "there", "not-needed", "1 MB"),
        ("talk", "not-needed", "not-needed", "9 MB"),
    ]
    assert texts(view, "materials")[2][-1] == "left out on purpose"
    assert [(row["text"], row["images"], row["without"]) for row in rows(view, "images")] == [
        ("Measure", 1, 1)
    ]
    assert [(row["session"], row["state"]) for row in rows(view, "sessions")] == [
        ("Field trip", "missing"),
        ("The lab", "there"),
    ]


def test_limits_of_the_configuration_count(tmp_path: Path) -> None:
    # The film runs 20 min, is 120 MB and has no captions: with patience for both, only these are missing.
    config = tmp_path / "coursewright.yaml"
    config.write_text("rules: {MAT004: {minutes: 30}, MAT007: {megabytes: 200}}\n", "utf-8")
    course = course_of(SPEC)
    policy = Policies(Choices(config=config)).of(course.path)
    view = view_of(entry_named("accessibility"), Plan(course, policy=policy))
    assert view.answer[0] == "Something is missing from 1 of 5 materials: captions in 1."
    assert any("longer than 30 min" in note and "larger than 200 MB" in note for note in view.notes)


@pytest.mark.parametrize(
    ("sessions", "said"),
    [
        ("{id: s, recording: true}", ["The only session has a recording or something to do instead."]),
        (
            "{id: s, recording: true}, {id: t, alternative: Read it up}",
            ["Each session has a recording or something to do instead."],
        ),
        (
            "{id: s, recording: {none: they speak about patients}}",
            ["1 session offers nothing to those who miss it, on purpose."],
        ),
        (
            "{id: s, recording: {none: they speak about patients}}, {id: t, recording: true}",
            [
                "1 session offers nothing to those who miss it, on purpose.",
                "1 session has a recording or something to do instead.",
            ],
        ),
        (
            "{id: s, recording: {none: they speak about patients}, alternative: Ask a friend}",
            ["The only session has a recording or something to do instead."],
        ),
        (
            "{id: s, recording: {none: they speak about patients}, alternative: TODO}",
            ["Of 1 session it is still open what those who miss it get."],
        ),
        ("{id: s, optional: true}", ["The only session is optional."]),
        (
            "{id: s}, {id: t, recording: true}",
            ["1 of 2 sessions leaves those who miss it without a recording or anything to do instead."],
        ),
    ],
)
def test_what_there_is_for_those_who_miss_a_session(sessions: str, said: list[str]) -> None:
    view = view_named("accessibility", f"module: m\nsessions: [{sessions}]\n")
    assert list(view.answer) == [*said, "No material is listed."]


@pytest.mark.parametrize(
    ("materials", "said"),
    [
        (
            "{id: a, kind: image, alt: A map, size: 1 MB}",
            "By what the plan says, the only material has what its kind asks for.",
        ),
        (
            (
                "{id: a, kind: dataset, size: 1 GB, alternative: {none: its size is the point}}, "
                "{id: b, kind: image, alt: A map, size: 1 MB}"
            ),
            (
                "By what the plan says, both materials have what their kind asks for, but for what is left "
                "out on purpose in 1."
            ),
        ),
        (
            "{id: a, kind: image, alt: TODO, size: 1 MB}",
            (
                "Nothing is known to be missing, but not everything is known of the only material: words for "
                "images in 1."
            ),
        ),
    ],
)
def test_where_nothing_is_missing(materials: str, said: str) -> None:
    assert view_named("accessibility", f"module: m\nmaterials: [{materials}]\n").answer == (said,)


def test_images_that_all_have_words() -> None:
    spec = 'module: m\ntasks: [{id: a, instructions: "![A rod](rod.png) ![Ice](ice.png)"}]\n'
    assert view_named("accessibility", spec).answer[0] == (
        "Both images in instructions and other texts have words that say what is shown."
    )


def test_nothing_listed() -> None:
    view = view_named("accessibility", "module: m\n")
    assert view.answer == ("No material is listed, so there is nothing to look at.",)
    assert not view.charts
    assert not view.tone

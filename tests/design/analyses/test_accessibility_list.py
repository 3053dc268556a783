"""What stands in somebody's way: materials, images in texts and sessions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_specs import random_course
from spec_helpers import course_in, module_of

from coursewright.design.accessible import megabytes
from coursewright.design.analyses.accessibility_list import (
    ASPECTS,
    Limits,
    images_in_texts,
    materials_by_need,
    sessions_by_need,
)
from coursewright.spec.model import Material, Session

if TYPE_CHECKING:
    from pathlib import Path

    from coursewright.design.accessible import Access


def aspects(material: str, more: str = "", limits: Limits | None = None) -> dict[str, Access]:
    (found,) = materials_by_need(module_of(f"{more}materials: [{{id: m, {material}}}]"), limits)
    return {aspect: found.aspects[aspect] for aspect in ASPECTS}


@pytest.mark.parametrize(
    ("material", "aspect", "state"),
    [
        ("kind: image", "alt", "missing"),
        ("kind: image, alt: A street", "alt", "there"),
        ("kind: image, decorative: true", "alt", "there"),
        ("kind: image, alt: TODO", "alt", "unknown"),
        ("kind: image, decorative: TODO", "alt", "unknown"),
        ("kind: reading", "alt", "not-needed"),
        ("title: Something", "alt", "unknown"),
        ("kind: TODO", "captions", "unknown"),
        ("kind: page, path: gone.md", "alt", "unknown"),
        ("kind: video", "captions", "missing"),
        ("kind: video, captions: false", "captions", "missing"),
        ("kind: video, captions: c.vtt", "captions", "there"),
        ("kind: video, captions: TODO", "captions", "unknown"),
        ("kind: video", "transcript", "not-needed"),
        ("kind: audio", "transcript", "missing"),
        ("kind: audio, transcript: true", "transcript", "there"),
        ("kind: video, duration: 16 min", "chapters", "missing"),
        ("kind: video, duration: 15 min", "chapters", "not-needed"),
        ("kind: video, duration: 10-40 min", "chapters", "not-needed"),
        ("kind: video, duration: 16 min, required: false", "chapters", "not-needed"),
        ("kind: video", "chapters", "unknown"),
        ("kind: video, duration: 16 min, chapters: true", "chapters", "there"),
        ("kind: video, size: 101 MB", "light", "missing"),
        ("kind: video, size: 100 MB", "light", "not-needed"),
        ("kind: video, size: big", "light", "unknown"),
        ("kind: video", "light", "unknown"),
        ("kind: website", "light", "not-needed"),
        ("kind: video, size: 1 GB, alternative: script.pdf", "light", "there"),
        ("kind: dataset, size: 1 GB, alternative: {none: the size is the point}", "light", "purpose"),
        ("kind: video, size: 1 GB, alternative: TODO", "light", "unknown"),
        ('kind: reading, url: "https://example.org"', "licence", "missing"),
        ('kind: reading, url: "https://example.org", licence: CC0-1.0', "licence", "there"),
        ('kind: reading, url: "https://example.org", licence: TODO', "licence", "unknown"),
        ('url: "https://example.org"', "licence", "unknown"),
        ('kind: website, url: "https://example.org"', "licence", "not-needed"),
        ("kind: reading, path: own.pdf", "licence", "not-needed"),
    ],
)
def test_each_question(material: str, aspect: str, state: Access) -> None:
    assert aspects(material)[aspect] == state


def test_a_slow_connection_halves_the_patience() -> None:
    assert aspects("kind: video, size: 21 MB", "audience: {bandwidth: low}\n")["light"] == "missing"
    assert aspects("kind: video, size: 20 MB", "audience: {bandwidth: low}\n")["light"] == "not-needed"


def test_limits_are_those_of_the_configuration() -> None:
    limits = Limits(video_minutes=5, megabytes=10)
    found = aspects("kind: video, duration: 6 min, size: 11 MB", limits=limits)
    assert (found["chapters"], found["light"]) == ("missing", "missing")


@pytest.mark.parametrize(
    ("size", "number"),
    [("85 MB", 85), ("1 GiB", 1073.741824), ("500kb", 0.5), ("120 b", 0.00012), ("12 parsecs", None)],
)
def test_sizes(size: str, number: float | None) -> None:
    assert megabytes(size) == (None if number is None else pytest.approx(number))


def test_images_of_pages_and_texts(tmp_path: Path) -> None:
    course = course_in(
        tmp_path,
        {
            "m.module.yaml": (
                "module: m\nmaterials: [{id: p, kind: page, path: p.md}, {id: q, kind: page, path: q.md}]\n"
                "tasks:\n"
                '  - {id: a, instructions: "![](one.png) and ![two](two.png) and ![](three.png)"}\n'
                '  - {id: b, instructions: "![words](four.png)"}\n'
                "  - {id: c, instructions: No image at all}\n"
            ),
            "p.md": "![](x.png) ![words](y.png)\n",
            "q.md": "Words alone.\n",
        },
    )
    pages = {one.material.id: (one.aspects["alt"], one.pictures) for one in materials_by_need(course)}
    assert pages["p"][0] == "missing"
    assert pages["p"][1] is not None
    assert (pages["p"][1].number, pages["p"][1].without) == (2, 1)
    assert pages["q"][0] == "not-needed"
    texts = images_in_texts(course)
    assert [(getattr(one.element, "id", ""), one.number, one.without) for one in texts] == [
        ("a", 3, 2),
        ("b", 1, 0),
    ]


@pytest.mark.parametrize(
    ("session", "state"),
    [
        ("title: S", "missing"),
        ("recording: false", "missing"),
        ("recording: true", "there"),
        ("recording: false, alternative: Write a page", "there"),
        ("optional: true", "not-needed"),
        ("alternative: {none: it is a party}", "purpose"),
        ("recording: TODO", "unknown"),
        ("optional: TODO", "unknown"),
    ],
)
def test_those_who_cannot_come(session: str, state: Access) -> None:
    (found,) = sessions_by_need(module_of(f"sessions: [{{id: s, {session}}}]"))
    assert found.worst == state


def test_what_lacks_something_comes_first_and_everything_once() -> None:
    course = module_of(
        "materials:\n"
        "  - {id: fine, kind: page, path: x.md}\n"
        '  - {id: bare, kind: reading, url: "https://example.org"}\n'
        "  - {id: done, kind: website}\n"
        "tasks:\n"
        "  - {id: a, materials: [fine, {id: inline, kind: image}]}\n"
        "  - {id: b, materials: [inline]}\n"
    )
    assert [one.material.id for one in materials_by_need(course)] == ["bare", "inline", "fine", "done"]


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 10_000_000))
def test_any_spec(seed: int) -> None:
    course = random_course(seed)
    found = materials_by_need(course)
    assert len({one.material for one in found}) == len(found) == len(course.every(Material))
    for one in found:
        assert tuple(one.aspects) == ASPECTS
        if one.material.kind is None:
            assert set(one.aspects.values()) <= {"unknown", "there", "purpose", "not-needed", "missing"}
            assert one.aspects["captions"] != "missing"
            assert one.aspects["alt"] != "missing"
        if one.material.size is None:
            assert one.aspects["light"] != "missing", "unknown is not large"
    sessions = [one.session for one in sessions_by_need(course)]
    assert sorted(map(id, sessions)) == sorted(map(id, course.every(Session)))

"""The pages on the design report say what the views say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from spec_helpers import module_of

from coursewright.views.asked_first import QUESTIONS
from coursewright.views.catalogue import entry_named, view_of
from coursewright.views.plan import Plan

DOCS = Path(__file__).resolve().parents[2] / "docs"


@pytest.mark.parametrize("page", ["design-report.md", "first-hour.md"])
def test_the_first_questions_lead_to_their_views(page: str) -> None:
    text = (DOCS / page).read_text("utf-8")
    shown = re.findall(r"^\| ([^|]+\?) \| `([a-z-]+)` \|", text, re.MULTILINE)
    plan = Plan(module_of("tasks: [{id: a}]"))
    assert shown == [(view_of(entry_named(name), plan).question, name) for name in QUESTIONS]


def test_pictures_are_made_by_the_script() -> None:
    script = (DOCS / "screenshots.py").read_text("utf-8")
    readme = (DOCS.parent / "README.md").read_text("utf-8")
    shown = re.findall(r"!\[[^\]]+\]\(docs/images/([\w.-]+)\)", readme)
    assert sorted(shown) == sorted(re.findall(r'"([\w-]+\.png)"', script))
    assert len(shown) == 3
    assert all((DOCS / "images" / name).is_file() for name in shown)

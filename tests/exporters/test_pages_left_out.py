"""What pages leave out: of a draft what nobody has said yet, and what they say already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editions import written
from lxml import html
from platform_links import PlatformLinks

from coursewright.exporters.fidelity.aspects import aspects
from coursewright.exporters.pages.body import ALL, entry_body

if TYPE_CHECKING:
    from pathlib import Path

    from coursewright.exporters.edition.model import Edition


def body(edition: Edition, key: str, parts: frozenset[str] = ALL) -> str:
    return entry_body(edition.by_key[key], edition, PlatformLinks(), parts).html


def test_of_a_draft_only_what_is_said_is_shown(tmp_path: Path) -> None:
    text = """
module: a
title: A
tasks:
  - {id: open, title: Open, decision_points: [{prompt: TODO, options: [TODO, {option: TODO}]}, {open: true}]}
  - {id: half, title: Half, decision_points: [{prompt: Which?, options: [This, TODO, {consequence: Late}]}]}
  - {id: asked, title: Asked, decision_points: [{prompt: Which?, options: [TODO, TODO]}]}
"""
    edition = written(tmp_path, {"a.module.yaml": text})
    assert "cw-decision" not in body(edition, "a/open")
    assert "decision points" not in aspects(edition.by_key["a/open"])
    half = html.fromstring(body(edition, "a/half"))
    assert half.xpath(".//*[@data-cw-option]/@data-cw-option") == ["1", "2"]
    assert "decision points" in aspects(edition.by_key["a/half"])
    assert "cw-option" not in body(edition, "a/asked")
    assert "Which?" in body(edition, "a/asked")


def test_what_is_to_be_done_first_is_named_once(tmp_path: Path) -> None:
    text = """
module: a
title: A
tasks:
  - {id: first, title: First, follow_up: [second, third]}
  - {id: second, title: Second, requires: [first], replies: {expected: 2, protocol: post-first}}
  - {id: third, title: Third}
"""
    edition = written(tmp_path, {"a.module.yaml": text})
    second = body(edition, "a/second")
    assert "Do this first" in second
    assert "This builds on" not in second
    assert "This builds on" in body(edition, "a/second", frozenset({"loop"}))
    assert "This builds on" in body(edition, "a/third")
    assert second.index("Write your own post first") < second.index("Answer 2 fellow")

"""Our own pages tell in their marks what they are: read back, they give the same design in any language."""

from __future__ import annotations

import re
from time import process_time
from typing import TYPE_CHECKING

import pytest
from editions import example, written
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from marked_pages import Pages, without_marks

from coursewright.exporters.pages.body import entry_body, module_body
from coursewright.exporters.pages.course_bodies import ai_body
from coursewright.importers.draft import Ref, Text
from coursewright.importers.marked.overviews import marked_course, marked_module
from coursewright.importers.marked.reading import KINDS, all_marked, marked

if TYPE_CHECKING:
    from pathlib import Path

    from coursewright.exporters.edition.model import Edition

TASK = """
module: a
title: A
team: [{id: kim, name: Kim, role: tutor}, {id: pat, name: Pat, role: designer}]
outcomes: [{id: judge, statement: Judge, why: It matters, skills: ["weighing, quickly", writing]}]
materials: [{id: text, title: Text, kind: reading, url: "https://example.org/text", words: 900}]
tasks:
  - id: rule
    title: Rule
    kind: case-study
    purpose: See it
    outcomes: [judge]
    materials: [text]
    duration: 30-45 min
    due: 2026-10-07T17:00+01:00
    instructions: |
      Read *both*.

      1. one
      2. two
    choices: {of: format, options: [a post, a drawing]}
    decision_points:
      - {prompt: Approve?, options: [{option: Yes, consequence: It runs}, no], open: true,
         feedback: Most do}
    own_context: Your own case
    produces: A ruling
    done_when: It is posted
    criteria: [{name: clear, levels: [not, somewhat, very], points: 4}, {name: kind, points: 2}]
    questions: [{prompt: Two?, type: single, options: [{text: a, correct: true}, {text: b}], points: 2}]
    replies: {expected: 2, by: 2026-10-08T17:00+01:00, protocol: two rounds}
    support: Ask Kim
    monitoring: {by: kim, looks_for: the gap, evidence: [posts], signal: a tick., answers: true, minutes: 41}
    feedback: {addresses: the gap, within: 3 days, form: [audio, written], minutes: 43}
    reflection_prompts: [{learned: What changed?}]
    ai_use: planning
  - {id: other, title: Other, requires: [rule], builds_on: [rule], optional: true}
reflection: {prompts: [One?, Two?, Three?], when: weekly, read_by: kim, feeds: next year's plan}
"""


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    return written(tmp_path_factory.mktemp("task"), {"a.module.yaml": TASK})


def page(edition: Edition, key: str) -> str:
    return entry_body(edition.by_key[key], edition, Pages()).html


def test_a_task_comes_back_whole(edition: Edition) -> None:
    found = marked(page(edition, "a/rule"), Pages().resolve)
    assert found is not None
    assert (found.kind, found.key, found.name, found.unit) == ("tasks", "a/rule", "a-rule", "")
    assert found.data == {
        "kind": "case-study",
        "purpose": "See it",
        "outcomes": Ref("entry:a/judge"),
        "materials": Ref("entry:a/text"),
        "duration": "30-45 min",
        "due": "2026-10-07T17:00+01:00",
        "instructions": Text("Read *both*.\n\n1. one\n2. two"),
        "choices": [{"of": "format", "options": ["a post", "a drawing"]}],
        "decision_points": [
            {
                "prompt": "Approve?",
                "options": [{"option": "Yes", "consequence": "It runs"}, "no"],
                "open": True,
                "feedback": "Most do",
            }
        ],
        "own_context": "Your own case",
        "produces": "A ruling",
        "done_when": "It is posted",
        "criteria": [
            {"name": "clear", "levels": ["not", "somewhat", "very"], "points": 4},
            {"name": "kind", "points": 2},
        ],
        "questions": [
            {"prompt": "Two?", "type": "single", "options": [{"text": "a"}, {"text": "b"}], "points": 2}
        ],
        "replies": {"expected": 2, "by": "2026-10-08T17:00+01:00", "protocol": "two rounds"},
        "support": "Ask Kim",
        "monitoring": {"by": "kim", "evidence": "posts", "signal": "a tick", "answers": True},
        "feedback": {"within": "3 days", "form": ["audio", "written"]},
        "reflection_prompts": [{"learned": "What changed?"}],
        "ai_use": "planning",
        "follow_up": Ref("entry:a/other"),
    }


def test_pages_without_marks_still_tell_their_texts(edition: Edition) -> None:
    bare = without_marks(page(edition, "a/rule"))
    assert "data-cw" not in bare
    found = marked(bare, Pages().resolve)
    whole = marked(page(edition, "a/rule"), Pages().resolve)
    assert found is not None
    assert whole is not None
    assert (found.kind, found.key) == ("tasks", "")
    for name in ("purpose", "instructions", "decision_points", "own_context", "produces", "done_when"):
        assert found.data[name] == whole.data[name], name
    assert found.data["criteria"] == whole.data["criteria"]
    assert found.data["materials"] == [Ref("entry:a/text")]
    assert found.data["due"] == "2026-10-07T16:00:00Z"
    assert found.data["reflection_prompts"] == ["What changed?"]
    assert found.data["replies"] == {"protocol": "two rounds", "by": "2026-10-08T16:00:00Z"}
    other = marked(without_marks(page(edition, "a/other")), Pages().resolve)
    assert other is not None
    assert other.data == {"requires": [Ref("entry:a/rule")], "optional": True}


def test_a_reflection_says_who_reads_it_and_what_it_is_for(edition: Edition) -> None:
    found = marked(page(edition, "a/reflection"), Pages().resolve)
    assert found is not None
    assert found.data == {
        "prompts": [{"learned": "One?"}, {"questions": "Two?"}, {"apply": "Three?"}],
        "when": "weekly",
        "read_by": "kim",
        "feeds": "next year's plan",
    }


def test_outcomes_keep_skills_that_hold_a_comma(edition: Edition) -> None:
    found = marked_module(module_body(edition.modules[0], edition, Pages()).html, Pages().resolve)
    assert found is not None
    assert [one.data["skills"] for one in found.outcomes] == [["weighing, quickly", "writing"]]
    assert [one.entry is not None for one in found.entries] == [
        one.kind == "materials" for one in found.entries
    ]


def test_what_was_added_on_a_platform_is_kept_apart(edition: Edition) -> None:
    html = page(edition, "a/rule").replace("</div>\n", "</div>\n<p>Room <b>changed</b></p>", 1)
    found = marked(f"<h1>Rule</h1>{html}<p>See you there</p>", Pages().resolve)
    assert found is not None
    assert "Room **changed**" in found.added
    assert "See you there" in found.added
    assert "Rule" not in found.added


def test_what_is_not_ours_is_nobodys() -> None:
    for html in ("", "<p>text</p>", '<div class="cw-entry-tasks">x</div>', '<div class="cw-entry">x</div>'):
        assert marked(html, Pages().resolve) is None
        assert not all_marked(html, Pages().resolve)
        assert marked_module(html, Pages().resolve) is None
        assert marked_course(html, Pages().resolve) is None


PIECES = re.compile(r"<[^>]*>|[^<]+")


@given(st.data())
def test_pages_that_somebody_changed_are_still_read(data: st.DataObject) -> None:
    edition = example("homework-fixed")
    html = data.draw(st.sampled_from([entry_body(one, edition, Pages()).html for one in edition.entries]))
    pieces = PIECES.findall(html)
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(pieces) - 1))
        other = data.draw(st.sampled_from([*pieces, "", "<br>", "<!-- c -->", "<p>new", "<?x y?>", "</div>"]))
        pieces[at : at + data.draw(st.integers(0, 2))] = [other]
    found = marked("".join(pieces), Pages().resolve)
    assert found is None or found.kind in KINDS.values()
    all_marked("".join(pieces), Pages().resolve)
    marked_module("".join(pieces), Pages().resolve)
    marked_course("".join(pieces), Pages().resolve)


@pytest.mark.parametrize(
    "piece",
    [
        '<div class="cw-entry cw-entry-task">',
        '<section class="cw-decision cw-option cw-question cw-choice cw-criteria cw-outcome">',
        '<details class="cw-option cw-consequence">',
        '<table class="cw-criteria"><tr><td>',
        '<ul class="cw-prompt-list cw-question-options"><li class="cw-question" data-cw-item="task">',
    ],
)
def test_pages_that_are_nested_without_end_are_read_in_no_time(piece: str) -> None:
    whole = '<div class="cw-entry cw-entry-task" data-cw-key="a/b">'
    for html in (f"{whole}{piece * 900}x", f"{whole}{(piece + 'x') * 200}" * 40):
        begun = process_time()
        for read in (marked, all_marked, marked_module, marked_course):
            read(html, Pages().resolve)
        assert process_time() - begun < 2


def test_no_mark_says_what_students_must_not_see(edition: Edition) -> None:
    html = page(edition, "a/rule")
    for secret in ("the gap", "41", "43"):
        assert secret not in html
    root = etree.fromstring(html)
    names = {name for one in root.iter() for name in one.attrib if str(name).startswith("data-cw-")}
    assert not [
        name for name in names if re.search("look|address|minut|correct|answer$|opens-with", str(name))
    ]
    assert "correct" not in html


def test_texts_of_several_paragraphs_stay_apart_from_the_words_of_the_exporter(tmp_path: Path) -> None:
    text = """
module: a
title: A
ai: {use: planning, text: "Say so.\\n\\nShow how."}
tasks:
  - id: rule
    title: Rule
    decision_points:
      prompt: Approve?
      options:
        - {option: Yes, consequence: "It runs.\\n\\nIt fails."}
        - {consequence: Why?}
"""
    edition = written(tmp_path, {"a.module.yaml": text})
    found = marked(page(edition, "a/rule"), Pages().resolve)
    assert found is not None
    assert found.data["decision_points"] == [
        {
            "prompt": "Approve?",
            "options": [
                {"option": "Yes", "consequence": "It runs.\n\nIt fails."},
                {"consequence": "Why?"},
            ],
        }
    ]
    course = marked_course(ai_body(edition, Pages()).html, Pages().resolve)
    assert course is not None
    assert course.data == {"ai": {"text": "Say so.\n\nShow how."}}

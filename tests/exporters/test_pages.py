"""What the pages of entries, modules and the course say, and what they never say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from editions import EXAMPLES, example, written
from platform_links import PlatformLinks, read
from random_specs import random_course

from coursewright.exporters.choices import Choices
from coursewright.exporters.edition.building import edition_of
from coursewright.exporters.pages import course_bodies, identity
from coursewright.exporters.pages.body import (
    ALL,
    course_body,
    entry_body,
    module_body,
    outcome_card,
    unit_body,
)
from coursewright.exporters.pages.design_brief import design_brief_body
from coursewright.exporters.pages.presence import presence_survey_body
from coursewright.exporters.pages.staff_bodies import (
    announcements_body,
    evaluation_body,
    instructor_log_body,
    staff_body,
)
from coursewright.spec.errors import UsageError
from coursewright.spec.model import Announcement, Assessment, FollowUpActivity, Session, Task

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from coursewright.exporters.edition.model import Edition
    from coursewright.exporters.pages.body import Body

STAFF_BODIES = (
    announcements_body,
    design_brief_body,
    evaluation_body,
    instructor_log_body,
    presence_survey_body,
)
COURSE_BODIES = tuple(
    getattr(course_bodies, name) for name in course_bodies.__all__ if name.endswith("_body")
)


def _bodies(edition: Edition) -> Iterator[Body]:
    """Yield everything that learners can read."""
    links = PlatformLinks()
    yield from (entry_body(entry, edition, links) for entry in edition.entries)
    for module in edition.modules:
        yield module_body(module, edition, links)
        yield from (unit_body(unit, edition, links) for unit in module.units)
    yield from (outcome_card(card, edition, links) for card in edition.cards.values())
    yield course_body(edition, links)
    yield from (body(edition, links) for body in COURSE_BODIES)


def _body(edition: Edition, key: str, parts: frozenset[str] = ALL) -> str:
    return entry_body(edition.by_key[key], edition, PlatformLinks(), parts).html


@pytest.mark.parametrize("name", EXAMPLES)
def test_bodies_are_whole_and_plain(name: str) -> None:
    edition = example(name, drafts=True)
    links = PlatformLinks()
    staff = [staff_body(entry, edition, links) for entry in edition.entries]
    for body in [*_bodies(edition), *staff, *(one(edition, links) for one in STAFF_BODIES)]:
        root = read(body)
        assert not root.findall(".//h1")
        assert not root.xpath(".//@style | .//script | .//form | .//@onclick")
        classes = set(" ".join(root.xpath(".//@class")).split())
        assert {one for one in classes if not one.startswith(("cw-", "language-"))} == set()
        assert all(img.get("alt") is not None for img in root.iter("img"))
        ids = root.xpath(".//@id")
        assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", EXAMPLES)
def test_learners_read_nothing_that_is_for_staff(name: str) -> None:
    edition = example(name, drafts=True)
    text = "\n".join(" ".join("".join(read(body).itertext()).split()) for body in _bodies(edition))
    secret: list[str | None] = []
    for entry in edition.entries:
        element = entry.element
        if isinstance(element, Task) and element.monitoring is not None:
            secret.append(element.monitoring.looks_for)
        if isinstance(element, (Task, Assessment)) and element.feedback is not None:
            secret.append(element.feedback.addresses)
        if isinstance(element, FollowUpActivity):
            secret.append(element.opens_with)
        if isinstance(element, Announcement):
            secret.append(element.text)
        if isinstance(element, (Task, Assessment)):
            for question in element.questions:
                secret += [question.feedback, *(option.feedback for option in question.options)]
        if isinstance(element, Assessment) and element.graded:
            secret += [question.prompt for question in element.questions]
    said = [" ".join(one.split()) for one in secret if one]
    assert [one for one in said if one in text] == []


def test_any_course_can_be_written() -> None:
    """Whatever authors make up, its pages are whole."""
    links = PlatformLinks()
    for seed in range(60):
        try:
            edition = edition_of(random_course(seed), Choices(reader="staff", drafts=True))
        except UsageError:  # nothing to export
            continue
        for body in [*_bodies(edition), *(one(edition, links) for one in STAFF_BODIES)]:
            read(body)
        for entry in edition.entries:
            read(staff_body(entry, edition, links))


def test_a_decision_point_opens_without_script() -> None:
    edition = example("research-ethics")
    entry = edition.by_key["consent/rule-on-cases"]
    root = read(_body(edition, entry.key, frozenset({"decisions"})))
    (point,) = root.findall(".//section[@data-cw-decision]")
    assert point.get("data-cw-decision") == identity.decisions(entry)[0][0]
    options = point.findall("details")
    assert [option.findtext("summary") for option in options][2] == "Reject it"
    assert "eleven months" in "".join(options[2].itertext())


def test_parts_leave_out_what_a_platform_has_of_its_own() -> None:
    edition = example("research-ethics")
    whole = _body(edition, "consent/rule-on-cases")
    less = _body(edition, "consent/rule-on-cases", ALL - {"criteria", "time", "loop"})
    for kind in ('"cw-criteria"', ' cw-due"', '"cw-loop"'):
        assert kind in whole
        assert kind not in less
    assert "cw-instructions" in less


def test_follow_ups_and_tasks_link_to_each_other() -> None:
    edition = example("research-ethics")
    assert 'href="consent-ethics-board.html"' in _body(edition, "consent/rule-on-cases")
    assert 'href="consent-rule-on-cases.html"' in _body(edition, "consent/ethics-board")
    assert 'href="consent-seminar-1.html"' in _body(edition, "consent/rule-on-cases")


def test_a_rubric_is_a_table(tmp_path: Path) -> None:
    text = """
module: a
title: A
assessments:
  - id: x
    title: X
    criteria:
      - {name: Clear <b>, levels: [dim, bright], points: 10}
      - {name: Short, levels: [long]}
"""
    edition = written(tmp_path, {"a.module.yaml": text})
    table = read(_body(edition, "a/x")).find(".//table")
    assert table is not None
    rows = [["".join(cell.itertext()) for cell in row] for row in table.iter("tr")]
    assert rows == [
        ["Criterion", "Level 1", "Level 2", "Points"],
        ["Clear <b>", "dim", "bright", "10"],
        ["Short", "long", "", ""],
    ]


QUESTIONS = """
module: a
title: A
tasks:
  - id: t
    title: T
    kind: quiz
    {graded}
    questions:
      - {{prompt: "Which?", type: single, options: [{{text: One, correct: true}}, Two], feedback: SECRET}}
      - {{prompt: Pairs, type: matching, pairs: [{{left: a, right: z}}, {{left: b, right: y}}]}}
      - {{prompt: True?, type: true-false, answer: "true"}}
      - {{prompt: How many?, type: numeric, answer: 4711, points: 2}}
"""


@pytest.mark.parametrize(("graded", "named"), [("graded: false", True), ("graded: true", False)])
def test_questions_have_no_keys(tmp_path: Path, graded: str, named: bool) -> None:
    edition = written(tmp_path, {"a.module.yaml": QUESTIONS.format(graded=graded)})
    html = _body(edition, "a/t")
    assert "SECRET" not in html
    assert "4711" not in html
    assert "correct" not in html
    # A name is made of the key, too: of what counts, it would give the answer away.
    assert ("data-cw-question" in html) is named
    assert "2 points" in html
    assert re.findall(r"<li>(True|False)</li>", html) == ["True", "False"]


def test_hostile_texts_stay_texts(tmp_path: Path) -> None:
    evil = '</dd><script>alert(1)</script>\\x07&\\"'
    text = f"""
module: a
title: "{evil}"
value: "{evil}"
support: {{channels: ["{evil}"], private_questions: "{evil}"}}
team: [{{id: m, name: "{evil}", contact: "javascript:alert(1)"}}]
policies: {{extensions: "{evil}", lurking: "{evil}"}}
outcomes: [{{id: o, statement: "{evil}", why: "{evil}", skills: ["{evil}"]}}]
materials:
  - {{id: m1, title: "{evil}", url: "javascript:alert(1)", purpose: "{evil}", alternative: "{evil}"}}
tasks:
  - id: t
    title: "{evil}"
    purpose: "{evil}"
    instructions: "{evil}"
    materials: [m1]
    due: week 1 fri 17:00
    decision_points:
      - {{prompt: "{evil}", options: [{{option: "{evil}", consequence: "{evil}"}}], feedback: "{evil}"}}
    choices: ["{evil}"]
    own_context: "{evil}"
    produces: ["{evil}", "{evil}"]
    criteria: [{{name: "{evil}", levels: ["{evil}"]}}]
    questions: [{{prompt: "{evil}", type: single, options: ["{evil}"]}}]
    reflection_prompts: ["{evil}"]
    replies: {{protocol: "{evil}"}}
    monitoring: {{by: m, signal: "{evil}"}}
sessions: [{{id: s, title: "{evil}", url: "javascript:alert(1)", place: "{evil}", agenda: [talk: "{evil}"]}}]
"""
    edition = written(tmp_path, {"a.module.yaml": text})
    links = PlatformLinks()
    for body in [*_bodies(edition), *(one(edition, links) for one in STAFF_BODIES)]:
        root = read(body)
        assert not list(root.iter("script"))
        assert not any(link.startswith("java") for link in root.xpath(".//@href"))


def test_sessions_say_where_and_what_else() -> None:
    edition = example("research-ethics")
    html = _body(edition, "consent/seminar-1")
    assert "Room 2.14" in html
    assert "Post an audio ruling of two minutes" in html
    session = edition.by_key["consent/seminar-1"].element
    assert isinstance(session, Session)
    assert len(read(html).findall(".//ol/li")) == len(session.agenda)


def test_materials_show_what_browsers_can(tmp_path: Path) -> None:
    for name in ("a.svg", "b.mp3", "c.mp4", "c.vtt", "d.csv", "e.md"):
        (tmp_path / name).write_text("# E\n\n*text*" if name == "e.md" else "x", encoding="utf-8")
    text = """
module: a
title: A
materials:
  - {id: a, title: A, kind: image, path: a.svg, alt: A curve}
  - {id: b, title: B, kind: audio, path: b.mp3}
  - {id: c, title: C, kind: video, path: c.mp4, captions: c.vtt}
  - {id: d, title: D, kind: dataset, path: d.csv}
  - {id: e, title: E, kind: page, path: e.md}
  - {id: f, title: F, kind: website, url: "https://e.org/?a&b"}
"""
    edition = written(tmp_path, {"a.module.yaml": text})
    bodies = {key: entry_body(edition.by_key[f"a/{key}"], edition, PlatformLinks()) for key in "abcdef"}
    assert '<img src="files/a.svg" alt="A curve" />' in bodies["a"].html
    assert "<audio " in bodies["b"].html
    assert '<track kind="captions" src="files/c.vtt"' in bodies["c"].html
    assert {asset.name for asset in bodies["c"].assets} == {"c.mp4", "c.vtt"}
    assert '<a href="files/d.csv">' in bodies["d"].html
    assert '<div class="cw-page"><p><em>text</em></p></div>' in bodies["e"].html
    assert 'href="https://e.org/?a&amp;b"' in bodies["f"].html

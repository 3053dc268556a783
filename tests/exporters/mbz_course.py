"""A course with one of everything that a Moodle backup can hold, and some things that it must survive."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

from editions import written

if TYPE_CHECKING:
    from pathlib import Path

    from coursewright.exporters.edition.model import Edition

__all__ = ["FILES", "PIXEL", "SECRETS", "everything"]

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
SECRETS = ("SECRETLOOK", "SECRETADDRESS", "SECRETOPENING", "SECRETLOG", "SECRETMEASURE")
"""What staff alone may read."""

COURSE = r"""
course: all-of-it
title: 'Ünïcode <b>"quotes"</b> & more'
description: "All of **it** ![plot](<pics/plot one.png>)"
language: en-GB
calendar: {starts: 2026-10-05, time_zone: Europe/London, weeks: 3}
team: [{id: tut, name: Tia, role: tutor}]
modules: [edge.module.yaml, later.module.yaml]
reflection: {for: instructors, prompts: [SECRETLOG what would you do again?]}
"""
EDGE = r"""
module: edge
title: The edge
description: "See ![plot](<pics/plot one.png>) first."
week: 1
outcomes:
  - {id: decide, statement: Decide things, why: because}
materials:
  - {id: pic, title: A picture, kind: image, path: pics/plot one.png, alt: plot}
  - {id: book, title: A book, kind: reading}
  - {id: pg, title: A page, kind: page, path: p.md}
  - {id: js, title: Bad link, kind: website, url: "javascript:alert(1)"}
  - {id: gone, title: Gone soon, kind: website, url: "https://example.org/x?a=1&b=2", licence: CC-BY-4.0,
     available_until: 2026-10-20}
tasks:
  - id: quiz1
    title: All types
    kind: quiz
    graded: true
    weight: 20
    pass_mark: 60%
    attempts: 2
    due: 2026-10-09T17:00
    release: 2026-10-05T09:00
    outcomes: decide
    questions:
      - {prompt: "Single ![plot](<pics/plot one.png>) $x^2$", type: single, points: 2, feedback: general,
         options: [{text: "right <i>", correct: true, feedback: yes}, {text: wrong, feedback: no & no}]}
      - {prompt: Multi, type: multiple,
         options: [{text: a, correct: true}, {text: b, correct: true}, {text: c}, {text: d, correct: true}]}
      - {prompt: TF, type: true-false, answer: "false", feedback: because}
      - {prompt: Short, type: short, answer: [Paris, "a*b"]}
      - {prompt: Num, type: numeric, answer: "3.14", tolerance: 0.01}
      - {prompt: Match, type: matching,
         pairs: [{left: l1, right: r1}, {left: l2, right: r2}, {left: l3, right: r3}]}
      - {prompt: Essay, type: essay, points: 3}
      - {prompt: No key, type: single, options: [{text: a}, {text: b}]}
  - id: after
    title: After the gate
    kind: problem-set
    requires: quiz1
    builds_on: quiz1
    produces: a spreadsheet
    grouping: {groups: 4}
    graded: true
    weight: 30
    counts_towards: port
    criteria: [{name: clear, levels: ["no", some, "yes"], points: 6}, {name: short, points: 4}]
    due: 2026-10-12T17:00
    instructions: "See [the page](p.md) and <script>alert(1)</script> **bold**"
    decision_points: {prompt: "Which?", options: [{option: A, consequence: ca}, {option: B, consequence: cb}]}
    monitoring: {by: tut, looks_for: SECRETLOOK, minutes: 30, signal: a comment}
    feedback: {within: 2 days, addresses: SECRETADDRESS, form: written}
    follow_up: fup
  - {id: poll1, title: Poll, kind: poll, due: 2026-10-10,
     questions: [{prompt: "Tea or coffee?", type: single, options: [tea, "coffee | milk <script>"]}]}
  - {id: poll2, title: Decision poll, kind: poll,
     decision_points: {prompt: "Approve?",
       options: [{option: "yes", consequence: cy}, {option: "no", consequence: cn}]}}
  - id: surv
    title: Survey
    kind: survey
    questions:
      - {prompt: "How was <script>alert(1)</script> it?", type: essay}
      - {prompt: Rate, type: single, options: ["1 | <b>one</b>", two, three]}
      - {prompt: Which, type: multiple, options: [a, b]}
      - {prompt: tf, type: true-false}
      - {prompt: num, type: numeric}
      - {prompt: sh, type: short}
      - {prompt: "LONG", type: short}
  - {id: w, title: Wiki, kind: wiki, graded: true, weight: 10, due: 2026-10-11}
  - {id: g, title: Glossary, kind: glossary, optional: true}
  - {id: disc, title: Post first, kind: discussion, graded: true, weight: 10, due: 2026-10-08,
     replies: {expected: 2, protocol: post-first, by: 2026-10-11}, criteria: [says why, answers others]}
  - {id: pairs, title: In pairs, kind: discussion, grouping: pairs, release: 2026-10-06T09:00,
     replies: {expected: 1}}
  - {id: read, title: Reading, kind: reading, materials: [pg, pic], due: 2026-10-07}
sessions:
  - {id: s1, title: Meet, starts: 2026-10-15T10:00, duration: 50 min, requires: after, place: Room 1,
     url: "https://meet.example.org/x", agenda: [{activity: fup}]}
follow_up_activities:
  - {id: fup, title: Follow, kind: role-play, session: s1, builds_on: [after, quiz1],
     opens_with: SECRETOPENING}
  - {id: fup2, title: Follow async, kind: quick-write, builds_on: fup, due: 2026-10-20}
reflection:
  prompts: [What changed?, What is open?, What next?]
  read_by: tutor
  when: 2026-10-16
assessments:
  - {id: port, title: Portfolio, kind: participation, weight: 30%, pass_mark: 50%}
  - {id: ex, title: Exam, kind: exam, weight: 30%, supervised: true, due: 2026-11-01, timed: true,
     duration: 2 h, criteria: [{name: works, levels: [a, b]}]}
  - {id: form, title: Formative, kind: report, formative: true, criteria: [x, y]}
  - id: last
    title: Last quiz
    kind: quiz
    timed: true
    duration: 30 min
    questions: [{prompt: Once more, type: true-false, answer: "true"}]
announcements:
  - {title: Welcome!, at: 2026-10-05T08:00, text: "Hi **all**"}
  - {text: Later without a time}
evaluation: [{measure: SECRETMEASURE}]
"""
LATER = r"""
module: later
title: Later on
prerequisites: edge
units:
  - id: one
    title: First unit
    week: 2
    overview: What this unit is about.
    tasks: [{id: t1, title: Read on, kind: reading, due: 2026-10-14}]
  - id: two
    title: Second unit
    week: 3
    tasks: [{id: t2, title: Then write, kind: journal, produces: a paragraph, requires: t1}]
assessments: [{id: end, title: The end, kind: essay, weight: 0, due: 2026-11-02}]
"""
FILES = {
    "course.yaml": COURSE,
    "edge.module.yaml": EDGE.replace('"LONG"', f'"{"How did you find it, " * 20}in the end?"'),
    "later.module.yaml": LATER,
    "p.md": "# A page\n\nHello ![alt](<pics/plot one.png>)\n",
}


def everything(folder: Path, **choices: Any) -> Edition:
    """Return the edition of the course, the files of which are written into a folder."""
    (folder / "pics").mkdir(parents=True, exist_ok=True)
    (folder / "pics" / "plot one.png").write_bytes(PIXEL)
    return written(folder, FILES, **choices)

"""A module with everything that a cartridge treats in its own way."""

from __future__ import annotations

import struct
import zlib

MODULE = """
module: 3-consent
title: Deciding "what" <counts>
language: en
value: You will sign one.
status: active
calendar: {starts: 2026-09-28, weeks: 4, time_zone: Europe/London}
team: [{id: kit, name: Kit, role: tutor}]
outcomes:
  - {id: rule, statement: Decide which process fits, why: Every project starts with it, level: evaluate}
materials:
  - {id: film, title: A film, kind: video, url: "https://example.org/film?a=1&b=2", licence: CC-BY-4.0,
     alternative: A transcript at the desk}
  - {id: data, title: The data, kind: dataset, path: "data/sleep diaries.csv"}
  - {id: 1-sheet, title: A sheet, kind: page, path: pages/sheet.md}
tasks:
  - id: rule-on-cases
    title: Rule on three cases
    kind: discussion
    outcomes: [rule]
    release: week 1 mon
    due: week 1 tue 17:00
    instructions: >
      Look at ![the board](img/board.png), then [the sheet](pages/sheet.md). <script>alert(1)</script>
    replies: {expected: 1, protocol: post-first}
    monitoring: {by: kit, looks_for: SECRET-GAP, signal: a comment}
    follow_up: board
  - id: hand-in
    title: A sheet of your own
    kind: project
    outcomes: [rule]
    due: week 2 fri 17:00
    produces: a sheet
    weight: 30%
    pass_mark: 50%
    requires: rule-on-cases
    criteria:
      - {name: It is clear, levels: [not yet, nearly, yes], points: 4}
      - {name: It is fair, points: 6}
  - id: quiz
    title: Look again
    kind: quiz
    due: week 2 wed 12:00
    attempts: 3
    pass_mark: 80%
    questions:
      - {prompt: "Which? ![the board](img/board.png)", type: single, points: 2, feedback: SECRET-GENERAL,
         options: [{text: "<b onclick=x>one</b>", correct: true, feedback: SECRET-RIGHT},
                   {text: two, feedback: SECRET-WRONG}]}
      - {prompt: Which ones?, type: multiple,
         options: [{text: a, correct: true}, {text: b}, {text: c, correct: true}]}
      - {prompt: It is so., type: true-false, answer: true}
      - {prompt: What is it called?, type: short, answer: [consent, assent]}
      - {prompt: How many?, type: numeric, answer: 3.5}
      - {prompt: About how many?, type: numeric, answer: 3.5, tolerance: 0.5}
      - {prompt: What goes with what?, type: matching, pairs: [{left: l1, right: r1}, {left: l2, right: r2}]}
      - {prompt: Why?, type: essay}
  - {id: vote, title: A vote, kind: poll,
     questions: [{prompt: Tea?, type: single, options: [yes please, no thanks]}]}
  - {id: shared, title: One text of all, kind: wiki, instructions: Write together.}
  - {id: words, title: Our words, kind: glossary, instructions: Add one.}
  - {id: read, title: Only to read, kind: reading, instructions: Read it., optional: true}
  - {id: rough, title: Not ready, kind: project, status: draft, produces: something, instructions: Later.}
sessions:
  - {id: seminar, title: The board sits, starts: week 1 thu 10:00, duration: 50 min,
     requires: [rule-on-cases], agenda: [{feedback: rule-on-cases}, {activity: board}]}
follow_up_activities:
  - {id: board, title: Sit on the board, kind: role-play, session: seminar}
assessments:
  - {id: ruling, title: A ruling, kind: report, due: week 3 fri 17:00, weight: 70%, outcomes: [rule],
     criteria: [it is clear, it is short]}
announcements:
  - {id: welcome, title: Welcome, at: week 1 mon 08:00, text: SECRET-NEWS for you}
reflection: {prompts: [What changed?, What next?, Where else?], read_by: kit}
"""

FILES = {
    "consent.module.yaml": MODULE,
    "pages/sheet.md": "# A sheet\n\nRead *this*.\n",
    "data/sleep diaries.csv": "night,hours\n1,7\n",
}


def png() -> bytes:
    """Return a picture of one pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
        + chunk(b"IDAT", zlib.compress(b"\0\0"))
        + chunk(b"IEND", b"")
    )

"""A module with everything that can be played: decisions, prompts, and a question of each type."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from editions import written

from coursewright.exporters.fidelity.ledger import Ledger
from coursewright.exporters.packing.member import data
from coursewright.exporters.site.export import members

if TYPE_CHECKING:
    from pathlib import Path

    from coursewright.exporters.edition.model import Edition

PLAYABLE = """\
module: consent
title: Deciding what counts as consent
language: en
calendar: {starts: 2026-09-07, weeks: 4, time_zone: Europe/London}
week: 2
tasks:
  - id: rule
    title: Rule on case B
    kind: case-study
    due: tue 17:00
    instructions: Read the case of the naïve volunteers in Zürich, then decide.
    decision_points:
      - prompt: Would you approve case B?
        options:
          - {option: approve, consequence: Read the complaint that reached the university}
          - {option: reject, consequence: Name the finding we now do without}
          - ask for more
        feedback: Both cost something.
      - prompt: What would you tell the volunteers?
        open: true
    reflection_prompts: [What changed your mind?]
  - id: check
    title: Check yourself
    kind: quiz
    pass_mark: 60%
    questions:
      - prompt: When is consent asked for?
        type: single
        options:
          - {text: Afterwards, feedback: By then nobody can say no.}
          - {text: Before it starts, correct: true, feedback: There is still time to say no.}
        feedback: Timing is half of consent.
      - prompt: Who may withdraw?
        type: multiple
        options: [{text: Adults, correct: true}, {text: Nobody}, {text: Minors, correct: true}]
      - {prompt: Withdrawal needs a reason., type: true-false, answer: false, feedback: None at all.}
      - {prompt: "Which word is missing: informed ...?", type: short, answer: [consent, agreement]}
      - {prompt: How many volunteers were there?, type: numeric, answer: 1234.5, tolerance: 0.5}
      - prompt: Which year goes with which paper?
        type: matching
        pairs:
          - {left: Belmont, right: "1979"}
          - {left: Helsinki, right: "1964"}
          - {left: Nuremberg, right: "1947"}
      - {prompt: Why does it matter?, type: essay, answer: Because people are not means., feedback: Compare.}
  - id: marked
    title: What counts
    kind: quiz
    graded: true
    questions:
      - {prompt: Which word opens the vault?, type: short, answer: shibboleth-of-the-vault}
  - {id: extra, title: An extra, kind: reading, optional: true, instructions: Read on if you like.}
reflection:
  prompts: [What have you learned?, What do you still ask?]
"""

SECRETS = (
    "By then nobody can say no",
    "There is still time to say no",
    "Timing is half of consent",
    "agreement",
    "1234.5",
    "Because people are not means",
    "shibboleth-of-the-vault",
)
"""Keys and what is said about answers: none of it may be found in a package."""


def playable(folder: Path, **choices: Any) -> Edition:
    """Return the edition of the module."""
    return written(folder, {"consent.module.yaml": PLAYABLE}, **choices)


def write_site(edition: Edition, folder: Path) -> Path:
    """Write the site of an edition into a folder."""
    for member in members(edition, Ledger()):
        path = folder / member.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data(member))
    return folder

"""Each part in each example: what is found then is what is left to write, and nothing once it is written."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from inserting import EXAMPLES, ROOT, document_of, findings, made, part_of

from coursewright.scaffold import gallery
from coursewright.scaffold.answers import Answers, Known
from coursewright.scaffold.insertion_places import KEYS, places
from coursewright.scaffold.render import render
from coursewright.scaffold.words import Hint, read_words
from coursewright.spec.documents import read_document
from coursewright.spec.editing import one_line
from coursewright.spec.errors import UsageError
from coursewright.spec.schema_files import bundled

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from coursewright.scaffold.insertion_part import MadePart
    from coursewright.scaffold.insertion_places import Place

MODULES = [path for path in EXAMPLES if path.name != "course.yaml"]
MOST = 2
"""How many units or tasks of one file each part is tried in: the first ones, and the last."""

WRITTEN = {
    "title": "Two keys, one door",
    "task-title": "Two keys, one door",
    "follow-up-title": "The door is opened again",
    "overview": "Two people hold a key to the same door, and you decide who may use it.",
    "announcement": "Last week somebody asked who holds the keys. This week you decide it.",
    "purpose": "Find out what you do when both of them have a point",
    "instructions": "Read both letters, decide who keeps the key, and post your reason in three sentences.",
    "follow-up-instructions": "Take somebody else's decision and write what the loser will say to it.",
    "duration": "5 min",
    "follow-up-duration": "5 min",
    "decision": "Who keeps the key, the tenant or the caretaker?",
    "option": "The {n} of the two, until somebody complains",
    "consequence": "The other one stands outside at night and rings number {n}.",
    "own-context": "Say which key you would not like to lose.",
    "produces": "a decision and its reason, in three sentences",
    "looks-for": "Decisions that name a rule and nobody who has to live with it",
    "signal": "A comment on the first three posts",
    "addresses": "A rule was applied, and hardly anybody asked whom it was made for",
    "opens-with": "Three reasons that came up again and again, and the one that did not",
    "learned": "Which of the two letters reads differently to you now?",
    "questions": "What would you still have to ask the caretaker?",
    "apply": "Which door in your own life has two keys?",
    "feeds": "The letter that opens the next unit",
    "agenda": "In pairs, the tenant and the caretaker answer each other's decisions",
    "alternative": "Send a recording of two minutes by Friday 18:00",
    "place": "Room 4",
    "time-zone": "Europe/London",
    "criterion": "point {n} of the letter is answered in the writer's own words",
    "statement": "Decide who may hold a key, and defend the decision to the one who may not",
    "why": "Sooner or later you will hand somebody a key, and somebody else will ask why",
    "assessed-elsewhere": "The interview at the end of the year",
}


def every_place(path: Path) -> Iterator[tuple[str, Place]]:
    document = read_document(path)
    for kind in KEYS:
        try:
            found = places(document, kind)
        except UsageError:
            continue
        for place in found if len(found) <= MOST else [*found[: MOST - 1], found[-1]]:
            yield kind, place


def cases() -> Iterator[Any]:
    for path in MODULES:
        for kind, place in every_place(path):
            name = path.name.partition(".")[0]
            yield pytest.param(path, kind, place.word, id=f"{name}-{kind}-{place.word}")


def place_of(path: Path, kind: str, word: str) -> tuple[Any, Place]:
    document = read_document(path)
    return document, next(one for one in places(document, kind) if one.word == word)


def counted(path: Path, text: str) -> Counter[tuple[str, str]]:
    return Counter((one.code, one.message) for one in findings(path, text))


def filled(part: MadePart, known: Known, last: str) -> str:
    """Return a text in which an author has written at each place that was left; `last` is a late time."""
    text = part.text
    numbers: Counter[str] = Counter()
    for key, hint, _ in part.left:
        numbers[key] += 1
        if key == "outcomes":
            said = next(iter(known.items["outcomes"]))
        elif key in {"due", "when"}:
            said = last
        elif key == "starts":
            said = "day 1 10:00" if last == "day 9" else "thu 10:00"
        elif key == "follow-up":
            said = [*known.items["tasks"]][-1]
        else:
            said = WRITTEN[key].replace("{n}", ("first", "second")[numbers[key] - 1])
        hole = one_line(f"TODO: {hint}")
        assert hole in text, hint
        text = text.replace(hole, one_line(said, flow=True), 1)
    assert "TODO" not in text
    return text


def late(text: str) -> str:
    """Return a time in the last week that a plan names."""
    weeks = [int(week) for week in re.findall(r"\bweek:? (\d+)", text)]
    return f"week {max(weeks)} fri 18:00" if weeks else "day 9"


@pytest.mark.parametrize(("path", "kind", "word"), [*cases()])
def test_a_fresh_part_is_only_left_to_write(path: Path, kind: str, word: str) -> None:
    document, place = place_of(path, kind, word)
    before = counted(path, document.source.text)
    part = made(part_of(document, kind, place))
    new = counted(path, part.text) - before
    assert {code for code, _ in new} == {"SPC004"}, new
    assert new.total() == len(part.left)


@pytest.mark.parametrize(("path", "kind", "word"), [*cases()])
def test_a_part_that_is_written_is_clean(path: Path, kind: str, word: str) -> None:
    document, place = place_of(path, kind, word)
    new_part = part_of(document, kind, place)
    part = made(new_part)
    text = document.source.text
    new = counted(path, filled(part, new_part.known, late(text))) - counted(path, text)
    assert not new


@pytest.mark.parametrize("kind", KEYS)
@pytest.mark.parametrize("language", ["en", "es"])
def test_the_words_of_a_language(kind: str, language: str) -> None:
    template = gallery.part(kind)
    known = Known(settled={"language": language})
    given = {"builds_on": "one"} if kind == "follow-up" else {}
    rendered = render(template, Answers(template, known, given))
    hints: dict[str, Hint] = {}
    for folder in (template.folder, *template.shared):
        words = read_words(folder, language)
        hints = {**(words.hints if words else {}), **hints}
    assert rendered.left
    for key, said, _ in rendered.left:
        assert said.startswith(hints[key].hint.partition("{n}")[0]), key


@pytest.mark.parametrize("kind", ["task", "follow-up", "assessment"])
def test_each_kind_of_the_format_can_be_chosen(kind: str) -> None:
    name = {"task": "taskKind", "follow-up": "followUpKind", "assessment": "assessmentKind"}[kind]
    question = gallery.part(kind).question("kind")
    assert question is not None
    assert sorted(question.options) == sorted(bundled("module")["$defs"][name]["enum"])


@pytest.mark.parametrize("kind", [*gallery.part("task").question("kind").options])  # type: ignore[union-attr]
def test_a_task_of_any_kind_is_sound(kind: str) -> None:
    path = ROOT / "examples" / "homework-fixed" / "photosynthesis.module.yaml"
    document = read_document(path)
    part = part_of(document, "task", places(document, "task")[0])
    text = made(part, {"kind": kind, "decision": "Who keeps the key?", "outcomes": "explain-mass"}).text
    assert {one.code for one in findings(path, text)} == {"SPC004"}


def test_the_unit_after_a_break() -> None:
    text = "module: m\ncalendar: {breaks: [3, 4]}\nunits:\n  - {id: a, week: 1}\n  - {id: b, week: 2}\n"
    document = document_of(text)
    part = part_of(document, "unit", places(document, "unit")[0])
    assert "\n  - id: new-unit\n" in (after := made(part).text)
    assert "\n    week: 5\n" in after

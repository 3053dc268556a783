"""Parts put into files of every style: what was there stays as it was, to the byte."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from inserting import EXAMPLES, REAL, document_of, findings, made, new_lines, part_of, put
from random_specs import random_course

from coursewright.lint.severity import Severity
from coursewright.scaffold.insertion import Addition, InsertionError, fragment, inserted
from coursewright.scaffold.insertion_places import KEYS, places, places_at
from coursewright.spec.documents import read_document
from coursewright.spec.editing import key_order
from coursewright.spec.errors import CoursewrightError, UsageError
from coursewright.spec.nodes import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from pathlib import Path

FLAT = """\
module: scales
title: Two scales
tasks:
  - id: weigh
    title: Weigh it twice
    # the old scale is in the cellar
    due: week 2 wed 18:00
    follow_up: again   # on Thursday

# what follows
follow_up_activities:
  - {id: again, title: Weigh it again, kind: debate, builds_on: [weigh]}
"""


def errors_in(path: Path, text: str) -> set[tuple[str, str]]:
    return {(one.code, one.message) for one in findings(path, text) if one.severity is Severity.ERROR}


def indents(lines: list[str]) -> set[int]:
    return {len(line) - len(line.lstrip(" ")) for line in lines if line.strip()}


@pytest.mark.parametrize(
    "path",
    [*EXAMPLES, *(pytest.param(path, marks=pytest.mark.slow) for path in REAL)],
    ids=lambda path: f"{path.parent.name}-{path.name}",
)
@pytest.mark.parametrize("kind", KEYS)
def test_real_files_keep_every_other_byte(path: Path, kind: str) -> None:
    if not path.is_file():
        pytest.skip(f"{path.name} is kept beside the repository, and not here")
    document = read_document(path)
    try:
        found = places(document, kind)
    except UsageError:
        return  # a course file holds no units, and a reflection is there already
    text = document.source.text
    errors = errors_in(path, text)
    for place in [found[0], found[-1]][: len(found)]:
        value = place.owner.node.value(place.key)
        part = made(part_of(document, kind, place))
        rest, end = [], 0
        for start, stop in part.places:
            rest.append(part.text[end:start])
            end = stop
        kept = "".join((*rest, part.text[end:]))
        if isinstance(value, Scalar):  # it becomes an item of a list, on a line of its own
            assert "".join(kept.split()) == "".join(text.split())
            continue
        assert kept == text
        new = [*new_lines(text, part.text)] if not part.links else []
        if isinstance(value, Sequence) and not value.flow and new:
            column = value.items[0].span.start.column - 1
            first = next(line for _, line in new if line.strip())
            assert first.index("-") == document.source.line(value.items[0].span.start.line).index("-")
            if not (isinstance(value.items[0], Mapping) and value.items[0].flow):
                assert min(indents([line for _, line in new][1:])) == column
        assert errors_in(path, part.text) <= errors


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("kind", ["task", "session", "outcome", "assessment", "decision-point", "follow-up"])
def test_line_breaks_stay(kind: str, newline: str) -> None:
    text = FLAT.replace("\n", newline)
    after = put(text, kind)
    assert after.replace("\r\n", "\n") == put(FLAT, kind)
    assert after.count("\n") == after.count(newline)


def test_comments_stay_where_they_are() -> None:
    after = put(FLAT, "task", title="Weigh the cat")
    added = "".join(f"{line}\n" for _, line in new_lines(FLAT, after))
    assert after == FLAT.replace("# on Thursday\n", f"# on Thursday\n{added}")
    assert added.startswith("  - id: weigh-the-cat\n    title: Weigh the cat\n    kind: case-study\n")
    assert "    due: week 2 wed 18:00\n" in added


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    document = document_of(b"\xef\xbb\xbf" + FLAT.encode())
    part = part_of(document, "task", places(document, "task")[0])
    assert made(part).text == put(FLAT, "task")


@pytest.mark.parametrize(
    ("tasks", "first"),
    [
        ("tasks:\n    -   id: a\n        title: A\n", "    -   id: new-task\n        title:"),
        ("tasks:\n- id: a\n  title: A\n", "- id: new-task\n  title:"),
        ("tasks:\n- id: a\n  title: A\n# the end", "- id: new-task\n  title:"),
        ("tasks:\n  - id: a\n    title: A", "  - id: new-task\n    title:"),
        ("tasks:\n", "tasks:\n  - id: new-task\n    title:"),
        ("tasks: TODO\n", "tasks:\n  - id: new-task\n    title:"),
        ('tasks: "TODO: write some"   # soon\n', "  - id: new-task\n    title:"),
        ("tasks: ~\n", "tasks:\n  - id: new-task\n    title:"),
        ("tasks: []\n", "tasks:\n  - id: new-task\n    title:"),
        ("", "tasks:\n  - id: new-task\n    title:"),
        ("tasks: [{id: a, title: A}]\n", "tasks: [{id: a, title: A}, {id: new-task, title:"),
        ("tasks: {id: a, title: A}\n", "tasks: [{id: a, title: A}, {id: new-task, title:"),
        ("tasks:\n  id: a\n  title: A\n", "  - id: new-task\n    title:"),
        ("tasks:\n  - {id: a, title: A}\n", "  - id: new-task\n    title:"),
    ],
)
@pytest.mark.parametrize("frame", ["{}", "---\n{}", "{}\n...\n", "# first\n---\n{}\n...\n# last\n"])
def test_every_way_of_writing_a_list(tasks: str, first: str, frame: str) -> None:
    text = frame.format(f"module: m\ntitle: M\n{tasks}")
    before, after = document_of(text), document_of(put(text, "task"))
    assert not after.faults
    assert after.root is not None
    assert before.root is not None
    assert first in after.source.text
    old, new = before.root.value("tasks"), after.root.value("tasks")
    assert isinstance(new, Sequence)
    there = len(old.items) if isinstance(old, Sequence) else isinstance(old, Mapping)
    assert len(new.items) == there + 1
    kept = [line for line in text.splitlines() if line.startswith(("#", "---", "..."))]
    assert [line for line in after.source.text.splitlines() if line.startswith(("#", "---", "..."))] == kept


@pytest.mark.parametrize(
    "text",
    [
        "module: m\nx-base: &all\n  - {id: a}\ntasks: *all\n",
        "module: m\ntasks: &all\n  - {id: a, title: A}\nx-more: *all\n",
    ],
)
def test_what_would_show_elsewhere_is_refused(text: str) -> None:
    with pytest.raises(InsertionError, match="`tasks` on line"):
        put(text, "task")


def test_a_task_goes_into_its_own_unit() -> None:
    text = (
        "module: m\nunits:\n"
        "  - id: one\n    week: 1\n    tasks:\n      - {id: a, due: week 1 tue 12:00}\n"
        "  - id: two\n    week: 2\n    tasks:\n      - {id: b, due: week 2 fri 12:00}\n"
        "  - title: The third\n    week: 3\n"
    )
    document = document_of(text)
    assert [place.word for place in places(document, "task")] == ["one", "two", "The third"]
    (second,) = places_at(document, "task", "b")
    assert second.word == "two"
    assert "due: week 2 fri 12:00\n" in made(part_of(document, "task", second)).text.partition("id: two")[2]
    (third,) = places_at(document, "task", "the THIRD")
    after = made(part_of(document, "task", third)).text
    assert after.startswith(text)
    assert "\n        due: week 3 fri 12:00\n" in after
    with pytest.raises(UsageError, match="nothing in the file is called `tow`") as error:
        places_at(document, "task", "tow")
    assert error.value.hint == "Did you mean `two`?"


def test_what_belongs_to_a_task() -> None:
    document = document_of(FLAT)
    (place,) = places_at(document, "follow-up", "weigh")
    part = part_of(document, "follow-up", place)
    after = made(part, {"title": "Argue about it"}).text
    assert "  - id: argue-about-it\n" in after
    assert "    builds_on: [weigh]\n" in after
    assert "    due: 3 days after weigh\n" in after
    (place,) = places_at(document, "decision-point", "weigh")
    after = made(part_of(document, "decision-point", place)).text
    assert "    due: week 2 wed 18:00\n    decision_points:\n      - prompt:" in after
    with pytest.raises(UsageError, match="belongs to a task"):
        places_at(document, "follow-up", "again")


def test_an_open_follow_up_is_filled_in() -> None:
    text = FLAT.replace("follow_up: again", 'follow_up: "TODO: what follows"')
    document = document_of(text)
    part = made(part_of(document, "follow-up", places(document, "follow-up")[0]), {"title": "Once more"})
    assert "    follow_up: once-more   # on Thursday\n" in part.text
    assert [link.noun for link in part.links] == ["task"]


def test_a_session_requires_what_it_takes_up() -> None:
    text = FLAT + "sessions:\n  - {id: lab, starts: week 3 mon 10:00}\n"
    document = document_of(text)
    part = made(part_of(document, "follow-up", places(document, "follow-up")[0]), {"session": "lab"})
    assert "  - {id: lab, starts: week 3 mon 10:00, requires: [weigh]}\n" in part.text


@pytest.mark.parametrize(
    "required", ["", "    requires: lift\n", "    requires: [lift]\n", "    requires: TODO\n"]
)
def test_a_session_requires_all_that_it_takes_up(required: str) -> None:
    text = FLAT.replace("follow_up_activities:", "  - {id: lift, title: Lift it}\nfollow_up_activities:")
    text += f"sessions:\n  - id: lab\n    starts: week 3 mon 10:00\n{required}"
    document = document_of(text)
    part = part_of(document, "follow-up", places(document, "follow-up")[0])
    after = document_of(made(part, {"session": "lab", "builds_on": "weigh, lift"}).text)
    wanted = "requires: [lift, weigh]" if "lift" in required else "requires: [weigh, lift]"
    assert after.source.text.rstrip().endswith(wanted)


def test_an_outcome_is_named_where_it_is_practised_and_shown() -> None:
    text = (
        FLAT + "assessments:\n  - id: report\n    outcomes: old\noutcomes:\n  - {id: old, statement: Weigh}\n"
    )
    document = document_of(text)
    answers = {"statement": "Choose a scale", "practised_in": "weigh", "shown_in": "report"}
    part = made(part_of(document, "outcome", places(document, "outcome")[0]), answers)
    assert "    outcomes: [old, choose-a-scale]\n" in part.text
    assert "    title: Weigh it twice\n    outcomes: [choose-a-scale]\n" in part.text
    assert "assessed_elsewhere" not in part.text


def test_a_reflection_is_never_replaced() -> None:
    with pytest.raises(UsageError, match="has a reflection already \\(line 2\\)") as error:
        put("module: m\nreflection: What did you learn?\n", "reflection")
    assert "prompts" in error.value.hint
    with pytest.raises(UsageError, match="on purpose"):
        put("module: m\nreflection: {none: there is a seminar}\n", "reflection")
    assert put("module: m\nreflection: TODO\n", "reflection").startswith(
        "module: m\nreflection:\n  prompts:\n"
    )


@pytest.mark.parametrize(
    "text",
    [
        ">-\n      Which door?\n      The left one?",
        "|\n      Which door?\n\n        The left one?\n      # on the left",
        "Which door?\n      The left one?   # or the right one",
        "'Which door?\n      The left one?'",
        "|2+\n        Which door?\n",
    ],
)
def test_one_text_in_several_lines_becomes_the_first_of_two(text: str) -> None:
    whole = f"module: m\ntasks:\n  - id: a\n    decision_points: {text}\n    title: A\n"
    before, after = document_of(whole), document_of(put(whole, "decision-point"))
    assert after.source.text.splitlines()[4].startswith("      - ")
    old, new = (one.root.value("tasks").items[0].value("decision_points") for one in (before, after))  # type: ignore[union-attr]
    assert isinstance(old, Scalar)
    assert isinstance(new, Sequence)
    assert isinstance(new.items[0], Scalar)
    assert new.items[0].text == old.text
    assert "\n    title: A\n" in after.source.text


def test_what_is_left_out_on_purpose_stays_out() -> None:
    text = "module: m\ntasks:\n  - {id: a, title: A, decision_points: {none: a drill}}\n"
    with pytest.raises(InsertionError, match="left out on purpose on line 3"):
        put(text, "decision-point")


def test_ids_are_made_unique() -> None:
    text = put(FLAT, "task", title="Weigh")
    assert "  - id: weigh-2\n" in text
    assert "  - id: weigh-3\n" in put(text, "task", title="Weigh")


def test_a_unit_finds_names_for_all_that_is_in_it() -> None:
    text = put("module: m\ntitle: M\nunits:\n  - {id: a, tasks: [{id: keys-task}]}\n", "unit", title="Keys")
    assert "id: keys-2\n" in text
    assert "id: keys-2-task\n" in text


@given(st.integers(0, 2**32), st.sampled_from(sorted(KEYS)))
def test_random_files_keep_every_line(seed: int, kind: str) -> None:
    text = random_course(seed).sources[0].text
    document = document_of(text)
    try:
        part = part_of(document, kind, places(document, kind)[-1])
        after = made(part)
    except (CoursewrightError, ValueError):
        return
    if not after.links:
        assert sum(stop - start for start, stop in after.places) >= len(after.text) - len(text)


def test_the_proof_finds_what_says_something_else() -> None:
    document = document_of("module: m\ntasks:\n  - {id: a}\n")
    assert document.root is not None
    title = Addition(document.root, "module", "title", "B", listed=False)
    assert inserted(document, [title]).text == "module: m\ntitle: B\ntasks:\n  - {id: a}\n"
    with pytest.raises(InsertionError, match="would change something else"):
        inserted(document, [title, title])


def test_fragments_are_read_as_they_stand() -> None:
    assert fragment("a: 07\nb: 7\nc: true\nd: '7'\ne: 0.5\nf: thu 10:00\ng:\n") == {
        "a": "07",
        "b": 7,
        "c": True,
        "d": "7",
        "e": 0.5,
        "f": "thu 10:00",
        "g": "TODO",
    }
    with pytest.raises(InsertionError, match="no YAML"):
        fragment("a: [")


@pytest.mark.parametrize("kind", KEYS)
def test_parts_go_where_the_schema_has_their_keys(kind: str) -> None:
    noun = "Task" if kind == "decision-point" else "Module"
    assert KEYS[kind] in key_order(noun)

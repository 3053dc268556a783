"""From a draft to specs: ids, references, order of keys, texts, and nothing that the format refuses."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from drafts import course, courses, task, written
from hypothesis import given, settings
from hypothesis import strategies as st

from coursewright.importers.account import Account
from coursewright.importers.draft import CourseDraft, File, Item, ModuleDraft, Ref, Text, UnitDraft
from coursewright.importers.finishing.assembling import finished
from coursewright.importers.finishing.cleaning import clean
from coursewright.importers.finishing.file_names import file_names, safe_name
from coursewright.importers.finishing.ids import ids_of
from coursewright.importers.finishing.known import NOTHING_KNOWN
from coursewright.importers.links import to_file, to_thing
from coursewright.importers.merging.ours import tree_of
from coursewright.importers.merging.pieces import pieces_of, said_as_text
from coursewright.spec.editing import key_order
from coursewright.spec.errors import UsageError
from coursewright.spec.faults import FaultKind
from coursewright.spec.load import load
from coursewright.spec.nodes import as_data, text_of

if TYPE_CHECKING:
    from coursewright.importers.finishing.finished import Spec


def one_module(*items: Item, **data: object) -> CourseDraft:
    return course(ModuleDraft("m1", {"title": "Ground"}, [*items]), **data)


def module_of(draft: CourseDraft, *files: str, account: Account | None = None) -> dict[str, Any]:
    """Return the first module as a foreign reader of YAML reads what would be written."""
    made = finished(draft, files, account or Account())
    found: dict[str, Any] = yaml.safe_load(made.yaml[made.specs[1].path])
    return found


def tasks_in(spec: Spec) -> list[dict[str, Any]]:
    found: Any = spec.data["tasks"]
    return found  # type: ignore[no-any-return]


def ids(draft: CourseDraft) -> dict[str, str]:
    """Return ids by source."""
    specs = [spec.data for spec in finished(draft, (), Account()).specs]
    names = ("id", "module", "course")
    return {
        source: next(str(piece.data[name]) for name in names if name in piece.data)
        for source, piece in pieces_of(specs).items()
    }


def test_every_element_has_an_id_its_source_and_modules_are_drafts() -> None:
    unit = UnitDraft("u1", {"title": "Outside"}, [task("t1", "Dig")])
    reflection = Item("reflection", "r1", {"prompts": ["What next?"]})
    draft = course(ModuleDraft("m1", {"title": "Ground"}, [reflection], [unit]))
    made = finished(draft, (), Account())
    top, module = made.specs
    assert (top.data["course"], top.data["x-source"], "status" in top.data) == ("a-course", "lms:1", False)
    assert (module.data["module"], module.data["status"]) == ("ground", "draft")
    assert top.data["modules"] == ["modules/ground.module.yaml"]
    assert module.data["reflection"] == {"prompts": ["What next?"], "x-source": "r1"}
    assert module.data["units"] == [
        {
            "id": "outside",
            "title": "Outside",
            "x-source": "u1",
            "tasks": [{"id": "dig", "title": "Dig", "x-source": "t1"}],
        }
    ]


def test_a_lone_module_is_a_file_of_its_own() -> None:
    draft = one_module(task("t1", "Dig"), description="All of it")
    draft.lone_module = True
    made = finished(draft, (), Account())
    assert [spec.path for spec in made.specs] == ["ground.module.yaml"]
    assert (made.specs[0].data["description"], made.specs[0].data["x-source"]) == ("All of it", "m1")


def test_ids_stay_when_others_come_or_move() -> None:
    first = ids(one_module(task("t1", "Quiz"), task("t2", "Quiz"), task("t3", "Read")))
    more = [task("t9", "Quiz"), task("t2", "Quiz"), task("t3", "Read"), task("t8", "New"), task("t1", "Quiz")]
    assert first.items() <= ids(one_module(*more)).items()
    assert len({first["t1"], first["t2"]}) == 2
    assert first["t3"] == "read"


def test_ids_of_an_earlier_import_stay_whatever_comes() -> None:
    known = NOTHING_KNOWN._replace(ids={"t1": "quiz", "m1": "soil"})
    made = finished(one_module(task("t9", "Quiz"), task("t1", "Quiz")), (), Account(), known)
    assert made.specs[1].data["module"] == "soil"
    assert tasks_in(made.specs[1])[1]["id"] == "quiz"


def test_ids_that_people_chose_win_and_others_give_way() -> None:
    chosen = task("t2", "Something else")
    chosen.wanted_id = "quiz"
    odd = task("t3", "Odd")
    odd.wanted_id = "not an id!"
    found = ids(one_module(task("t1", "Quiz"), chosen, odd))
    assert found["t2"] == "quiz"
    assert found["t1"].startswith("quiz-")
    assert found["t3"] == "odd"


def test_a_page_with_the_title_of_its_unit_says_what_it_is() -> None:
    page = Item("materials", "p1", {"title": "Soil", "kind": "page", "path": Text("Brown.")})
    unit = UnitDraft("u1", {"title": "Soil"}, [page, task("t1", "Soil")])
    found = ids(course(ModuleDraft("m1", {"title": "Ground"}, units=[unit])))
    assert (found["u1"], found["p1"], found["t1"]) == ("soil", "soil-page", "soil-task")


def test_references_are_ids_here_and_paths_elsewhere() -> None:
    outcome = Item("outcomes", "o1", {"statement": "Decide"})
    draft = course(
        ModuleDraft("m1", {"title": "Ground"}, [task("t1", "Dig", outcomes=[Ref("o1"), Ref("gone")])]),
        ModuleDraft(
            "m2",
            {"title": "Water", "prerequisites": [Ref("m1")]},
            [task("t2", "Dive", requires=Ref("t1"), builds_on=[Ref("x")])],
        ),
    )
    draft.items.append(outcome)
    account = Account()
    account.imported("assignment", "t2", "Dive", "as a task")
    made = finished(draft, (), account)
    first, second = made.specs[1:]
    assert tasks_in(first)[0]["outcomes"] == ["decide"]
    task_two = tasks_in(second)[0]
    assert task_two["requires"] == "ground/dig"
    assert "builds_on" not in task_two
    assert second.data["prerequisites"] == ["ground"]
    assert ("assignment", "partly") in [(note.what, note.fate) for note in account.notes]


def test_a_reference_to_the_wrong_kind_is_kept_beside_and_noted() -> None:
    account = Account()
    module = module_of(
        one_module(task("t1", "Dig"), task("t2", "Draw", outcomes=[Ref("t1")])), account=account
    )
    assert module["tasks"][1]["x-unread"] == {"outcomes.1": "dig"}
    assert "outcomes" not in module["tasks"][1]
    assert [note.source for note in account.notes] == ["t2"]


def test_what_the_format_refuses_is_kept_as_unread_and_noted() -> None:
    account = Account()
    questions = [
        {"prompt": "Why?", "type": "essay"},
        {
            "prompt": "How?",
            "type": "odd",
            "options": [{"text": "a", "correct": "maybe"}, {"text": "b", "correct": True}],
        },
    ]
    bad = task("t1", "Dig", kind="digging", due="soon", wrong=1, duration="3 fortnights", questions=questions)
    module = module_of(one_module(bad), account=account)
    assert module["tasks"] == [
        {
            "id": "dig",
            "title": "Dig",
            "questions": [
                {"prompt": "Why?", "type": "essay"},
                {"prompt": "How?", "options": [{"text": "a"}, {"text": "b", "correct": True}]},
            ],
            "x-unread": {
                "questions.2.options.1.correct": "maybe",
                "questions.2.type": "odd",
                "wrong": 1,
                "kind": "digging",
                "duration": "3 fortnights",
                "due": "soon",
            },
            "x-source": "t1",
        }
    ]
    assert len([note for note in account.notes if note.fate == "partly"]) == 6


def test_texts_that_read_as_something_else_are_noted() -> None:
    account = Account()
    made = module_of(
        one_module(task("t1", "TODO", feedback="None", produces="null", done_when="~")), account=account
    )
    (found,) = made["tasks"]
    assert (found["title"], found["produces"], found["done_when"]) == ("TODO", "null", "~")
    said = {note.how for note in account.notes}
    assert any("`title`" in one and "still to be written" in one for one in said)
    assert any("`feedback`" in one and "left out on purpose" in one for one in said)
    assert len(said) == 2


def test_keys_stand_in_the_order_of_the_format() -> None:
    module = module_of(
        one_module(task("t1", "Dig", **{"x-lms": {"a": 1}, "duration": "1 h", "kind": "project"}))
    )
    (found,) = module["tasks"]
    known = [key for key in found if not key.startswith("x-")]
    assert known == sorted(known, key=key_order("Task").index)
    assert [*found][-2:] == ["x-lms", "x-source"]
    assert [*module][-1] == "tasks"


def test_nothing_empty_is_written() -> None:
    module = module_of(
        one_module(
            task("t1", "Dig", purpose="", criteria=[], x={}, outcomes=[Ref("no")], weight=float("nan"))
        )
    )
    assert module["tasks"] == [{"id": "dig", "title": "Dig", "x-source": "t1"}]


def test_pages_and_long_instructions_get_files_with_links_that_fit() -> None:
    text = (
        f"See [map]({to_file('a/map.png')}#top), [page]({to_thing('p1')}), "
        f"![gone]({to_file('no.png')}) and [it]({to_thing('t1')})."
    )
    page = Item("materials", "p1", {"title": "Soils", "kind": "page", "path": Text(text)})
    long = task("t2", "Long", instructions=Text(text + "\n\nmore" * 40))
    draft = one_module(page, task("t1", "Short", instructions=Text(text)), long)
    made = finished(draft, ["a/map.png"], Account())
    assert made.copies == {"files/map.png": "a/map.png"}
    fits = "See [map]({0}files/map.png#top), [page]({0}pages/ground/soils.md), gone and it."
    assert made.texts["pages/ground/soils.md"] == fits.format("../../") + "\n"
    assert made.texts["tasks/ground/long.md"].startswith(fits.format("../../"))
    tasks = tasks_in(made.specs[1])
    assert tasks[0]["instructions"] == fits.format("../")
    assert tasks[1]["instructions"] == {"file": "../tasks/ground/long.md"}


def test_a_file_that_is_not_there_is_noted() -> None:
    account = Account()
    video = Item("materials", "v1", {"title": "Film", "path": File("film.mp4")})
    module = module_of(one_module(video), account=account)
    assert "path" not in module["materials"][0]
    assert "film.mp4" in account.notes[0].how


def test_two_things_with_one_source_are_told_apart() -> None:
    draft = one_module(task("t1", "Dig"), task("t1", "Draw"))
    assert {one.source for one in draft.modules[0].items} == {"t1"}
    found = ids(draft)
    assert len(found) == 4
    assert len({one.source for one in draft.modules[0].items}) == 2


def test_more_than_a_course_can_have_is_refused() -> None:
    with pytest.raises(UsageError, match="20,000"):
        finished(one_module(*(task(f"t{n}", "x") for n in range(20_000))), (), Account())
    with pytest.raises(UsageError, match="300,000"):
        finished(one_module(task("t", "x", criteria=["y"] * 300_001)), (), Account())


def test_control_characters_go_and_trailing_spaces_break_lines_visibly() -> None:
    assert clean("a\x00\x1b[1mb\r\nc  \nd \n\n```\nx  \ny\n```\n") == "a[1mb\nc\\\nd\n\n```\nx\ny\n```"


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("a/b/Map of Soil (1).PNG", "Map-of-Soil-1.PNG"),
        ("CON.txt", "file-CON.txt"),
        ("x/.hidden", "hidden"),
        ("course.yaml", "course-file.yaml"),
        ("my.module.yml", "my-module-file.yml"),
        ("é" * 200 + ".pdf", "é" * 48 + ".pdf"),
        ("..", "file"),
        ('a<b>:"|?*.x\x07', "a-b.x"),
        ("données/carte été.png", "carte-été.png"),
    ],
)
def test_names_of_files_are_safe_everywhere(path: str, name: str) -> None:
    assert safe_name(path) == name


@given(st.lists(st.text(max_size=30), unique=True, max_size=8))
def test_names_of_files_are_distinct_wherever_they_are_copied(paths: list[str]) -> None:
    names = file_names(paths, {}, {})
    assert names.keys() == set(paths)
    assert len({name.casefold() for name in names.values()}) == len(paths)
    for name in names.values():
        assert name
        assert len(name.encode()) <= 100
        assert not set('/\\:*?"<>|\0') & set(name)
        assert name[0] != "."
    again = file_names([*paths[::-1], "zz/new.png"], {}, names)
    assert names.items() <= again.items()


@settings(max_examples=30, deadline=None)
@given(courses())
def test_whatever_a_draft_holds_its_specs_can_be_read(draft: CourseDraft) -> None:
    made = finished(draft, (), Account())
    with TemporaryDirectory() as name:
        for spec in made.specs:
            file = Path(name) / spec.path
            file.parent.mkdir(exist_ok=True)
            file.write_text(made.yaml[spec.path], encoding="utf-8")
            assert as_data(tree_of(file)[0], text_of) == said_as_text(spec.data)
        faults = load(Path(name) / "course.yaml").faults
    assert not [fault for fault in faults if fault.kind is not FaultKind.DURATION]


def test_an_outcome_has_an_id_only_where_the_source_tells_it_from_the_others(tmp_path: Path) -> None:
    unit = UnitDraft("u", {"title": "A unit"})
    unit.items = [
        Item("outcomes", "o1", {"statement": "Choose a fuse"}),
        Item("outcomes", "o2", {"statement": "Defend the choice"}),
        Item("outcomes", "o3", {"statement": "Read a label"}, wanted_id="label"),
        task("t", "A task", outcomes=[Ref("o2")]),
    ]
    written(course(ModuleDraft("m", {"title": "M"}, units=[unit])), tmp_path / "plan")
    (loaded,) = load(tmp_path / "plan" / "course.yaml").modules[0].units
    assert [one.id for one in loaded.outcomes] == [None, "defend-the-choice", "label"]


def test_a_module_that_lost_all_it_held_to_what_is_hidden_is_dropped(tmp_path: Path) -> None:
    hidden = Item(
        "materials", "key", {"title": "Answers", "kind": "page", "path": Text("42"), "x-hidden": True}
    )
    lost = ModuleDraft("lost", {"title": "Outside the modules"}, [hidden])
    bare = ModuleDraft("bare", {"title": "Still to come"})
    other = Item(
        "materials", "other", {"title": "More", "kind": "page", "path": Text("43"), "x-hidden": True}
    )
    told = ModuleDraft("told", {"title": "Told", "description": "What it is about"}, [other])
    link = f"See [answers]({to_thing('lost')}) and [the key]({to_thing('key')})."
    last = ModuleDraft("last", {"title": "Last", "prerequisites": [Ref("lost")], "description": link})
    last.items = [task("t", "A task")]
    written(course(lost, bare, told, last), tmp_path / "plan")
    loaded = load(tmp_path / "plan" / "course.yaml")
    assert [one.id for one in loaded.modules] == ["still-to-come", "told", "last", "hidden-from-students"]
    assert not loaded.faults
    assert not loaded.modules[2].prerequisites
    assert loaded.modules[2].description is not None
    assert "See answers and" in loaded.modules[2].description


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (f"![A map]({to_file('a.png')}) Explain it", "explain-it"),
        (f"![A map]({to_file('a.png')})", "a-map"),
        (f"[The sheet]({to_file('b c.pdf')}), then [this](https://example.org/x)", "the-sheet-then-this"),
        (f'<img src="{to_file("x.png")}" alt=""> Name it', "name-it"),
        (f"![]({to_file('a.png')})", "outcome"),
        ("Compare a < b and c_d_e", "compare-a-b-and-c-d-e"),
    ],
)
def test_ids_are_made_of_what_people_read(text: str, name: str) -> None:
    draft = course(ModuleDraft("m", {"title": "M"}, [Item("outcomes", "o", {"statement": text})]))
    assert ids_of(draft, NOTHING_KNOWN).items["m"] == {"o": name}


@pytest.mark.parametrize(("said", "written_as"), [(40, "40%"), (12.5, "12.5%"), ("40%", "40%")])
def test_weights_are_written_alike(said: Any, written_as: str, tmp_path: Path) -> None:
    module = ModuleDraft("m", {"title": "M"}, [task("t", "T", weight=said, **{"x-lms": {"weight": 40}})])
    written(course(module), tmp_path / "plan")
    text = (tmp_path / "plan" / "modules" / "m.module.yaml").read_text()
    assert f"    weight: {written_as}\n" in text
    assert "weight: 40\n" in text.partition("x-lms")[2]


def test_what_is_hidden_there_is_no_part_of_what_students_get(tmp_path: Path) -> None:
    unit = UnitDraft("u", {"title": "A unit", "x-hidden": True})
    module = ModuleDraft("m", {"title": "M"}, units=[unit])
    module.items = [
        Item("materials", "key", {"title": "Answers", "kind": "page", "path": Text("42"), "x-hidden": True}),
        Item("materials", "page", {"title": "Questions", "kind": "page", "path": Text("Why?")}),
        task("t", "A task", **{"x-hidden": True}),
    ]
    come = written(course(module), tmp_path / "plan")
    first, hidden = load(tmp_path / "plan" / "course.yaml").modules
    assert [one.title for one in first.materials] == ["Questions"]
    assert [one.title for one in hidden.materials] == ["Answers"]
    assert (hidden.id, hidden.settings.status) == ("hidden-from-students", "draft")
    assert first.units[0].settings.status == "draft"
    assert first.tasks[0].status == "draft"
    assert "pages/hidden-from-students/answers.md" in come.texts

"""Maps from anybody's files: what they take, what they leave, and what is wrong with them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from drafting import imported
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from coursewright.importers.desk import Desk, Wishes
from coursewright.importers.draft import File, Item, Ref, Text
from coursewright.importers.source import open_source
from coursewright.importers.yaml_map.map_file import MapError, map_from, map_schema
from coursewright.importers.yaml_map.reading import read
from coursewright.spec.errors import CoursewrightError, UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from coursewright.importers.account import Account
    from coursewright.importers.draft import CourseDraft


def _write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


def _read(tmp_path: Path, map_: str, files: dict[str, str]) -> tuple[CourseDraft, Account]:
    folder = _write(tmp_path / "source", files)
    (tmp_path / "my-map.yaml").write_text(map_, "utf-8")
    desk = Desk(Wishes(map_file=tmp_path / "my-map.yaml"))
    return read(open_source(folder), desk), desk.account


def _items(draft: CourseDraft) -> list[Item]:
    return [item for module in draft.modules for item in module.items]


ITEMS = """\
map: m
module:
  files: a.yaml
  keys: {title: name}
  lists:
    tasks:
      list: steps
      keys: {title: t, KEY}
"""


@pytest.mark.parametrize(
    ("key", "step", "expected"),
    [
        ("duration: {field: m, as: minutes}", {"m": "45"}, "45 min"),
        ("duration: {field: m, as: hours}", {"m": "1,5"}, "1 h 30 min"),
        ("duration: {field: m, as: minutes}", {"m": "soon"}, None),
        ("duration: {field: m, as: minutes}", {}, None),
        ("purpose: [b, a]", {"a": "x", "b": ""}, "x"),
        ('purpose: "{a}: {b}"', {"a": "x", "b": "y"}, "x: y"),
        ('purpose: "{a}: {b}"', {"a": "x"}, None),
        ('purpose: "{a.__class__}{b}"', {"a": "x", "b": "y"}, None),
        ('purpose: "{around.name}"', {}, "Module"),
        ("purpose: {join: [a, {field: b, as: link}]}", {"a": "x", "b": "https://e.org"}, "x\n\n<https://e.org>"),
        ("purpose: {join: [a, b], with: ' - '}", {"b": "y"}, "y"),
        ("kind: {field: a, table: {'Read:': reading}}", {"a": "read:"}, "reading"),
        ("kind: {field: a, table: {'Read:': reading}}", {"a": "Sing:"}, None),
        ("kind: {field: a, as: first-word, table: {'Read:': reading}}", {"a": "Read: it"}, "reading"),
        ("kind: {field: a, table: {x: quiz}, otherwise: other}", {"a": "Sing:"}, "other"),
        ("graded: {field: a, as: yes-no}", {"a": "Yes"}, True),
        ("graded: {always: true}", {}, True),
        ("weight: {field: a, as: share}", {"a": "0.125"}, "12.5%"),
        ("weight: {field: a, as: percent}", {"a": "30 %"}, "30%"),
        ("pass_mark: {field: a, as: number}", {"a": "50"}, 50),
        ("due: {field: a, as: day-month-year}", {"a": "21/9/2026"}, "2026-09-21"),
        ("due: {field: a, as: month-day-year}", {"a": "9/21/2026"}, "2026-09-21"),
        ("due: {field: a, as: day-month-year}", {"a": "31/2/2026"}, None),
        ("due: {field: a, as: time}", {"a": "week 3 fri"}, "week 3 fri"),
        ("instructions: {field: a, as: markdown}", {"a": "<p>Do <em>it</em>.</p>"}, "Do *it*."),
        ("instructions: {field: a, as: page}", {"a": "# Long"}, Text("# Long")),
        ("instructions: {field: a, as: code}", {"a": "```x"}, "````\n```x\n````"),
        ("instructions: {field: a, as: bullets}", {"a": ["x", "y"]}, "- x\n- y"),
        ("produces: {field: a, split: ';'}", {"a": "x; y;"}, ["x", "y"]),
        ("choices: {keys: {of: {always: pace}, options: a}}", {"a": ["x"]}, {"of": "pace", "options": ["x"]}),
        ("criteria: {list: a, keys: {name: n}}", {"a": [{"n": "x"}, {"n": ""}]}, [{"name": "x"}]),
        ("purpose: {field: a, when: {b: [yes, maybe]}}", {"a": "x", "b": "maybe"}, "x"),
        ("purpose: {field: a, when: {b: [yes, maybe]}}", {"a": "x", "b": "no"}, None),
        ("purpose: {field: a, if_empty: b}", {"a": "x", "b": "y"}, None),
    ],
)  # fmt: skip
def test_what_a_rule_makes(key: str, step: dict[str, Any], expected: object, tmp_path: Path) -> None:
    files = {"a.yaml": json.dumps({"name": "Module", "steps": [{"t": "Task", **step}]})}
    draft, _ = _read(tmp_path, ITEMS.replace("KEY", key), files)
    assert _items(draft)[0].data.get(key.partition(":")[0]) == expected


def test_files_that_are_named_in_a_list_come_in_its_order(tmp_path: Path) -> None:
    map_ = """\
map: m
course: {files: course.json, id: slug, keys: {title: title}}
modules:
  files: "*/index.yaml"
  order_by: order
  keys: {title: name}
  units:
    files: "{folder}/{item}.yaml"
    listed_in: pages
    keys: {title: name}
    lists:
      materials:
        - keys: {title: name, path: {field: image, as: file}}
"""
    files = {
        "course.json": '{"slug": "the-course", "title": "The course"}',
        "a/index.yaml": "name: Later\norder: 10\npages: [two, one, three]\n",
        "b/index.yaml": "name: Sooner\norder: 9\npages: []\n",
        "a/one.yaml": "name: One\nimage: ../b/x.png\n",
        "a/two.yaml": "name: Two\nimage: ../../etc/passwd\n",
        "a/four.yaml": "name: Four\n",
        "b/x.png": "not really",
    }
    draft, account = _read(tmp_path, map_, files)
    assert (draft.wanted_id, draft.data) == ("the-course", {"title": "The course"})
    assert [module.data["title"] for module in draft.modules] == ["Sooner", "Later"]
    units = draft.modules[1].units
    assert [unit.data["title"] for unit in units] == ["Two", "One"]
    assert [unit.items[0].data.get("path") for unit in units] == [None, File("b/x.png")]
    left = {note.title for note in account if note.fate != "imported"}
    assert left == {"three", "a/four.yaml", "../../etc/passwd"}


def test_things_refer_to_each_other_by_their_ids(tmp_path: Path) -> None:
    key = "requires: {refers_to: after}"
    map_ = ITEMS.replace("KEY", key).replace("list: steps", "list: steps\n      id: code")
    steps = [{"t": "First", "code": "s1"}, {"t": "Second", "code": "s2", "after": ["s1"]}]
    draft, _ = _read(tmp_path, map_, {"a.yaml": json.dumps({"name": "M", "steps": steps})})
    first, second = _items(draft)
    assert second.data["requires"] == [Ref(first.source)]
    assert first.wanted_id == "s1"


def test_groups_of_rows_become_one(tmp_path: Path) -> None:
    map_ = """\
map: m
module:
  files: plan.csv
  units:
    list: rows
    fill_down: week
    group_by: week
    keys: {title: "Week {week}"}
    lists: {tasks: {list: rows, keys: {title: task}}}
"""
    draft, account = _read(tmp_path, map_, {"plan.csv": "Week,Task\n1,A\n,B\n2,C\n"})
    units = draft.modules[0].units
    titles = [[unit.data["title"], *(item.data["title"] for item in unit.items)] for unit in units]
    assert titles == [["Week 1", "A", "B"], ["Week 2", "C"]]
    assert not [note for note in account if note.fate == "left out"]


def test_what_a_map_leaves_is_named_and_counted(tmp_path: Path) -> None:
    steps = [{"t": "A", "colour": "red"}, {"t": "B", "colour": "blue", "uuid": "1"}, {"x": "no title"}]
    map_ = ITEMS.replace(", KEY", ", purpose: porpoise") + "leave_out: {steps.uuid: for the platform only}\n"
    files = {"a.yaml": json.dumps({"name": "M", "steps": steps}), "b.json": "{}"}
    _, account = _read(tmp_path, map_, files)
    left = {(note.what, note.title): note.how for note in account if note.fate == "left out"}
    assert left["field", "steps.colour"] == 'not in the map, 2 times, such as "red"'
    assert left["field", "steps.uuid"].startswith("left out by the map: for the platform only, 1 time")
    assert left["steps", "no title"] == "nothing in the map takes it"
    assert left["file", "b.json"] == "not in the map"
    assert left["field of the map", "porpoise"].startswith(
        "the map names it, and nothing in the source has it"
    )
    assert len(left) == 5


@pytest.mark.parametrize(
    ("map_", "said"),
    [
        ("map: m\nmodule:\n  file: a.yaml\n", ":3:3: `file` is not a key of `module`. Did"),
        ("map: m\nmodule: {keys: {titel: x}}\n", ":2:17: `titel` is not a key of a module. Did"),
        ("map: m\nmodule:\n  lists:\n    tasks: {keys: {titel: x}}\n", ":4:20: `titel` is not"),
        ("map: m\nmodule: {lists: {task: {}}}\n", "`task` is not a key of `lists`. Did you"),
        ("map: m\nmodule: {keys: {title: {field: x, as: minuets}}}\n", "Did you mean `minutes`?"),
        ("map: m\nmodule:\n  keys: {id: x}\n", "`id` does not stand among the keys of a module."),
        ("map: m\n", "A map says where modules come from."),
        ("map: m\nlike: schedule\nmodule: {}\n", ":3:1: `module` and `like` cannot stand together."),
        ("map: m\nlike: schedul\n", "Did you mean `schedule`?"),
        ("map: m\nlike: schedule\ndates: day-first\n", "`dates` cannot be `day-first`."),
        ("module: {}\n", "A map needs `map`."),
        ("map: m\nmodule: {}\nmodules: {}\n", ":2:1: `module` and `modules` cannot stand together."),
        ("map: m\nmodule: {listed_in: x}\n", "`listed_in` says which files there are, and `files` is"),
        ("map: m\nmodule: {id: {field: x, otherwise: y}}\n", "`otherwise` is for what is not in"),
        ("map: m\nmodule: {order_by: [x]}\n", "`order_by` cannot be a list. It takes a text."),
        ("map: m\nmodule: {\n", "my-map.yaml:"),
        ("- a\n", "A map is made of keys."),
        ("map: m\nmap: n\nmodule: {}\n", "my-map.yaml:2"),
    ],
)  # fmt: skip
def test_mistakes_of_a_map_have_their_place(map_: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "my-map.yaml"
    path.write_text(map_, "utf-8")
    with pytest.raises(MapError) as caught:
        map_from(path)
    assert said in str(caught.value)


def test_a_map_that_finds_no_files_says_so(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"finds no files for its module: nothing is called `a\.yaml`"):
        _read(tmp_path, ITEMS.replace(", KEY", ""), {"b.yaml": "name: x\n"})


def test_a_source_without_a_map_says_how_to_write_one(tmp_path: Path) -> None:
    source = open_source(_write(tmp_path, {"b.yaml": "name: x\n"}))
    with pytest.raises(UsageError, match="--map FILE"):
        read(source, Desk())


def test_a_map_in_the_folder_is_found(tmp_path: Path) -> None:
    map_ = ITEMS.replace(", KEY", "")
    files = {"coursewright-map.yaml": map_, "a.yaml": "name: Mine\nsteps: [{t: One}]\n"}
    came = imported(_write(tmp_path / "source", files), tmp_path)
    assert came.draft.modules[0].data["title"] == "Mine"
    assert not [note for note in came.account if note.fate == "left out"]


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(map_schema())


_ANY = st.recursive(
    st.text("ab{}*./:#é\n ", max_size=6),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["t", "a", "b"]), inner, max_size=3)
    ),
    max_leaves=8,
)


@settings(max_examples=60, deadline=None)
@given(_ANY)
def test_no_source_makes_a_map_stumble(tmp_path_factory: pytest.TempPathFactory, data: object) -> None:
    keys = 'purpose: "{a}{b.a}", criteria: {list: a, keys: {name: b}}, materials: {list: b, value: item}'
    files = {"a.yaml": json.dumps({"name": "M", "steps": data})}
    try:
        draft, _ = _read(tmp_path_factory.mktemp("any"), ITEMS.replace("KEY", keys), files)
    except CoursewrightError:
        return
    for item in _items(draft):
        assert item.data

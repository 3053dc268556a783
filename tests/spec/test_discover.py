"""Which files are checked, and through which course: the same from wherever one looks."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from spec_helpers import make, shown

from coursewright.spec.discover import assign, find_specs, plan, repository_root
from coursewright.spec.errors import NothingToCheckError
from coursewright.spec.faults import FaultKind
from coursewright.spec.load import load
from coursewright.spec.model import Task


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a repository, so that nothing above it counts."""
    (tmp_path / "repo" / ".git").mkdir(parents=True)
    return tmp_path / "repo"


def write(folder: Path, **files: str) -> None:
    make(folder, {name.replace("__", "/").replace("_", "."): text for name, text in files.items()})


def jobs(folder: Path, *paths: str) -> dict[str, list[str]]:
    """Return for each course to load the files that are wanted, all seen from the folder."""
    planned = plan([folder / path for path in paths] or [folder])
    assert not planned.errors
    return {
        str(job.file.relative_to(folder)): sorted(str(path.relative_to(folder)) for path in job.wanted)
        for job in planned.jobs
    }


def module(name: str) -> str:
    return f"module: {name}\ntasks: [{{id: t}}]\n"


# Finding specs


def test_a_folder_is_searched_for_specs(folder: Path) -> None:
    found = ["course.yaml", "b.course.yml", "module.yml", "x.y.module.yaml", "deep/er/module.yaml"]
    other = [
        "modul.yaml",
        "my-module.yaml.txt",
        "course.json",
        "README.md",
        "xcourse.yaml",
        "module.yaml.bak",
    ]
    hidden = [
        ".hidden/module.yaml",
        "node_modules/a/module.yaml",
        "__pycache__/module.yaml",
        "venv/module.yaml",
        "any-name/lib/module.yaml",
        "conda/module.yaml",
    ]
    make(folder, dict.fromkeys([*found, *other, *hidden], "x"))
    make(folder, {"any-name/pyvenv.cfg": "", "conda/conda-meta/history": ""})
    (folder / "folder.module.yaml").mkdir()
    names = [str(path.relative_to(folder)) for path in find_specs(folder)]
    assert names == ["b.course.yml", "course.yaml", "module.yml", "x.y.module.yaml", "deep/er/module.yaml"]


def test_what_is_named_is_searched_whatever_it_is(folder: Path) -> None:
    make(folder, {"venv/pyvenv.cfg": "", "venv/module.yaml": module("a"), ".hidden/notes.txt": module("b")})
    assert jobs(folder, "venv") == {"venv/module.yaml": ["venv/module.yaml"]}
    assert jobs(folder, ".hidden/notes.txt") == {".hidden/notes.txt": [".hidden/notes.txt"]}


def test_links_to_folders_are_not_followed(folder: Path) -> None:
    make(folder, {"a/module.yaml": module("a")})
    (folder / "a" / "loop").symlink_to(folder)
    (folder / "b").symlink_to(folder / "a")
    (folder / "c.module.yaml").symlink_to(folder / "c.module.yaml")
    assert [path.name for path in find_specs(folder)] == ["c.module.yaml", "module.yaml"]


def test_a_very_deep_folder(folder: Path) -> None:
    deep = folder.joinpath(*["d"] * 1200)
    here = folder
    for part in deep.relative_to(folder).parts:
        here = here / part
        here.mkdir()
    (deep / "module.yaml").write_text("module: m\n")
    found = list(find_specs(folder))
    (deep / "module.yaml").unlink()
    while here != folder:  # deeper than pytest could tidy up
        here.rmdir()
        here = here.parent
    assert len(found) == 1


def test_no_spec_at_all(folder: Path) -> None:
    with pytest.raises(NothingToCheckError, match=r"There is no spec in .*repo"):
        plan([folder])


def test_a_path_that_is_not_there(folder: Path) -> None:
    make(folder, {"one.module.yaml": module("one")})
    planned = plan([folder / "one.modul.yaml", folder / "one.module.yaml", folder / "no" / "where"])
    assert [error.hint for error in planned.errors] == ["Did you mean one.module.yaml?", ""]
    assert [job.file.name for job in planned.jobs] == ["one.module.yaml"]
    assert "no such file or folder" in planned.errors[0].message


# The course of a module

LISTING = "course: c\nmodules: [a.module.yaml, deep/b.module.yaml]\n"


def test_every_file_of_a_course_is_checked_through_it(folder: Path) -> None:
    make(
        folder,
        {
            "course.yaml": LISTING,
            "a.module.yaml": module("a"),
            "deep/b.module.yaml": module("b"),
            "deep/alone.module.yaml": module("alone"),
        },
    )
    every = ["a.module.yaml", "course.yaml", "deep/b.module.yaml"]
    assert jobs(folder) == {"course.yaml": every, "deep/alone.module.yaml": ["deep/alone.module.yaml"]}
    assert jobs(folder, "course.yaml") == {"course.yaml": every}
    assert jobs(folder, "deep/b.module.yaml") == {"course.yaml": ["deep/b.module.yaml"]}
    assert jobs(folder, "deep", "a.module.yaml") == {
        "course.yaml": ["a.module.yaml", "deep/b.module.yaml"],
        "deep/alone.module.yaml": ["deep/alone.module.yaml"],
    }


def test_the_same_from_any_working_directory(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(folder, {"course.yaml": LISTING, "a.module.yaml": module("a"), "deep/b.module.yaml": module("b")})
    expected = jobs(folder, "deep/b.module.yaml")
    for where in (folder, folder / "deep", folder.parent, Path("/")):
        monkeypatch.chdir(where)
        (job,) = plan([Path(os.path.relpath(folder / "deep/b.module.yaml", where))]).jobs
        assert {
            str(job.file.relative_to(folder)): [str(path.relative_to(folder)) for path in job.wanted]
        } == expected


def test_the_nearest_course_upwards_that_lists_it(folder: Path) -> None:
    make(
        folder,
        {
            "course.yaml": "course: top\nmodules: ['**/*.module.yaml']\n",
            "a/course.yaml": "course: near\nmodules: m.module.yaml\n",
            "a/other.course.yaml": "course: other\nmodules: [n.module.yaml, m.module.yaml]\n",
            "a/m.module.yaml": module("m"),
            "a/n.module.yaml": module("n"),
            "a/o.module.yaml": module("o"),
        },
    )
    assert jobs(folder, "a/m.module.yaml") == {"a/course.yaml": ["a/m.module.yaml"]}
    assert jobs(folder, "a/n.module.yaml") == {"a/other.course.yaml": ["a/n.module.yaml"]}
    assert jobs(folder, "a/o.module.yaml") == {"course.yaml": ["a/o.module.yaml"]}
    assert jobs(folder) == {
        "a/course.yaml": ["a/course.yaml", "a/m.module.yaml"],
        "a/other.course.yaml": ["a/n.module.yaml", "a/other.course.yaml"],
        "course.yaml": ["a/o.module.yaml", "course.yaml"],
    }


def test_the_search_ends_at_the_root_of_the_repository(folder: Path) -> None:
    make(folder.parent, {"course.yaml": "course: c\nmodules: repo/m.module.yaml\n"})
    make(folder, {"m.module.yaml": module("m")})
    assert jobs(folder, "m.module.yaml") == {"m.module.yaml": ["m.module.yaml"]}
    (folder / ".git").rmdir()
    (folder.parent / ".git").mkdir()
    assert str(plan([folder / "m.module.yaml"]).jobs[0].file) == str(folder.parent / "course.yaml")


def test_the_root_of_a_repository(folder: Path) -> None:
    (folder / "a" / "b").mkdir(parents=True)
    assert repository_root(folder / "a" / "b") == folder
    assert repository_root(Path("/")) is None


def test_a_course_of_another_name_that_is_named(folder: Path) -> None:
    make(folder, {"psychology.yaml": "course: c\nmodules: m.yaml\n", "m.yaml": module("m")})
    assert jobs(folder, "psychology.yaml") == {"psychology.yaml": ["m.yaml", "psychology.yaml"]}
    assert jobs(folder, "m.yaml") == {"m.yaml": ["m.yaml"]}


def test_two_names_of_one_module(folder: Path) -> None:
    make(
        folder,
        {
            "course.yaml": "course: c\nmodules: a.module.yaml\n",
            "a.module.yaml": module("a"),
            "b/c.module.yaml": module("c"),
        },
    )
    (folder / "link.module.yaml").symlink_to(folder / "a.module.yaml")
    (folder / "d.module.yaml").symlink_to(folder / "b" / "c.module.yaml")
    assert jobs(folder) == {
        "b/c.module.yaml": ["b/c.module.yaml"],
        "course.yaml": ["a.module.yaml", "course.yaml"],
    }
    assert jobs(folder, "link.module.yaml") == {"course.yaml": ["a.module.yaml"]}
    assert jobs(folder, "d.module.yaml") == {"d.module.yaml": ["d.module.yaml"]}


def test_a_course_that_lists_a_course(folder: Path) -> None:
    make(
        folder,
        {
            "course.yaml": "course: c\nmodules: [inner/course.yaml, m.module.yaml]\n",
            "inner/course.yaml": "course: d\n",
            "m.module.yaml": module("m"),
        },
    )
    assert jobs(folder) == {
        "course.yaml": ["course.yaml", "m.module.yaml"],
        "inner/course.yaml": ["inner/course.yaml"],
    }
    course = load(folder / "course.yaml")
    assert shown(course.faults) == ["2:11 `course.yaml` is a course, and only modules can be listed here."]
    assert not course.complete


def test_a_course_file_that_cannot_be_opened_lists_nothing(folder: Path) -> None:
    make(folder, {"m.module.yaml": module("m")})
    (folder / "course.yaml").symlink_to(folder / "course.yaml")
    assert jobs(folder, "m.module.yaml") == {"m.module.yaml": ["m.module.yaml"]}


def test_a_text_that_stands_for_a_file_that_is_not_there(folder: Path) -> None:
    (job,) = assign([folder / "stdin.yaml"])
    assert (job.file.name, len(job.wanted)) == ("stdin.yaml", 1)


# The list of modules


def listed(folder: Path, modules: str) -> tuple[list[str], list[str]]:
    """Return the files that a course lists, and the faults of its list."""
    make(folder, {"course.yaml": f"course: c\nmodules: {modules}\n"})
    course = load(folder / "course.yaml")
    return [source.path.relative_to(folder).as_posix() for source in course.sources[1:]], shown(course.faults)


@pytest.fixture
def modules(folder: Path) -> Path:
    names = ["a.module.yaml", "m/1.module.yaml", "m/2.module.yaml", "m/10.module.yaml", "m/sub/3.module.yaml"]
    make(folder, {name: f"module: m{number}\n" for number, name in enumerate(names)})
    make(folder.parent, {"outside.module.yaml": module("outside")})
    return folder


@pytest.mark.parametrize(
    ("written", "files"),
    [
        ("a.module.yaml", ["a.module.yaml"]),
        ("m/*.module.yaml", ["m/1.module.yaml", "m/10.module.yaml", "m/2.module.yaml"]),
        ("[m/2.module.yaml, m/*.module.yaml]", ["m/2.module.yaml", "m/1.module.yaml", "m/10.module.yaml"]),
        ("[m/*.module.yaml, m/1.module.yaml]", ["m/10.module.yaml", "m/2.module.yaml", "m/1.module.yaml"]),
        ("['m/1*.yaml', 'm/*.yaml']", ["m/1.module.yaml", "m/10.module.yaml", "m/2.module.yaml"]),
        ("'m/**/3.*'", ["m/sub/3.module.yaml"]),
        ("'m/?.module.yaml'", ["m/1.module.yaml", "m/2.module.yaml"]),
        ("'m/[12].module.yaml'", ["m/1.module.yaml", "m/2.module.yaml"]),
        ("./m/../a.module.yaml", ["a.module.yaml"]),
        (r"m\1.module.yaml", ["m/1.module.yaml"]),
        ("'*.yaml'", ["a.module.yaml"]),
        ("TODO", []),
        ("[a.module.yaml, TODO]", ["a.module.yaml"]),
    ],
)
def test_modules_in_their_order(written: str, files: list[str], modules: Path) -> None:
    assert listed(modules, written) == (files, [])


@pytest.mark.parametrize(
    ("written", "message", "fix"),
    [
        ("b.module.yaml", "2:10 There is no file `b.module.yaml`.", "did you mean `a.module.yaml`?"),
        (
            "x/y.yaml",
            "2:10 There is no file `x/y.yaml`.",
            "check the path; it counts from the folder of the course file",
        ),
        ("m", "2:10 There is no file `m`.", ""),
        (".", "2:10 There is no file `.`.", "check the path"),  # though beside the folder there are some
        (
            "../outside.module.yaml",
            "2:10 `../outside.module.yaml` lies outside the course's folder.",
            "move the module",
        ),
        ("/etc/hosts", "2:10 `/etc/hosts` lies outside the course's folder.", "move the module"),
        ("'../*.yaml'", "2:10 `../*.yaml` looks outside the course's folder.", "use a pattern below"),
        ("'/etc/*'", "2:10 `/etc/*` looks outside the course's folder.", "use a pattern below"),
        ("'x/*.yaml'", "2:10 `x/*.yaml` matches no file.", "check the pattern"),
        ("'**x'", "2:10 `**x` matches no file.", "check the pattern"),
        ("[a.module.yaml, ./a.module.yaml]", "2:26 `./a.module.yaml` is listed twice.", "keep it once"),
        ("course.yaml", "2:10 `course.yaml` is the course itself.", "list its modules"),
        (r'"a\0b"', "2:10 `a\0b` lies outside the course's folder.", "move the module"),
        ('"a\\0*"', "2:10 `a\0*` matches no file.", "check the pattern"),
    ],
)
def test_what_is_wrong_with_a_list_of_modules(written: str, message: str, fix: str, modules: Path) -> None:
    _, faults = listed(modules, written)
    assert faults == [message]
    course = load(modules / "course.yaml")
    assert course.faults[0].fix.startswith(fix)
    assert course.complete == (course.faults[0].kind is FaultKind.DUPLICATE)


def test_a_link_that_leads_outside_is_outside(modules: Path) -> None:
    (modules / "link.module.yaml").symlink_to(modules.parent / "outside.module.yaml")
    assert listed(modules, "link.module.yaml")[1] == [
        "2:10 `link.module.yaml` lies outside the course's folder."
    ]
    assert listed(modules, "'l*.module.yaml'") == ([], [])


def test_a_link_in_a_circle_is_no_file(modules: Path) -> None:
    (modules / "loop.module.yaml").symlink_to(modules / "loop.module.yaml")
    assert listed(modules, "loop.module.yaml")[1] == ["2:10 There is no file `loop.module.yaml`."]


def test_one_module_by_two_names_is_listed_twice(modules: Path) -> None:
    (modules / "z.module.yaml").symlink_to(modules / "a.module.yaml")
    assert listed(modules, "[a.module.yaml, z.module.yaml]") == (
        ["a.module.yaml"],
        ["2:26 `z.module.yaml` is listed twice."],
    )
    assert listed(modules, "['*.module.yaml']") == (["a.module.yaml"], [])


@pytest.mark.parametrize(
    ("modules_say", "complete"),
    [
        ("a.module.yaml", True),
        ("TODO", False),
        ("[a.module.yaml, TODO]", False),
        ("[a.module.yaml, {x: y}]", False),
    ],
)
def test_a_course_whose_list_is_open_is_not_complete(modules_say: str, complete: bool, modules: Path) -> None:
    listed(modules, modules_say)
    assert load(modules / "course.yaml").complete == complete


# A course file with a fault in its YAML

BROKEN = [
    "course: c\ntitle: A: B\nmodules: [m/1.module.yaml, a.module.yaml]\n",
    "course: c\nmodules:\n  - m/1.module.yaml\n  - a.module.yaml # the first\ntitle: A: B\nunits: [x.yaml]\n",
    'course: c\nmodules:\n\t- "m/1.module.yaml"\n  - a.module.yaml\n  # - m/2.module.yaml\n',
    "modules: [m/1.module.yaml,\n  a.module.yaml\ncourse: c\n",
    "course: c\ncourse: d\nmodules: ['m/1.mod*.yaml', ./a.module.yaml, nowhere.yaml]\n",
    "course: c\nmodules:\n- m/1.module.yaml\n- a.module.yaml\n---\nx: y\n",
]


@pytest.mark.parametrize("text", BROKEN)
def test_the_modules_of_a_broken_course_are_still_its_modules(text: str, modules: Path) -> None:
    make(modules, {"course.yaml": text})
    both = ["a.module.yaml", "m/1.module.yaml"]
    assert jobs(modules, "course.yaml") == {"course.yaml": sorted([*both, "course.yaml"])}
    assert jobs(modules, "a.module.yaml") == {"course.yaml": ["a.module.yaml"]}
    course = load(modules / "course.yaml")
    assert sorted(source.path.relative_to(modules).as_posix() for source in course.sources[1:]) == both
    assert {fault.kind for fault in course.faults} == {FaultKind.INVALID}
    assert (course.complete, course.implicit) == (False, False)
    assert course.leaves_open("title", "outcomes")
    assert not course.lacks("title")


def test_bytes_that_are_no_utf_8_do_not_hide_the_modules(modules: Path) -> None:
    (modules / "course.yaml").write_bytes(b"course: c\ntitle: caf\xe9\nmodules: a.module.yaml\n")
    assert jobs(modules, "a.module.yaml") == {"course.yaml": ["a.module.yaml"]}


def test_what_a_broken_course_may_hand_down_is_unknown(modules: Path) -> None:
    make(
        modules,
        {
            "course.yaml": (
                "course: c\ntitle: A: B\nmodules: a.module.yaml\nsupport: {channels: x}\nteam: [{id: a}]\n"
            ),
            "a.module.yaml": (
                "module: a\nsupport: {response_time: 3 h}\n"
                "tasks: [{id: t, monitoring: {by: ana}, requires: x}]\n"
            ),
        },
    )
    course = load(modules / "course.yaml")
    settings = course.modules[0].settings
    assert shown(course.faults) == [
        "2:9 A second `: ` stands in this line, so YAML takes its start for a key."
    ]
    assert settings.leaves_open("team")
    assert settings.lacks("mode")
    assert settings.support is not None
    assert settings.support.leaves_open("channels")
    assert not settings.support.leaves_open("response_time")
    assert not course.every(Task)[0].leaves_open("purpose")


def test_a_broken_course_with_defaults_may_say_anything_of_a_task(modules: Path) -> None:
    make(
        modules,
        {
            "course.yaml": (
                "course: c\ntitle: A: B\nmodules: a.module.yaml\ndefaults: {tasks: {kind: quiz}}\n"
            ),
            "a.module.yaml": module("a"),
        },
    )
    task = load(modules / "course.yaml").every(Task)[0]
    assert task.leaves_open("purpose", "kind")
    assert task.id == "t"


@pytest.mark.parametrize(
    "text",
    ["course: c\nmodules: [x: y: z]\n", "course: c\ntitle: A: B\n", "title: A: B\nmodules: a.module.yaml\n"],
)
def test_a_broken_course_that_names_no_module(text: str, modules: Path) -> None:
    make(modules, {"course.yaml": text})
    assert jobs(modules, "a.module.yaml") == {"a.module.yaml": ["a.module.yaml"]}

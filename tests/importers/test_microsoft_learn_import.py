"""Modules of Microsoft Learn: units, knowledge checks, inclusions, and the Markdown of their site."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

import pytest
from drafting import imported

from coursewright.importers.desk import Desk
from coursewright.importers.microsoft_learn.detecting import recognises
from coursewright.importers.microsoft_learn.prose import Texts
from coursewright.importers.microsoft_learn.reading import read
from coursewright.importers.source import open_source
from coursewright.spec.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

_MODULE = """\
    ### YamlMime:Module
    uid: learn.ink
    title: Write with ink
    summary: Learn to [write](/azure/ink).
    abstract: |
      By the end of this module, you'll be able to:
        - Choose an `ink`
        - Mend a blot
    prerequisites: |
      - A feather
      - Some *patience*
    levels: [beginner]
    roles: [student, developer]
    products: [azure]
    units:
    - learn.ink.introduction
    - learn.ink.exercise-blot
    - learn.ink.knowledge-check
    - learn.ink.gone
    """
_UNIT = """\
    ### YamlMime:ModuleUnit
    uid: learn.ink.{uid}
    title: {title}
    durationInMinutes: {minutes}
    content: |
      [!include[](includes/{uid}.md)]
    """
_QUIZ = """\
    quiz:
      title: Check your knowledge
      questions:
      - content: Which *ink* lasts?
        choices:
        - content: Iron `gall`
          isCorrect: true
          explanation: Correct. For centuries.
        - content: Juice
          isCorrect: false
          explanation: Incorrect.
      - content: Which two are black?
        choices:
        - {content: Soot, isCorrect: true}
        - {content: Gall, isCorrect: true}
        - {content: Rose, isCorrect: false}
    """
_CHECK = _UNIT.format(uid="knowledge-check", title="Knowledge check", minutes=5)
_INTRODUCTION = """\
    ---
    title: x
    ---
    Read on.

    > [!NOTE]
    > Mind your sleeves.

    :::image type="content" source="../media/blot.png" alt-text="A blot [large]":::

    ::: zone pivot="windows"
    Open the window.
    ::: zone-end

    :::row:::
        :::column:::
            In a column.
        :::column-end:::
    :::row-end:::

    > [!div class="checklist"]
    > * Done

    ```text
    ::: zone pivot="kept"
    [!include[](nothing.md)]
    ```

    :::code language="python" source="../code/ink.py":::

    [!include[](../../shared/more.md)]
    [!include[](missing.md)]
    """
_FILES = {
    "ink/index.yml": _MODULE,
    "ink/1-introduction.yml": _UNIT.format(uid="introduction", title="Introduction", minutes=3),
    "ink/2-exercise.yml": _UNIT.format(uid="exercise-blot", title="Exercise - Make a blot", minutes=10),
    "ink/3-check.yml": _UNIT.format(uid="knowledge-check", title="Knowledge check", minutes=5).rstrip(" ")
    + _QUIZ,
    "ink/4-old.yml": _UNIT.format(uid="old", title="Old", minutes=1),
    "ink/includes/introduction.md": _INTRODUCTION,
    "ink/includes/exercise-blot.md": "Spill it, see [before](../1-introduction.yml).",
    "ink/includes/knowledge-check.md": "Answer.",
    "ink/media/blot.png": "x",
    "ink/code/ink.py": "print('ink')\n",
    "shared/more.md": "More, with [a link](/azure/x).",
}


def _repository(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text), encoding="utf-8")
    return folder


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    return _repository(tmp_path / "learn", _FILES)


def test_a_module_comes_in_whole(repository: Path, tmp_path: Path) -> None:
    come = imported(repository, tmp_path)
    (module,) = come.course.modules
    assert (module.id, module.title) == ("ink", "Write with ink")
    assert [one.statement for one in module.outcomes] == ["Choose an ink", "Mend a blot"]
    audience = module.settings.audience
    assert audience is not None
    assert (audience.who, audience.prior) == ("student and developer", ("A feather; Some patience",))
    assert [unit.id for unit in module.units] == ["introduction", "exercise-blot", "knowledge-check"]
    introduction, exercise, check = module.units
    assert (len(introduction.materials), len(introduction.tasks)) == (1, 0)
    assert str(introduction.materials[0].duration) == "3 min"
    assert str(exercise.tasks[0].duration) == "10 min"
    assert exercise.tasks[0].kind is None
    assert str(check.duration) == "5 min"
    (quiz,) = check.tasks
    assert quiz.kind == "quiz"
    assert [question.type for question in quiz.questions] == ["single", "multiple"]
    assert [option.correct for option in quiz.questions[1].options] == [True, True, False]
    assert quiz.questions[0].options[0].text == "Iron gall"
    assert quiz.questions[0].options[1].feedback == "Incorrect."


def test_what_is_not_there_is_told(repository: Path) -> None:
    desk = Desk()
    read(open_source(repository), desk)
    assert [(note.what, note.title, note.how) for note in desk.account if note.fate == "left out"] == [
        ("unit", "learn.ink.gone", "its file is not in the source"),
        ("unit", "Old", "the module does not list it"),
        ("included text", "missing.md", "it is not in the source"),
    ]


def test_the_markdown_of_their_site_becomes_everybodys(repository: Path) -> None:
    text = Texts(open_source(repository), {"ink/index.yml": "module:learn.ink"}).of(
        "[!include[](includes/introduction.md)]", "ink/1-introduction.yml"
    )
    assert text.startswith("Read on.\n\n> **Note**\n>\n> Mind your sleeves.")
    assert "![A blot \\[large\\]](coursewright-import:file/ink%2Fmedia%2Fblot.png)" in text
    assert "*windows*\n\nOpen the window.\n" in text
    assert "\nIn a column.\n" in text
    assert "> * Done" in text
    assert "div" not in text
    assert '```text\n::: zone pivot="kept"\n[!include[](nothing.md)]\n```' in text
    assert "```python\nprint('ink')\n```" in text
    assert "More, with [a link](https://learn.microsoft.com/azure/x)." in text
    assert text.count(":::") == 1


def test_a_file_that_includes_itself_comes_to_an_end(tmp_path: Path) -> None:
    folder = _repository(tmp_path, {"a.md": "x [!include[](a.md)] [!include[](a.md)] y"})
    text = Texts(open_source(folder), {}).of("[!include[](a.md)]", "b.yml")
    assert text.count("x") < 100


def _path(name: str, *modules: str) -> str:
    listed = "".join(f"- learn.{one}\n" for one in modules)
    return f"### YamlMime:LearningPath\nuid: learn.{name}\ntitle: The {name} path\nmodules:\n{listed}"


def _module(name: str) -> str:
    return f"### YamlMime:Module\nuid: learn.{name}\ntitle: {name.title()}\nunits: []\n"


def test_a_path_is_a_course_with_its_modules_in_order(tmp_path: Path) -> None:
    files = {f"{name}/index.yml": _module(name) for name in ("ink", "paper", "wax")}
    one = {**files, "paths/all/index.yml": _path("all", "wax", "ink", "gold")}
    come = imported(_repository(tmp_path / "one", one), tmp_path)
    assert come.course.title == "The all path"
    assert [module.title for module in come.course.modules] == ["Wax", "Ink", "Paper"]
    assert [note.title for note in come.account if note.fate == "left out"] == ["learn.gold"]
    several = {**one, "paths/more/index.yml": _path("more", "paper")}
    draft = read(open_source(_repository(tmp_path / "two", several)), Desk())
    assert draft.data == {}
    assert [module.wanted_id for module in draft.modules] == ["wax", "ink", "paper"]


def test_a_broken_unit_leaves_the_rest(tmp_path: Path) -> None:
    desk = Desk()
    files = {**_FILES, "ink/1-introduction.yml": "### YamlMime:ModuleUnit\nuid: a: b: c\n"}
    (module,) = read(open_source(_repository(tmp_path, files)), desk).modules
    assert [unit.wanted_id for unit in module.units] == ["exercise-blot", "knowledge-check"]
    assert "line 2" in next(note.how for note in desk.account if note.fate == "left out")


def test_other_folders_are_none(tmp_path: Path) -> None:
    folder = _repository(tmp_path, {"index.yml": "title: A site\n", "a/index.yml": "### YamlMime:Hub\n"})
    assert not recognises(open_source(folder))
    with pytest.raises(UsageError, match="no module of Microsoft Learn"):
        read(open_source(folder), Desk())

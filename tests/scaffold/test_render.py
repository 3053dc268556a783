"""From answers to files: what is written where, in which language, and what is left to write."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import pytest
from own_templates import FILES, put

from coursewright.scaffold.answers import Answers, Known
from coursewright.scaffold.describe import read_template
from coursewright.scaffold.faults import TemplateError
from coursewright.scaffold.render import Rendered, render, schema_line

if TYPE_CHECKING:
    from pathlib import Path

COURSE = {
    "template.yaml": """\
name: small
makes: course
title: A small course
for: anybody
builds: A course of some weeks.
files:
  - {template: course.yaml.jinja, path: course.yaml}
  - {template: week.yaml.jinja, path: "modules/week-{{ n }}.module.yaml", times: "{{ weeks }}"}
  - {template: read.md.jinja, path: README.md}
questions:
  - title
  - {use: weeks, default: 3}
""",
    "course.yaml.jinja": """

course: {{ id }}
title: {{ said(title, "title") }} {{ "" }}
modules: [modules/*.module.yaml]


""",
    "week.yaml.jinja": "module: week-{{ n }}\nweek: {{ n }} of {{ weeks }}\n",
    "read.md.jinja": 'module: no\n"quotes, stay"\n',
}


def made(folder: Path, **given: str) -> Rendered:
    template = read_template(folder)
    return render(template, Answers(template, given=given))


def text(folder: Path, **given: str) -> str:
    return made(folder, **given).files[0].text


def with_line(folder: Path, line: str, **words: str) -> Path:
    """Put a template that asks for its language, and whose module ends with a line."""
    described = FILES["template.yaml"].replace("  - title\n", "  - title\n  - language\n")
    body = FILES["module.yaml.jinja"] + line + "\n"
    named = {
        f"words/{language}.yaml": FILES.get(f"words/{language}.yaml", "") + said
        for language, said in words.items()
    }
    return put(folder, {"template.yaml": described, "module.yaml.jinja": body, **named})


def test_several_files_each_in_its_place(tmp_path: Path) -> None:
    files = made(put(tmp_path, COURSE), title="Water", weeks="2").files
    assert [str(file.path) for file in files] == [
        "course.yaml",
        "modules/week-1.module.yaml",
        "modules/week-2.module.yaml",
        "README.md",
    ]
    assert files[0].text == (
        f"{schema_line('course')}\ncourse: water\ntitle: Water\nmodules: [modules/*.module.yaml]\n"
    )
    assert files[2].text == f"{schema_line('module')}\nmodule: week-2\nweek: 2 of 2\n"
    assert files[3].text == COURSE["read.md.jinja"]


@pytest.mark.parametrize("times", ["{{ weeks * 30 }}", "{{ title }}", "many", "-1"])
def test_how_often_a_file_is_not_written(tmp_path: Path, times: str) -> None:
    described = COURSE["template.yaml"].replace("{{ weeks }}", times)
    with pytest.raises(TemplateError, match=r"template.yaml:8:[0-9]+: The number of files comes to"):
        made(put(tmp_path, {**COURSE, "template.yaml": described}))


def test_the_schema_line_leads_to_the_schema_that_editors_use() -> None:
    from coursewright.spec.schema_files import for_editors

    for kind in ("course", "module"):
        line = schema_line(kind)
        assert line == f"# yaml-language-server: $schema={for_editors(kind)['$id']}"
        assert line.startswith("# yaml-language-server: $schema=https://")


def test_what_is_left_is_listed_in_the_order_of_the_file(tmp_path: Path) -> None:
    rendered = made(put(tmp_path))
    assert [left.key for left in rendered.left] == ["title", "room", "case", "case"]
    assert [left.given for left in rendered.left[2:]] == [{"n": 1}, {"n": 2}]
    assert rendered.left[2].hint == "Case 1, in a few words, such as: The lost key"
    todos = [
        line.partition("TODO: ")[2].rstrip('"')
        for line in rendered.files[0].text.splitlines()
        if "TODO" in line
    ]
    assert todos == [left.hint for left in rendered.left]


def test_answers_leave_nothing(tmp_path: Path) -> None:
    rendered = made(put(tmp_path), title="Keys", mode="asynchronous", cases="1")
    assert [left.key for left in rendered.left] == ["case"]


@pytest.mark.parametrize(
    ("language", "session", "case"),
    [
        ("en", "We meet", "Case 1, in a few words, such as: The lost key"),
        ("es", "Nos vemos", "El caso 1, en pocas palabras, por ejemplo: La llave perdida"),
        ("es-MX", "Nos vemos", "El caso 1, en pocas palabras, por ejemplo: La llave perdida"),
        ("ES", "Nos vemos", "El caso 1"),
        ("de", '"TODO: in your language: We meet"', "Case 1, in a few words"),
    ],
)
def test_words_in_each_language(tmp_path: Path, language: str, session: str, case: str) -> None:
    said = text(with_line(tmp_path, ""), language=language)
    assert f"title: {session}\n" in said
    assert f'title: "TODO: {case}' in said


def test_a_hint_that_is_a_sentence(tmp_path: Path) -> None:
    line = 'value: {{ todo("ask") }}'
    folder = with_line(tmp_path, line, en="")
    words = FILES["words/en.yaml"].replace(
        "  room:", "  ask: {hint: What for?, example: To get home}\n  room:"
    )
    (folder / "words" / "en.yaml").write_text(words, "utf-8")
    assert 'value: "TODO: What for? Such as: To get home"' in text(folder)


def test_an_example_stands_once_in_a_file(tmp_path: Path) -> None:
    first, second = made(put(tmp_path)).left[2:]
    assert (first.hint, second.hint) == (
        "Case 1, in a few words, such as: The lost key",
        "Case 2, in a few words",
    )


def test_each_of_several_files_has_its_examples(tmp_path: Path) -> None:
    week = 'module: week-{{ n }}\ntitle: {{ todo("night") }}\nvalue: {{ todo("night") }}\n'
    words = "hints: {night: {hint: What you see, example: A bat}}\n"
    changed = {**COURSE, "week.yaml.jinja": week, "words/en.yaml": words}
    files = made(put(tmp_path, changed), weeks="2").files
    for file in files[1:3]:
        assert file.text.count("What you see") == 2
        assert file.text.count("such as: A bat") == 1


def test_words_for_an_age(tmp_path: Path) -> None:
    words = "hints:\n  room_children: {hint: Which room, example: The one with the fish}\n"
    folder = with_line(
        tmp_path,
        'value: {{ words("why") }}\ndescription: {{ words("how") }}',
        en='  why: Because\n  why_children: "Guess why"\n  how: In a word\n',
    )
    described = (folder / "template.yaml").read_text("utf-8")
    (folder / "template.yaml").write_text(
        described.replace("  - language\n", "  - language\n  - age\n"), "utf-8"
    )
    path = folder / "words" / "en.yaml"
    path.write_text(path.read_text("utf-8").replace("hints:\n", words), "utf-8")
    children = text(folder, age="children")
    assert "value: Guess why\ndescription: In a word\n" in children
    assert 'place: "TODO: Which room, such as: The one with the fish"' in children
    assert "value: Because\n" in text(folder, age="adults")
    assert 'place: "TODO: The room"' in text(folder, age="adults")
    assert 'place: "TODO: El aula"' in text(folder, age="children", language="es"), "before other languages"


def test_a_text_keeps_its_lines(tmp_path: Path) -> None:
    folder = with_line(tmp_path, 'value: {{ words("long") }}', en='  long: "One, two.\\n\\nThree: four."\n')
    assert text(folder).endswith("value: |-\n  One, two.\n\n  Three: four.\n")


def test_comments_in_the_language_of_the_plan(tmp_path: Path) -> None:
    folder = with_line(
        tmp_path,
        '{{ comment("about") }}',
        en="comments: {about: Read  me}\n",
        es="comments: {about: Léeme}\n",
    )
    assert text(folder).endswith("\n# Read  me\n")
    assert text(folder, language="es").endswith("\n# Léeme\n")
    assert text(folder, language="fr").endswith("\n# Read  me\n")


def test_reckoning_with_durations(tmp_path: Path) -> None:
    folder = with_line(tmp_path, 'x-left: {{ minutes("1 h 30 min") - 20 }}')
    assert text(folder).endswith("\nx-left: 70\n")


def test_what_is_put_into_words_is_never_filled_again(tmp_path: Path) -> None:
    folder = with_line(tmp_path, 'value: {{ words("who", who=title, n=1) }}', en='  who: "For {who}"\n')
    assert text(folder, title="{n} {who}").endswith("\nvalue: For {n} {who}\n")


def test_a_part_is_a_fragment(tmp_path: Path) -> None:
    files = {
        "template.yaml": (
            "name: small\nmakes: task\ntitle: A task\nfor: anybody\nbuilds: A task.\n"
            "into: tasks\nquestions: [title]\n"
        ),
        "part.yaml.jinja": "id: {{ id }}\ntitle: {{ yaml(title) }}\nled: {{ led }} {{ in_file.tasks }}\n",
    }
    template = read_template(put(tmp_path, files))
    known = Known({"tasks": {"keys": "Keys"}}, frozenset({"keys"}), led=False)
    (file,) = render(template, Answers(template, known, {"title": "Keys"})).files
    assert file.path == PurePosixPath("task.yaml")
    assert file.text == "id: keys-2\ntitle: Keys\nled: False ['keys']\n"


def test_the_same_answers_give_the_same_bytes(tmp_path: Path) -> None:
    folder = put(tmp_path)
    assert text(folder, title="Keys") == text(folder, title="Keys")


def test_a_changed_file_is_read_anew(tmp_path: Path) -> None:
    folder = put(tmp_path)
    before = text(folder)
    body = folder / "module.yaml.jinja"
    body.write_text(body.read_text("utf-8") + "week: 3\n", "utf-8")
    assert text(folder) == f"{before}week: 3\n"

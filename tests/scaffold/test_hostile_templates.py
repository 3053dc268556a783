"""Templates of strangers: none runs code, reads or writes outside its folder, or goes on for ever."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

import pytest
from own_templates import FILES, put

from coursewright.scaffold.answers import Answers
from coursewright.scaffold.describe import read_template
from coursewright.scaffold.faults import TemplateError
from coursewright.scaffold.render import Rendered, render

if TYPE_CHECKING:
    from pathlib import Path


def made(folder: Path) -> Rendered:
    template = read_template(folder)
    return render(template, Answers(template))


def with_body(folder: Path, body: str, **files: str) -> Path:
    named = {f"{name}.jinja": text for name, text in files.items()}
    return put(folder, {"module.yaml.jinja": f"module: m\n{body}\n", **named})


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("{{ ''.__class__.__mro__ }}", "attribute '__class__' of 'str' object is unsafe"),
        ("{{ said.__globals__ }}", "__globals__"),
        ("{{ yaml.__func__ }}", ""),
        ("{{ in_file.__class__ }}", "__class__"),
        ("{{ in_file.clear() }}", ""),
        ("{{ self.__init__.__globals__ }}", ""),
        ("{{ lipsum.__globals__['os'].popen('id').read() }}", "'lipsum' is undefined"),
        ("{{ cycler.__init__.__globals__ }}", "__init__"),
        ("{{ ''|attr('__class__') }}", "no filter named 'attr'"),
        ("{{ 'x'.format(1) }}", "format"),
        ("{{ 'x' * 10 ** 9 }}", "this repeats a text too often"),
        ("{{ [1] * 10 ** 9 }}", "this repeats a text too often"),
        ("{{ 10 ** 10 ** 10 }}", "this power is too large"),
        ("{{ 99 ** 9 * 99 ** 9 }}", "this number is too large"),
        ("{{ '%999999999d' % 1 }}", "not with `%`"),
        ("{{ 'x'.ljust(999999999) }}", "ljust"),
        ("{{ 'x'|center(999999999) }}", "no filter named 'center'"),
        ("{{ [1]|batch(999999999, 'x') }}", "no filter named 'batch'"),
        ("{{ range(10 ** 9) }}", "a range of 1,000,000,000 is too long"),
        pytest.param(
            "{% macro m() %}{% for b in range(999) %}{% endfor %}{% endmacro %}"
            "{% for a in range(999) %}{{ m() }}{% endfor %}",
            "the template goes on without end",
            id="loops in loops",
        ),
        ("{% macro m(n) %}{{ m(n) }}{% endmacro %}{{ m(1) }}", "the template goes on without end"),
        (
            "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(40) }}",
            "the template goes on without end",
        ),
        (
            "{% set n = namespace(x='x') %}{% for a in range(60) %}{% set n.x = n.x ~ n.x %}{% endfor %}",
            "this puts together a very long text",
        ),
        (
            "{% set n = namespace(x='x') %}{% for a in range(60) %}{% set n.x = n.x + n.x %}{% endfor %}",
            "this puts together a very long text",
        ),
        ("{% for a in range(999) %}{{ 'x' * 9999 }}{% endfor %}", "more than 1 mb"),
        ("{% include '../secret.jinja' %}", "there is no file `../secret.jinja` in the template"),
        ("{% include '/etc/passwd' %}", "there is no file `/etc/passwd` in the template"),
        ("{% import '..\\\\secret.jinja' as s %}", "there is no file"),
        ("{% include 'link.jinja' %}", "there is no file `link.jinja` in the template"),
        ("{{ nothing }}", "'nothing' is undefined"),
        ("{{ title }}", "an answer that was skipped stands here"),
        ("{{ title ~ '!' }}", "an answer that was skipped stands here"),
        ("{{ todo('nothing') }}", "there is nothing under `hints` for `nothing`"),
        ("{{ words('nothing') }}", "there is nothing under `texts` for `nothing`"),
        ("{{ minutes('soon') }}", "`soon`"),
        ("{% if %}", "expected an expression"),
        ("{{", "module.yaml.jinja:"),
        ("{% extends 'module.yaml.jinja' %}", ""),
    ],
)
def test_what_a_file_may_not_do(tmp_path: Path, body: str, said: str) -> None:
    (tmp_path / "secret.jinja").write_text("secret: yes\n", "utf-8")
    folder = with_body(tmp_path, body)
    (folder / "link.jinja").symlink_to(tmp_path / "secret.jinja")
    started = time.monotonic()
    with pytest.raises(TemplateError) as caught:
        made(folder)
    assert said in str(caught.value).lower()
    assert ".jinja:" in str(caught.value)
    assert time.monotonic() - started < 5


@pytest.mark.parametrize(
    "path",
    [
        "../m.module.yaml",
        "/somewhere/m.module.yaml",
        "a/../../m.module.yaml",
        "C:m.module.yaml",
        "..\\\\m.module.yaml",
        "~/m.module.yaml",
        "{{ '..' }}/m.yaml",
        "{{ '' }}",
        "a\\tb.yaml",
        "a./b.yaml",
        "x" * 300,
        "{{ nothing }}.yaml",
    ],
)
def test_where_no_file_goes(tmp_path: Path, path: str) -> None:
    text = FILES["template.yaml"].replace("{{ id }}.module.yaml", path)
    with pytest.raises(TemplateError, match=r"template.yaml:7:[0-9]+: "):
        made(put(tmp_path, {"template.yaml": text}))


def test_two_files_in_one_place(tmp_path: Path) -> None:
    files = '  - {template: module.yaml.jinja, path: "{{ id }}.module.yaml"}\n'
    text = FILES["template.yaml"].replace(files, files * 2)
    with pytest.raises(TemplateError, match="Two files of the template go to one place"):
        made(put(tmp_path, {"template.yaml": text}))


def test_a_template_file_outside_the_folder(tmp_path: Path) -> None:
    (tmp_path / "other.jinja").write_text("module: m\n", "utf-8")
    text = FILES["template.yaml"].replace("template: module.yaml.jinja", "template: ../other.jinja")
    with pytest.raises(TemplateError, match=r"There is no file `../other.jinja` in the template"):
        made(put(tmp_path, {"template.yaml": text}))


def test_an_answer_is_never_taken_for_jinja(tmp_path: Path) -> None:
    template = read_template(put(tmp_path))
    given = {"title": "{{ 1 + 1 }}", "room": "{% include 'x' %} {# gone? #}"}
    (file,) = render(template, Answers(template, given=given)).files
    assert 'title: "{{ 1 + 1 }}"' in file.text
    assert "{% include 'x' %} {# gone? #}" in file.text


def test_words_are_never_taken_for_jinja(tmp_path: Path) -> None:
    folder = put(tmp_path, words_en=("session: We meet", 'session: "{{ title.__class__ }} {cases}"'))
    assert 'title: "{{ title.__class__ }} {cases}"' in made(folder).files[0].text


def test_steering_characters_of_a_template_stay_out_of_errors(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from coursewright.cli.terminal import tell_error

    folder = put(tmp_path, template=("makes: module", 'makes: "\\e[31mred"'))
    with pytest.raises(TemplateError) as caught:
        read_template(folder)
    tell_error(caught.value)
    assert "\x1b" not in capsys.readouterr().err


def test_a_large_file_is_not_read(tmp_path: Path) -> None:
    folder = put(tmp_path)
    (folder / "module.yaml.jinja").write_text("#" * 1_000_001, "utf-8")
    with pytest.raises(TemplateError, match="more than 1 MB"):
        made(folder)


def test_nothing_of_an_installed_package_is_imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from coursewright.scaffold import gallery

    package = tmp_path / "trickster"
    put(package / "templates")
    (package / "__init__.py").write_text("raise SystemExit('imported')\n", "utf-8")
    (package / "templates" / "__init__.py").write_text("raise SystemExit('imported')\n", "utf-8")
    metadata = tmp_path / "trickster-1.0.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: trickster\nVersion: 1.0\n", "utf-8")
    (metadata / "entry_points.txt").write_text(
        "[coursewright.templates]\nall = trickster.templates\n", "utf-8"
    )
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    gallery.installed.cache_clear()
    try:
        found = gallery.find("small")
        assert (found.name, found.origin) == ("small", "trickster")
        assert "trickster" not in sys.modules
    finally:
        gallery.installed.cache_clear()

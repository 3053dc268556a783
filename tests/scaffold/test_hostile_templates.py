"""Templates of strangers: none runs code, reads or writes outside its folder, or goes on for ever."""

from __future__ import annotations

import sys
import time
import tracemalloc
from pathlib import Path

import pytest
from own_templates import FILES, put

from coursewright.scaffold import budget
from coursewright.scaffold.answers import Answers
from coursewright.scaffold.checking import faults_in
from coursewright.scaffold.describe import read_template
from coursewright.scaffold.faults import TemplateError
from coursewright.scaffold.render import Rendered, render
from coursewright.scaffold.usage import usage

LONG = "this puts together a very long text"
ENDLESS = "the template goes on without end"
DOUBLED = "{% macro d(x) %}{{ x }}{{ x }}{% endmacro %}{% set n = namespace(x='x') %}"
TWO_LOOPS = "{%% for a in range(999) %%}{%% for b in range(999) %%}%s{%% endfor %%}{%% endfor %%}"
KEPT = (
    "{%% set n = namespace(x=1) %%}"
    "{%% for a in range(999) %%}{%% set n.x = namespace(a=n.x, b=%s) %%}{%% endfor %%}"
)


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
        ("{% for a in range(199) %}{{ 'x' * 9999 }}{% endfor %}", "more than 1 mb"),
        (DOUBLED + "{% for a in range(40) %}{% set n.x = d(n.x) %}{% endfor %}", LONG),
        (
            DOUBLED + "{% for a in range(40) %}{% set n.x %}{{ n.x }}{{ n.x }}{% endset %}{% endfor %}",
            LONG,
        ),
        (DOUBLED + "{% for a in range(60) %}{% set n.x = [n.x, n.x] %}{% endfor %}{{ n.x }}", LONG),
        (DOUBLED + "{% for a in range(60) %}{% set n.x = (n.x, n.x) %}{% endfor %}{{ n.x|string }}", LONG),
        (DOUBLED + "{% for a in range(60) %}{% set n.x = {'a': n.x, 'b': n.x} %}{% endfor %}", LONG),
        (
            (
                "{% macro m(n, x) %}{% if n %}{{ m(n - 1, namespace(a=x, b=x)) }}{% else %}{{ x }}{% endif %}"
                "{% endmacro %}{{ m(50, 'x') }}"
            ),
            "a namespace or an import is no text",
        ),
        ("{{ (['a' * 9999] * 99999)|map('lower')|list }}", "this repeats a text too often"),
        ("{{ (['a' * 9999] * 99999)|string }}", "this repeats a text too often"),
        ("{{ (['a' * 9999] * 99999)|join }}", "this repeats a text too often"),
        ("{{ range(999)|join('x' * 99999) }}", LONG),
        ("{{ ([none] * 999)|map('default', 'x' * 99999, true)|list }}", LONG),
        ("{{ 1|round(1000000000000, 'ceil') }}", "a number is rounded to 12 digits at most"),
        ("{{ ('f' * 99999)|int(0, 16) }}", "this number is too large"),
        (
            DOUBLED + "{% set n.x = 1 %}{% for a in range(999) %}{% set n.x = n.x - -n.x %}{% endfor %}",
            "this number is too large",
        ),
        (
            f"{{% set s = 'ab' * 5000 %}}{TWO_LOOPS % '{% set x = s|sort|sort|sort %}'}",
            ENDLESS,
        ),
        (f"{{% set s = 'ab' * 49999 %}}{TWO_LOOPS % '{% if s[1:] == s[:-1] %}{% endif %}'}", ENDLESS),
        (f"{{% set _steps = range %}}{{% set _turns = range %}}{TWO_LOOPS % ''}", ENDLESS),
        pytest.param(
            f"{{% set x %}}{TWO_LOOPS % ('y' * 40_000)}{{% endset %}}", ENDLESS, id="a text in loops"
        ),
        pytest.param(
            "{% set x = 'x' * 99999 %}{% set y %}" + "{{ x }}" * 7_000 + "{% endset %}",
            ENDLESS,
            id="long texts",
        ),
        ("{% for a in range(999) recursive %}{{ loop(range(999)) }}{% endfor %}", ENDLESS),
        ("{% block a %}x{{ self.a() }}{{ self.a() }}{% endblock %}", ENDLESS),
        ("{% include 'module.yaml.jinja' %}", ENDLESS),
        pytest.param("{{ 1 }}" * 10_000, "more than 50,000 letters", id="a long file"),
        ("{{ todo('bomb', n='x' * 99999) }}", LONG),
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
    words = folder / "words" / "en.yaml"
    bomb = f"hints:\n  bomb: '{'{n}' * 9_999}'"
    words.write_text(FILES["words/en.yaml"].replace("hints:", bomb), "utf-8")
    started = time.process_time()
    with pytest.raises(TemplateError) as caught:
        made(folder)
    assert said in str(caught.value).lower()
    assert ".jinja:" in str(caught.value)
    assert time.process_time() - started < 3


@pytest.mark.parametrize(
    "body",
    [
        DOUBLED + "{% for a in range(40) %}{% set n.x = d(n.x) %}{% endfor %}",
        "{{ (['a' * 9999] * 99999)|map('lower')|list }}",
        KEPT % "'\U0001f600' * 99999",
        KEPT % "('\u0390 ' * 5000).split()",
        "{% set x = 'x' * 99999 %}{% set y %}" + "{{ x }}" * 2_000 + "{% endset %}",
    ],
    ids=["doubled", "mapped", "kept texts", "kept lists", "outputs"],
)
def test_what_fills_no_memory(tmp_path: Path, body: str) -> None:
    folder = with_body(tmp_path, body)
    tracemalloc.start()
    try:
        with pytest.raises(TemplateError):
            made(folder)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 200_000_000


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
        "coursewright.yaml",
        "{{ 'coursewright.yaml' if id else 'course.yaml' }}",
        "rules/x.py",
        "{{ 'rules/x' ~ '.py' }}",
        "page.html",
        "image.svg",
        "Makefile",
        "{{ '.git/hooks/pre-commit' }}",
        ".git/hooks/pre-commit.txt",
        "{{ '.github' }}/workflows/course.yaml",
        "a/.hidden.md",
        "{{ '.' }}course.yaml",
        "con.module.yaml",
        "{{ 'LPT1' }}/course.yaml",
        "aux.course.yaml",
        "a /course.yaml",
        "a/ b/course.yaml",
        "{{ 'a\\u202e' }}.course.yaml",
        "{{ 'a\\x85' }}.course.yaml",
        "{{ 'a\\u200b' }}.course.yaml",
        "a.md/x",
    ],
)
def test_where_no_file_goes(tmp_path: Path, path: str) -> None:
    text = FILES["template.yaml"].replace("{{ id }}.module.yaml", path)
    with pytest.raises(TemplateError, match=r"template.yaml:7:[0-9]+: "):
        made(put(tmp_path, {"template.yaml": text}))


@pytest.mark.parametrize(
    "path",
    [
        "course.yaml",
        "{{ id }}.course.yml",
        "{{ id }}/module.yaml",
        "weeks/{{ id }}.module.yml",
        "README.md",
        "data/cases.csv",
        "{{ 'hand-out.txt' if id else 'notes.tsv' }}",
        "unité/lección.md",
    ],
)
def test_where_files_go(tmp_path: Path, path: str) -> None:
    text = FILES["template.yaml"].replace("{{ id }}.module.yaml", path)
    (file,) = made(put(tmp_path, {"template.yaml": text})).files
    assert file.path.suffix in {".yaml", ".yml", ".md", ".csv", ".txt"}


def test_a_path_is_found_fault_with_at_its_place(tmp_path: Path) -> None:
    text = FILES["template.yaml"].replace(
        "{{ id }}.module.yaml", "{{ 'x.py' if mode == 'asynchronous' else id ~ '.md' }}"
    )
    folder = put(tmp_path, {"template.yaml": text})
    assert made(folder).files[0].path.suffix == ".md"
    (fault,) = [one for one in faults_in(read_template(folder)) if "course is made of" in one.message]
    assert (fault.span.start.line, fault.message.partition(":")[0]) == (7, "With mode=asynchronous")
    assert ".module.yaml" in fault.hint


def test_capitals_make_no_two_places(tmp_path: Path) -> None:
    files = '  - {template: module.yaml.jinja, path: "{{ id }}.module.yaml"}\n'
    text = FILES["template.yaml"].replace(
        files, files.replace("{{ id }}", "a") + files.replace("{{ id }}", "A")
    )
    with pytest.raises(TemplateError, match="Two files of the template go to one place"):
        made(put(tmp_path, {"template.yaml": text}))


@pytest.mark.parametrize("name", ["template.yaml", "words/en.yaml", "words/es.yaml"])
def test_a_link_out_of_the_template_is_not_read(tmp_path: Path, name: str) -> None:
    secret = tmp_path / "secret.yaml"
    secret.write_text("hunter2: yes\n", "utf-8")
    folder = put(tmp_path)
    (folder / name).unlink()
    (folder / name).symlink_to(secret)
    try:
        faults = faults_in(read_template(folder))
    except TemplateError as error:
        faults = list(error.faults)
    assert [fault.source.path.name for fault in faults] == [Path(name).name]
    assert "a link that leads out" in faults[0].message
    assert "hunter2" not in str(faults)


def test_a_folder_of_words_elsewhere_is_not_read(tmp_path: Path) -> None:
    folder = put(tmp_path)
    (folder / "words").rename(tmp_path / "elsewhere")
    (folder / "words").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(TemplateError, match="a link that leads out"):
        made(folder)


@pytest.mark.parametrize("target", ["/", "..", ".", "beside"])
def test_what_is_shared_lies_beside_the_template(tmp_path: Path, target: str) -> None:
    folder = with_body(tmp_path / "group", "# {% include 'secret.txt' %}")
    for place in (tmp_path, folder.parent, folder.parent / "beside"):
        place.mkdir(exist_ok=True)
        (place / "secret.txt").write_text("hunter2", "utf-8")
    (folder.parent / "_shared").symlink_to(target)
    with pytest.raises(TemplateError, match="`_shared` is a link to somewhere else"):
        made(folder)


def test_shared_questions_elsewhere_are_not_read(tmp_path: Path) -> None:
    (tmp_path / "secret.yaml").write_text("hunter2: yes\n", "utf-8")
    folder = put(tmp_path / "group")
    (folder.parent / "_shared").mkdir()
    (folder.parent / "_shared" / "questions.yaml").symlink_to(tmp_path / "secret.yaml")
    with pytest.raises(TemplateError, match="a link that leads out"):
        read_template(folder)


@pytest.mark.parametrize(
    "default",
    [
        "1|round(1000000000000,'ceil')",
        "(['a' * 99999] * 99999)|map('lower')|list",
        "'a' * 99999 ~ 'a' * 99999",
        "range(999)|join('x' * 99999)",
    ],
)
def test_expressions_are_counted_like_files(tmp_path: Path, default: str) -> None:
    folder = put(tmp_path, template=("default: 2", f'default: "{{{{ {default} }}}}"'))
    with pytest.raises(TemplateError, match=r"template.yaml:14:14: `default: .* cannot be worked out"):
        made(folder)
    folder = put(tmp_path, template=("mode == 'blended'", default))
    with pytest.raises(TemplateError, match=r"template.yaml:[0-9]+:11: `when: .* cannot be worked out"):
        made(folder)


def test_time_ends_what_counting_does_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(budget, "MOST_STEPS", 10**12)
    monkeypatch.setattr(budget, "SECONDS", 0.2)
    folder = with_body(tmp_path, TWO_LOOPS % "{% for c in range(999) %}{% endfor %}")
    started = time.process_time()
    with pytest.raises(TemplateError, match="goes on without end"):
        made(folder)
    assert time.process_time() - started < 3


def test_all_files_have_one_deadline(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(budget, "SECONDS", 0.2)
    folder = with_body(
        tmp_path, "{% for a in range(99) %}{% for b in range(99) %}# {{ a }}\n{% endfor %}{% endfor %}"
    )
    text = (
        FILES["template.yaml"]
        .replace("{{ id }}", "{{ id }}-{{ n }}")
        .replace('.yaml"}', '.yaml", times: 60}')
    )
    (folder / "template.yaml").write_text(text, "utf-8")
    started = time.process_time()
    with pytest.raises(TemplateError, match="goes on without end"):
        made(folder)
    assert time.process_time() - started < 3


@pytest.mark.slow
def test_checking_ends_too(tmp_path: Path) -> None:
    body = "{{ (['a' * 9999] * 9)|map('lower')|list|length }}"
    questions = "".join(
        f"  - {{id: q{n}, ask: 'q?', help: h, type: yes-no, default: yes}}\n" for n in range(20)
    )
    endless = with_body(tmp_path, f"# {body}{TWO_LOOPS % ''}")
    with (endless / "template.yaml").open("a", encoding="utf-8") as file:
        file.write(questions)
    started = time.process_time()
    faults = faults_in(read_template(endless))
    assert any(ENDLESS in fault.message.lower() for fault in faults)
    assert time.process_time() - started < 6


def test_looking_at_a_file_works_nothing_out(tmp_path: Path) -> None:
    folder = with_body(tmp_path, "# {{ (['a' * 99999] * 9999)|map('lower')|list|length }}")
    started = time.process_time()
    usage(read_template(folder))
    assert time.process_time() - started < 1


def test_what_templates_need_is_there(tmp_path: Path) -> None:
    body = """\
{% set n = namespace(a=[1]) %}{% set n.a = n.a + [2] %}
{% for key, value in {'a': 1}.items() %}# {{ key ~ value }} {{ loop.index }} {{ loop.last }}
{% endfor %}
# {{ n.a|map('string')|join(', ') }} {{ [3, 1]|sort|first }} {{ 1.25|round(1) }} {{ 'abc'[1:] }}
# {{ n is defined }} {{ nothing|default('none') }} {{ range(4)|select('odd')|list }} {{ (1, 2) == (1, 2) }}
{% set t %}b{% endset %}# {{ t|upper }} {% filter upper %}x{% endfilter %} {{ 7 // 2 - 1 }} {{ 'x' * 3 }}
"""
    (file,) = made(with_body(tmp_path, body)).files
    assert [line for line in file.text.splitlines() if line.startswith("# ")][1:] == [
        "# a1 1 True",
        "# 1, 2 1 1.2 bc",
        "# True none [1, 3] True",
        "# B X 2 xxx",
    ]


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

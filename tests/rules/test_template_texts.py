"""The example texts of templates: how they are collected, and that the generated list is current."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import pytest

from coursewright.lint.engine import Linter
from coursewright.lint.select import find
from coursewright.rules import template_texts
from coursewright.spec.load import load

TEMPLATES = Path(__file__).parents[2] / "course_templates"
DATA = Path(str(resources.files("coursewright.rules"))) / "data"

TEMPLATE = """\
title: A week with a loop
replace:
  - >-
    Decide which of two
    sources to trust
  - Too short here
  - Read the two sources
"""

WORDS = {
    "loop": """\
hints:
  decision: {hint: What they decide, example: Whether the bridge stays open}
  option: {hint: An option, example: "What number {n} would do"}
  place: The room
texts: {feeds: The opening of the next session}
""",
    "_parts/task": "hints: {title: {hint: Name it, example: Rule on three more wrecks}}\n",
    "_parts/_shared": "hints: {follow_up: {hint: An id, example: the hearing in the square}}\n",
    "_shared": "hints: {who: {hint: Who they are, example: apprentices at a boatyard}}\n",
}


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    for name in ("loop", "agency"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "template.yaml").write_text(
            TEMPLATE if name == "loop" else "title: Empty\n", "utf-8"
        )
    for name, words in WORDS.items():
        (tmp_path / name / "words").mkdir(parents=True)
        (tmp_path / name / "words" / "en.yaml").write_text(words, "utf-8")
    return tmp_path


def test_texts_are_collected_and_written_once(templates: Path) -> None:
    texts = template_texts.collect(templates)
    assert texts == [
        ("loop", "Decide which of two sources to trust"),
        ("loop", "Too short here"),
        ("loop", "Read the two sources"),
        ("loop", "Whether the bridge stays open"),
        ("", "the hearing in the square"),
        ("task", "Rule on three more wrecks"),
        ("", "apprentices at a boatyard"),
    ]
    table = template_texts.render(texts, "# A heading.\n\nold\ttext that goes away\n")
    assert table.splitlines() == [
        "# A heading.",
        "",
        "our template `loop`\tDecide which of two sources to trust",
        "our template `loop`\tRead the two sources",
        "our template `loop`\tWhether the bridge stays open",
        "our template `task`\tRule on three more wrecks",
        "our templates\tapprentices at a boatyard",
        "our templates\tthe hearing in the square",
    ]
    assert template_texts.render(texts, table) == table
    assert template_texts.render([], table) == "# A heading.\n\n"


def test_a_written_table_is_read_back(templates: Path, tmp_path: Path) -> None:
    (tmp_path / template_texts.GENERATED).write_text("# A heading.\n", "utf-8")
    template_texts.write(templates, tmp_path)
    table = (tmp_path / template_texts.GENERATED).read_text("utf-8")
    assert template_texts.parse(table, "").ours == {
        "decide which of two sources to trust": "our template `loop`",
        "read the two sources": "our template `loop`",
        "whether the bridge stays open": "our template `loop`",
        "rule on three more wrecks": "our template `task`",
        "apprentices at a boatyard": "our templates",
        "the hearing in the square": "our templates",
    }


def test_the_generated_list_is_current() -> None:
    """It is out of date? `python -m coursewright.rules.template_texts` writes it anew."""
    written = (DATA / template_texts.GENERATED).read_text("utf-8")
    assert written == template_texts.render(template_texts.collect(TEMPLATES), written)


def test_each_fingerprint_differs_and_has_its_form() -> None:
    table = (DATA / template_texts.OTHERS).read_text("utf-8")
    rows = [line for line in table.splitlines() if "\t" in line]
    known = template_texts.parse("", table)
    assert len(rows) == len(known.others) > 30
    assert all(len(bytes.fromhex(digest)) == 8 for digest in known.others)


def test_a_text_of_another_system_is_known_by_its_fingerprint(capsys: pytest.CaptureFixture[str]) -> None:
    template_texts.main(["Describe", " what   this lesson is about"])
    start, digest = capsys.readouterr().out.rstrip().split("\t")
    known = template_texts.parse("", f"some system\t{start}\t{digest}\n")
    assert known.origin("describe WHAT this lesson\nis about") == "some system"
    assert known.origin("Describe what this lesson is for") is None


def test_what_a_template_of_ours_marks_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known = template_texts.parse("our template `loop`\tDecide which of two sources to trust\n", "")
    monkeypatch.setattr(template_texts, "known_texts", lambda: known)
    spec = tmp_path / "m.module.yaml"
    spec.write_text("module: m\noutcomes: [Decide  which of two SOURCES to trust]\n", "utf-8")
    findings = Linter([find("SPC007")]).lint(load(spec)).findings
    assert [finding.message for finding in findings] == [
        '"Decide which of two SOURCES to trust" is still an example text of our template `loop`.'
    ]

"""QTI: what an independent reader finds in a package is the questions that were written, in both versions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from editions import EXAMPLES, example, written
from hypothesis import given, settings
from lxml import etree
from qti_reading import Package, read_first, read_second
from quizzes import HOSTILE, QUESTIONS, Plain, asked, plain, quiz_edition, words

from coursewright.exporters.fidelity.aspects import unaccounted
from coursewright.exporters.fidelity.ledger import Ledger
from coursewright.exporters.packing.member import data
from coursewright.exporters.qti.export import members
from coursewright.exporters.qti.xhtml import QTI, body_of
from coursewright.spec.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from coursewright.exporters.edition.model import Edition

WITH_QUESTIONS = ("data-literacy", "research-ethics", "workplace-refresher")
VERSIONS = ("1.2", "2.1")
_SAYING = [said for said in HOSTILE if said.strip()]


def _files(edition: Edition, ledger: Ledger | None = None) -> dict[str, bytes]:
    return {member.path: data(member) for member in members(edition, ledger or Ledger())}


def _read(edition: Edition, version: str) -> Package:
    files = _files(edition)
    return read_second(files) if version == "2.1" else read_first(files)


def _expected(edition: Edition, version: str) -> list[Plain]:
    truth = edition.words("play.true"), edition.words("play.false")
    found = []
    for question in asked(edition):
        if question.problem:
            continue
        one = plain(question, edition)
        if question.type == "true-false" and version == "1.2":
            named = zip(truth, one.answers, strict=True)
            one = one._replace(answers=tuple((name, *answer[1:]) for name, answer in named))
        if version == "1.2" and question.type in {"short", "numeric"}:
            one = one._replace(
                answers=tuple(sorted(answer for answer in one.answers if answer[1])),
                numbers=tuple(number for number in one.numbers if number[2]),
            )
        found.append(one)
    return found


def _alike(found: Package, edition: Edition, version: str) -> None:
    expected = _expected(edition, version)
    assert len(found.questions) == len(expected)
    for got, wanted in zip(found.questions, expected, strict=True):
        compared = got
        if version == "2.1":  # its XHTML has other elements; the words are the same
            assert words(got.html) == words(wanted.html)
            compared = got._replace(html=wanted.html)
        elif got.type == "short":
            compared = got._replace(answers=tuple(sorted(got.answers)))
        assert compared == wanted


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("name", WITH_QUESTIONS)
def test_an_example_is_read_back(name: str, version: str) -> None:
    edition = example(name, version=version)
    _alike(_read(edition, version), edition, version)


@pytest.mark.parametrize("version", VERSIONS)
@settings(max_examples=25)
@given(QUESTIONS)
def test_any_question_is_read_back(version: str, questions: list[dict[str, Any]]) -> None:
    edition = quiz_edition(questions, version=version)
    if not _expected(edition, version):
        with pytest.raises(UsageError):
            _files(edition)
        return
    _alike(_read(edition, version), edition, version)


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("name", WITH_QUESTIONS)
def test_every_entry_and_aspect_is_accounted_for(name: str, version: str) -> None:
    ledger = Ledger()
    edition = example(name, version=version)
    _files(edition, ledger)
    assert unaccounted(edition, ledger) == ()


@pytest.mark.parametrize("name", sorted({*EXAMPLES} - {*WITH_QUESTIONS}))
def test_a_course_without_questions_makes_no_package(name: str) -> None:
    with pytest.raises(UsageError, match="needs questions with keys"):
        _files(example(name))


def test_a_version_that_nobody_writes_is_refused() -> None:
    with pytest.raises(UsageError, match=r"no version 3\.0 of QTI"):
        _files(example("research-ethics", version="3.0"))


@pytest.mark.parametrize("version", VERSIONS)
def test_images_lie_in_the_package_where_questions_look_for_them(tmp_path: Path, version: str) -> None:
    question = "{prompt: '![A map](My map.png) Where?', answer: Rome}"
    spec = f"module: m\ntasks: [{{id: q, kind: quiz, questions: {question}}}]\n"
    (tmp_path / "My map.png").write_bytes(b"\x89PNG")
    question = question.replace("My map", "My%20map")
    spec = spec.replace("My map", "My%20map")
    edition = written(tmp_path, {"m.module.yaml": spec}, version=version)
    files = _files(edition)
    (path,) = (path for path in files if path.startswith("files/"))
    assert files[path] == b"\x89PNG"
    found = _read(edition, version)
    assert found.types[path] == "webcontent"
    address = "../" if version == "2.1" else "$IMS-CC-FILEBASE$/"
    assert f'src="{address}{path}"' in found.questions[0].html
    assert 'alt="A map"' in found.questions[0].html


def test_the_first_version_names_what_canvas_looks_for() -> None:
    files = _files(example("research-ethics"))
    manifest = files["imsmanifest.xml"].decode()
    assert manifest.startswith('<?xml version="1.0" encoding="UTF-8"?>')
    assert manifest.count('type="imsqti_xmlv1p2"') == 2
    assert "<schema>IMS Content</schema>" in manifest


def test_wrong_answers_that_canvas_would_take_for_right_ones_are_left_out_and_that_is_said() -> None:
    options = [{"text": "1", "correct": True, "feedback": "Yes."}, {"text": "2", "feedback": "No."}]
    questions = [{"prompt": f"{kind}?", "type": kind, "options": options} for kind in ("short", "numeric")]
    for version in VERSIONS:
        ledger = Ledger()
        edition = quiz_edition(questions, version=version)
        _files(edition, ledger)
        _alike(_read(edition, version), edition, version)
        note = ledger.about("m/quiz", "questions")
        assert note is not None
        assert note.fate == ("changed" if version == "1.2" else "kept")
        assert note.how.count("without the wrong answers") == (2 if version == "1.2" else 0)


def test_names_within_an_item_do_not_depend_on_the_task() -> None:
    edition = quiz_edition(
        [{"prompt": "?", "options": [{"text": "a", "correct": True, "feedback": "Yes."}, "b"]}]
    )
    renamed = edition.entries[0].slug.replace("quiz", "correct-the-wrong-answers")
    object.__setattr__(edition.entries[0], "slug", renamed)
    (question,) = _read(edition, "1.2").questions
    assert question.id.startswith(renamed)
    assert question.answers[0] == ("a", True, "Yes.")


def test_points_count_in_the_second_version() -> None:
    options = [{"text": "a", "correct": True}, "b"]
    pairs = [{"left": "a", "right": "1"}, {"left": "b", "right": "2"}]
    edition = quiz_edition(
        [
            {"prompt": "One?", "options": options, "points": 3},
            {"prompt": "Pairs?", "pairs": pairs, "points": 3},
        ],
        version="2.1",
    )
    first, second = (
        etree.fromstring(one) for path, one in _files(edition).items() if path.startswith("items/")
    )
    assert first.findtext(f".//{{{QTI}}}setOutcomeValue/{{{QTI}}}baseValue") == "3.0"
    assert [one.get("mappedValue") for one in second.iter(f"{{{QTI}}}mapEntry")] == ["1.5", "1.5"]


def test_what_qti_has_no_element_for_keeps_its_words() -> None:
    html = (
        '<p class="x" tabindex="0"><del>old</del> <a href="#fn">1</a> <a href="https://example.org">out</a></p>'
        '<section><ul><li><input type="checkbox" checked="checked"/> done</li></ul></section>'
        '<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>x</mi></math>tail'
    )
    body = body_of(html)
    assert [etree.QName(one).localname for one in body.iter()] == (
        ["div", "p", "span", "span", "a", "div", "ul", "li", "span", "math", "mi"]
    )
    assert body.xpath("string()") == "old 1 out☑ donextail"
    assert [dict(one.attrib) for one in body.iter() if one.attrib] == [{"href": "https://example.org"}]


@pytest.mark.parametrize("version", VERSIONS)
def test_hostile_texts_make_no_element(version: str) -> None:
    questions = [
        {"prompt": f"`{said}`?", "options": [{"text": said, "correct": True, "feedback": said}, f"{said}!"]}
        for said in _SAYING
    ]
    edition = quiz_edition(questions, version=version)
    found = _read(edition, version)
    assert [one.answers[0] for one in found.questions] == [
        (" ".join(said.split()), True, said.strip()) for said in _SAYING
    ]

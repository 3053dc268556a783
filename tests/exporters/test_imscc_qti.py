"""Quizzes of cartridges: what Moodle and Canvas make of them is what was asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cartridge_specs import FILES
from cartridges import Cartridge, cartridge, faults, invalid
from editions import written
from hypothesis import given, settings
from quizzes import QUESTIONS, asked, quiz_edition

from coursewright.exporters.fidelity.aspects import unaccounted
from coursewright.exporters.fidelity.ledger import Ledger
from coursewright.exporters.imscc.qti_cc import profile_of
from coursewright.exporters.qti12.canvas import type_of

if TYPE_CHECKING:
    from pathlib import Path
    from xml.etree import ElementTree as ET


def items(cc: Cartridge, path: str) -> list[ET.Element]:
    return cc.xml(path).findall("./assessment/section/item")


def metadata(item: ET.Element) -> dict[str, str]:
    found = item.findall("./itemmetadata/qtimetadata/qtimetadatafield")
    return {one.findtext("fieldlabel") or "": one.findtext("fieldentry") or "" for one in found}


def labels(item: ET.Element) -> dict[str, str]:
    found = item.findall("./presentation/response_lid/render_choice/response_label")
    return {one.attrib["ident"]: one.findtext("material/mattext") or "" for one in found}


def right(item: ET.Element) -> list[str]:
    """Return what scores, as Moodle finds it: the tests of the condition that sets the score to 100."""
    for one in item.findall("./resprocessing/respcondition"):
        if one.findtext("setvar") == "100":
            wrong = {id(test) for test in one.findall(".//not/varequal")}
            return [test.text or "" for test in one.iter("varequal") if id(test) not in wrong]
    return []


def quiz(folder: Path, **choices: Any) -> Cartridge:
    return cartridge(written(folder, FILES, **choices))


def test_each_type_has_its_profile(tmp_path: Path) -> None:
    found = items(quiz(tmp_path), "quizzes/n-3-consent-quiz.xml")
    assert [metadata(one)["cc_profile"] for one in found] == [
        "cc.multiple_choice.v0p1",
        "cc.multiple_response.v0p1",
        "cc.true_false.v0p1",
        "cc.fib.v0p1",
        "cc.fib.v0p1",
        "cc.essay.v0p1",
        "cc.multiple_choice.v0p1",
        "cc.multiple_choice.v0p1",
        "cc.essay.v0p1",
    ]
    single, multiple, truth, short, number, *_, first, second, _essay = found
    assert metadata(single)["cc_weighting"] == "2"
    assert [labels(single)[one] for one in right(single)] == ["&lt;b onclick=x&gt;one&lt;/b&gt;"]
    assert [labels(multiple)[one] for one in right(multiple)] == ["a", "c"]
    assert right(truth) == ["true"]
    assert right(short) == ["consent", "assent"]
    assert right(number) == ["3.5", "3,5"]
    assert [labels(one)[right(one)[0]] for one in (first, second)] == ["r1", "r2"]


def test_moodle_reads_true_and_false_and_several_answers(tmp_path: Path) -> None:
    _, multiple, truth, *_ = items(quiz(tmp_path), "quizzes/n-3-consent-quiz.xml")
    assert list(labels(truth)) == ["true", "false"]
    tests = list(multiple.iter("varequal"))
    assert {test.attrib.get("case") for test in tests} == {"Yes"}


def test_feedback_goes_to_the_answer_it_is_about(tmp_path: Path) -> None:
    single = items(quiz(tmp_path), "quizzes/n-3-consent-quiz.xml")[0]
    told = {one.attrib["ident"]: "".join(one.itertext()).strip() for one in single.findall("itemfeedback")}
    shown: dict[str, str] = {}
    for one in single.findall("./resprocessing/respcondition"):
        test = one.findtext("./conditionvar/varequal") or "any"
        assert test not in shown, "of two conditions about one answer Moodle takes the last"
        shown[test] = told[one.find("displayfeedback").attrib["linkrefid"]]  # type: ignore[union-attr]
    assert list(shown.values()) == ["SECRET-GENERAL", "SECRET-RIGHT", "SECRET-WRONG"]


def test_tries_are_those_of_the_quiz(tmp_path: Path) -> None:
    root = quiz(tmp_path).xml("quizzes/n-3-consent-quiz.xml")
    found = root.findall("./assessment/qtimetadata/qtimetadatafield")
    assert ("cc_maxattempts", "3") in [tuple(part.text for part in one) for one in found]


def test_what_the_profile_lacks_is_told(tmp_path: Path) -> None:
    ledger = Ledger()
    made = written(tmp_path, FILES)
    cartridge(made, ledger)
    note = ledger.about("3-consent/quiz", "questions")
    assert note is not None
    assert note.fate == "changed"
    for said in ("question 5 takes a number", "question 6 is an essay", "question 7 asks for each pair"):
        assert said in note.how


def test_canvas_has_every_type_with_its_points(tmp_path: Path) -> None:
    found = items(quiz(tmp_path, flavour="canvas"), "non_cc_assessments/quiz_n-3-consent-quiz.xml.qti")
    assert [metadata(one)["question_type"].removesuffix("_question") for one in found] == [
        "multiple_choice",
        "multiple_answers",
        "true_false",
        "short_answer",
        "numerical",
        "numerical",
        "matching",
        "essay",
    ]
    assert [metadata(one)["points_possible"] for one in found] == ["2", *["1"] * 7]
    single, multiple, truth, *_, about, matching, _ = found
    assert [labels(single)[one] for one in right(single)] == ["&lt;b onclick=x&gt;one&lt;/b&gt;"]
    assert [labels(multiple)[one] for one in right(multiple)] == ["a", "c"]
    assert [labels(truth)[one] for one in right(truth)] == ["True"]
    assert about.findtext(".//vargte") == "3"
    assert about.findtext(".//varlte") == "4"
    pairs = {}
    for field in matching.findall("./presentation/response_lid"):
        test = matching.find(f".//varequal[@respident='{field.attrib['ident']}']")
        assert test is not None
        pairs[field.findtext("material/mattext")] = labels(matching)[test.text or ""]
    assert pairs == {"l1": "r1", "l2": "r2"}


@given(QUESTIONS)
@settings(max_examples=25, deadline=None)
def test_any_questions_make_a_valid_quiz(questions: list[dict[str, Any]]) -> None:
    made = quiz_edition(questions)
    found = asked(made)
    ledger = Ledger()
    cc = cartridge(made, ledger)
    assert invalid(cc) == []
    assert faults(cc) == []
    assert unaccounted(made, ledger) == ()
    shown = [one for question in found for one in _expected(question)]
    made_items = items(cc, cc.hrefs(cc.of_type("assessment")[0])[0]) if cc.of_type("assessment") else []
    assert [one.attrib["ident"] for one in made_items] == shown
    texts = {one.slug: [answer.text for answer in one.answers] for one in found}
    for item in made_items:
        if metadata(item)["cc_profile"] == "cc.fib.v0p1" and texts[item.attrib["ident"]]:
            question = next(one for one in found if one.slug == item.attrib["ident"])
            assert right(item) == list(question.accepted)


def _expected(question: Any) -> list[str]:
    profile = profile_of(question)
    if profile == "pairs":
        return [f"{question.slug}-{number}" for number in range(1, len(question.pairs) + 1)]
    return [question.slug] if profile else []


@given(QUESTIONS)
@settings(max_examples=12, deadline=None)
def test_any_questions_make_a_quiz_of_canvas(questions: list[dict[str, Any]]) -> None:
    made = quiz_edition(questions, flavour="canvas")
    cc = cartridge(made)
    assert invalid(cc) == []
    assert faults(cc) == []
    found = [one.slug for one in asked(made) if type_of(one, opinion=False)]
    shown = [one.attrib["ident"] for name in cc.names if name.endswith(".qti") for one in items(cc, name)]
    assert shown == found

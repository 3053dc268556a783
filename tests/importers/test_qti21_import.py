"""QTI 2 and 3: every interaction, whole packages, and the same questions in the names of either version."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from drafting import imported
from qti_items import as_third, asked_second, item_second

from coursewright.importers.desk import Desk
from coursewright.importers.qti.detecting import recognises
from coursewright.importers.qti.reading import read
from coursewright.importers.source import open_source
from coursewright.spec.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path


def _declared(kind: str, *right: str, several: bool = False, mapping: str = "") -> str:
    cardinality = "multiple" if several else "single"
    values = "".join(f"<value>{one}</value>" for one in right)
    correct = f"<correctResponse>{values}</correctResponse>" if right else ""
    return (
        f'<responseDeclaration identifier="RESPONSE" cardinality="{cardinality}" baseType="{kind}">'
        f"{correct}{mapping}</responseDeclaration>"
    )


def _choices(*texts: str, name: str = "simpleChoice") -> str:
    return "".join(f'<{name} identifier="c{at}">{text}</{name}>' for at, text in enumerate(texts, 1))


def _interaction(name: str, content: str, prompt: str = "Which?") -> str:
    asked = f"<prompt>{prompt}</prompt>" if prompt else ""
    return f'<{name} responseIdentifier="RESPONSE">{asked}{content}</{name}>'


_FIELD = '<textEntryInteraction responseIdentifier="RESPONSE"/>'
_RIGHT_IF = (
    '<responseCondition><responseIf>{}<setOutcomeValue identifier="SCORE"><baseValue baseType="float">1'
    "</baseValue></setOutcomeValue></responseIf></responseCondition>"
)


def _sets(lefts: dict[str, str], rights: dict[str, str]) -> str:
    return "".join(
        "<simpleMatchSet>"
        + "".join(
            f'<simpleAssociableChoice identifier="{name}">{text}</simpleAssociableChoice>'
            for name, text in texts.items()
        )
        + "</simpleMatchSet>"
        for texts in (lefts, rights)
    )


_ITEMS: dict[str, tuple[str, list[dict[str, Any]]]] = {
    "single": (
        item_second(_declared("identifier", "c2"), _interaction("choiceInteraction", _choices("a", "b"))),
        [{"type": "single", "options": ["a", {"text": "b", "correct": True}]}],
    ),
    "multiple, by what each earns": (
        item_second(
            _declared(
                "identifier",
                several=True,
                mapping='<mapping defaultValue="0"><mapEntry mapKey="c1" mappedValue="1"/>'
                '<mapEntry mapKey="c2" mappedValue="-1"/></mapping>',
            ),
            _interaction("choiceInteraction", _choices("a", "b")),
        ),
        [{"type": "multiple", "options": [{"text": "a", "correct": True}, "b"]}],
    ),
    "true or false": (
        item_second(
            _declared("identifier", "c1"), _interaction("choiceInteraction", _choices("True", "False"))
        ),
        [{"type": "true-false", "answer": True}],
    ),
    "no key": (
        item_second(_declared("identifier"), _interaction("choiceInteraction", _choices("a", "b"))),
        [{"type": "single", "options": ["a", "b"]}],
    ),
    "words": (
        item_second(
            _declared(
                "string",
                "York",
                mapping='<mapping><mapEntry mapKey="York" mappedValue="1"/>'
                '<mapEntry mapKey="york" mappedValue="0.5"/>'
                '<mapEntry mapKey="Bath" mappedValue="0"/></mapping>',
            ),
            f"<p>Which?</p><p>{_FIELD}</p>",
        ),
        [
            {
                "type": "short",
                "options": [
                    {"text": "York", "correct": True},
                    {"text": "york", "correct": True},
                    "Bath",
                ],
            }
        ],
    ),
    "a number within a tolerance": (
        item_second(
            _declared("float", "3.5"),
            f"<p>Which?</p><p>{_FIELD}</p>",
            _RIGHT_IF.format(
                '<equal toleranceMode="absolute" tolerance="0.5 0.5"><variable identifier="RESPONSE"/>'
                '<correct identifier="RESPONSE"/></equal>'
            ),
        ),
        [{"type": "numeric", "answer": 3.5, "tolerance": 0.5}],
    ),
    "a number between others": (
        item_second(
            _declared("float"),
            f"<p>Which?</p><p>{_FIELD}</p>",
            _RIGHT_IF.format(
                '<and><gte><variable identifier="RESPONSE"/><baseValue baseType="float">1</baseValue></gte>'
                '<lte><variable identifier="RESPONSE"/><baseValue baseType="float">4</baseValue></lte></and>'
            ),
        ),
        [{"type": "numeric", "answer": 2.5, "tolerance": 1.5}],
    ),
    "essay": (
        item_second(_declared("string"), _interaction("extendedTextInteraction", "")),
        [{"type": "essay"}],
    ),
    "a match": (
        item_second(
            _declared("directedPair", "f p", "i r", several=True),
            _interaction(
                "matchInteraction",
                _sets({"f": "France", "i": "Italy"}, {"p": "Paris", "r": "Rome", "b": "Bern"}),
            ),
        ),
        [
            {
                "type": "matching",
                "pairs": [{"left": "France", "right": "Paris"}, {"left": "Italy", "right": "Rome"}],
                "x-qti": {"distractors": ["Bern"]},
            }
        ],
    ),
    "an order": (
        item_second(
            _declared("identifier", "c2", "c1", several=True).replace('"multiple"', '"ordered"'),
            _interaction("orderInteraction", _choices("last", "first")),
        ),
        [
            {
                "type": "matching",
                "pairs": [{"left": "1", "right": "first"}, {"left": "2", "right": "last"}],
            }
        ],
    ),
    "a file": (
        item_second(_declared("file"), _interaction("uploadInteraction", "")),
        [{}],
    ),
}


@pytest.mark.parametrize("name", _ITEMS)
@pytest.mark.parametrize("third", [False, True], ids=["2.1", "3.0"])
def test_an_interaction(name: str, third: bool) -> None:
    written, wanted = _ITEMS[name]
    asked = asked_second(as_third(written) if third else written)
    assert list(asked.questions) == [{"prompt": "Which?", **one} for one in wanted]


def test_gaps_and_menus_in_a_text() -> None:
    declared = "".join(_declared("identifier", f"c{at}").replace("RESPONSE", f"R{at}") for at in (1, 2))
    menu = '<inlineChoiceInteraction responseIdentifier="R{}">{}</inlineChoiceInteraction>'
    body = f"<p>The {menu.format(1, _choices('a', 'b', name='inlineChoice'))} and the "
    body += f"{menu.format(2, _choices('x', 'y', name='inlineChoice'))}.</p>"
    asked = asked_second(item_second(declared, body))
    assert [one["prompt"] for one in asked.questions] == [
        f"The (1) … and the (2) ….\n\n({at})" for at in (1, 2)
    ]
    assert [one["options"] for one in asked.questions] == [
        [{"text": "a", "correct": True}, "b"],
        ["x", {"text": "y", "correct": True}],
    ]
    gap = _interaction(
        "gapMatchInteraction",
        _choices("winter", "spring", name="gapText") + '<p>Now is the <gap identifier="g"/> of it.</p>',
    )
    (matched,) = asked_second(item_second(_declared("directedPair", "c1 g", several=True), gap)).questions
    assert matched["prompt"] == "Which?\n\nNow is the … of it."
    assert matched["pairs"] == [{"left": "(1)", "right": "winter"}]


def test_feedback_by_answer_and_for_all() -> None:
    outcome = '<setOutcomeValue identifier="{}"><{}/></setOutcomeValue>'
    processing = (
        outcome.format("FEEDBACK", 'variable identifier="RESPONSE"')
        + '<setOutcomeValue identifier="ALL"><baseValue baseType="identifier">always</baseValue>'
        "</setOutcomeValue>"
    )
    told = "".join(
        f'<modalFeedback outcomeIdentifier="{name}" identifier="{value}">{text}</modalFeedback>'
        for name, value, text in (("FEEDBACK", "c1", "No."), ("ALL", "always", "Read it again."))
    )
    item = item_second(
        _declared("identifier", "c2"), _interaction("choiceInteraction", _choices("a", "b")), processing, told
    )
    for written in (item, as_third(item)):
        (question,) = asked_second(written).questions
        assert question["options"] == [{"text": "a", "feedback": "No."}, {"text": "b", "correct": True}]
        assert question["feedback"] == "Read it again."


def test_what_a_plan_has_no_type_for_is_left_out_with_its_prompt() -> None:
    asked = asked_second(item_second(_declared("point"), _interaction("selectPointInteraction", "")))
    assert asked.why == "a plan has no type for this question (selectPoint)"
    assert [one.markdown for one in asked.kept] == ["Which?"]


_TEST = """<assessmentTest xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="final"
title="Final test">
<timeLimits maxTime="1800"/><testPart identifier="p"><itemSessionControl maxAttempts="2"/>
<assessmentSection identifier="s" title="First" visible="true"><rubricBlock view="candidate"><p>Take care.</p>
</rubricBlock><assessmentItemRef identifier="b" href="items/b.xml"><weight identifier="w" value="2"/>
</assessmentItemRef></assessmentSection><assessmentSection identifier="t" title="Second" visible="true">
<selection select="1"/><assessmentItemRef identifier="a" href="items/a.xml"/>
<assessmentItemRef identifier="gone" href="items/gone.xml"/></assessmentSection></testPart>
</assessmentTest>"""


def _package(folder: Path, *, manifest: bool) -> Path:
    path = folder / "final.zip"
    prompt = '<img src="../map.png" alt="a map"/> Which?'
    choice = _interaction("choiceInteraction", _choices("a", "b"), prompt)
    with zipfile.ZipFile(path, "w") as package:
        for name in ("a", "b", "loose"):
            item = item_second(_declared("identifier", "c1"), choice)
            package.writestr(f"items/{name}.xml", item.replace('title="One"', f'title="Item {name}"'))
        package.writestr("test.xml", _TEST)
        package.writestr("map.png", b"\x89PNG\r\n\x1a\n")
        if manifest:
            package.writestr(
                "imsmanifest.xml",
                '<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" identifier="m"><resources>'
                '<resource identifier="t" type="imsqti_test_xmlv2p1" href="test.xml"/></resources>'
                "</manifest>",
            )
    return path


@pytest.mark.parametrize("manifest", [True, False])
def test_a_package_with_a_test(tmp_path: Path, *, manifest: bool) -> None:
    come = imported(_package(tmp_path, manifest=manifest), tmp_path)
    tasks = come.course.modules[0].tasks
    assert [task.title for task in tasks] == ["Final test", None]
    assert [task.kind for task in tasks] == ["quiz", "quiz"]
    assert tasks[0].duration is None
    assert "time_limit: 30 min" in (come.folder / come.course.modules[0].source.path.name).read_text("utf-8")
    assert tasks[0].attempts == "2"
    assert [len(task.questions) for task in tasks] == [2, 1]
    left_out = {note.title: note.how for note in come.account if note.fate == "left out"}
    assert left_out == {"items/gone.xml": "its file is not in the package"}
    text = next(come.folder.rglob("*.module.yaml")).read_text(encoding="utf-8")
    assert "weight: 2" in text
    assert "pick: 1" in text
    assert "Take care." in text
    assert [path.name for path in come.folder.rglob("*.png")] == ["map.png"]


def test_a_source_without_questions_is_refused(tmp_path: Path) -> None:
    (tmp_path / "page.xml").write_text("<page/>", encoding="utf-8")
    source = open_source(tmp_path)
    assert not recognises(source)
    with pytest.raises(UsageError, match="no questions in QTI"):
        read(source, Desk())


def test_a_bank_comes_in_as_a_draft_and_quizzes_say_what_they_draw(tmp_path: Path) -> None:
    path = tmp_path / "bank.xml"
    path.write_text(
        '<questestinterop><assessment ident="quiz" title="Quiz"><section><section><selection_ordering>'
        "<selection><sourcebank_ref>bank</sourcebank_ref><selection_number>2</selection_number></selection>"
        '</selection_ordering></section></section></assessment><objectbank ident="bank"><qtimetadata>'
        "<qtimetadatafield><fieldlabel>bank_title</fieldlabel><fieldentry>Pool</fieldentry></qtimetadatafield>"
        '</qtimetadata><item ident="one"><presentation><material><mattext>Why?</mattext></material>'
        '<response_str ident="r"><render_fib/></response_str></presentation></item></objectbank>'
        "</questestinterop>",
        encoding="utf-8",
    )
    come = imported(path, tmp_path)
    quiz, bank = come.course.modules[0].tasks
    assert (quiz.title, bank.title, bank.status) == ("Quiz", "Pool", "draft")
    assert [question.type for question in bank.questions] == ["essay"]
    assert any('in the bank "Pool", which came in' in note.how for note in come.account)

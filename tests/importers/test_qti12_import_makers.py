"""QTI 1.2 of several makers: Brightspace, Blackboard, and a whole quiz of Canvas, also mangled."""

from __future__ import annotations

import random
import re
import zipfile
from pathlib import Path

import pytest
from lxml import etree
from qti_items import asked_first, item_first

from coursewright.importers.questions.qti12 import quiz_of_qti12
from coursewright.packages.reading.xml import parsed

_SHARED = Path(__file__).parents[2].parent / "shared" / "samples" / "imscc"
_TRUTH = (
    '<material><mattext>Sent?</mattext></material><response_lid ident="r"><render_choice>'
    '<response_label ident="a1"><material><mattext>True</mattext></material></response_label>'
    '<response_label ident="a2"><material><mattext>False</mattext></material></response_label>'
    "</render_choice></response_lid>"
)


def _block(name: str, words: str) -> str:
    formatted = f'<mat_formattedtext type="HTML">{words}</mat_formattedtext>'
    return f'<flow class="{name}"><material><mat_extension>{formatted}</mat_extension></material></flow>'


def test_brightspace_and_blackboard() -> None:
    marking = (
        '<respcondition><conditionvar><varequal respident="r"> a2 </varequal></conditionvar>'
        '<setvar action="Set">100.000000000</setvar></respcondition>'
    )
    said = {"qmd_questiontype": "True/False", "qmd_weighting": "1.000000000"}
    brightspace = item_first(_TRUTH, marking, **said)
    assert asked_first(brightspace).questions[0] == {
        "prompt": "Sent?",
        "type": "true-false",
        "answer": False,
        "points": 1,
    }
    rows = "".join(
        f'<flow class="Block"><response_lid ident="r{at}"><render_choice><response_label ident="{at}x"/>'
        f'<response_label ident="{at}y"/></render_choice></response_lid>{_block("T", f"left {at}")}</flow>'
        for at in (1, 2)
    )
    rights = "".join(f'<flow class="Block">{_block("T", f"right {at}")}</flow>' for at in (1, 2))
    marking = "".join(
        f'<respcondition><conditionvar><varequal respident="r{at}">{found}</varequal></conditionvar>'
        '<displayfeedback linkrefid="correct"/></respcondition>'
        for at, found in ((1, "1y"), (2, "2x"))
    )
    prompt = _block("QUESTION_BLOCK", "Match these.&lt;br /&gt;")
    matching = (
        "<item><itemmetadata><bbmd_questiontype>Matching</bbmd_questiontype>"
        "<qmd_absolutescore_max>10.0</qmd_absolutescore_max></itemmetadata><presentation><flow>"
        f'{prompt}<flow class="RESPONSE_BLOCK">{rows}</flow>'
        f'<flow class="RIGHT_MATCH_BLOCK">{rights}</flow></flow></presentation>'
        f"<resprocessing>{marking}</resprocessing></item>"
    )
    assert asked_first(matching).questions[0] == {
        "prompt": "Match these.",
        "type": "matching",
        "pairs": [{"left": "left 1", "right": "right 2"}, {"left": "left 2", "right": "right 1"}],
        "points": 10,
    }


@pytest.fixture(scope="module")
def canvas() -> bytes:
    path = _SHARED / "all-question-types.imscc"
    if not path.is_file():
        pytest.skip(f"needs {path.name}, which lies beside the repository")
    with zipfile.ZipFile(path) as package:
        (name,) = (name for name in package.namelist() if name.endswith(".xml.qti"))
        return package.read(name)


def test_a_quiz_of_canvas_comes_in_question_by_question(canvas: bytes) -> None:
    quiz = quiz_of_qti12(parsed(canvas, "quiz"), lambda address: address)
    types = re.findall(r"question_type</fieldlabel>\s*<fieldentry>(\w+)", canvas.decode())
    asked = [one for kind, one in zip(types, quiz.asked, strict=True) if kind != "text_only_question"]
    assert len(types) == 10
    assert all(one.questions for one in asked)
    assert [title for title, _ in quiz.left_out] == ["JUST TEXT"]
    assert len(quiz.questions) == len(asked) + 1  # two menus are a question each
    assert sum(float(str(one["points"])) for one in quiz.questions) == pytest.approx(len(asked))


def test_a_mangled_quiz_never_stops_an_import(canvas: bytes) -> None:
    for seed in range(60):
        chance = random.Random(seed)  # noqa: S311 - nothing to keep secret
        root = etree.fromstring(canvas)
        for _ in range(40):
            others = [one for one in root.iter(etree.Element) if one is not root]
            if not others:
                break
            victim = chance.choice(others)
            parent = victim.getparent()
            assert parent is not None
            match chance.randrange(3):
                case 0:
                    parent.remove(victim)
                case 1:
                    victim.text = chance.choice(["", "100", "no number", "a\x85b"])
                case _:
                    victim.attrib.clear()
        quiz = quiz_of_qti12(root, lambda address: address)
        items = sum(1 for _ in root.iter("{*}item"))
        assert len(quiz.asked) <= items
        assert all(one.questions or one.why for one in quiz.asked)

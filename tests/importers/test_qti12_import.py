"""QTI 1.2 as Canvas, cartridges, Blackboard and Brightspace write it, read into questions of a plan."""

from __future__ import annotations

from typing import Any

import pytest
from qti_items import asked_first, item_first, quiz_first

from coursewright.importers.account import Account
from coursewright.importers.questions.telling import tell


def _text(words: str, kind: str = "text/plain") -> str:
    return f'<material><mattext texttype="{kind}">{words}</mattext></material>'


def _labels(*texts: str) -> str:
    return "".join(
        f'<response_label ident="a{at}">{_text(words)}</response_label>' for at, words in enumerate(texts, 1)
    )


def _choice(*texts: str, several: bool = False) -> str:
    prompt = _text("&lt;p&gt;Which &lt;b&gt;one&lt;/b&gt;?&lt;/p&gt;", "text/html")
    cardinality = "Multiple" if several else "Single"
    return (
        f'{prompt}<response_lid ident="r" rcardinality="{cardinality}">'
        f"<render_choice>{_labels(*texts)}</render_choice></response_lid>"
    )


def _when(test: str, score: str = "", shows: str = "", goes_on: str = "No") -> str:
    scored = f'<setvar action="Set" varname="SCORE">{score}</setvar>' if score else ""
    shown = f'<displayfeedback feedbacktype="Response" linkrefid="{shows}"/>' if shows else ""
    tests = f"<conditionvar>{test}</conditionvar>"
    return f'<respcondition continue="{goes_on}">{tests}{scored}{shown}</respcondition>'


def _is(value: str) -> str:
    return f'<varequal respident="r">{value}</varequal>'


def _told(name: str, words: str) -> str:
    return f'<itemfeedback ident="{name}"><flow_mat>{_text(words)}</flow_mat></itemfeedback>'


def _written(kind: str = "") -> str:
    field = f'<render_fib fibtype="{kind}"><response_label ident="f"/></render_fib>'
    return f'{_text("How many?")}<response_str ident="r">{field}</response_str>'


def _question(item: str) -> dict[str, Any]:
    (question,) = asked_first(item).questions
    return question


def test_a_choice_with_all_kinds_of_feedback() -> None:
    marking = (
        _when("<other/>", shows="general_fb", goes_on="Yes")
        + _when(_is("a2"), shows="a2_fb", goes_on="Yes")
        + _when(_is("a1"), "100", "correct_fb")
        + _when("<other/>", shows="general_incorrect_fb", goes_on="Yes")
    )
    told = "".join(
        _told(name, name.removesuffix("_fb"))
        for name in ("general_fb", "a2_fb", "correct_fb", "general_incorrect_fb")
    )
    item = item_first(
        _choice("yes", "no"), marking, told, question_type="multiple_choice_question", points_possible="2.5"
    )
    assert _question(item) == {
        "prompt": "Which **one**?",
        "type": "single",
        "options": [
            {"text": "yes", "correct": True, "feedback": "correct"},
            {"text": "no", "feedback": "a2 general_incorrect"},
        ],
        "points": 2.5,
        "feedback": "general",
    }


def test_without_a_key_no_option_is_right() -> None:
    question = _question(item_first(_choice("yes", "no"), cc_profile="cc.multiple_choice.v0p1"))
    assert question == {"prompt": "Which **one**?", "type": "single", "options": ["yes", "no"]}


def test_several_right_options() -> None:
    marking = _when(f"<and>{_is('a1')}<not>{_is('a2')}</not>{_is('a3')}</and>", "100")
    item = item_first(_choice("a", "b", "c", several=True), marking, cc_profile="cc.multiple_response.v0p1")
    assert _question(item)["options"] == [
        {"text": "a", "correct": True},
        "b",
        {"text": "c", "correct": True},
    ]


@pytest.mark.parametrize(
    ("texts", "wanted"),
    [
        (("True", "False"), {"type": "true-false", "answer": False}),
        (("Wahr", "Falsch"), {"type": "true-false", "answer": False}),
        (("Ja", "Nein"), {"type": "single", "options": ["Ja", {"text": "Nein", "correct": True}]}),
    ],
)
def test_a_statement_is_true_or_false_only_by_its_words(
    texts: tuple[str, str], wanted: dict[str, Any]
) -> None:
    item = item_first(_choice(*texts), _when(_is("a2"), "100"), cc_profile="cc.true_false.v0p1")
    assert _question(item) == {"prompt": "Which **one**?", **wanted}


def test_words_that_are_expected() -> None:
    marking = _when(_is("two") + _is("2"), "100")
    assert _question(item_first(_written(), marking, cc_profile="cc.fib.v0p1"))["answer"] == ["two", "2"]
    part = '<varsubstring respident="r" case="Yes">wo</varsubstring>'
    asked = asked_first(item_first(_written(), _when(part, "100"), cc_profile="cc.pattern_match.v0p1"))
    assert asked.questions[0]["answer"] == "wo"
    assert asked.partly == (
        "capitals matter in its answers",
        "an answer also counts that holds one of these and more",
    )


def _between(low: str, high: str) -> str:
    return f'<vargte respident="r">{low}</vargte><varlte respident="r">{high}</varlte>'


@pytest.mark.parametrize(
    ("tests", "wanted", "told"),
    [
        ([_is("3.50")], {"answer": 3.5}, []),
        (
            [f"<or>{_is('33.33')}<and>{_between('33.32', '33.34')}</and></or>"],
            {"answer": 33.33, "tolerance": 0.01},
            [],
        ),
        ([_between("10", "20")], {"answer": 15, "tolerance": 5}, []),
        (
            [f"<or>{_is('4')}<and>{_between('3', '7')}</and></or>"],
            {"answer": 5, "tolerance": 2},
            ["its answer is 5, the middle of what counts, and not 4"],
        ),
        (
            [_is("1"), _between("10", "20")],
            {"answer": 1},
            ["the answer 10 to 20 is not there, since its tolerance differs from that of the others"],
        ),
    ],
)
def test_numbers(tests: list[str], wanted: dict[str, Any], told: list[str]) -> None:
    marking = "".join(_when(test, "100") for test in tests)
    asked = asked_first(item_first(_written("Decimal"), marking, question_type="numerical_question"))
    assert asked.questions == ({"prompt": "How many?", "type": "numeric", **wanted},)
    assert list(asked.partly) == told


def _pair(at: int, left: str, *rights: str) -> str:
    return (
        f'<response_lid ident="r{at}"><material><mattext>{left}</mattext></material>'
        f"<render_choice>{_labels(*rights)}</render_choice></response_lid>"
    )


def test_pairs_and_what_belongs_to_nothing() -> None:
    rights = ("Paris", "Rome", "Bern")
    marking = "".join(
        _when(f'<varequal respident="r{at}">a{at}</varequal>', "50.00", goes_on="Yes") for at in (1, 2)
    )
    shown = (
        "<material><mattext>Match</mattext></material>"
        + _pair(1, "France", *rights)
        + _pair(2, "Italy", *rights)
    )
    asked = asked_first(item_first(shown, marking, question_type="matching_question"))
    assert asked.questions[0]["pairs"] == [
        {"left": "France", "right": "Paris"},
        {"left": "Italy", "right": "Rome"},
    ]
    assert asked.questions[0]["x-qti"] == {"distractors": ["Bern"]}
    assert asked.partly == ("what belongs to nothing in it is in `x-qti`",)


def test_menus_and_blanks_become_a_question_each() -> None:
    shown = (
        "<material><mattext>[a] and [b]</mattext></material>"
        + _pair(1, "a", "x", "y")
        + _pair(2, "b", "u", "v")
    )
    marking = _when('<varequal respident="r1">a1</varequal>', "50") + _when(
        '<varequal respident="r2">a2</varequal>', "50"
    )
    menus = asked_first(
        item_first(shown, marking, question_type="multiple_dropdowns_question", points_possible="3")
    )
    assert [one["options"] for one in menus.questions] == [
        [{"text": "x", "correct": True}, "y"],
        ["u", {"text": "v", "correct": True}],
    ]
    assert [one["points"] for one in menus.questions] == [1.5, 1.5]
    assert str(menus.questions[1]["prompt"]).endswith("\n\n[b]")
    blanks = asked_first(item_first(shown, marking, question_type="fill_in_multiple_blanks_question"))
    assert [one["answer"] for one in blanks.questions] == [["x", "y"], ["u", "v"]]


def test_what_has_no_type_is_told_and_its_text_is_kept() -> None:
    spot = (
        '<material><mattext>Where?</mattext></material><response_xy ident="r"><render_hotspot/></response_xy>'
    )
    left_out = asked_first(item_first(spot))
    assert (left_out.questions, left_out.why) == ((), "a plan has no type for this question")
    assert left_out.kept[0].markdown == "Where?"
    text = asked_first(
        item_first("<material><mattext>Read on.</mattext></material>", question_type="text_only_question")
    )
    assert text.what == "text between questions"
    assert text.why
    upload = asked_first(item_first(_written(), question_type="file_upload_question"))
    assert upload.questions == ({"prompt": "How many?"},)
    assert upload.partly


def test_groups_banks_and_what_holds_for_a_quiz() -> None:
    one = item_first(
        _written(), _when(_is("x"), "100"), question_type="short_answer_question", points_possible="9"
    )
    quiz = quiz_first(
        f"""<qtimetadata><qtimetadatafield><fieldlabel>cc_maxattempts</fieldlabel><fieldentry>3</fieldentry>
        </qtimetadatafield><qtimetadatafield><fieldlabel>qmd_timelimit</fieldlabel><fieldentry>45</fieldentry>
        </qtimetadatafield></qtimetadata><section><section title="Some"><selection_ordering><selection>
        <selection_number>1</selection_number><selection_extension><points_per_item>2</points_per_item>
        </selection_extension></selection></selection_ordering>{one}{one.replace("one", "two")}</section>
        <section title="More"><selection_ordering><selection><sourcebank_ref>bank7</sourcebank_ref>
        <selection_number>4</selection_number></selection></selection_ordering></section></section>"""
    )
    assert (quiz.title, quiz.attempts, quiz.minutes) == ("A quiz", 3, 45.0)
    assert [question["points"] for question in quiz.questions] == [2, 2]
    assert quiz.questions[0]["x-qti"] == {"group": "Some", "pick": 1}
    assert quiz.sections[0] == 'each learner is asked 1 of the 2 questions of "Some"'
    account = Account()
    tell(quiz, "quiz:1", account, {"bank7": "All about it"})
    assert 'stand in the bank "All about it"' in account.notes[-1].how
    assert [note.fate for note in account].count("imported") == 2

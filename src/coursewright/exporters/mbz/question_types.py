"""What each type of question in Moodle's bank says beside its text: answers, marks for them, and options."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.exporters.mbz.records import clip, decimal, group, record
from coursewright.exporters.prose.text import escaped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element

    from coursewright.exporters.mbz.bench import Bench
    from coursewright.exporters.mbz.records import Fields
    from coursewright.exporters.questions.model import QuizQuestion

__all__ = ["plugin_of"]

_PLAIN, _HTML = 2, 1
_NO_UNITS = 3
_GENERAL = ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback")


def plugin_of(question: QuizQuestion, bench: Bench) -> Iterable[_Element]:
    """Return the content of the plugin element of a question."""
    match question.type:
        case "single" | "multiple":
            return _multichoice(question, bench)
        case "true-false":
            return _truefalse(question, bench)
        case "short":
            return _shortanswer(question, bench)
        case "numeric":
            return _numerical(question, bench)
        case "matching":
            return _match(question, bench)
        case "essay":
            return _essay(question, bench)


def _answer(
    question: QuizQuestion,
    place: int,
    text: str,
    fraction: float,
    feedback: str,
    bench: Bench,
    *,
    html: bool = False,
) -> _Element:
    fields: Fields = {
        "answertext": text,
        "answerformat": _HTML if html else _PLAIN,
        "fraction": decimal(fraction, 7),
        "feedback": bench.plain(feedback),
        "feedbackformat": _HTML,
    }
    return record("answer", fields, id=_answer_number(question, place, bench))


def _answer_number(question: QuizQuestion, place: int, bench: Bench) -> int:
    return bench.ids("question_answer", f"{question.slug} {place}")


def _own(tag: str, question: QuizQuestion, fields: Fields, bench: Bench) -> _Element:
    return record(tag, fields, id=bench.ids(f"qtype_{tag}", question.slug))


def _general() -> Fields:
    """Return the columns for what everybody is told by how well they did: nothing of their own."""
    return {name: value for one in _GENERAL for name, value in ((one, ""), (f"{one}format", _HTML))}


def _multichoice(question: QuizQuestion, bench: Bench) -> Iterator[_Element]:
    """Return options. Of several right ones each has its share, and each wrong one takes as much as all."""
    right = sum(answer.correct for answer in question.answers)
    wrong = len(question.answers) - right
    several = question.type == "multiple"
    yield group(
        "answers",
        (
            _answer(
                question,
                place,
                f"<p>{escaped(answer.text)}</p>",
                1 / right if answer.correct else -1 / wrong if several else 0.0,
                answer.feedback,
                bench,
                html=True,
            )
            for place, answer in enumerate(question.answers)
        ),
    )
    yield _own(
        "multichoice",
        question,
        {
            "layout": 0,
            "single": int(not several),
            "shuffleanswers": 1,
            **_general(),
            "answernumbering": "abc",
            "shownumcorrect": 0,
            "showstandardinstruction": 1,
        },
        bench,
    )


def _truefalse(question: QuizQuestion, bench: Bench) -> Iterator[_Element]:
    true, false = question.answers
    names = bench.words("mbz.true"), bench.words("mbz.false")
    yield group(
        "answers",
        (
            _answer(question, place, name, float(answer.correct), answer.feedback, bench)
            for place, (name, answer) in enumerate(zip(names, (true, false), strict=True))
        ),
    )
    yield _own(
        "truefalse",
        question,
        {
            "trueanswer": _answer_number(question, 0, bench),
            "falseanswer": _answer_number(question, 1, bench),
            "showstandardinstruction": 1,
        },
        bench,
    )


def _shortanswer(question: QuizQuestion, bench: Bench) -> Iterator[_Element]:
    yield group(
        "answers",
        (
            # An asterisk would stand for any letters.
            _answer(
                question,
                place,
                answer.text.replace("*", r"\*"),
                float(answer.correct),
                answer.feedback,
                bench,
            )
            for place, answer in enumerate(question.answers)
        ),
    )
    yield _own("shortanswer", question, {"usecase": 0}, bench)


def _numerical(question: QuizQuestion, bench: Bench) -> Iterator[_Element]:
    yield group(
        "answers",
        (
            _answer(question, place, f"{number.value:f}", float(number.correct), number.feedback, bench)
            for place, number in enumerate(question.numbers)
        ),
    )
    yield group("numerical_units")
    options: Fields = {
        "showunits": _NO_UNITS,
        "unitsleft": 0,
        "unitgradingtype": 0,
        "unitpenalty": decimal(0.1, 7),
    }
    yield group("numerical_options", [_own("numerical_option", question, options, bench)])
    yield group(
        "numerical_records",
        (
            record(
                "numerical_record",
                {"answer": _answer_number(question, place, bench), "tolerance": f"{number.tolerance:f}"},
                id=bench.ids("question_numerical", f"{question.slug} {place}"),
            )
            for place, number in enumerate(question.numbers)
        ),
    )


def _match(question: QuizQuestion, bench: Bench) -> Iterator[_Element]:
    yield _own("matchoptions", question, {"shuffleanswers": 1, **_general(), "shownumcorrect": 0}, bench)
    yield group(
        "matches",
        (
            record(
                "match",
                {
                    "questiontext": f"<p>{escaped(pair.left)}</p>",
                    "questiontextformat": _HTML,
                    "answertext": clip(pair.right),
                },
                id=bench.ids("qtype_match_subquestion", f"{question.slug} {place}"),
            )
            for place, pair in enumerate(question.pairs)
        ),
    )


def _essay(question: QuizQuestion, bench: Bench) -> Iterator[_Element]:
    yield _own(
        "essay",
        question,
        {
            "responseformat": "editor",
            "responserequired": 1,
            "responsefieldlines": 15,
            "minwordlimit": None,
            "maxwordlimit": None,
            "attachments": 0,
            "attachmentsrequired": 0,
            "graderinfo": "",
            "graderinfoformat": _HTML,
            "responsetemplate": "",
            "responsetemplateformat": _HTML,
            "filetypeslist": None,
            "maxbytes": 0,
        },
        bench,
    )

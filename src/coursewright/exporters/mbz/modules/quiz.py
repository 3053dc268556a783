"""Quizzes: which questions of the bank they ask, how often, how long, and what learners see afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.exporters.mbz.completion import completion_of
from coursewright.exporters.mbz.kinds import asked
from coursewright.exporters.mbz.marks import mark_of, points_of
from coursewright.exporters.mbz.modules.assign import attempts_of, time_limit
from coursewright.exporters.mbz.records import decimal, group, record
from coursewright.exporters.mbz.times import closes_at, seconds

if TYPE_CHECKING:
    from lxml.etree import _Element

    from coursewright.exporters.edition.model import Entry
    from coursewright.exporters.mbz.bench import Bench
    from coursewright.exporters.mbz.outline import Activity
    from coursewright.exporters.mbz.records import Fields
    from coursewright.exporters.questions.model import QuizQuestion

__all__ = ["quiz"]

_DURING, _AT_ONCE, _LATER, _CLOSED = 0x10000, 0x1000, 0x100, 0x10
_ALWAYS = _DURING | _AT_ONCE | _LATER | _CLOSED
_AFTERWARDS = _AT_ONCE | _LATER | _CLOSED
_A_PAGE = 5


def quiz(activity: Activity, bench: Bench) -> Fields:
    """Return a quiz. One that does not count answers at once; one that counts, when it is closed."""
    entry = activity.entry
    if entry is None:
        return {}
    questions, mark = asked(entry), mark_of(activity)
    most = mark.most if mark is not None else 0.0
    key = _CLOSED if closes_at(entry) else _AFTERWARDS
    during = 0 if entry.graded else _DURING
    return {
        "name": activity.title,
        "intro": bench.text(activity, "intro", ("questions",)),
        "introformat": 1,
        "timeopen": seconds(entry.opens),
        "timeclose": closes_at(entry),
        "timelimit": time_limit(entry),
        "overduehandling": "autosubmit",
        "graceperiod": 0,
        "preferredbehaviour": "deferredfeedback" if entry.graded else "immediatefeedback",
        "canredoquestions": int(not entry.graded),
        "attempts_number": _attempts(entry),
        "attemptonlast": 0,
        "grademethod": 1,
        "decimalpoints": 2,
        "questiondecimalpoints": -1,
        "reviewattempt": _ALWAYS,
        "reviewcorrectness": key | during,
        "reviewmaxmarks": _ALWAYS,
        "reviewmarks": _AFTERWARDS | during,
        "reviewspecificfeedback": key | during,
        "reviewgeneralfeedback": key | during,
        "reviewrightanswer": key | during,
        "reviewoverallfeedback": _AFTERWARDS,
        "questionsperpage": _A_PAGE,
        "navmethod": "free",
        "shuffleanswers": 1,
        "sumgrades": decimal(most),
        "grade": decimal(most),
        "timecreated": bench.made,
        "timemodified": bench.made,
        "password": "",
        "subnet": "",
        "browsersecurity": "-",
        "delay1": 0,
        "delay2": 0,
        "showuserpicture": 0,
        "showblocks": 0,
        "completionattemptsexhausted": 0,
        **completion_of(activity).rules,
        "allowofflineattempts": 0,
        "quiz_grade_items": group("quiz_grade_items"),
        "question_instances": group(
            "question_instances",
            (_slot(activity, entry, place, one, bench) for place, one in enumerate(questions, 1)),
        ),
        "sections": group(
            "sections",
            [
                record(
                    "section",
                    {"firstslot": 1, "heading": "", "shufflequestions": 0},
                    id=bench.ids("quiz_section", activity.key),
                )
            ],
        ),
        "feedbacks": group(
            "feedbacks",
            [
                record(
                    "feedback",
                    {
                        "feedbacktext": "",
                        "feedbacktextformat": 1,
                        "mingrade": decimal(0),
                        "maxgrade": decimal(most + 1),
                    },
                    id=bench.ids("quiz_feedback", activity.key),
                )
            ],
        ),
        **{name: group(name) for name in ("overrides", "grades", "attempts")},
    }


def _attempts(entry: Entry) -> int:
    """Return how often one may try; 0 is as often as one likes."""
    said = attempts_of(entry)
    if said is not None:
        return said
    return 1 if entry.kind == "assessment" and entry.graded else 0


def _slot(activity: Activity, entry: Entry, place: int, question: QuizQuestion, bench: Bench) -> _Element:
    reference = record(
        "question_reference",
        {
            "usingcontextid": activity.context,
            "component": "mod_quiz",
            "questionarea": "slot",
            "questionbankentryid": bench.ids("question_bank_entry", question.slug),
            "version": None,
        },
        id=bench.ids("question_reference", question.slug),
    )
    fields: Fields = {
        "quizid": activity.instance,
        "slot": place,
        "page": (place - 1) // _A_PAGE + 1,
        "displaynumber": None,
        "requireprevious": 0,
        "maxmark": decimal(points_of(question, entry), 7),
        "quizgradeitemid": None,
        "question_reference": reference,
    }
    return record("question_instance", fields, id=bench.ids("question_instance", question.slug))

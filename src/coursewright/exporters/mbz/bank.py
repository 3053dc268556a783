"""The question bank: a category for each quiz, with its questions and their keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.exporters.mbz.bench import HEADINGS
from coursewright.exporters.mbz.kinds import asked
from coursewright.exporters.mbz.marks import MOST
from coursewright.exporters.mbz.question_types import plugin_of
from coursewright.exporters.mbz.records import clip, decimal, document, group, record
from coursewright.exporters.prose.prose import Prose, source_of
from coursewright.exporters.prose.render import Renderer

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lxml.etree import _Element

    from coursewright.exporters.mbz.bench import Bench
    from coursewright.exporters.mbz.outline import Activity
    from coursewright.exporters.mbz.records import Fields
    from coursewright.exporters.questions.model import QuizQuestion

__all__ = ["Bank"]

_COURSE_LEVEL = 50
_TYPES = {
    "single": "multichoice",
    "multiple": "multichoice",
    "true-false": "truefalse",
    "short": "shortanswer",
    "numeric": "numerical",
    "matching": "match",
    "essay": "essay",
}


class Bank:
    """Collects the questions of the quizzes of a course."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self._categories: list[_Element] = []

    def add(self, quiz: Activity) -> tuple[int, ...]:
        """Add the questions of a quiz, and return the numbers of the categories it needs."""
        questions = asked(quiz.entry) if quiz.entry is not None else ()
        if not questions:
            return ()
        top = self._bench.ids("question_category", "")
        if not self._categories:
            self._categories.append(self._category("", "top", None, ()))
        entries = [self._entry(question, quiz) for question in questions]
        self._categories.append(self._category(quiz.key, quiz.title, top, entries))
        return top, self._bench.ids("question_category", quiz.key)

    def file(self) -> bytes:
        """Return `questions.xml`."""
        return document(group("question_categories", self._categories))

    def _category(self, key: str, name: str, parent: int | None, entries: Sequence[_Element]) -> _Element:
        bench = self._bench
        fields: Fields = {
            "name": clip(name),
            "contextid": bench.outline.context,
            "contextlevel": _COURSE_LEVEL,
            "contextinstanceid": bench.outline.course,
            "info": "",
            "infoformat": 0,
            "stamp": f"coursewright+{bench.edition.id}+{key}"[:255],
            "parent": parent or 0,
            "sortorder": 0 if parent is None else 999,
            "idnumber": clip(key, 100) if key else None,
            "question_bank_entries": group("question_bank_entries", entries),
        }
        return record("question_category", fields, id=bench.ids("question_category", key))

    def _entry(self, question: QuizQuestion, quiz: Activity) -> _Element:
        bench = self._bench
        version = record(
            "question_versions",
            {
                "version": 1,
                "status": "ready",
                "questions": group("questions", [self._question(question, quiz)]),
            },
            id=bench.ids("question_version", question.slug),
        )
        fields: Fields = {
            "questioncategoryid": bench.ids("question_category", quiz.key),
            "idnumber": clip(question.slug, 100),
            "ownerid": None,
            "question_version": group("question_version", [version]),
        }
        return record("question_bank_entry", fields, id=bench.ids("question_bank_entry", question.slug))

    def _question(self, question: QuizQuestion, quiz: Activity) -> _Element:
        bench = self._bench
        number = bench.ids("question", question.slug)
        renderer = Renderer(bench.edition.course, bench.links)
        prose = Prose(question.prompt, source_of(question.written, "prompt"))
        text = renderer.html(prose, level=HEADINGS + 1)
        bench.use_in_bank(number, "questiontext", renderer.assets, quiz)
        qtype = _TYPES[question.type]
        empty = ("question_hints", "tags")
        fields: Fields = {
            "parent": 0,
            "name": clip(renderer.plain(prose) or question.slug, 100),
            "questiontext": text,
            "questiontextformat": 1,
            "generalfeedback": bench.plain(question.feedback),
            "generalfeedbackformat": 1,
            "defaultmark": decimal(min(question.points, MOST), 7),
            "penalty": decimal(0 if question.type == "essay" else 1 / 3, 7),
            "qtype": qtype,
            "length": 1,
            "stamp": f"coursewright+{question.slug}",
            "timecreated": bench.made,
            "timemodified": bench.made,
            "createdby": None,
            "modifiedby": None,
            "plugin": group(f"plugin_qtype_{qtype}_question", self._plugin(question)),
            **{name: group(name) for name in empty},
        }
        return record("question", fields, id=number)

    def _plugin(self, question: QuizQuestion) -> Iterable[_Element]:
        return plugin_of(question, self._bench)

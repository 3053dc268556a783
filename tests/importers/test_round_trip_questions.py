"""Questions that were exported and are read back: the same, less what the fidelity report says."""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from drafting import imported
from editions import example
from gift_reading import expected
from hypothesis import assume, given, settings
from lxml import html
from packed import pack
from quizzes import QUESTIONS, Plain, asked, hostile_questions, plain, quiz_edition, words

from coursewright.exporters.choices import Choices
from coursewright.exporters.edition.building import edition_of
from coursewright.exporters.questions.reading import questions_of
from coursewright.spec.errors import UsageError

if TYPE_CHECKING:
    from coursewright.exporters.edition.model import Edition

_MANY = int(os.environ.get("ROUND_TRIPS", "12"))
_WITH_QUESTIONS = ("data-literacy", "research-ethics", "workplace-refresher")
_FORMS = ("gift", "1.2", "2.1")
_RAW = re.compile("<[A-Za-z!/?]")
"""HTML within a prompt, which has many spellings; the hostile texts have some of it."""
_SAME = {"b": "strong", "i": "em"}


def _back(edition: Edition, form: str) -> tuple[Plain, ...]:
    """Return the questions of an edition once they were in a file of a format.

    Fails where the report keeps silent about a question that the file does not hold as it was.
    """
    with tempfile.TemporaryDirectory() as folder:
        path, ledger = pack(edition, "gift" if form == "gift" else "qti", Path(folder))
        course = imported(path, Path(folder)).course
        back = edition_of(course, Choices(drafts=True))
    for entry in edition.entries:
        asked_there = [_named(plain(one, edition)) for one in questions_of(entry)]
        note = ledger.about(entry.key, "questions")
        if note is not None and note.fate == "kept":
            assert _of(entry.title, back) == asked_there
    return tuple(_named(plain(question, back)) for question in asked(back))


def _of(title: str, back: Edition) -> list[Plain]:
    """Return the questions of what has a title."""
    return [
        _named(plain(one, back))
        for entry in back.entries
        if entry.title == title
        for one in questions_of(entry)
    ]


def _sent(edition: Edition, form: str) -> tuple[Plain, ...]:
    """Return the questions of an edition less what the report of a format says of them."""
    if form == "gift":
        return tuple(_named(one) for one in expected(edition))
    kept = (plain(one, edition) for one in asked(edition) if not one.problem)
    return tuple(_named(_in_qti(one, told_stay=form == "2.1")) for one in kept)


def _named(question: Plain) -> Plain:
    """Return a question without its name, and its prompt in one spelling of HTML."""
    root = html.fragment_fromstring(f"<div>{question.html}</div>")
    for one in reversed(list(root.iter())):
        one.tag = _SAME.get(one.tag, one.tag)
        if one is not root and not len(one) and not (one.text or "").strip() and not one.attrib:
            one.drop_tree()
    written = html.tostring(root, encoding="unicode")
    return question._replace(id="", html=re.sub(r"\s+", " ", written).replace("> ", ">").replace(" <", "<"))


def _in_qti(question: Plain, *, told_stay: bool) -> Plain:
    """Return a question without wrong answers in words and numbers, as far as they do not stay."""
    return question._replace(
        answers=tuple(
            one for one in question.answers if question.type != "short" or one[1] or (told_stay and one[2])
        ),
        numbers=tuple(one for one in question.numbers if one[2] or (told_stay and one[3])),
    )


def _version(form: str) -> dict[str, str]:
    return {} if form == "gift" else {"version": form}


@pytest.mark.parametrize("form", _FORMS)
@pytest.mark.parametrize("name", _WITH_QUESTIONS)
def test_questions_of_the_examples_come_back(name: str, form: str) -> None:
    edition = example(name, **_version(form))
    assert _back(edition, form) == _sent(edition, form)


@pytest.mark.parametrize("form", _FORMS)
def test_hostile_texts_come_back(form: str) -> None:
    edition = quiz_edition(hostile_questions(), **_version(form))
    assert _back(edition, form) == _sent(edition, form)


@pytest.mark.parametrize("form", _FORMS)
def test_any_questions_come_back(form: str) -> None:
    @settings(max_examples=_MANY, deadline=None)
    @given(QUESTIONS)
    def come_back(questions: list[dict[str, Any]]) -> None:
        assume(not any(_RAW.search(one["prompt"]) for one in questions))
        edition = quiz_edition(questions, **_version(form))
        assume(all(words(plain(one, edition).html) for one in asked(edition)))
        wanted = _sent(edition, form)
        if not wanted:
            with pytest.raises(UsageError):
                _back(edition, form)
            return
        assert _back(edition, form) == wanted

    come_back()

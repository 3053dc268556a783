"""The words and questions that our templates share: all used, the same in each language, with help."""

from __future__ import annotations

import re

import pytest

from coursewright.scaffold import gallery
from coursewright.scaffold.answers import Answers
from coursewright.scaffold.describe import SHARED, shared_questions
from coursewright.scaffold.model import STAGES, Template
from coursewright.scaffold.render import render
from coursewright.scaffold.trials import trials
from coursewright.scaffold.usage import usage
from coursewright.scaffold.words import KINDS, languages, read_words
from coursewright.shipped import shipped

FOLDER = shipped("course_templates") / SHARED
TEMPLATES = [*gallery.templates(), *gallery.parts()]
VOSOTROS = re.compile(r"\b([Vv]uestr[oa]s?|[Vv]osotr[oa]s|os|[a-zñ]+(áis|éis))\b|\b(?!país\b)[a-zñ]+ís\b")
BUILT_IN = {("texts", "such_as"), ("texts", "in_your_language")}
"""What every TODO may use."""


def test_each_language_has_the_same_words() -> None:
    assert languages(FOLDER) == ["en", "es"]
    for kind in KINDS:
        keys = [set(getattr(read_words(FOLDER, language), kind)) for language in languages(FOLDER)]
        assert keys[0] == keys[1]


@pytest.mark.slow
def test_shared_words_are_used() -> None:
    words = read_words(FOLDER, "en")
    assert words is not None
    keys = {(kind, key) for kind in KINDS for key in getattr(words, kind)} - BUILT_IN
    for template in TEMPLATES:
        used = usage(template)
        keys = {(kind, key) for kind, key in keys if not used.has(kind, key)}
    for template in TEMPLATES:
        if not keys:
            break
        for trial in trials(template):
            if not any(one.required for one in template.questions):
                keys -= render(template, Answers(template, given=trial.given)).used
    assert keys == set()


def test_shared_questions_are_asked() -> None:
    asked = {question.id for template in TEMPLATES for question in template.questions}
    assert set(shared_questions(FOLDER)) <= asked


def test_shared_questions_say_where_they_belong() -> None:
    assert all(question.stage in STAGES for question in shared_questions(FOLDER).values())


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda one: one.name)
def test_questions_come_in_design_order(template: Template) -> None:
    """Who learns and what it is worth before what is done about it, and dates last."""
    stages = [question.stage for question in template.questions if question.stage]
    places = [[*STAGES].index(stage) for stage in stages]
    assert places == sorted(places)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda one: one.name)
def test_help_is_short(template: Template) -> None:
    for question in template.questions:
        assert len(question.help) <= 200, question.id
        assert question.help.endswith((".", "?")), question.id


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda one: one.name)
def test_titles_fit_into_a_list(template: Template) -> None:
    """A list of 80 columns has 60 beside the names."""
    assert len(template.title) <= 60


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda one: one.name)
def test_spanish_speaks_to_several_as_ustedes(template: Template) -> None:
    words = read_words(template.folder, "es")
    assert words is not None
    said = [*words.texts.values(), *(f"{one.hint} {one.example}" for one in words.hints.values())]
    assert [one for one in said if VOSOTROS.search(one)] == []

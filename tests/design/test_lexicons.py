"""Lexicons of a configuration: verbs that are allowed, files that a team lays over ours, and their faults."""

from __future__ import annotations

import datetime as dt
import pickle
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from coursewright.design import lexicons as shipped_module
from coursewright.design.lexicon_file import SHAPE, LexiconError, read_lexicon_file
from coursewright.design.lexicons import SHIPPED, Lexicons, lexicon_for, silent_languages
from coursewright.design.outcome_text import OutcomeReading, opening_of
from coursewright.design.verb_levels import levels_of
from coursewright.lint.api import Clock, Context
from coursewright.lint.select import find
from coursewright.spec.errors import CoursewrightError, UnreadableInputError
from coursewright.spec.load import load, load_documents, read_document
from coursewright.spec.model import Course, Outcome

FOLDER = Path(shipped_module.__file__).parent / "data" / "lexicon"
FILES = sorted(FOLDER.glob("*.yaml"))


def course(text: str) -> Course:
    return load_documents(read_document(Path("/courses/example.module.yaml"), text.encode()))


def opening(statement: str, lexicons: Lexicons | None = None, language: str = "en") -> OutcomeReading:
    read = course(f"module: m\nlanguage: {language}\noutcomes:\n  - {statement}\n")
    reading = opening_of(read.every(Outcome)[0], lexicons)
    assert reading is not None
    return reading


def own(folder: Path, text: str, language: str = "en", **options: Any) -> Lexicons:
    path = folder / "words.yaml"
    path.write_text(text, "utf-8")
    return Lexicons(extra={language: path}, **options)


# ---------------------------------------------------------------- allowed verbs


@pytest.mark.parametrize("allowed", ["familiarise", "familiarize", "Familiarizes"])
def test_an_allowed_verb_is_no_finding(allowed: str) -> None:
    statement = "Familiarize yourself with the lathe"
    assert opening(statement).unobservable == "Familiarize"
    assert opening(statement, Lexicons(frozenset({allowed}))).unobservable is None
    assert opening("Understand the lathe", Lexicons(frozenset({allowed}))).unobservable == "Understand"


def test_two_configurations_do_not_share_what_they_read() -> None:
    strict, mild = Lexicons(), Lexicons(frozenset({"know"}))
    assert opening("Know the tides", strict).unobservable == "Know"
    assert opening("Know the tides", mild).unobservable is None
    assert opening("Know the tides", SHIPPED).unobservable == "Know"


# ---------------------------------------------------------------- a file of one's own


def test_lists_of_an_own_file_make_ours_longer(tmp_path: Path) -> None:
    text = """\
stems: our apprentices can
unobservable:
  absorb: {forms: [absorbs, absorbing], try: summarize}
  gain: {not_near: weight}
vague:
  - {openings: possess, nouns: feeling, links: for}
verbs: {apply: deploy, analyse: [deploy, disentangle]}
"""
    lexicons = own(tmp_path, text)
    assert opening("Absorb three chapters", lexicons).unobservable == "Absorb"
    assert opening("Understand three chapters", lexicons).unobservable == "Understand"
    assert opening("Gain muscular weight", lexicons).unobservable is None
    assert opening("Gain root access", lexicons).unobservable is None
    assert opening("Possess a feeling for clay", lexicons).vague_phrase == "Possess a feeling for"
    assert opening("Our apprentices can weld a seam", lexicons).stem == "Our apprentices can"
    english = lexicons.for_language("en-GB")
    assert english is not None
    assert levels_of("deploy", english) == {"apply", "analyze"}
    assert levels_of("list", english) == {"remember"}


def test_spelling_and_case_of_an_own_file_are_folded(tmp_path: Path) -> None:
    lexicons = own(tmp_path, "unobservable: {Recognize: {try: Name}}\nverbs: {analyze: Randomize}\n")
    reading = opening("Recognise a forgery", lexicons)
    assert (reading.unobservable, reading.alternatives) == ("Recognise", ("Name",))
    english = lexicons.for_language(None)
    assert english is not None
    assert levels_of("randomise", english) == {"analyze"}


def test_an_own_spelling_comes_before_ours(tmp_path: Path) -> None:
    lexicons = own(tmp_path, "spelling: {words: practice practice, endings: yse yze}\n")
    english = lexicons.for_language("en")
    assert english is not None
    assert (english.fold("practice"), english.fold("analyse")) == ("practice", "analyze")


def test_a_standalone_file_is_all_there_is(tmp_path: Path) -> None:
    lexicons = own(tmp_path, "standalone: true\nunobservable: {grok: {try: explain}}\n")
    assert opening("Grok recursion", lexicons).unobservable == "Grok"
    assert opening("Understand recursion", lexicons).unobservable is None
    english = lexicons.for_language("en")
    assert english is not None
    assert not levels_of("list", english)


def test_a_language_that_is_not_shipped(tmp_path: Path) -> None:
    lexicons = own(tmp_path, "unobservable: {tuig: {try: mínigh}}\n", language="GA")
    assert opening("Tuig an taoide", lexicons, language="ga-IE").unobservable == "Tuig"
    assert opening("Understand the tides", lexicons, language="en").unobservable == "Understand"
    assert lexicon_for("ga") is None


def test_rules_read_with_the_lexicons_of_their_context(tmp_path: Path) -> None:
    lexicons = own(tmp_path, "unobservable: {absorb: {}}\n", allow_verbs=frozenset({"know"}))
    read = course("module: m\noutcomes: [Absorb a chapter, Know the tides]\n")
    rule = find("OUT002")
    context = Context(read, Clock(dt.date(2026, 1, 1)), lexicons=lexicons)
    found = [problem for outcome in read.every(Outcome) for problem in rule.check(outcome, context)]
    assert [problem.message for problem in found] == [
        'Outcome "Absorb a chapter" starts with "Absorb", which nobody can see.'
    ]
    assert found[0].fix == "start with what students will do to show it"


def test_lexicons_travel_to_another_process(tmp_path: Path) -> None:
    lexicons = own(tmp_path, "unobservable: {absorb: {}}\n")
    assert opening("Absorb a chapter", lexicons).unobservable == "Absorb"
    there = pickle.loads(pickle.dumps(lexicons))  # noqa: S301 - our own bytes
    assert opening("Absorb a chapter", there).unobservable == "Absorb"


# ---------------------------------------------------------------- what is wrong in a file


@pytest.mark.parametrize(
    ("text", "line", "said", "hint"),
    [
        ("", None, "holds no keys", "stems"),
        ("# only a comment\n", None, "holds no keys", "stems"),
        ("- stems\n", None, "holds no keys", "stems"),
        ("stmes: be able to\n", 1, "`stmes` is not a key of a lexicon.", "Did you mean `stems`?"),
        ("verb last: true\n", 1, "`verb last` is not a key", "Did you mean `verb_last`?"),
        ("x: 1\n", 1, "`x` is not a key of a lexicon.", "Its keys are `standalone`, "),
        ("stems: {a: b}\n", 1, "`stems` takes a list of words, separated by commas.", "one text"),
        ("joiners: and\nstems: [[to], can]\n", 2, "`stems` takes a list", ""),
        ('stems: ["to, can"]\n', 1, "`stems` takes a list", ""),
        ("unobservable: understand\n", 1, "`unobservable` takes a mapping.", "verbs, each with its own keys"),
        ("unobservable:\n  grok: {tri: x}\n", 2, "`tri` is not a key of `grok`.", "Did you mean `try`?"),
        ("unobservable:\n  grok: explain\n", 2, "`grok` takes a mapping.", "`forms`"),
        ("vague: {nouns: x}\n", 1, "`vague` takes a list of mappings.", "hyphen"),
        ("vague: [x]\n", 1, "`vague` takes a list of mappings.", ""),
        ("vague:\n  - {openings: have, links: of}\n", 2, "needs `nouns`.", "finds nothing"),
        ("vague:\n  - {nouns: idea, bare: true}\n", 2, "needs `links`.", ""),
        (
            "vague:\n  - {nouns: a, links: b, bare: yes}\n",
            2,
            "`bare` takes `true` or `false`, not `yes`.",
            "",
        ),
        ("vague:\n  - {nouns: a, links: b, fillers: x}\n", 2, "`adverbs` or `degrees`, not `x`.", ""),
        ("vague:\n  - {noun: a, links: b}\n", 2, "`noun` is not a key of an entry of `vague`.", "`nouns`"),
        ("verb_last: maybe\n", 1, "`verb_last` takes `true` or `false`, not `maybe`.", ""),
        ("spelling: {words: practice}\n", 1, "`words` takes a list of pairs", ""),
        ("verbs: {know: list}\n", 1, "`know` is not a key of `verbs`.", "`remember`"),
        ("verbs: {analize: list}\n", 1, "`analize` is not a key of `verbs`.", "Did you mean `analyze`?"),
        ("stems: a\nstems: b\n", 2, "given twice", "Keep one"),
        ("stems: *x\n", 1, "`*x`", ""),
        ("stems: [a\n", 1, "not closed", ""),
        ("stems: !!python/name:os.system\n", 1, "Tags", ""),
    ],
)
def test_what_is_wrong_is_named_with_its_line(
    text: str, line: int | None, said: str, hint: str, tmp_path: Path
) -> None:
    path = tmp_path / "words.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(LexiconError) as caught:
        Lexicons(extra={"en": path})
    start = f"{path}:{line}: " if line else f"{path}: "
    assert caught.value.message.startswith(start)
    assert said in caught.value.message
    assert hint in caught.value.hint
    assert isinstance(caught.value, CoursewrightError)


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "words.yaml"
    path.write_bytes("stems: à".encode("latin-1"))
    with pytest.raises(LexiconError, match=r"words\.yaml:1: "):
        Lexicons(extra={"en": path})


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInputError):
        Lexicons(extra={"en": tmp_path / "gone.yaml"})


@pytest.mark.parametrize("tag", ["english", "", "e", "../en", "日本"])
def test_what_is_no_language(tag: str, tmp_path: Path) -> None:
    with pytest.raises(CoursewrightError, match="no language tag"):
        own(tmp_path, "stems: to\n", language=tag)


def test_a_language_with_two_files(tmp_path: Path) -> None:
    path = tmp_path / "words.yaml"
    path.write_text("stems: to\n", "utf-8")
    with pytest.raises(CoursewrightError, match="`en` is given two lexicons"):
        Lexicons(extra={"en": path, "en-GB": path})


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_shipped_files_keep_to_the_form_of_own_ones(path: Path) -> None:
    """What is read with care comes to the same as what is read in haste."""
    quick = yaml.load(path.read_text("utf-8"), Loader=yaml.CBaseLoader)  # noqa: S506 - it makes text only
    assert read_lexicon_file(path) == quick


def test_every_key_of_a_lexicon_is_known_to_the_reader() -> None:
    """What `build_lexicon` asks for can be said, and what can be said is asked for."""
    source = (Path(shipped_module.__file__).parent / "lexicon_build.py").read_text("utf-8")
    asked = set(re.findall(r"(?:words|phrases)\(\"(\w+)\"\)|data(?:\.get\(|\[)\"(\w+)\"", source))
    names = {one or other for one, other in asked}
    assert names | {"verbs", "standalone"} == set(SHAPE)


# ---------------------------------------------------------------- languages in which nothing can be read


def test_a_course_in_our_languages_has_no_silent_one() -> None:
    assert silent_languages(course("module: m\noutcomes: [Trace a call]\n")) == ()
    assert silent_languages(course("module: m\nlanguage: en-US\noutcomes: [Trace a call]\n")) == ()


def test_a_language_in_which_nothing_is_written_is_not_silent() -> None:
    assert silent_languages(course("module: m\nlanguage: ga\ntitle: An taoide\n")) == ()


def test_a_language_still_to_be_decided_is_not_silent() -> None:
    assert silent_languages(course("module: m\nlanguage: TODO\noutcomes: [Trace a call]\n")) == ()


def test_each_silent_language_once_and_where_it_starts(tmp_path: Path) -> None:
    course_text = "course: c\nlanguage: ga\noutcomes: [Tuig é]\nmodules: ['*.module.yaml']\n"
    (tmp_path / "course.yaml").write_text(course_text, "utf-8")
    (tmp_path / "a.module.yaml").write_text("module: a\nlanguage: GA-ie\ntasks: [{id: t}]\n", "utf-8")
    (tmp_path / "b.module.yaml").write_text("module: b\nlanguage: cy\ntasks: [{id: u}]\n", "utf-8")
    (tmp_path / "c.module.yaml").write_text("module: c\nlanguage: en\ntasks: [{id: v}]\n", "utf-8")
    read = load(tmp_path / "course.yaml")
    found = silent_languages(read)
    assert [(one.tag, one.at) for one in found] == [("ga", read), ("cy", read.modules[1])]


def test_a_language_that_a_team_brings_is_not_silent(tmp_path: Path) -> None:
    lexicons = own(tmp_path, "stems: is féidir\n", language="ga")
    assert silent_languages(course("module: m\nlanguage: ga\noutcomes: [Tuig é]\n"), lexicons) == ()

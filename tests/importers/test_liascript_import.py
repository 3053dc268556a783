"""Courses in LiaScript on their way in: header, sections, quizzes, surveys, and nothing that runs."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coursewright.importers.desk import Desk
from coursewright.importers.draft import File, Text
from coursewright.importers.liascript.detecting import recognises
from coursewright.importers.liascript.document import document_of
from coursewright.importers.liascript.pages import page_of
from coursewright.importers.liascript.reading import read
from coursewright.importers.liascript.units import levels_of
from coursewright.importers.markup.sections import sections_of
from coursewright.importers.source import open_source

if TYPE_CHECKING:
    from pathlib import Path

    from coursewright.importers.draft import CourseDraft, Data

_HEADER = """<!--
author:   Ada Lovelace; Charles Babbage
email:    ada@example.org
version:  1.2.0
language: en
narrator: UK English Female
comment:  Engines,
          and what they weave.
script:   https://example.org/run.js
import:   https://example.org/macros.md

@hello: Hello @0, said @author.
@@hidden: never
@run: <script>alert("@0")</script>
@poem
Roses are red,
  @0 is blue
@end
-->

"""


def _imported(folder: Path, body: str, header: str = _HEADER) -> tuple[CourseDraft, Desk]:
    path = folder / "course.md"
    path.write_text(header + dedent(body).lstrip("\n"), encoding="utf-8")
    source = open_source(path)
    assert recognises(source)
    desk = Desk()
    return read(source, desk), desk


def _asked(text: str) -> tuple[list[Data], list[Data], str]:
    page = page_of(dedent(text).strip("\n"), "Title", "(quiz)", "(survey)")
    return page.quiz, page.survey, page.markdown


def test_the_header_and_the_sections(tmp_path: Path) -> None:
    draft, desk = _imported(
        tmp_path,
        """
        # Engines

        Welcome.

        ## First

        Text.

        ### Deep

        More.

        #### Deeper

        Most.

        ```markdown
        ## no heading
        ```

        ## Second

        Other.
        """,
    )
    module = draft.modules[0]
    assert draft.lone_module
    assert module.data == {
        "title": "Engines",
        "description": "Engines, and what they weave.",
        "language": "en",
        "authors": ["Ada Lovelace", "Charles Babbage"],
        "version": "1.2.0",
        "x-liascript": {"email": "ada@example.org", "narrator": "UK English Female"},
    }
    assert [item.data["path"] for item in module.items] == [Text("Welcome.")]
    assert [unit.data["title"] for unit in module.units] == ["First", "Second"]
    pages = [item.data for item in module.units[0].items]
    assert [page["title"] for page in pages] == ["First", "Deep"]
    assert pages[1]["path"] == Text("More.\n\n#### Deeper\n\nMost.\n\n```markdown\n## no heading\n```")
    left = [(note.what, note.title) for note in desk.account if note.fate == "left out"]
    assert left == [
        ("script", "https://example.org/run.js"),
        ("template", "https://example.org/macros.md"),
    ]


@pytest.mark.parametrize(
    ("headings", "levels"),
    [
        ("# A\n## B\n### C\n## D", (2, 3)),
        ("# A\n# B\n## C", (1, 2)),
        ("## A\n#### B\n## C", (2, 4)),
        ("", (1, 2)),
    ],
)
def test_which_level_is_a_unit_follows_from_the_headings(headings: str, levels: tuple[int, int]) -> None:
    assert levels_of(sections_of(headings)) == levels


def test_quizzes_become_questions() -> None:
    quiz, survey, text = _asked(
        """
        Before.

        Which are *primes*?

            [[X]] two
            [[ ]] four
            [[x]] `seven`
            [[?]] There are two.
            [[?]] Not four.
        ****************

        Two and seven,

        as ever.

        ****************

        Pick one:

        - [(X)] this
        - [( )] that

        What is $6 * 7$?

        [[42]]

        Choose: [[ red | (blue) | green ]]

        [[!]]

        After.
        """
    )
    assert quiz == [
        {
            "prompt": "Which are primes?",
            "type": "multiple",
            "options": [
                {"text": "two", "correct": True},
                {"text": "four", "correct": False},
                {"text": "seven", "correct": True},
            ],
            "x-hints": ["There are two.", "Not four."],
            "feedback": "Two and seven,\n\nas ever.",
        },
        {
            "prompt": "Pick one:",
            "type": "single",
            "options": [{"text": "this", "correct": True}, {"text": "that", "correct": False}],
        },
        {"prompt": "What is $6 * 7$?", "type": "short", "answer": "42"},
        {
            "prompt": "Choose: ____",
            "type": "single",
            "options": [
                {"text": "red", "correct": False},
                {"text": "blue", "correct": True},
                {"text": "green", "correct": False},
            ],
        },
        {"prompt": "Title"},
    ]
    assert survey == []
    assert text == "Before.\n\n(quiz)\n\nChoose: \\_\\_\\_\\_\n\nAfter."


def test_gaps_and_matrices() -> None:
    quiz, _, text = _asked(
        """
        I [[have been]] here, as `[[code]]` and [[(you)|they]] know; see [[1]](https://example.org).

        | go | I [[went]] |

        Which gender?

        [[masculine] (feminine)]
        [    [X]        [ ]   ]  Mann
        [    ( )        (X)   ]  Frau
        """
    )
    assert [(one["prompt"], one["type"]) for one in quiz] == [
        ("I ____ here, as [[code]] and … know; see [1].", "short"),
        ("I … here, as [[code]] and ____ know; see [1].", "single"),
        ("go I ____", "short"),
        ("Which gender? Mann", "multiple"),
        ("Which gender? Frau", "single"),
    ]
    assert quiz[4]["options"] == [
        {"text": "masculine", "correct": False},
        {"text": "feminine", "correct": True},
    ]
    assert r"I \_\_\_\_ here, as `[[code]]` and \_\_\_\_ know; see [[1]](https://example.org)." in text
    assert r"| go | I \_\_\_\_ |" in text


def test_surveys_are_apart_from_quizzes() -> None:
    quiz, survey, text = _asked(
        """
        How was it?

            [(1)] good
            [(2)] bad

        Colours?

        [[red]]  it is red
        [[blue]] it is blue

        In a word:

            [[___]]

        In a few:

            [[___ ___ ___]]

        Agree?

            [(yes)(no)]
            [         ] with this
            [         ] with that
        """
    )
    assert quiz == []
    assert [(one["prompt"], one["type"], one.get("options")) for one in survey] == [
        ("How was it?", "single", ["good", "bad"]),
        ("Colours?", "multiple", ["it is red", "it is blue"]),
        ("In a word:", "short", None),
        ("In a few:", "essay", None),
        ("Agree? with this", "single", ["yes", "no"]),
        ("Agree? with that", "single", ["yes", "no"]),
    ]
    assert text == "(survey)"


def test_a_group_that_appears_is_no_solution() -> None:
    stars = "*" * 19
    document = document_of(f"# A\n\nSee.\n\n  {{{{1}}}}\n{stars}\nNow?\n[[yes]]\n{stars}\n\nLater.\n")
    page = page_of(document.sections[0].text, "A", "(quiz)", "(survey)")
    assert page.quiz == [{"prompt": "Now?", "type": "short", "answer": "yes"}]
    assert page.markdown == "See.\n\n(quiz)\n\nLater."


def test_code_before_a_question_stays_and_the_line_above_it_asks() -> None:
    quiz, _, text = _asked('What is printed?\n```c\nputs("[[x]]");\n```\n[[y]]\n')
    assert quiz == [{"prompt": "What is printed?", "type": "short", "answer": "y"}]
    assert text == 'What is printed?\n```c\nputs("[[x]]");\n```\n\n(quiz)'


def test_effects_macros_media_and_scripts(tmp_path: Path) -> None:
    (tmp_path / "clip.mp3").write_bytes(b"sound")
    (tmp_path / "course.md").write_text(
        _HEADER
        + dedent(
            """
            # Engines
            <!-- class="animated" -->

                --{{0}}--
            Spoken text.

                {{1-2}}
            Shown {3}{__later__} by ada@example.org. @hello(`you, too`)

            @poem(Violet)

            @run(now)

            <script>
            alert(1)
            </script>

            !?[A film](https://example.org/film "titled")
            ?[A sound](clip.mp3)
            ??[A model](https://example.org/model)
            !?[Gone](gone.mp4)

            ``` js -App.js @eval
            @hello(code)
            ```
            """
        ).lstrip("\n"),
        encoding="utf-8",
    )
    desk = Desk()
    draft = read(open_source(tmp_path), desk)
    page, film, sound = [item.data for item in draft.modules[0].units[0].items]
    assert page["path"] == Text(
        "Spoken text.\n\n"
        "Shown __later__ by ada@example.org. Hello you, too, said Ada Lovelace; Charles Babbage.\n\n"
        "Roses are red,\n  Violet is blue\n\n"
        "[A film](https://example.org/film)\n"
        "[A sound](coursewright-import:file/clip.mp3)\n"
        "[A model](https://example.org/model)\n"
        "Gone\n\n"
        "```js\n@hello(code)\n```"
    )
    assert film == {"title": "A film", "kind": "video", "url": "https://example.org/film"}
    assert sound == {"title": "A sound", "kind": "audio", "path": File("clip.mp3")}
    left = {(note.what, note.title) for note in desk.account if note.fate == "left out"}
    assert {("macro", "@run"), ("video", "Gone"), ("script", "1 in the text")} <= left


def test_a_quiz_and_a_survey_are_tasks_of_their_section(tmp_path: Path) -> None:
    draft, desk = _imported(
        tmp_path,
        "# A\n\n## B\n\nText\n\nTwo and two?\n\n[[4]]\n\n"
        "How was it?\n\n[(1)] good\n[(2)] bad\n\n## C\n\n[[!]]\n",
    )
    page, quiz, survey = draft.modules[0].units[0].items
    assert page.data["path"] == Text(
        "Text\n\n**Quiz: [B](coursewright-import:thing/course.md%23b-page-quiz)**\n\n"
        "**Survey: [B](coursewright-import:thing/course.md%23b-page-survey)**"
    )
    assert quiz.data == {
        "title": "B",
        "kind": "quiz",
        "questions": [{"prompt": "Two and two?", "type": "short", "answer": "4"}],
        "feedback": {"form": "automatic"},
    }
    assert survey.data == {
        "title": "B",
        "kind": "survey",
        "questions": [{"prompt": "How was it?", "type": "single", "options": ["good", "bad"]}],
    }
    counted = [note.what for note in desk.account if note.fate == "imported"]
    assert counted.count("question") == 3
    assert [item.data for item in draft.modules[0].units[1].items] == [
        {"title": "C", "kind": "quiz", "questions": [{"prompt": "C"}]}
    ]


def test_macros_that_call_themselves_come_to_an_end(tmp_path: Path) -> None:
    bomb = "\n".join(f"@m{one}: @m{one + 1} @m{one + 1} @m{one + 1} @m{one + 1}" for one in range(60))
    header = f"<!--\nauthor: A\nnarrator: B\n@loop: @loop @loop\n{bomb}\n@m60: {'x' * 500}\n-->\n"
    draft, desk = _imported(tmp_path, "# A\n\nText @loop.\n\n@m0\n\n@m57\n", header)
    page = draft.modules[0].units[0].items[0].data["path"]
    assert isinstance(page, Text)
    assert 30_000 < len(page.markdown) < 1_000_000
    assert {note.title for note in desk.account if note.what == "macro"} == {"@loop", "@m6"}


def test_several_files_are_the_modules_of_a_course(tmp_path: Path) -> None:
    for name in ("README.md", "02_b.md", "01_a.md"):
        (tmp_path / name).write_text(f"{_HEADER}# {name}\n\nText\n", encoding="utf-8")
    (tmp_path / "notes.md").write_text("# Notes\n", encoding="utf-8")
    draft = read(open_source(tmp_path), Desk())
    assert not draft.lone_module
    assert [module.data["title"] for module in draft.modules] == ["README.md", "01_a.md", "02_b.md"]


@pytest.mark.parametrize(
    "text",
    ["# A\n", "<!-- a note -->\n# A\n", "<!--\nauthor: A\ndate: today\n-->\n", "---\nauthor: A\n---\n"],
)
def test_other_markdown_is_no_liascript(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    assert not recognises(open_source(tmp_path / "a.md"))


_FORMS = """[[X]] a|[[ ]] b|[( )] c|[(X)] d|[[e]]|[[?]] f|[[!]]|****|********************|[[a] [b]]|[[ ]]
[( )]|[ [X] [ ] ] row|[[___]]|[(1)] i|    {{1}}|--{{1}}--|```|text [[gap]] on||> quote [[|t [[(u)/v]]
<script>|</script>|@x(1)|# H|## I|<!-- c|-->|[(X)]|    [[X]]|- [[x]] y|~~~|1. [[a]] and|&nbsp;|**"""
_LINES = st.lists(st.sampled_from(_FORMS.replace("\n", "|").split("|")))


@settings(max_examples=150, deadline=None)
@given(_LINES)
def test_whatever_the_order_of_lines_each_question_has_a_prompt(lines: list[str]) -> None:
    document = document_of("\n".join(lines))
    for section in document.sections:
        page = page_of(section.text, "Title", "(quiz)", "(survey)")
        for question in [*page.quiz, *page.survey]:
            assert str(question["prompt"]).strip()
            assert "\n" not in str(question["prompt"])


def test_a_section_that_is_numbered_anew_stays_itself(tmp_path: Path) -> None:
    def sources(number: int) -> list[str]:
        draft, _ = _imported(tmp_path, f"# Course\n\n## {number}. Loops\n\nText.\n\n## Ends\n\nText.\n")
        units = draft.modules[0].units
        return [*(unit.source for unit in units), *(item.source for unit in units for item in unit.items)]

    assert sources(1) == sources(2)
    assert "course.md#loops" in sources(1)

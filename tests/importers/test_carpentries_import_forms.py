"""What lessons of the Carpentries can look like: boxes in boxes, the older template, breaks, broken boxes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from drafting import read_in

from coursewright.importers.carpentries.detecting import recognises
from coursewright.importers.carpentries.reading import read
from coursewright.importers.desk import Desk
from coursewright.importers.draft import Text
from coursewright.importers.source import open_source
from coursewright.spec.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from coursewright.importers.draft import CourseDraft


def _lesson(folder: Path, files: dict[str, str]) -> tuple[CourseDraft, Desk]:
    return read_in(folder, files, "carpentries")


_CONFIG = "carpentry: 'incubator'\ntitle: 'Birds'\nlang: en\n"


def test_boxes_in_boxes_with_any_number_of_colons(tmp_path: Path) -> None:
    draft, desk = _lesson(
        tmp_path,
        {
            "config.yaml": _CONFIG,
            "episodes/one.md": """
                ---
                title: "Counting birds"
                teaching: 10
                exercises: 7
                ---

                ::: objectives
                - Count `birds` in a photograph
                - Tell *two* species
                  apart
                :::::::::::

                ::::: challenge
                ## Count {#count}

                How many? See [the guide][guide] and [the second](two.md).

                ::: hint
                Look left.
                ::::::
                :::: solution
                ### The first way
                Seven.
                ::: callout
                ## Well done
                :::
                :::::
                ::: solution
                Eight.
                :::
                ::: instructor
                Wait a minute.
                :::
                ::::::

                ::: callout
                ## Mind
                Be quiet.
                :::

                [guide]: https://example.org/guide
                """,
            "episodes/two.md": "---\ntitle: Two\nteaching: 0\n---\n\n::: discussion\n\nWhy?\n:::\n",
        },
    )
    first, second = draft.modules[0].units
    assert [item.data["statement"] for item in first.items if item.kind == "outcomes"] == [
        "Count birds in a photograph",
        "Tell two species apart",
    ]
    task = next(item for item in first.items if item.kind == "tasks")
    assert task.data["title"] == "Count"
    assert task.data["duration"] == "7 min"
    assert task.data["x-solution"] == [
        Text("**The first way**\n\nSeven.\n\n> **Well done**"),
        Text("Eight."),
    ]
    assert task.data["instructions"] == Text(
        "How many? See [the guide][guide] and [the second](coursewright-import:thing/episodes%2Ftwo.md).\n\n"
        "> **Hint**\n>\n> Look left.\n\n[guide]: https://example.org/guide"
    )
    page = next(item for item in first.items if item.kind == "materials").data["path"]
    assert isinstance(page, Text)
    assert "**Challenge: [Count](coursewright-import:thing/episodes%2Fone.md%23count)**" in page.markdown
    assert "> **Mind**\n>\n> Be quiet." in page.markdown
    assert first.data["duration"] == "17 min"
    talk = next(item for item in second.items if item.kind == "tasks")
    assert talk.data == {"title": "Discussion", "kind": "discussion", "instructions": Text("Why?")}
    assert "duration" not in second.data
    assert [(kept.title, kept.markdown) for kept in desk.account.kept] == [("Count", "Wait a minute.")]


def test_a_box_that_is_never_closed_is_survived_and_said_with_its_line(tmp_path: Path) -> None:
    draft, desk = _lesson(
        tmp_path,
        {
            "config.yaml": _CONFIG,
            "episodes/a.md": """
                ---
                title: A
                ---
                ::: challenge
                ## One
                Try.
                ::: solution
                So.

                ::: challenge
                ## Two
                Again.
                :::
                :::
                """,
        },
    )
    tasks = [item for item in draft.modules[0].units[0].items if item.kind == "tasks"]
    assert [task.data["title"] for task in tasks] == ["One", "Two"]
    assert tasks[0].data["x-solution"] == Text("So.")
    said = [note.how for note in desk.account if note.fate == "partly"]
    assert said == [
        "line 4: the box `challenge` is opened and never closed",
        "line 7: the box `solution` is opened and never closed",
        "line 14: colons close a box that was never opened",
    ]


def test_colons_in_code_are_no_boxes(tmp_path: Path) -> None:
    code = "```markdown\n::: challenge\n:::\n```\n\n~~~~\n::: solution\n~~~~\n"
    draft, desk = _lesson(tmp_path, {"config.yaml": _CONFIG, "episodes/a.md": f"---\ntitle: A\n---\n{code}"})
    items = draft.modules[0].units[0].items
    assert [item.kind for item in items] == ["materials"]
    assert items[0].data["path"] == Text(code.strip())
    assert not [note for note in desk.account if note.fate == "partly"]


def test_the_older_template(tmp_path: Path) -> None:
    draft, _ = _lesson(
        tmp_path,
        {
            "_config.yml": 'carpentry: "swc"\ntitle: "Shells"\nemail: "someone@example.org"\n',
            "_includes/links.md": "[shell]: https://example.org/shell\n",
            "setup.md": "---\ntitle: Setup\n---\nInstall it.\n",
            "_episodes/01-first.md": """
                ---
                title: "First"
                teaching: 15
                exercises: 5
                questions:
                - "Where am I?"
                objectives:
                - "Find your way"
                keypoints:
                - "`pwd` says where you are"
                ---
                Type it, as [the manual][shell] and [setup]({{ page.root }}/setup.html) say:

                ~~~
                $ pwd
                ~~~
                {: .language-bash}

                > ## Where now?
                >
                > Look around.
                >
                > ~~~
                > /home
                > ~~~
                > {: .output}
                >
                > > ## Solution
                > >
                > > You are at home.
                > {: .solution}
                {: .challenge}

                > A quotation stays one.

                {% include links.md %}
                """,
            "_episodes/02-coffee.md": "---\ntitle: Coffee break\nteaching: 0\nexercises: 15\n---\n",
        },
    )
    module = draft.modules[0]
    assert [unit.data["title"] for unit in module.units] == ["First"]
    assert module.data["x-carpentries"] == {
        "carpentry": "swc",
        "email": "someone@example.org",
        "breaks": [{"title": "Coffee break", "duration": "15 min", "after": "First"}],
    }
    unit = module.units[0]
    assert unit.data["overview"] == "Questions:\n\n- Where am I?"
    task = next(item for item in unit.items if item.kind == "tasks")
    assert task.data == {
        "title": "Where now?",
        "instructions": Text("Look around.\n\n~~~output\n/home\n~~~"),
        "x-solution": Text("You are at home."),
        "duration": "5 min",
    }
    page = next(item for item in unit.items if item.kind == "materials").data["path"]
    assert page == Text(
        "Type it, as [the manual][shell] and [setup](coursewright-import:thing/setup.md) say:\n\n"
        "~~~bash\n$ pwd\n~~~\n\n"
        "**Challenge: [Where now?](coursewright-import:thing/_episodes%2F01-first.md%23where-now)**\n\n"
        "> A quotation stays one.\n\n[shell]: https://example.org/shell\n\n"
        "## Key points\n\n- `pwd` says where you are"
    )


def test_images_are_copied_and_missing_ones_said(tmp_path: Path) -> None:
    (tmp_path / "episodes" / "fig").mkdir(parents=True)
    (tmp_path / "episodes" / "fig" / "crow.png").write_bytes(b"\x89PNG")
    body = "![](fig/crow.png){alt='A crow\non a roof' width=\"50%\"}\n\n![](fig/rook.png){alt='A rook'}\n"
    draft, desk = _lesson(tmp_path, {"config.yaml": _CONFIG, "episodes/a.md": f"---\ntitle: A\n---\n{body}"})
    page = draft.modules[0].units[0].items[0].data["path"]
    assert page == Text("![A crow on a roof](coursewright-import:file/episodes%2Ffig%2Fcrow.png)\n\n*A rook*")
    missing = [(note.what, note.title) for note in desk.account if note.fate == "left out"]
    assert missing == [("image", "episodes/fig/rook.png")]


def test_nothing_leads_learners_to_what_is_for_instructors(tmp_path: Path) -> None:
    draft, desk = _lesson(
        tmp_path,
        {
            "config.yaml": _CONFIG,
            "instructors/notes.md": "---\ntitle: Notes\n---\nAsk them first.\n",
            "episodes/a.md": "---\ntitle: A\n---\nSee [the notes](../instructors/notes.md).\n",
        },
    )
    assert draft.modules[0].units[0].items[0].data["path"] == Text("See the notes.")
    assert [(kept.title, kept.markdown) for kept in desk.account.kept] == [("Notes", "Ask them first.")]


def test_people_order_and_language(tmp_path: Path) -> None:
    draft, _ = _lesson(
        tmp_path,
        {
            "config.yaml": "carpentry: lc\ntitle: Vögel\nlang: de\nepisodes:\n- b.md\n- a.Rmd\n- gone.md\n",
            "CITATION.cff": "authors:\n- given-names: Ada\n  family-names: Lovelace\n- name: The Guild\n",
            "AUTHORS": "Somebody Else\n",
            "episodes/a.Rmd": "---\ntitle: A\n---\n::: questions\n- Wo?\n:::\n```{r}\n1\n```\n",
            "episodes/a.md": "made of a.Rmd",
            "episodes/b.md": "---\ntitle: B\nbreak: 20\nteaching: 5\n---\nText\n",
        },
    )
    module = draft.modules[0]
    assert module.data["authors"] == ["Ada Lovelace", "The Guild"]
    assert [unit.data["title"] for unit in module.units] == ["B", "A"]
    assert module.units[1].data["overview"] == "Fragen:\n\n- Wo?"
    assert module.units[0].data["x-carpentries"] == {"break": "20 min"}


def test_a_lesson_packed_by_a_website_lies_in_one_folder(tmp_path: Path) -> None:
    draft, _ = _lesson(
        tmp_path,
        {"birds-main/config.yaml": _CONFIG, "birds-main/episodes/a.md": "---\ntitle: A\n---\nText\n"},
    )
    assert draft.modules[0].wanted_id == "birds-main"
    assert len(draft.modules[0].units) == 1


@pytest.mark.parametrize("text", ["title: Birds\n", "carpentry: swc\n"])
def test_other_folders_are_no_lessons(tmp_path: Path, text: str) -> None:
    (tmp_path / "config.yaml").write_text(text, encoding="utf-8")
    if "carpentry" not in text:
        (tmp_path / "episodes").mkdir()
        (tmp_path / "episodes" / "a.md").write_text("x", encoding="utf-8")
    assert not recognises(open_source(tmp_path))


def test_a_lesson_without_episodes_is_refused_with_a_way_out(tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_text("carpentry: swc\n", encoding="utf-8")
    with pytest.raises(UsageError, match="no episode"):
        read(open_source(tmp_path), Desk())


def test_a_page_that_is_called_as_an_episode_has_an_id_without_a_mark(tmp_path: Path) -> None:
    text = "---\ntitle: {}\nteaching: 5\n---\n\n{}\n"
    draft, _ = _lesson(
        tmp_path,
        {
            "config.yaml": _CONFIG,
            "episodes/02-setup.md": text.format("Setting up", "Text."),
            "learners/setup.md": text.format("Setup", "Install it."),
            "learners/words.md": text.format("Words", "A word."),
        },
    )
    assert [item.wanted_id for item in draft.modules[0].items] == ["setup-for-the-lesson", ""]


def test_a_challenge_that_is_numbered_anew_stays_itself(tmp_path: Path) -> None:
    def sources(number: int) -> list[str]:
        box = f"::: challenge\n## Exercise {number}: Count\n\nHow many?\n:::\n"
        page = f"---\ntitle: One\nteaching: 5\n---\n\n{box}"
        draft, _ = _lesson(tmp_path, {"config.yaml": _CONFIG, "episodes/one.md": page})
        return [item.source for item in draft.modules[0].units[0].items if item.kind == "tasks"]

    assert sources(1) == sources(2) == ["episodes/one.md#count"]

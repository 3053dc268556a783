"""Tutorials with front matter on their way in: Galaxy's, and those of any site with keys like theirs."""

from __future__ import annotations

import re
import time
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest
from drafting import read_in

from coursewright.importers.desk import Desk
from coursewright.importers.draft import Ref, Text
from coursewright.importers.front_matter.detecting import recognises
from coursewright.importers.front_matter.keys import head_of
from coursewright.importers.front_matter.reading import read
from coursewright.importers.source import open_source
from coursewright.spec.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from coursewright.importers.draft import CourseDraft, Data, Item

_TUTORIAL = """
    ---
    layout: tutorial_hands_on
    title: "Quality Control"
    level: Introductory
    zenodo_link: "https://doi.org/10.5281/zenodo.1"
    questions:
      - How good are the data?
    objectives:
      - Assess *short* reads
      - Improve them
    requirements:
      - type: "internal"
        topic_name: sequence
        tutorials:
          - mapping
          - elsewhere
      - type: external
        title: The shell
        link: https://example.org/shell
    time_estimation: "1H30M"
    subtopic: basics
    priority: 2
    key_points:
      - Look at every dataset
    contributions:
      authorship: [ada, bob]
      funding: [guild]
    ---

    # Introduction
    {:.no_toc}

    See {% cite Batut2018 %} and [the other]({% link topics/sequence/tutorials/mapping/tutorial.md %}).

    > <agenda-title></agenda-title>
    >
    > 1. TOC
    > {:toc}
    >
    {: .agenda}

    > <hands-on-title>Data upload</hands-on-title>
    >
    > 1. Create a history
    >
    >    {% snippet faqs/galaxy/history.md box_type="tip" %}
    >    {% snippet faqs/galaxy/gone.md %}
    >
    > 2. Run {% tool [FastQC](toolshed/fastqc/0.73) %} {% icon tool %}
    >
    > > <question-title></question-title>
    > > How many reads?
    > >
    > > > <solution-title></solution-title>
    > > > Twelve.
    > > {: .solution}
    > {: .question}
    {: .hands_on}

    > ### {% icon question %} Questions
    >
    > Is it good?
    >
    > <details markdown="1">
    > <summary>{% icon solution %} Solution
    > </summary>
    > Quite good.
    > </details>
    {: .question}

    > <tip-title>Be quick</tip-title>
    > Use keys.
    {: .tip}

    ![Reads](../../images/reads.png "The reads")
    """


def _read(folder: Path, files: dict[str, str]) -> tuple[CourseDraft, Desk]:
    return read_in(folder, files, "front-matter")


def _galaxy(folder: Path) -> tuple[CourseDraft, Desk]:
    return _read(
        folder,
        {
            "CONTRIBUTORS.yaml": "ada:\n  name: Ada Lovelace\nbob:\n  email: bob@example.org\n",
            "faqs/galaxy/history.md": "---\ntitle: Creating a history\n---\nClick the {% icon new %} plus.\n",
            "topics/sequence/metadata.yaml": "name: sequence\ntitle: Sequences\nsummary: About reads.\n",
            "topics/sequence/images/reads.png": "image",
            "topics/sequence/tutorials/quality/tutorial.md": _TUTORIAL,
            "topics/sequence/tutorials/quality/slides.html": """
                ---
                layout: tutorial_slides
                title: Slides on quality
                ---
                ## One

                ???
                Say hello.

                ---
                ## Two
                """,
            "topics/sequence/tutorials/mapping/tutorial.md": """
                ---
                layout: tutorial_hands_on
                title: Mapping
                time_estimation: 2-3H
                priority: 1
                ---
                Text
                """,
        },
    )


def _of_kind(items: list[Item], kind: str) -> list[Data]:
    return [item.data for item in items if item.kind == kind]


def test_a_topic_is_a_course_of_tutorials_in_its_order(tmp_path: Path) -> None:
    draft, _ = _galaxy(tmp_path)
    assert draft.data["title"] == "Sequences"
    assert draft.data["description"] == "About reads."
    assert draft.wanted_id == "sequence"
    assert [module.data["title"] for module in draft.modules] == ["Mapping", "Quality Control"]
    assert "workload" not in draft.modules[0].data
    assert draft.modules[0].data["x-galaxy"] == {"topic": "sequence", "time": "2-3 h"}


def test_what_a_tutorial_says_of_itself(tmp_path: Path) -> None:
    module = _galaxy(tmp_path)[0].modules[1]
    assert module.wanted_id == "quality"
    assert module.data == {
        "title": "Quality Control",
        "description": "Questions:\n\n- How good are the data?",
        "authors": ["Ada Lovelace", "bob"],
        "prerequisites": [Ref("topics/sequence/tutorials/mapping")],
        "audience": {"prior": "elsewhere (sequence); The shell (https://example.org/shell)"},
        "workload": {"total_hours": 1.5},
        "x-galaxy": {"topic": "sequence", "level": "Introductory", "subtopic": "basics"},
    }
    assert _of_kind(module.items, "outcomes") == [
        {"statement": "Assess short reads"},
        {"statement": "Improve them"},
    ]
    data, slides, page = _of_kind(module.items, "materials")
    assert data == {"title": "Zenodo", "kind": "dataset", "url": "https://doi.org/10.5281/zenodo.1"}
    assert slides["kind"] == "slides"
    assert slides["path"] == Text("## One\n\n---\n## Two")
    assert page["kind"] == "page"


def test_boxes_are_tasks_and_what_is_of_the_system_is_plain(tmp_path: Path) -> None:
    draft, desk = _galaxy(tmp_path)
    hands_on, question = _of_kind(draft.modules[1].items, "tasks")
    assert hands_on == {
        "title": "Data upload",
        "instructions": Text(
            "1. Create a history\n\n"
            "   > **Creating a history**\n   >\n   > Click the  plus.\n   *gone*\n\n"
            "2. Run **FastQC** \n\n> How many reads?"
        ),
        "x-solution": Text("Twelve."),
    }
    assert question == {
        "title": "Questions",
        "instructions": Text("Is it good?"),
        "x-solution": Text("Quite good."),
    }
    page = _of_kind(draft.modules[1].items, "materials")[2]["path"]
    assert isinstance(page, Text)
    assert page.markdown == (
        "# Introduction\n\nSee (Batut2018) and [the other]"
        "(coursewright-import:thing/topics%2Fsequence%2Ftutorials%2Fmapping).\n\n"
        "**Hands-on: [Data upload](coursewright-import:thing/"
        "topics%2Fsequence%2Ftutorials%2Fquality%2Ftutorial.md%23data-upload)**\n\n"
        "**Question: [Questions](coursewright-import:thing/"
        "topics%2Fsequence%2Ftutorials%2Fquality%2Ftutorial.md%23questions)**\n\n"
        "> **Be quick**\n>\n> Use keys.\n\n"
        '![Reads](coursewright-import:file/topics%2Fsequence%2Fimages%2Freads.png "The reads")\n\n'
        "## Key points\n\n- Look at every dataset"
    )
    assert [kept.markdown for kept in desk.account.kept] == ["Say hello."]


def test_counts_are_those_of_the_raw_text(tmp_path: Path) -> None:
    draft, desk = _galaxy(tmp_path)
    raw = dedent(_TUTORIAL)
    items = [item for module in draft.modules for item in module.items]
    found = len(re.findall(r"^\{: \.(?:hands_on|question)\}", raw, re.MULTILINE))
    assert len(_of_kind(items, "tasks")) == found
    solutions = [note for note in desk.account if note.what == "solution"]
    assert len(solutions) == len(re.findall(r"<solution-title>|icon solution", raw))


def test_one_tutorial_alone_is_a_module(tmp_path: Path) -> None:
    (tmp_path / "tutorial.md").write_text(dedent(_TUTORIAL).lstrip("\n"), encoding="utf-8")
    draft = read(open_source(tmp_path / "tutorial.md"), Desk())
    assert draft.lone_module
    assert "prerequisites" not in draft.modules[0].data
    assert "mapping (sequence)" in str(draft.modules[0].data["audience"])


def test_a_folder_of_lessons_with_keys_of_their_own(tmp_path: Path) -> None:
    draft, _ = _read(
        tmp_path,
        {
            "birds/_index.md": "---\ntitle: Birds\ndescription: All of them.\nweight: 2\n---\n",
            "birds/10-owls.md": """
                ---
                title: Owls
                learning-objectives: [Tell owls apart]
                duration: 45
                estimatedTime: about 50 minutes
                license: CC BY 4.0
                date: 2024-01-02
                draft: true
                author: Ada and Bob
                ---
                ::: exercise Listen
                To an owl.
                ::: solution
                Hoo.
                :::
                :::
                """,
            "birds/9-crows.md": """
                ---
                title: Crows
                objectives: Name a crow
                license: CC BY 4.0
                prerequisites: [Owls]
                ---
                See [owls](10-owls.md).
                """,
            "bees/a.md": "---\ntitle: Bees\nweight: 1\n---\nBuzz\n",
            "notes.md": "No front matter\n",
        },
    )
    assert [module.data["title"] for module in draft.modules] == ["Birds", "Bees"]
    birds = draft.modules[0]
    assert birds.data["description"] == "All of them."
    assert birds.data["licence"] == "CC-BY-4.0"
    assert birds.data["authors"] == ["Ada", "Bob"]
    crows, owls = birds.units
    assert owls.data == {
        "title": "Owls",
        "status": "draft",
        "duration": "50 min",
        "x-front-matter": {"duration": "45", "date": "2024-01-02", "authors": ["Ada", "Bob"]},
    }
    assert crows.data["audience"] == {"prior": "Owls"}
    assert _of_kind(crows.items, "outcomes") == [{"statement": "Name a crow"}]
    assert _of_kind(owls.items, "tasks") == [
        {"title": "Listen", "instructions": Text("To an owl."), "x-solution": Text("Hoo.")}
    ]
    assert _of_kind(crows.items, "materials")[0]["path"] == Text(
        "See [owls](coursewright-import:thing/birds%2F10-owls.md)."
    )


@pytest.mark.parametrize(
    ("said", "duration"),
    [
        ({"time_estimation": "1H30M"}, "1 h 30 min"),
        ({"Estimated Time": "PT2H"}, "2 h"),
        ({"minutes": "40"}, "40 min"),
        ({"duration": "40"}, ""),
        ({"time": "soon"}, ""),
        ({"time_estimation": "0"}, ""),
    ],
)
def test_times_are_read_where_they_say_their_unit(said: dict[str, str], duration: str) -> None:
    head = head_of(said)
    assert head.duration == duration
    assert bool(head.rest) == (not duration)


@pytest.mark.parametrize(
    "text", ["# Title\n", "---\ntitle: A post\ndate: 2024-01-01\n---\n", "text\n---\nobjectives: x\n---\n"]
)
def test_other_markdown_is_no_tutorial(tmp_path: Path, text: str) -> None:
    (tmp_path / "README.md").write_text(text, encoding="utf-8")
    assert not recognises(open_source(tmp_path))


@pytest.mark.parametrize(
    ("said", "hours", "kept"), [("40m", 0.67, "40 min"), ("30m", 0.5, None), ("1-2h", None, "1-2 h")]
)
def test_hours_that_are_rounded_are_kept_as_written(
    tmp_path: Path, said: str, hours: float | None, kept: str | None
) -> None:
    head = f"---\nlayout: tutorial_hands_on\ntitle: A\ntime_estimation: {said}\n---\nText\n"
    data = _read(tmp_path, {"tutorial.md": head})[0].modules[0].data
    assert data.get("workload") == ({"total_hours": hours} if hours else None)
    assert data.get("x-galaxy") == ({"time": kept} if kept else None)


def test_broken_front_matter_is_said_and_the_rest_comes_in(tmp_path: Path) -> None:
    draft, desk = _read(
        tmp_path,
        {
            "a.md": "---\nobjectives: [a\ntitle: x: y\n---\nText\n",
            "b.md": "---\nobjectives: [b]\n---\nText\n",
        },
    )
    assert [unit.data["title"] for unit in draft.modules[0].units] == ["a", "b"]
    assert any("cannot be read" in note.how for note in desk.account)


def test_nothing_to_read_is_refused_with_a_way_out(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    with pytest.raises(UsageError, match="no Markdown file with front matter"):
        read(open_source(tmp_path), Desk())


def test_links_between_many_folders_are_found_in_little_time(tmp_path: Path) -> None:
    head = "---\ntitle: {0}\nobjectives: [a]\n---\n"
    links = "[n](../l{1}/index.md) [d](data/d.csv) [lost](lost-{0}.csv)\n"
    count = 500
    files = {f"l{at}/index.md": (head + links).format(at, (at + 1) % count) for at in range(count)}
    before = time.process_time()
    draft, desk = _read(tmp_path, {**files, "l3/data/d.csv": "1"})
    assert time.process_time() - before < 2
    page = draft.modules[0].units[0].items[-1].data["path"]
    assert isinstance(page, Text)
    assert "[n](coursewright-import:thing/l1%2Findex.md) [d](coursewright-import:file/l3%2Fdata%2Fd.csv)" in (
        page.markdown
    )
    assert sum(note.what == "linked file" for note in desk.account) == count

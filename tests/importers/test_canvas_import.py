"""Exports of Canvas on their way in, counted against their files by other means."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from canvas_courses import COURSE, by_source, elements
from drafting import imported
from foreign_cartridges import all_items, brought

from coursewright.importers import links
from coursewright.importers.draft import Ref, Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coursewright.importers.account import Account
    from coursewright.importers.draft import CourseDraft

_SAMPLES = Path(__file__).parents[3] / "shared" / "samples" / "imscc"


@pytest.fixture(scope="module")
def soil() -> tuple[CourseDraft, Account]:
    return brought(COURSE)


def test_nothing_of_the_course_is_lost_or_there_twice(soil: tuple[CourseDraft, Account]) -> None:
    course, account = soil
    kinds = Counter(item.kind for item in all_items(course))
    manifest = (COURSE / "imsmanifest.xml").read_text(encoding="utf-8")
    topics = manifest.count('type="imsdt_xmlv1p1"')
    announced = len([one for one in COURSE.glob("*.xml") if "<type>announcement" in one.read_text("utf-8")])
    quizzes = len(list(COURSE.glob("*/assessment_meta.xml")))
    assignments = len(list(COURSE.glob("*/assignment_settings.xml")))
    pages = len(list(COURSE.glob("wiki_content/*.html"))) + 1  # the syllabus
    links_and_files = manifest.count("imswl_xmlv1p1") + len(
        re.findall(
            "<content_type>Attachment", (COURSE / "course_settings/module_meta.xml").read_text("utf-8")
        )
    )
    assert kinds == {
        "tasks": topics - announced + quizzes + assignments,
        "announcements": announced,
        "materials": pages + links_and_files,
        "outcomes": len(elements("course_settings/learning_outcomes.xml", "learningOutcome")),
        "sessions": len(elements("course_settings/events.xml", "event")),
    }
    titles = [one.findtext("{*}title") for one in elements("course_settings/module_meta.xml", "module")]
    assert [module.data["title"] for module in course.modules] == [*titles, "Outside the modules"]
    settled = [note.source for note in account if note.fate != "partly"]
    assert len(settled) == len(set(settled))


def test_questions_of_a_quiz_are_those_of_canvas(soil: tuple[CourseDraft, Account]) -> None:
    raw = (COURSE / "non_cc_assessments/gquiz01.xml.qti").read_text(encoding="utf-8")
    quiz: Any = by_source(soil[0])["quiz:gquiz01"].data
    assert len(quiz["questions"]) == len(re.findall("<item ", raw))
    assert sum(one["points"] for one in quiz["questions"]) == quiz["x-points"]
    assert (quiz["kind"], quiz["x-canvas"]["time_limit"], quiz["attempts"]) == ("quiz", "20 min", 2)
    assert "duration" not in quiz  # how long it may take is not how long it takes


def test_the_course_says_what_canvas_keeps_of_it(soil: tuple[CourseDraft, Account]) -> None:
    data: Any = soil[0].data
    assert data["title"] == "Soil and Water"
    assert data["calendar"] == {"time_zone": "Europe/Dublin", "starts": "2026-09-07"}
    assert data["licence"] == "CC-BY-4.0"
    assert soil[0].wanted_id == "geo-110"
    assert data["x-canvas"]["course_code"] == "GEO-110"
    assert [one["weight"] for one in data["x-canvas"]["assignment_groups"]] == [60, 40]


def test_modules_keep_their_order_headers_and_prerequisites(soil: tuple[CourseDraft, Account]) -> None:
    first, second, _ = soil[0].modules
    assert [item.source for item in first.items] == [
        "page:gpage01",
        "link:glink01",
        "topic:gtopic01",
        "quiz:gquiz01",
    ]
    assert second.data["prerequisites"] == [Ref("module:gmodule01")]
    assert [(unit.data["title"], [item.source for item in unit.items]) for unit in second.units] == [
        (
            "Before the hearing",
            ["page:gpage02", "file:data/stream-flow.csv", "assignment:gassign01", "assignment:gassign02"],
        )
    ]
    assert second.items == []  # outside the unit, what follows its pages would come before them


def test_an_assignment_with_its_rubric_its_outcome_and_its_dates(soil: tuple[CourseDraft, Account]) -> None:
    data = by_source(soil[0])["assignment:gassign01"].data
    assert {key: data[key] for key in ("due", "release", "graded", "weight", "x-points", "feedback")} == {
        "due": "2026-09-16T22:59:59Z",
        "release": "2026-09-14T06:00:00Z",
        "graded": True,
        "weight": "60%",
        "x-points": 10,
        "feedback": {"form": "peer"},
    }
    assert data["outcomes"] == [Ref("outcome:goutcome01")]
    assert data["criteria"] == [
        {
            "name": "The advice says who loses",
            "levels": ["No", "Names them", "Names them and the loss"],
            "x-level-points": [0, 3, 6],
            "points": 6,
        },
        {
            "name": "Numbers come from the data",
            "levels": ["Some", "All of them"],
            "x-level-points": [2, 4],
            "points": 4,
        },
    ]
    assert "kind" not in data


def test_discussions_announcements_events_and_links(soil: tuple[CourseDraft, Account]) -> None:
    found = by_source(soil[0])
    assert found["topic:gtopic01"].data["replies"] == {"protocol": "post-first"}
    assert found["topic:gnews01"].kind == "announcements"
    assert found["topic:gnews01"].data["at"] == "2026-09-07T06:00:00Z"
    assert found["event:gevent01"].data == {
        "title": "The hearing",
        "starts": "2026-09-17T13:00:00Z",
        "duration": "60 min",
    }
    assert [(one.title, one.why) for one in soil[1].kept] == [("The hearing", "a session has no description")]
    page = found["page:gpage01"].data["path"]
    assert isinstance(page, Text)
    assert links.to_thing("topic:gtopic01") in page.markdown
    assert links.to_file("web_resources/images/soil column.svg") in page.markdown
    assert found["page:gpage03"].data["x-hidden"] is True


def test_outcomes_say_what_students_will_do(soil: tuple[CourseDraft, Account]) -> None:
    data: Any = by_source(soil[0])["outcome:goutcome01"].data
    assert data["title"] == "Weigh claims on a stream"
    assert data["statement"].startswith("Decide between competing claims")
    assert data["x-canvas"]["ratings"] == ["Convincing (5)", "Fair (3)"]


def test_the_course_is_written_as_plans_that_hold(tmp_path: Path) -> None:
    come = imported(COURSE, tmp_path)
    assert come.course.title == "Soil and Water"
    assert [module.title for module in come.course.modules][:2] == [
        "Week 1: Where the water goes",
        "Week 2: Who gets it",
    ]
    assert [task.title for task in come.course.modules[1].units[0].tasks][-1] == "Field notes"
    assert (come.folder / "files").is_dir()


def _texts(path: Path) -> Mapping[str, str]:
    with zipfile.ZipFile(path) as archive:
        names = [name for name in archive.namelist() if name.endswith((".xml", ".html", ".qti"))]
        return {name: archive.read(name).decode("utf-8") for name in names}


@pytest.mark.parametrize("name", sorted(path.name for path in _SAMPLES.glob("*.imscc")) or [""])
def test_samples_come_in_with_counts_of_their_own(name: str, tmp_path: Path) -> None:
    if not name:
        pytest.skip("the samples of the workplace are not here")
    texts = _texts(_SAMPLES / name)
    come = imported(_SAMPLES / name, tmp_path)
    found = list(all_items(come.draft))
    kinds = Counter(str(item.data.get("kind", item.kind)) for item in found)
    assert kinds["page"] == sum(one.startswith("wiki_content/") and one.endswith(".html") for one in texts)
    assert kinds["discussion"] == sum("<topic " in text for text in texts.values())
    assert kinds["quiz"] == sum("<quiz " in text for text in texts.values())
    assert kinds["tasks"] == sum(
        one.endswith(("/assignment_settings.xml", "/assignment.xml")) for one in texts
    )
    rubrics = texts.get("course_settings/rubrics.xml", "")
    criteria: list[Any] = [one for item in found for one in item.data.get("criteria", ())]  # type: ignore[union-attr]
    assert len(criteria) == rubrics.count("<criterion>")
    asked = [one for item in found for one in item.data.get("questions", ())]  # type: ignore[union-attr]
    left_out = [note for note in come.account if note.what == "question" and note.fate == "left out"]
    items = sum(text.count("<item ") for one, text in texts.items() if one.endswith(".qti"))
    assert len({str(one) for one in asked}) >= items - len(left_out)
    assert len(come.course.modules) == len(come.draft.modules)


def test_an_export_in_a_folder_of_an_archive_comes_in_alike(
    soil: tuple[CourseDraft, Account], tmp_path: Path
) -> None:
    path = tmp_path / "soil.imscc"
    with zipfile.ZipFile(path, "w") as archive:
        for file in sorted(COURSE.rglob("*")):
            if file.is_file():
                archive.write(file, f"soil-and-water/{file.relative_to(COURSE).as_posix()}")
    course, _ = brought(path)
    assert [item.source for item in all_items(course)] == [item.source for item in all_items(soil[0])]
    assert course.data == soil[0].data

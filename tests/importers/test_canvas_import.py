"""Exports of Canvas on their way in, counted against their files by other means, and setting by setting."""

from __future__ import annotations

import re
import shutil
import zipfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
from drafting import imported
from foreign_cartridges import all_items, brought

from coursewright.importers import links
from coursewright.importers.draft import File, Ref, Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coursewright.importers.account import Account
    from coursewright.importers.draft import CourseDraft, Item

_COURSE = Path(__file__).parent / "courses" / "canvas-export"
_SAMPLES = Path(__file__).parents[3] / "shared" / "samples" / "imscc"
_CANVAS = "{http://canvas.instructure.com/xsd/cccv1p0}"


@pytest.fixture(scope="module")
def soil() -> tuple[CourseDraft, Account]:
    return brought(_COURSE)


def _by_source(course: CourseDraft) -> dict[str, Item]:
    return {item.source: item for item in all_items(course)}


def _changed(tmp_path: Path, *changes: tuple[str, str, str]) -> dict[str, Item]:
    """Return the things of the course after changes to its files: name, old text, new text."""
    course, _ = brought(_copy(tmp_path, *changes))
    return _by_source(course)


def _copy(tmp_path: Path, *changes: tuple[str, str, str]) -> Path:
    folder = tmp_path / "export"
    shutil.copytree(_COURSE, folder)
    for name, old, new in changes:
        text = (folder / name).read_text(encoding="utf-8")
        assert old in text, name
        (folder / name).write_text(text.replace(old, new), encoding="utf-8")
    return folder


def _elements(name: str, tag: str) -> list[ET.Element]:
    return list(ET.parse(_COURSE / name).iter(f"{_CANVAS}{tag}"))  # noqa: S314 - our own


def test_nothing_of_the_course_is_lost_or_there_twice(soil: tuple[CourseDraft, Account]) -> None:
    course, account = soil
    kinds = Counter(item.kind for item in all_items(course))
    manifest = (_COURSE / "imsmanifest.xml").read_text(encoding="utf-8")
    topics = manifest.count('type="imsdt_xmlv1p1"')
    announced = len([one for one in _COURSE.glob("*.xml") if "<type>announcement" in one.read_text("utf-8")])
    quizzes = len(list(_COURSE.glob("*/assessment_meta.xml")))
    assignments = len(list(_COURSE.glob("*/assignment_settings.xml")))
    pages = len(list(_COURSE.glob("wiki_content/*.html"))) + 1  # the syllabus
    links_and_files = manifest.count("imswl_xmlv1p1") + len(
        re.findall(
            "<content_type>Attachment", (_COURSE / "course_settings/module_meta.xml").read_text("utf-8")
        )
    )
    assert kinds == {
        "tasks": topics - announced + quizzes + assignments,
        "announcements": announced,
        "materials": pages + links_and_files,
        "outcomes": len(_elements("course_settings/learning_outcomes.xml", "learningOutcome")),
        "sessions": len(_elements("course_settings/events.xml", "event")),
    }
    titles = [
        one.findtext(f"{_CANVAS}title") for one in _elements("course_settings/module_meta.xml", "module")
    ]
    assert [module.data["title"] for module in course.modules] == [*titles, "Outside the modules"]
    settled = [note.source for note in account if note.fate != "partly"]
    assert len(settled) == len(set(settled))


def test_questions_of_a_quiz_are_those_of_canvas(soil: tuple[CourseDraft, Account]) -> None:
    raw = (_COURSE / "non_cc_assessments/gquiz01.xml.qti").read_text(encoding="utf-8")
    quiz: Any = _by_source(soil[0])["quiz:gquiz01"].data
    assert len(quiz["questions"]) == len(re.findall("<item ", raw))
    assert sum(one["points"] for one in quiz["questions"]) == quiz["x-points"]
    assert (quiz["kind"], quiz["duration"], quiz["attempts"]) == ("quiz", "20 min", 2)


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
        ("Before the hearing", ["page:gpage02", "file:data/stream-flow.csv"])
    ]
    assert [item.source for item in second.items] == ["assignment:gassign01", "assignment:gassign02"]


def test_an_assignment_with_its_rubric_its_outcome_and_its_dates(soil: tuple[CourseDraft, Account]) -> None:
    data = _by_source(soil[0])["assignment:gassign01"].data
    assert {key: data[key] for key in ("due", "release", "graded", "weight", "x-points", "feedback")} == {
        "due": "2026-09-16T22:59:59Z",
        "release": "2026-09-14T06:00:00Z",
        "graded": True,
        "weight": 60,
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
    found = _by_source(soil[0])
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
    data: Any = _by_source(soil[0])["outcome:goutcome01"].data
    assert data["title"] == "Weigh claims on a stream"
    assert data["statement"].startswith("Decide between competing claims")
    assert data["x-canvas"]["ratings"] == ["Convincing (5)", "Fair (3)"]


_META = "course_settings/module_meta.xml"
_SETTINGS = "gassign01/assignment_settings.xml"
_TOPIC = "gtopic01meta.xml"


def test_a_module_that_opens_in_order_makes_later_tasks_wait(tmp_path: Path) -> None:
    requirements = "".join(
        f'<completionRequirement type="{kind}">{more}<identifierref>{item}</identifierref>'
        "</completionRequirement>"
        for kind, item, more in (
            ("must_contribute", "gitem0103", ""),
            ("min_score", "gitem0104", "<min_score>5.6</min_score>"),
            ("must_view", "gitem0101", ""),
        )
    )
    required = f"</items><completionRequirements>{requirements}</completionRequirements></module>"
    found = _changed(
        tmp_path,
        (
            _META,
            "<locked>false",
            "<require_sequential_progress>true</require_sequential_progress><locked>false",
        ),
        (_META, "<require_sequential_progress>false</require_sequential_progress>", ""),
        (_META, "</items>\n  </module>", required),
    )
    quiz = found["quiz:gquiz01"].data
    assert quiz["requires"] == [Ref("topic:gtopic01")]
    assert quiz["pass_mark"] == 80  # 5.6 of 7 points
    assert found["page:gpage01"].data["required"] is True
    assert "requires" not in found["topic:gtopic01"].data


@pytest.mark.parametrize(
    ("old", "new", "key", "value"),
    [
        ("<peer_reviews>true", "<peer_reviews>false", "feedback", None),
        ("<points_possible>10.0", "<points_possible>0", "graded", None),
        ("<due_at>2026-09-16T22:59:59", "<due_at>soon", "due", None),
        ("<title>", "<omit_from_final_grade>true</omit_from_final_grade><title>", "weight", None),
        ("<title>", "<has_group_category>true</has_group_category><title>", "grouping", "groups"),
        ("<title>", "<allowed_attempts>3</allowed_attempts><title>", "attempts", 3),
        ("<title>", "<allowed_attempts>-1</allowed_attempts><title>", "attempts", None),
        ("<workflow_state>published", "<workflow_state>unpublished", "status", "draft"),
    ],
)
def test_a_setting_of_an_assignment(old: str, new: str, key: str, value: Any, tmp_path: Path) -> None:
    data = _changed(tmp_path, (_SETTINGS, old, new))["assignment:gassign01"].data
    assert data.get(key) == value


def test_a_graded_discussion_has_the_settings_of_its_line_in_the_gradebook(tmp_path: Path) -> None:
    line = (
        '<assignment identifier="gline"><due_at>2026-09-09T20:00:00</due_at>'
        "<points_possible>4</points_possible>"
        "<assignment_group_identifierref>{}</assignment_group_identifierref></assignment></topicMeta>"
    )
    group = _elements("course_settings/assignment_groups.xml", "assignmentGroup")[0].get("identifier")
    aligned = ("course_settings/learning_outcomes.xml", "<content_id>gassign01", "<content_id>gline")
    found = _changed(tmp_path, (_TOPIC, "</topicMeta>", line.format(group)), aligned)
    data = found["topic:gtopic01"].data
    assert (data["due"], data["graded"], data["x-points"]) == ("2026-09-09T20:00:00Z", True, 4)
    assert data["outcomes"] == [Ref("outcome:goutcome01")]
    assert "weight" not in data  # two share the weight of their group
    assert "weight" not in found["assignment:gassign01"].data


@pytest.mark.parametrize(
    ("kind", "expected", "graded"),
    [
        ("assignment", "quiz", True),
        ("practice_quiz", "quiz", None),
        ("survey", "survey", None),
        ("graded_survey", "survey", True),
    ],
)
def test_the_kinds_of_quizzes(kind: str, expected: str, graded: bool | None, tmp_path: Path) -> None:
    meta = "gquiz01/assessment_meta.xml"
    found = _changed(tmp_path, (meta, "<quiz_type>assignment", f"<quiz_type>{kind}"))["quiz:gquiz01"].data
    assert (found["kind"], found.get("graded")) == (expected, graded)


def test_a_day_without_an_hour_is_no_session(tmp_path: Path) -> None:
    events = "course_settings/events.xml"
    course, account = brought(
        _copy(tmp_path, (events, "<all_day>false", "<all_day_date>2026-09-17</all_day_date><all_day>true"))
    )
    assert "event:gevent01" not in _by_source(course)
    assert "2026-09-17" in next(one.markdown for one in account.kept)
    assert [note.what for note in account if note.fate == "left out"] == ["event"]


def test_texts_of_every_spelling_lead_to_the_same_thing(tmp_path: Path) -> None:
    spellings = [
        "$CANVAS_OBJECT_REFERENCE$/discussion_topics/gtopic01",
        "%24CANVAS_OBJECT_REFERENCE%24/discussion_topics/gtopic01?module_item_id=gitem0103",
        "$CANVAS_COURSE_REFERENCE$/modules/items/gitem0103",
    ]
    files = [
        "$IMS-CC-FILEBASE$/data/stream-flow.csv?canvas_download=1",
        "%24IMS_CC_FILEBASE%24/data/stream-flow.csv",
        "$CANVAS_COURSE_REFERENCE$/file_ref/gfile01/download",
        "../web_resources/data/stream-flow.csv",
    ]
    pages = [
        "$WIKI_REFERENCE$/pages/how-a-field-drinks#top",
        "$CANVAS_OBJECT_REFERENCE$/pages/how-a-field-drinks",
    ]
    lost = [
        "javascript:alert(1)",
        "$CANVAS_COURSE_REFERENCE$/grades",
        "$WIKI_REFERENCE$/pages/none",
        "/courses/1",
    ]
    every = [*spellings, *files, *pages, *lost, "https://example.org/a"]
    html = "".join(f'<p><a href="{one}">x</a></p>' for one in every)
    path = "wiki_content/two-farms-one-stream.html"
    text = _changed(tmp_path, (path, "</body>", f"{html}</body>"))["page:gpage02"].data["path"]
    assert isinstance(text, Text)
    told = Counter(re.findall(r"\[x\]\(([^)]+)\)", text.markdown))
    assert told[links.to_thing("topic:gtopic01")] == len(spellings)
    assert told[links.to_file("web_resources/data/stream-flow.csv")] + told[
        links.to_thing("file:data/stream-flow.csv")
    ] == len(files)
    assert sum(told[one] for one in told if links.to_thing("page:gpage01") in one) == len(pages)
    assert told["https://example.org/a"] == 1
    assert sum(told.values()) == len(every) - len(lost)


_BANK = "non_cc_assessments/gbank.xml.qti"
_LABELS = {"copied": "assessment_question_identifierref"}


def _field(label: str, entry: str) -> str:
    named = f"<fieldlabel>{_LABELS.get(label, label)}</fieldlabel>"
    return f"<qtimetadatafield>{named}<fieldentry>{entry}</fieldentry></qtimetadatafield>"


def _essay(identifier: str, why: str) -> str:
    kind = _field("question_type", "essay_question")
    return (
        f'<item ident="{identifier}"><itemmetadata><qtimetadata>{kind}</qtimetadata></itemmetadata>'
        f"<presentation><material><mattext>Why {why}?</mattext></material></presentation></item>"
    )


def _listed(identifier: str, name: str, kind: str = "associatedcontent/imscc_xmlv1p1/x") -> str:
    return (
        f'<resource identifier="{identifier}" type="{kind}" href="{name}"><file href="{name}"/></resource>'
        "</resources>"
    )


def test_questions_that_quizzes_copied_do_not_come_in_twice(tmp_path: Path) -> None:
    folder = _copy(
        tmp_path,
        (
            "non_cc_assessments/gquiz01.xml.qti",
            "</qtimetadata>",
            f"{_field('copied', 'gcopy')}</qtimetadata>",
        ),
        ("imsmanifest.xml", "</resources>", _listed("gbank", _BANK)),
    )
    (folder / _BANK).write_text(
        f'<questestinterop xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2"><objectbank ident="gbank">'
        f"<qtimetadata>{_field('bank_title', 'Spare')}</qtimetadata>"
        f"{_essay('gcopy', 'again')}{_essay('gnew', 'so')}</objectbank></questestinterop>",
        encoding="utf-8",
    )
    course, _ = brought(folder)
    data: Any = _by_source(course)["bank:gbank"].data
    assert [one["prompt"] for one in data["questions"]] == ["Why so?"]
    assert (data["title"], data["status"]) == ("Spare", "draft")


def test_the_course_is_written_as_plans_that_hold(tmp_path: Path) -> None:
    come = imported(_COURSE, tmp_path)
    assert come.course.title == "Soil and Water"
    assert [module.title for module in come.course.modules][:2] == [
        "Week 1: Where the water goes",
        "Week 2: Who gets it",
    ]
    assert [task.title for task in come.course.modules[1].tasks][-1] == "Field notes"
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


def test_a_film_has_its_captions(tmp_path: Path) -> None:
    track = '<track identifierref="gsrt" kind="subtitles" locale="en"/>'
    tracks = f'<media_tracks><media identifierref="gfile01">{track}</media></media_tracks>'
    listed = _listed("gsrt", "web_resources/a.srt", "webcontent")
    folder = _copy(tmp_path, ("imsmanifest.xml", "</resources>", listed))
    (folder / "course_settings/media_tracks.xml").write_text(tracks, encoding="utf-8")
    (folder / "web_resources/a.srt").write_text("1", encoding="utf-8")
    course, _ = brought(folder)
    assert _by_source(course)["file:data/stream-flow.csv"].data["captions"] == File("web_resources/a.srt")

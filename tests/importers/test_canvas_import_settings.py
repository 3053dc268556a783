"""Exports of Canvas on their way in, setting by setting: one thing is changed, one thing comes otherwise."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from canvas_courses import by_source, changed, copied, elements
from drafts import merged_in, written
from foreign_cartridges import brought

from coursewright.importers import links
from coursewright.importers.draft import File, Ref, Text
from coursewright.spec.load import load

if TYPE_CHECKING:
    from pathlib import Path

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
    found = changed(
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
    data = changed(tmp_path, (_SETTINGS, old, new))["assignment:gassign01"].data
    assert data.get(key) == value


def test_a_graded_discussion_has_the_settings_of_its_line_in_the_gradebook(tmp_path: Path) -> None:
    line = (
        '<assignment identifier="gline"><due_at>2026-09-09T20:00:00</due_at>'
        "<points_possible>4</points_possible>"
        "<assignment_group_identifierref>{}</assignment_group_identifierref></assignment></topicMeta>"
    )
    group = elements("course_settings/assignment_groups.xml", "assignmentGroup")[0].get("identifier")
    aligned = ("course_settings/learning_outcomes.xml", "<content_id>gassign01", "<content_id>gline")
    found = changed(tmp_path, (_TOPIC, "</topicMeta>", line.format(group)), aligned)
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
    found = changed(tmp_path, (meta, "<quiz_type>assignment", f"<quiz_type>{kind}"))["quiz:gquiz01"].data
    assert (found["kind"], found.get("graded")) == (expected, graded)


def test_a_day_without_an_hour_is_no_session(tmp_path: Path) -> None:
    events = "course_settings/events.xml"
    course, account = brought(
        copied(tmp_path, (events, "<all_day>false", "<all_day_date>2026-09-17</all_day_date><all_day>true"))
    )
    assert "event:gevent01" not in by_source(course)
    assert "2026-09-17" in next(one.markdown for one in account.kept)
    assert [note.what for note in account if note.fate == "left out"] == ["event"]


def test_texts_of_every_spelling_lead_to_the_same_thing(tmp_path: Path) -> None:
    spellings = [
        "$CANVAS_OBJECT_REFERENCE$/discussion_topics/gtopic01",
        "%24CANVAS_OBJECT_REFERENCE%24/discussion_topics/gtopic01?module_item_id=gitem0103",
        "$CANVASCOURSE_REFERENCE$/modules/items/gitem0103",
    ]
    files = [
        "$IMS-CC-FILEBASE$/data/stream-flow.csv?canvas_download=1",
        "%24IMS_CC_FILEBASE%24/data/stream-flow.csv",
        "$CANVASCOURSE_REFERENCE$/file_ref/gfile01/download",
        "../web_resources/data/stream-flow.csv",
    ]
    pages = [
        "$WIKI_REFERENCE$/pages/how-a-field-drinks#top",
        "$CANVAS_OBJECT_REFERENCE$/pages/how-a-field-drinks",
    ]
    lost = [
        "javascript:alert(1)",
        "$CANVASCOURSE_REFERENCE$/grades",
        "$WIKI_REFERENCE$/pages/none",
        "/courses/1",
    ]
    every = [*spellings, *files, *pages, *lost, "https://example.org/a"]
    html = "".join(f'<p><a href="{one}">x</a></p>' for one in every)
    path = "wiki_content/two-farms-one-stream.html"
    text = changed(tmp_path, (path, "</body>", f"{html}</body>"))["page:gpage02"].data["path"]
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
    folder = copied(
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
    data: Any = by_source(course)["bank:gbank"].data
    assert [one["prompt"] for one in data["questions"]] == ["Why so?"]
    assert (data["title"], data["status"]) == ("Spare", "draft")


def test_files_that_are_not_open_are_hidden_and_have_their_licence(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    (folder / "course_settings/files_meta.xml").write_text(
        '<fileMeta><folders><folder path="data"><hidden>true</hidden></folder></folders><files>'
        '<file identifier="gfile01"><usage_rights use_justification="own_copyright">'
        "<license>cc_by_sa</license></usage_rights></file></files></fileMeta>",
        encoding="utf-8",
    )
    course, _ = brought(folder)
    data = by_source(course)["file:data/stream-flow.csv"].data
    assert (data["x-hidden"], data["licence"]) == (True, "CC-BY-SA-4.0")


def test_settings_without_a_place_are_named(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    (folder / "course_settings/external_feeds.xml").write_text("<feeds><feed/></feeds>", encoding="utf-8")
    _, account = brought(folder)
    assert [note.title for note in account if note.what == "settings"] == ["external_feeds.xml"]


def test_a_film_has_its_captions(tmp_path: Path) -> None:
    track = '<track identifierref="gsrt" kind="subtitles" locale="en"/>'
    tracks = f'<media_tracks><media identifierref="gfile01">{track}</media></media_tracks>'
    listed = _listed("gsrt", "web_resources/a.srt", "webcontent")
    folder = copied(tmp_path, ("imsmanifest.xml", "</resources>", listed))
    (folder / "course_settings/media_tracks.xml").write_text(tracks, encoding="utf-8")
    (folder / "web_resources/a.srt").write_text("1", encoding="utf-8")
    course, _ = brought(folder)
    assert by_source(course)["file:data/stream-flow.csv"].data["captions"] == File("web_resources/a.srt")


def _line(name: str, title: str, indent: int, page: str = "") -> str:
    kind = "WikiPage" if page else "ContextModuleSubHeader"
    return (
        f'<item identifier="{name}"><content_type>{kind}</content_type><title>{title}</title>'
        f"<identifierref>{page}</identifierref><indent>{indent}</indent></item>"
    )


def test_a_header_reaches_to_the_next_of_its_depth_or_above(tmp_path: Path) -> None:
    lines = (
        _line("h1", "Read", 1)
        + _line("i1", "One", 0, "gpage01")
        + _line("h2", "Closely", 2)
        + _line("i2", "Two", 0, "gpage02")
        + _line("h3", "Do", 0)
        + _line("i3", "Three", 3, "gpage03")
        + _line("h4", "Later", 0)
    )
    raw = (copied(tmp_path / "raw") / _META).read_text(encoding="utf-8")
    first = re.findall("<items>.*?</items>", raw, re.DOTALL)
    emptied = (_META, first[0], "<items></items>")
    folder = copied(tmp_path, emptied, (_META, first[1], f"<items>{lines}</items>"))
    second = brought(folder)[0].modules[1]
    assert second.items == []
    assert [(unit.data["title"], [item.source for item in unit.items]) for unit in second.units] == [
        ("Read", ["page:gpage01"]),
        ("Read: Closely", ["page:gpage02"]),
        ("Do", ["page:gpage03"]),
        ("Later", []),
    ]


def test_what_comes_new_at_the_end_of_a_module_merges_into_its_last_unit(tmp_path: Path) -> None:
    written(brought(copied(tmp_path / "before"))[0], tmp_path / "plan")
    new = (
        '<item identifier="gnew"><content_type>ExternalUrl</content_type>'
        "<workflow_state>active</workflow_state><title>Tides</title><url>https://example.org/tides</url><position>6</position><indent>0</indent></item>"
    )
    last = "<identifierref>gassign02</identifierref><position>5</position><indent>0</indent></item>"
    merged = merged_in(brought(copied(tmp_path / "after", (_META, last, last + new)))[0], tmp_path / "plan")
    assert [(one.what, one.source) for one in merged.said] == [("added", "item:gnew")]
    assert not merged.conflicts
    unit = load(tmp_path / "plan" / "course.yaml").modules[1].units[0]
    assert [one.title for one in unit.materials][-1] == "Tides"


@pytest.mark.parametrize(
    ("name", "zone"), [("Dublin", "Europe/Dublin"), ("Eastern Time (US &amp; Canada)", "America/New_York")]
)
def test_a_time_zone_is_that_of_the_iana(name: str, zone: str, tmp_path: Path) -> None:
    file = "course_settings/course_settings.xml"
    course, _ = brought(copied(tmp_path, (file, "<time_zone>Europe/Dublin", f"<time_zone>{name}")))
    calendar: Any = course.data["calendar"]
    assert calendar["time_zone"] == zone

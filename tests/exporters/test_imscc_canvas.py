"""The Canvas flavour: modules, dates, points, rubrics and outcomes as Canvas reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from cartridge_specs import FILES
from cartridges import Cartridge, cartridge
from editions import EXAMPLES, example, written

from coursewright.exporters.fidelity.ledger import Ledger

if TYPE_CHECKING:
    from pathlib import Path
    from xml.etree import ElementTree as ET

SLUG = "n-3-consent"


@pytest.fixture
def cc(tmp_path: Path) -> Cartridge:
    return canvas(tmp_path, FILES)


def canvas(folder: Path, files: dict[str, str], **choices: Any) -> Cartridge:
    return cartridge(written(folder, files, flavour="canvas", **choices))


def of_text(element: ET.Element) -> dict[str, str]:
    return {child.tag: child.text or "" for child in element}


def lines(cc: Cartridge) -> list[ET.Element]:
    return list(cc.xml("course_settings/module_meta.xml").iter("item"))


def titled(cc: Cartridge, title: str) -> dict[str, str]:
    (found,) = [of_text(one) for one in lines(cc) if one.findtext("title") == title]
    return found


def requirements(cc: Cartridge) -> dict[str, tuple[str, str | None]]:
    """Return what completes the items of each title."""
    root = cc.xml("course_settings/module_meta.xml")
    names = {one.attrib["identifier"]: one.findtext("title") or "" for one in root.iter("item")}
    return {
        names[one.findtext("identifierref") or ""]: (one.attrib["type"], one.findtext("min_score"))
        for one in root.iter("completionRequirement")
    }


def test_each_entry_is_what_canvas_has_for_it(cc: Cartridge) -> None:
    assert {one.findtext("title"): one.findtext("content_type") for one in lines(cc)} == {
        "Overview": "WikiPage",
        'About: Deciding "what" <counts>': "WikiPage",
        "Materials": "WikiPage",
        "A film": "ExternalUrl",
        "The data": "Attachment",
        "A sheet": "WikiPage",
        "Rule on three cases": "DiscussionTopic",
        "A sheet of your own": "Assignment",
        "Look again": "Quizzes::Quiz",
        "A vote": "Quizzes::Quiz",
        "One text of all": "WikiPage",
        "Our words": "DiscussionTopic",
        "Only to read": "WikiPage",
        "The board sits": "WikiPage",
        "Sit on the board": "WikiPage",
        "A ruling": "Assignment",
        "Looking back": "Assignment",
    }


@pytest.mark.parametrize("name", EXAMPLES)
def test_what_modules_name_is_there(name: str) -> None:
    cc = cartridge(example(name, flavour="canvas", drafts=True, reader="staff"))
    quizzes = {cc.xml(path).attrib["identifier"] for path in cc.names if path.endswith("assessment_meta.xml")}
    for item in lines(cc):
        ref = item.findtext("identifierref") or ""
        match item.findtext("content_type"):
            case "ContextModuleSubHeader":
                assert not ref
            case "Quizzes::Quiz":
                assert ref in quizzes
                assert f"non_cc_assessments/{ref}.xml.qti" in cc.files
            case "ExternalUrl":
                assert (item.findtext("url") or "").startswith("http")
            case "WikiPage":
                (path,) = cc.hrefs(cc.resources[ref])
                assert path.startswith("wiki_content/")
                assert f'<meta name="identifier" content="{ref}"/>' in cc.files[path].decode()
            case _:
                assert ref in cc.resources
    outline = [item.title for item in cc.items()]
    shown = [
        one.findtext("title")
        for one in cc.xml("course_settings/module_meta.xml").iter()
        if one.tag in {"module", "item"}
    ]
    assert outline == shown


def test_dates_are_in_utc(cc: Cartridge) -> None:
    settings = of_text(cc.xml(f"assignment_{SLUG}-hand-in/assignment_settings.xml"))
    assert settings["due_at"] == "2026-10-09T16:00:00", "Friday 17:00 in London"
    assert of_text(cc.xml(f"quiz_{SLUG}-quiz/assessment_meta.xml"))["due_at"] == "2026-10-07T11:00:00"
    topic = of_text(cc.xml(f"topic_{SLUG}-rule-on-cases_meta.xml"))
    assert (topic["delayed_post_at"], topic["todo_date"]) == ("2026-09-27T23:00:00", "2026-09-29T16:00:00")
    course = of_text(cc.xml("course_settings/course_settings.xml"))
    assert course["start_at"] == "2026-09-27T23:00:00", "midnight in London, in summer"
    (event,) = cc.xml("course_settings/events.xml")
    assert (event.findtext("start_at"), event.findtext("end_at")) == (
        "2026-10-01T09:00:00",
        "2026-10-01T09:50:00",
    )


def test_a_course_without_dates_says_its_times_in_words(tmp_path: Path) -> None:
    spec = FILES["consent.module.yaml"].replace("starts: 2026-09-28, ", "")
    made = written(tmp_path, {**FILES, "consent.module.yaml": spec}, flavour="canvas")
    ledger = Ledger()
    cc = cartridge(made, ledger)
    settings = of_text(cc.xml(f"assignment_{SLUG}-hand-in/assignment_settings.xml"))
    assert not settings["due_at"]
    assert "17:00" in cc.files[f"assignment_{SLUG}-hand-in/{SLUG}-hand-in.html"].decode()
    assert "course_settings/events.xml" not in cc.files
    due, news = ledger.about("3-consent/hand-in", "due"), ledger.about("3-consent/welcome")
    assert due is not None
    assert due.fate == "changed"
    assert news is not None
    assert news.fate == "dropped"
    assert not any("announcement" in name for name in cc.names)


def test_post_first_discussions_ask_for_a_post_first(cc: Cartridge) -> None:
    assert of_text(cc.xml(f"topic_{SLUG}-rule-on-cases_meta.xml"))["require_initial_post"] == "true"
    assert "require_initial_post" not in of_text(cc.xml(f"topic_{SLUG}-words_meta.xml"))
    topic = cc.titled("Rule on three cases")
    assert cc.needs(topic)[0] == f"topic_{SLUG}-rule-on-cases_meta", "Canvas takes the first for the settings"
    assert topic.attrib["type"] == "imsdt_xmlv1p1", "the only type that Canvas reads in its own flavour"


def test_announcements_wait_for_their_time_and_stand_in_no_module(cc: Cartridge) -> None:
    meta = of_text(cc.xml(f"announcement_{SLUG}-welcome_meta.xml"))
    assert (meta["type"], meta["workflow_state"]) == ("announcement", "post_delayed")
    assert meta["delayed_post_at"] == "2026-09-28T07:00:00"
    assert "Welcome" not in {one.findtext("title") for one in lines(cc)}


def test_rubrics_have_points_and_levels_from_the_strongest(cc: Cartridge) -> None:
    rubrics = {one.attrib["identifier"]: one for one in cc.xml("course_settings/rubrics.xml")}
    rubric = rubrics[f"rubric_{SLUG}-hand-in"]
    ratings = [
        [(one.findtext("description"), one.findtext("points")) for one in criterion.iter("rating")]
        for criterion in rubric.iter("criterion")
    ]
    assert ratings == [
        [("yes", "4.0"), ("nearly", "2.0"), ("not yet", "0.0")],
        [("Met", "6.0"), ("Not met", "0.0")],
    ]
    settings = of_text(cc.xml(f"assignment_{SLUG}-hand-in/assignment_settings.xml"))
    assert settings["rubric_identifierref"] == rubric.attrib["identifier"]
    assert settings["rubric_use_for_grading"] == "true"
    assert settings["points_possible"] == "10.0"
    assert "It is clear" not in cc.files[f"assignment_{SLUG}-hand-in/{SLUG}-hand-in.html"].decode()
    ungraded = of_text(cc.xml(f"assignment_{SLUG}-ruling/assignment_settings.xml"))
    assert ungraded["rubric_use_for_grading"] == "false", "its criteria have no points"


def test_groups_weigh_what_the_course_says(cc: Cartridge) -> None:
    groups = {
        one.attrib["identifier"]: of_text(one) for one in cc.xml("course_settings/assignment_groups.xml")
    }
    weights = {one["title"]: one["group_weight"] for one in groups.values()}
    assert weights == {"A sheet of your own": "30.0", "A ruling": "70.0", "Practice": "0.0"}
    hand_in = of_text(cc.xml(f"assignment_{SLUG}-hand-in/assignment_settings.xml"))
    assert groups[hand_in["assignment_group_identifierref"]]["title"] == "A sheet of your own"
    assert of_text(cc.xml("course_settings/course_settings.xml"))["group_weighting_scheme"] == "percent"
    reflection = of_text(cc.xml(f"assignment_{SLUG}-reflection/assignment_settings.xml"))
    assert (reflection["omit_from_final_grade"], reflection["grading_type"]) == ("true", "pass_fail")


def test_outcomes_are_aligned_with_assignments(cc: Cartridge) -> None:
    (outcome,) = cc.xml("course_settings/learning_outcomes.xml")
    assert outcome.findtext("title") == "Decide which process fits"
    assert [one.findtext("content_id") for one in outcome.iter("alignment")] == [
        f"assignment_{SLUG}-hand-in",
        f"assignment_{SLUG}-ruling",
    ]


def test_gates_hold_up_what_requires_others(cc: Cartridge) -> None:
    root = cc.xml("course_settings/module_meta.xml")
    assert root.findtext("module/require_sequential_progress") == "true"
    assert requirements(cc) == {"Rule on three cases": ("must_contribute", None)}


def test_without_gates_every_work_has_what_completes_it(tmp_path: Path) -> None:
    spec = FILES["consent.module.yaml"].replace("    requires: rule-on-cases\n", "")
    spec = spec.replace(" requires: [rule-on-cases],", "")
    cc = canvas(tmp_path, {**FILES, "consent.module.yaml": spec})
    assert cc.xml("course_settings/module_meta.xml").findtext("module/require_sequential_progress") == "false"
    found = requirements(cc)
    assert found["A sheet of your own"] == ("min_score", "5.0"), "half of ten points"
    assert found["Rule on three cases"] == ("must_contribute", None)
    assert found["One text of all"] == ("must_contribute", None)
    assert found["Look again"] == ("min_score", "7.2"), "four fifths of nine points"
    assert found["Sit on the board"] == ("must_mark_done", None)
    assert "Only to read" not in found, "it is optional"


def test_modules_wait_for_those_they_build_on(tmp_path: Path) -> None:
    course = "course: c\ntitle: C\nmodules: [a.module.yaml, b.module.yaml]\n"
    first = "module: a\ntitle: A\ntasks: [{id: x, title: X}]\n"
    files = {
        "course.yaml": course,
        "a.module.yaml": first,
        "b.module.yaml": "module: b\ntitle: B\nprerequisites: [a]\ntasks: [{id: y, title: Y}]\n",
    }
    root = canvas(tmp_path, files).xml("course_settings/module_meta.xml")
    first_module, second = root
    assert first_module.find("prerequisites") is None
    assert second.findtext("prerequisites/prerequisite/identifierref") == first_module.attrib["identifier"]


def test_drafts_and_what_is_for_staff_are_unpublished(tmp_path: Path) -> None:
    spec = FILES["consent.module.yaml"].replace("read_by: kit", "for: instructors")
    cc = canvas(tmp_path, {**FILES, "consent.module.yaml": spec}, drafts=True, reader="staff")
    assert titled(cc, "Not ready")["workflow_state"] == "unpublished"
    settings = of_text(cc.xml(f"assignment_{SLUG}-rough/assignment_settings.xml"))
    assert settings["workflow_state"] == "unpublished"
    assert titled(cc, "Looking back")["workflow_state"] == "unpublished"
    page = cc.files[f"wiki_content/{SLUG}-reflection.html"].decode()
    assert '<meta name="workflow_state" content="unpublished"/>' in page
    assert titled(cc, "A sheet of your own")["workflow_state"] == "active"


def test_a_quiz_is_practice_unless_it_counts(cc: Cartridge) -> None:
    practice = of_text(cc.xml(f"quiz_{SLUG}-quiz/assessment_meta.xml"))
    assert (practice["quiz_type"], practice["allowed_attempts"]) == ("practice_quiz", "3")
    assert practice["show_correct_answers"] == "true"
    assert practice["points_possible"] == "9.0"
    poll = of_text(cc.xml(f"quiz_{SLUG}-vote/assessment_meta.xml"))
    assert poll["quiz_type"] == "survey"


def test_one_page_is_the_front_page_and_wikis_are_open_to_students(cc: Cartridge) -> None:
    pages = {name: content.decode() for name, content in cc.files.items() if name.startswith("wiki_content/")}
    assert [name for name, text in pages.items() if 'name="front_page" content="true"' in text] == [
        "wiki_content/course-overview.html"
    ]
    edited = [name for name, text in pages.items() if 'content="teachers,students"' in text]
    assert edited == [f"wiki_content/{SLUG}-shared.html"]


def test_files_of_unpublished_pages_are_locked(tmp_path: Path) -> None:
    files = {
        "m.module.yaml": """
module: m
title: M
tasks:
  - {id: a, title: Later, kind: reading, status: draft,
     instructions: "See [this](rough.csv) and [that](fine.csv)."}
  - {id: b, title: Now, kind: reading, instructions: "See [that](fine.csv)."}
""",
        "rough.csv": "a,b",
        "fine.csv": "c,d",
    }
    cc = canvas(tmp_path, files, drafts=True)
    locked = [one.attrib["identifier"] for one in cc.xml("course_settings/files_meta.xml").iter("file")]
    assert locked == ["file_rough.csv"]
    assert cc.files["web_resources/rough.csv"] == b"a,b"

"""Each kind of activity as what it is in a plan."""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from backups import Act, Read, Sec, html, packed_members, read_back, rows, stored, written_backup
from drafting import imported

from coursewright.importers.draft import File, Ref, Text

if TYPE_CHECKING:
    from pathlib import Path

DUE, LATER = 1_800_000_000, 1_800_086_400
DUE_AS_SAID, LATER_AS_SAID = "2027-01-15T08:00:00Z", "2027-01-16T08:00:00Z"


def data_of(tmp_path: Path, act: Act, **more: Any) -> dict[str, Any]:
    """Return the data of what an activity becomes."""
    return read_of(tmp_path, act, **more).items[f"{act.kind}:{act.number}"].data


def read_of(tmp_path: Path, *acts: Act, **more: Any) -> Read:
    return read_back(written_backup(tmp_path / "one.mbz", packed_members(acts, **more)))


def test_a_page_with_its_description_and_links(tmp_path: Path) -> None:
    row, name = stored("maps/the delta.png", b"png", 2001, "mod_page", "content")
    page = {
        "name": "Read &amp;amp; look",
        "intro": html("<p>First.</p>"),
        "content": html(
            '<h3>Map</h3><p><img src="@@PLUGINFILE@@/maps/the%20delta.png" alt="Delta">'
            ' <a href="$@FORUMVIEWBYID*2@$">talk</a>'
            ' <a href="https://moodle.example.org/mod/forum/view.php?id=2">again</a>'
            ' <a href="$@FORUMVIEWBYID*99@$">gone</a></p>'
        ),
    }
    members = packed_members(
        [Act("page", 1, page), Act("forum", 2, {"name": "Talk", "type": "general"})],
        files={"files.xml": f"<files>{row}</files>"},
    )
    read = read_back(written_backup(tmp_path / "page.zip", {**members, name: b"png"}))
    item = read.items["page:1"]
    assert item.data["title"] == "Read & look"
    path = item.data["path"]
    assert isinstance(path, Text)
    talk = "coursewright-import:thing/forum%3A2"
    assert path.markdown.startswith("First.\n\n### Map\n\n![Delta](coursewright-import:file/files%2F")
    assert path.markdown.endswith(f"[talk]({talk}) [again]({talk}) gone")
    assert read.draft.called == {name: "the delta.png"}


@pytest.mark.parametrize(
    ("form", "text", "expected"),
    [
        (0, "One\n\nTwo *3*", "One\n\nTwo \\*3\\*"),
        (1, "<p>One <b>two</b></p>", "One **two**"),
        (2, "a < b\nc", "a < b\\\nc"),
        (4, "# One\n\n[two](@@PLUGINFILE@@/gone.png) *3*", "# One\n\n[two](#) *3*"),
    ],
)
def test_texts_in_every_form(form: int, text: str, expected: str, tmp_path: Path) -> None:
    own = {"name": "Page", "content": html(text), "contentformat": form}
    found = data_of(tmp_path, Act("page", 1, own))["path"].markdown
    assert found.replace("\\<", "<").replace("&lt;", "<") == expected


def test_files_of_resources_and_folders(tmp_path: Path) -> None:
    first = stored("slides.png", b"one", 2001, "mod_resource", "content")
    second = stored("set/a.png", b"two", 2002, "mod_folder", "content")
    third = stored("b.png", b"three", 2002, "mod_folder", "content")
    files = [first, second, third]
    members = packed_members(
        [
            Act("resource", 1, {"name": "Slides", "intro": html("<p>Look</p>")}),
            Act("folder", 2, {"name": "All", "intro": ""}),
            Act("folder", 3, {"name": "None", "intro": ""}),
        ],
        files={"files.xml": f"<files>{''.join(row for row, _ in files)}</files>"},
    )
    for (_, name), data in zip(files, (b"one", b"two", b"three"), strict=True):
        members[name] = data
    read = read_back(written_backup(tmp_path / "files.zip", members))
    assert read.items["resource:1"].data == {"title": "Slides", "kind": "image", "path": File(first[1])}
    assert [one for one in read.items if one.startswith("folder:2")] == [
        "folder:2/b.png",
        "folder:2/set/a.png",
    ]
    assert read.items["folder:2/set/a.png"].data["x-moodle"] == {"folder": "All"}
    assert read.how("folder:3") == ["there is no file in it"]
    assert [kept.markdown for kept in read.account.kept] == ["Look"]
    copied = imported(tmp_path / "files.zip", tmp_path).folder / "files"
    assert {path.name for path in copied.iterdir()} == {"slides.png", "a.png", "b.png"}


def test_a_file_that_is_a_web_page_becomes_a_page(tmp_path: Path) -> None:
    web = b'<html><body><h1>Hi</h1><img src="pic.png" alt="Pic"></body></html>'
    page = stored("site/index.html", web, 2001, "mod_resource", "content")
    picture = stored("site/pic.png", b"png", 2001, "mod_resource", "content")
    rows_of = page[0].replace("<sortorder>0", "<sortorder>1") + picture[0]
    members = packed_members(
        [Act("resource", 1, {"name": "Site", "intro": ""})], files={"files.xml": f"<files>{rows_of}</files>"}
    )
    read = read_back(written_backup(tmp_path / "web.zip", {**members, page[1]: web, picture[1]: b"png"}))
    path = read.items["resource:1"].data["path"]
    assert isinstance(path, Text)
    assert path.markdown.startswith("# Hi\n\n![Pic](coursewright-import:file/")
    assert list(read.items) == ["resource:1"]


def test_labels_open_a_section_head_a_unit_or_are_pages(tmp_path: Path) -> None:
    def label(number: int, text: str, **module: object) -> Act:
        return Act("label", number, {"name": "L", "intro": html(text)}, module)

    link = Act("url", 5, {"name": "Link", "externalurl": "https://example.org/"})
    other = Act("url", 6, {"name": "Other", "externalurl": "https://example.org/2"})
    acts = [
        label(1, "<p>What this week is about.</p>"),
        link,
        label(2, "<p>Between.</p>"),
        label(3, "<h4>At home</h4>"),
        label(4, "<p>Take an hour.</p>"),
        other,
        label(7, "<h4>Not to be seen</h4>", visible=0),
    ]
    read = read_of(tmp_path, *acts)
    module = read.draft.modules[0]
    assert module.data["description"] == "What this week is about."
    assert [item.source for item in module.items] == ["url:5", "label:2"]
    assert [(unit.data, [item.source for item in unit.items]) for unit in module.units] == [
        ({"title": "At home", "overview": "Take an hour."}, ["url:6", "label:7"])
    ]
    assert read.items["label:7"].data["x-hidden"] is True


def test_a_book_is_one_page_without_its_hidden_chapters(tmp_path: Path) -> None:
    def chapter(number: int, title: str, sub: int, hidden: int = 0) -> str:
        columns = {"pagenum": number, "subchapter": sub, "title": title, "content": html(f"<p>{title}.</p>")}
        return rows("chapter", {**columns, "hidden": hidden}, number)

    chapters = chapter(3, "Third", 0, 1) + chapter(1, "One", 0) + chapter(2, "Two", 1)
    read = read_of(tmp_path, Act("book", 1, {"name": "Book", "intro": "", "chapters": chapters}))
    path = read.items["book:1"].data["path"]
    assert isinstance(path, Text)
    assert path.markdown == "## One\n\nOne.\n\n### Two\n\nTwo."
    assert [(kept.title, kept.markdown) for kept in read.account.kept] == [("Third", "Third.")]


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ({"type": "general", "completionreplies": 2, "completionposts": 3}, {"expected": 2}),
        ({"type": "qanda", "completionreplies": 3}, {"expected": 2, "protocol": "post-first"}),
        ({"type": "qanda", "completionreplies": 1}, {"protocol": "post-first"}),
        ({"type": "general", "completionposts": 1}, None),
    ],
)
def test_forums_say_how_often_to_answer(columns: dict[str, object], expected: object, tmp_path: Path) -> None:
    act = Act("forum", 1, {"name": "Talk", "intro": "", "duedate": DUE, **columns})
    found = data_of(tmp_path, act)
    assert found["kind"] == "discussion"
    assert found["due"] == DUE_AS_SAID
    assert found.get("replies") == expected


def test_announcements_are_left_out_and_people_only_counted(tmp_path: Path) -> None:
    post = rows("post", {"subject": "Dear all", "message": "secret words"})
    talks = rows("discussion", {"name": "Dear all", "posts": post + post})
    news = Act("forum", 1, {"type": "news", "name": "News", "intro": "", "discussions": talks})
    work = Act("assign", 2, {"name": "Work", "submissions": rows("submission", {"status": "new"}) * 3})
    read = read_of(
        tmp_path, news, work, files={"users.xml": f"<users>{rows('user', {'username': 'x'})}</users>"}
    )
    assert "forum:1" not in read.items
    left = {note.source: note.title for note in read.account if note.source.startswith("people/")}
    assert left == {
        "people/discussion": "1 discussion",
        "people/person": "1 person",
        "people/post": "2 posts",
        "people/submission": "3 submissions",
    }
    assert "secret words" not in repr(read)


def test_an_assignment_with_rubric_team_and_files(tmp_path: Path) -> None:
    def level(score: int, text: str) -> str:
        return rows("level", {"score": f"{score}.00000", "definition": text}, score + 1)

    def criterion(place: int, name: str, levels: str) -> str:
        return rows("criterion", {"sortorder": place, "description": name, "levels": levels}, place)

    rubric = criterion(2, "Clear", level(3, "fully") + level(0, "no")) + criterion(1, "True", level(4, "yes"))
    grading = (
        '<areas><area id="1"><areaname>submissions</areaname><activemethod>rubric</activemethod><definitions>'
        '<definition id="1"><method>rubric</method><plugin_gradingform_rubric_definition>'
        f"<criteria>{rubric}</criteria></plugin_gradingform_rubric_definition></definition></definitions>"
        "</area></areas>"
    )

    def config(plugin: str, name: str, value: object) -> str:
        columns = {"plugin": plugin, "subtype": "assignsubmission", "name": name, "value": value}
        return rows("plugin_config", columns)

    row, name = stored("form.png", b"png", 2001, "mod_assign", "introattachment")
    own = {
        "name": "Report",
        "intro": html("<p>Write.</p>"),
        "activity": html("<p>Two pages.</p>"),
        "activityformat": 1,
        "duedate": DUE,
        "allowsubmissionsfromdate": DUE - 86_400,
        "cutoffdate": LATER,
        "teamsubmission": 1,
        "teamsubmissiongroupingid": 5,
        "maxattempts": 2,
        "grade": 7,
        "plugin_configs": config("file", "enabled", 1) + config("file", "maxfilesubmissions", 3),
    }
    groups = "<groups><groupings>" + rows("grouping", {"name": "By two", "idnumber": "pairs"}, 5)
    act = Act("assign", 1, own, extra={"grading.xml": grading})
    members = packed_members(
        [act], files={"files.xml": f"<files>{row}</files>", "groups.xml": f"{groups}</groupings></groups>"}
    )
    read = read_back(written_backup(tmp_path / "assign.zip", {**members, name: b"png"}))
    found = read.items["assign:1"].data
    assert found["instructions"] == Text("Write.\n\nTwo pages.")
    assert (found["release"], found["due"]) == ("2027-01-14T08:00:00Z", DUE_AS_SAID)
    assert (found["grouping"], found["attempts"]) == ("pairs", 2)
    assert found["materials"] == [Ref("assign:1/form.png")]
    assert found["criteria"] == [
        {"name": "True", "levels": ["yes"], "points": 4},
        {"name": "Clear", "levels": ["no", "fully"], "points": 3},
    ]
    assert found["x-moodle"] == {"submission": {"as": ["files"], "files": "3"}, "closes": LATER_AS_SAID}
    assert "kind" not in found


def test_a_workshop_is_a_peer_review(tmp_path: Path) -> None:
    aspect = rows(
        "workshopform_accumulative_dimension", {"sort": 1, "description": html("<p>Depth</p>"), "grade": 10}
    )
    own = {
        "name": "Review",
        "intro": html("<p>Both.</p>"),
        "instructauthors": html("<p>Write.</p>"),
        "instructreviewers": html("<p>Judge.</p>"),
        "strategy": "accumulative",
        "submissionstart": DUE - 86_400,
        "submissionend": DUE,
        "assessmentend": LATER,
        "subplugin_workshopform_accumulative_workshop": aspect,
    }
    found = data_of(tmp_path, Act("workshop", 1, own))
    assert found["kind"] == "peer-review"
    assert found["instructions"] == Text("Both.\n\nWrite.\n\nJudge.")
    assert (found["due"], found["replies"]) == (DUE_AS_SAID, {"by": LATER_AS_SAID})
    assert found["criteria"] == [{"name": "Depth", "points": 10}]


def test_feedback_and_choices_ask_without_right_or_wrong(tmp_path: Path) -> None:
    def item(place: int, kind: str, name: str, shown: str = "") -> str:
        return rows(
            "item", {"typ": kind, "name": name, "presentation": html(shown), "position": place}, place
        )

    items = (
        item(3, "numeric", "How many?", "-|-")
        + item(1, "multichoice", "Which?", "c>>>>>this|that<<<<<1")
        + item(2, "multichoicerated", "How?", "r>>>>>1####badly|2####well")
        + item(4, "label", "", "<p>Take a breath.</p>")
        + item(5, "textarea", "Why?", "60|6")
        + item(6, "pagebreak", "")
    )
    asked = read_of(
        tmp_path,
        Act("feedback", 1, {"name": "Ask", "intro": "", "anonymous": 1, "items": items}),
        Act(
            "choice",
            2,
            {
                "name": "Tea?",
                "intro": "",
                "allowmultiple": 1,
                "options": rows("option", {"text": "yes"}) + rows("option", {"text": "no"}),
            },
        ),
    )
    assert asked.items["feedback:1"].data["questions"] == [
        {"prompt": "Which?", "type": "multiple", "options": ["this", "that"]},
        {"prompt": "How?", "type": "single", "options": ["badly", "well"]},
        {"prompt": "How many?", "type": "numeric"},
        {"prompt": "Why?", "type": "essay"},
    ]
    assert asked.items["feedback:1"].data["instructions"] == Text("Take a breath.")
    assert asked.items["choice:2"].data["questions"] == [
        {"prompt": "Tea?", "type": "multiple", "options": ["yes", "no"]}
    ]


def answer(text: str, jump: int, score: int = 0, response: str = "") -> str:
    columns = {"jumpto": jump, "score": score, "answer_text": text, "response": response}
    return rows("answer", columns)


def page(number: int, before: int, after: int, kind: int, title: str, text: str, answers: str) -> str:
    columns = {
        "prevpageid": before,
        "nextpageid": after,
        "qtype": kind,
        "title": title,
        "contents": html(f"<p>{text}</p>"),
        "answers": answers,
    }
    return rows("page", columns, number)


def lesson(*pages: str) -> Act:
    return Act("lesson", 1, {"name": "Lesson", "intro": "", "retake": 1, "pages": "".join(pages)})


def test_a_lesson_that_branches_has_a_decision_with_what_follows(tmp_path: Path) -> None:
    found = data_of(
        tmp_path,
        lesson(
            page(1, 0, 2, 20, "Start", "Your study is due.", answer("On", -1)),
            page(2, 1, 3, 20, "Ask?", "Do you ask them?", answer("Ask", 3) + answer("Do not ask", 4)),
            page(3, 2, 4, 20, "Asked", "Half say no.", answer("End", -9)),
            page(4, 3, 0, 20, "Not asked", "Somebody complains.", answer("End", -9)),
        ),
    )
    assert found["decision_points"] == [
        {
            "prompt": "Do you ask them?",
            "options": [
                {"option": "Ask", "consequence": "Half say no."},
                {"option": "Do not ask", "consequence": "Somebody complains."},
            ],
        }
    ]
    assert found["instructions"] == Text("## Start\n\nYour study is due.")


def test_a_table_of_contents_is_no_decision(tmp_path: Path) -> None:
    found = data_of(
        tmp_path,
        lesson(
            page(1, 0, 2, 20, "Menu", "Where to?", answer("A", 2) + answer("B", 4)),
            page(2, 1, 3, 20, "A", "About A.", answer("On", -1)),
            page(3, 2, 4, 21, "End of branch", "", answer("", 1)),
            page(4, 3, 0, 20, "B", "About B.", answer("End", -9)),
        ),
    )
    assert "decision_points" not in found
    assert found["kind"] == "page"
    assert found["path"].markdown == "## Menu\n\nWhere to?\n\n## A\n\nAbout A.\n\n## B\n\nAbout B."


def test_questions_of_a_lesson_say_what_is_right(tmp_path: Path) -> None:
    found = data_of(
        tmp_path,
        lesson(
            page(1, 0, 2, 3, "Q", "Which?", answer("this", -1, 1, "Yes.") + answer("that", 0)),
            page(2, 1, 3, 8, "N", "How many?", answer("3:5", -1, 1)),
            page(3, 2, 0, 1, "S", "Name it.", answer("the delta", -1, 2)),
        ),
    )
    assert found["questions"] == [
        {
            "prompt": "Which?",
            "type": "single",
            "options": [{"text": "this", "correct": True, "feedback": "Yes."}, "that"],
            "points": 1,
        },
        {"prompt": "How many?", "type": "numeric", "answer": 4, "tolerance": 1, "points": 1},
        {"prompt": "Name it.", "type": "short", "answer": "the delta", "points": 2},
    ]


def test_meetings_with_a_time_are_sessions(tmp_path: Path) -> None:
    taken = rows("session", {"sessdate": DUE, "duration": 5400, "description": html("<p>Lab 1</p>")}, 4)
    event = {"name": "Fair", "eventtype": "course", "timestart": DUE, "location": "Hall"}
    calendar = rows("event", {**event, "timeduration": 3000}, 8) + rows(
        "event", {**event, "timeduration": 0}, 9
    )
    read = read_of(
        tmp_path,
        Act("attendance", 1, {"name": "Labs", "sessions": taken}),
        Act(
            "bigbluebuttonbn", 2, {"name": "Room", "openingtime": DUE, "closingtime": DUE + 3600, "record": 1}
        ),
        Act("chat", 3, {"name": "Chat", "chattime": DUE, "schedule": 0}),
        Act("zoom", 4, {"name": "Call", "start_time": DUE, "duration": 2700}),
        files={"course/calendar.xml": f"<events>{calendar}</events>"},
    )
    told = {
        source: (item.kind, item.data.get("starts"), item.data.get("duration"))
        for source, item in read.items.items()
    }
    assert told == {
        "attendance:1/4": ("sessions", DUE_AS_SAID, "1 h 30 min"),
        "bigbluebuttonbn:2": ("sessions", DUE_AS_SAID, "1 h"),
        "chat:3": ("materials", None, None),
        "zoom:4": ("sessions", DUE_AS_SAID, "45 min"),
        "event:8": ("sessions", DUE_AS_SAID, "50 min"),
    }
    assert read.items["bigbluebuttonbn:2"].data["recording"] is True
    assert read.items["event:8"].data["place"] == "Hall"
    assert read.how("event:9") == [f"it has no length of a meeting ({DUE_AS_SAID})"]


def test_packages_and_tools_from_elsewhere(tmp_path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("h5p.json", json.dumps({"title": "T", "mainLibrary": "H5P.InteractiveVideo"}))
    row, name = stored("film.h5p", inner.getvalue(), 2001, "mod_h5pactivity", "package")
    mark = rows(
        "grade_item",
        {"itemtype": "mod", "itemmodule": "lti", "iteminstance": 1003, "gradetype": 1, "grademax": 5},
        30,
    )
    sco = rows("sco", {"scormtype": "sco", "title": "Part 1"}) + rows(
        "sco", {"scormtype": "", "title": "All"}
    )
    members = packed_members(
        [
            Act("h5pactivity", 1, {"name": "Film", "intro": ""}),
            Act("lti", 2, {"name": "Tool", "toolurl": "https://tool.example.org/"}),
            Act("lti", 3, {"name": "Marked tool", "toolurl": "https://tool.example.org/x"}, grades=mark),
            Act("scorm", 4, {"name": "Pack", "version": "SCORM_1.2", "scoes": sco}),
            Act("hvp", 5, {"name": "Older", "machine_name": "H5P.QuestionSet"}),
            Act("questionnaire", 6, {"name": "Old survey", "intro": html("<p>Say.</p>")}),
            Act("teleport", 7, {"name": "Odd", "intro": html("<p>Step in.</p>")}),
        ],
        files={"files.xml": f"<files>{row}</files>"},
    )
    read = read_back(written_backup(tmp_path / "packs.zip", {**members, name: inner.getvalue()}))
    assert read.items["h5pactivity:1"].data["kind"] == "video"
    assert read.items["h5pactivity:1"].data["x-moodle"] == {"content_type": "H5P.InteractiveVideo"}
    assert read.items["lti:2"].kind == "materials"
    assert read.items["lti:3"].data["graded"] is True
    assert read.items["lti:3"].data["materials"] == [Ref("lti:3/tool")]
    assert read.items["scorm:4"].data["x-moodle"] == {"version": "SCORM_1.2", "parts": ["Part 1"]}
    assert read.items["hvp:5"].data["kind"] == "quiz"
    assert read.items["questionnaire:6"].data["kind"] == "survey"
    assert "teleport:7" not in read.items
    assert [kept.markdown for kept in read.account.kept] == ["Step in."]


def test_subsections_are_units(tmp_path: Path) -> None:
    acts = [
        Act("url", 1, {"name": "Before", "externalurl": "https://example.org/1"}),
        Act("subsection", 2, {"name": "At home"}),
        Act("url", 3, {"name": "After", "externalurl": "https://example.org/3"}),
        Act("url", 4, {"name": "Inside", "externalurl": "https://example.org/4"}, section=12),
    ]
    inside = {"component": "mod_subsection", "itemid": 1002}
    sections = [Sec(11, 1, "First"), Sec(12, 2, "At home", html("<p>Alone.</p>"), more=inside)]
    read = read_of(tmp_path, *acts, sections=sections)
    (module,) = read.draft.modules
    assert [item.source for item in module.items] == ["url:1"]
    home, after = module.units
    assert home.data == {"title": "At home", "overview": "Alone."}
    assert [item.source for item in home.items] == ["url:4"]
    assert (after.data, [item.source for item in after.items]) == ({}, ["url:3"])
    imported(tmp_path / "one.mbz", tmp_path)

"""Open edX courses that others made: their outline, their blocks, and what has no place in a plan."""

from __future__ import annotations

import json
import re
import tarfile
from typing import TYPE_CHECKING, Any

import pytest
from drafting import imported

from coursewright.importers.desk import Desk
from coursewright.importers.draft import File, Ref, Text
from coursewright.importers.olx.detecting import recognises
from coursewright.importers.olx.reading import read
from coursewright.importers.source import open_source
from coursewright.spec.errors import CoursewrightError

if TYPE_CHECKING:
    from pathlib import Path

    from drafting import Imported

    from coursewright.importers.account import Account
    from coursewright.importers.draft import CourseDraft, Item

ORA = """\
<openassessment url_name="essay" submission_due="2026-10-09T12:00:00+00:00" prompts_type="text"
    submission_start="2001-01-01T00:00:00+00:00">
  <title>Write it up</title>
  <assessments>
    <assessment name="peer-assessment" must_grade="3" must_be_graded_by="2"/>
    <assessment name="staff-assessment" required="False"/>
  </assessments>
  <prompts><prompt><description>What did you see?</description></prompt></prompts>
  <rubric>
    <criterion><name>clear</name><label>Clarity</label><prompt>Is it clear?</prompt>
      <option points="3"><name>Good</name><label>Good</label><explanation>No guessing</explanation></option>
      <option points="0"><name>Poor</name><label>Poor</label><explanation/></option>
    </criterion>
  </rubric>
</openassessment>"""
DRAG = json.dumps(
    {
        "zones": [{"uid": "z1", "title": "Fruit"}, {"uid": "z2", "title": "Root"}],
        "items": [
            {"displayName": "Apple", "zones": ["z1"]},
            {"displayName": "Carrot", "zones": ["z2"]},
            {"displayName": "Stone", "zones": []},
        ],
    }
).replace('"', "&quot;")
FILES = {
    "course.xml": '<course url_name="2026" org="Uni" course="BIO1"/>',
    "course/2026.xml": """\
<course display_name="Looking at birds" language="en" start="&quot;2026-09-21T08:00:00Z&quot;"
    learning_info="[&quot;Tell ten birds apart&quot;]">
  <chapter url_name="week1"/>
  <chapter url_name="hidden" display_name="Not yet" visible_to_staff_only="true"/>
  <chapter url_name="gone"/>
  <wiki slug="x"/>
</course>""",
    "chapter/week1.xml": """\
<chapter display_name="Week 1" start="2026-09-21T00:00:00Z">
  <sequential url_name="s1"/>
  <sequential url_name="exam" display_name="Midterm" graded="true" format="Exam" is_time_limited="true"
      default_time_limit_minutes="45" due="2026-10-30T17:00:00Z">
    <vertical url_name="v9" display_name="The exam">
      <problem url_name="last" weight="4"><numericalresponse answer="[5, 7]"><label>How many?</label>
        <formulaequationinput/></numericalresponse></problem>
    </vertical>
  </sequential>
</chapter>""",
    "sequential/s1.xml": """\
<sequential display_name="Birds" graded="true" format="Homework" due="2026-10-02T12:00:00Z">
  <vertical url_name="v1"/>
  <vertical url_name="v2" display_name="Talk it over">
    <html url_name="talk">&lt;p&gt;Which bird did you see?&lt;/p&gt;</html>
    <discussion url_name="d1" discussion_target="Your bird"/>
    <html url_name="style">&lt;style&gt;p {color: red}&lt;/style&gt;</html>
    <html url_name="staff" visible_to_staff_only="true">&lt;p&gt;Wait two days.&lt;/p&gt;</html>
  </vertical>
  <vertical url_name="v3" display_name="Hand in">ORA
    <edx_sga url_name="sga" display_name="A sketch" weight="10"/>
    <poll url_name="p1" display_name="Vote" question="More *walks*?"
      answers="[[&quot;Y&quot;, {&quot;label&quot;: &quot;Yes&quot;}], [&quot;N&quot;, &quot;No&quot;]]"/>
    <word_cloud url_name="w1" display_name="One word" instructions="A word for today"/>
    <drag-and-drop-v2 url_name="dnd" display_name="Sort" question_text="Sort them" data="DRAG"/>
    <lti_consumer url_name="lti" display_name="Sky" launch_url="https://sky.example.org/"/>
    <done url_name="done"/>
    <quantum url_name="q" display_name="Odd one"/>
  </vertical>
</sequential>""",
    "vertical/v1.xml": """\
<vertical display_name="Feathers">
  <html url_name="intro"/>
  <video url_name="film" display_name="A film" youtube="0.75:aaaaaa1,1.00:AbCdEfGhIjK" end_time="00:02:30"
      transcripts="{&quot;en&quot;: &quot;film-en.srt&quot;, &quot;de&quot;: &quot;film-de.srt&quot;}"/>
  <problem url_name="quiz1"/>
  <library_content url_name="lib" max_count="1">
    <problem url_name="quiz2"><stringresponse answer="Wren" type="ci"><label>Name it</label>
      <additional_answer answer="Jenny"/><textline size="20"/></stringresponse></problem>
    <problem url_name="quiz3"><stringresponse answer="W.*" type="ci regexp"><label>Guess</label>
      <textline size="20"/></stringresponse></problem>
  </library_content>
</vertical>""",
    "html/intro.xml": '<html filename="intro" display_name="Text"/>',
    "html/intro.html": """\
<h3>Feathers</h3><p>See <a href="/static/my_map.png">the map</a>, <a href="/jump_to_id/d1">the talk</a>,
<a href="/static/lost.pdf">this</a> and <img src="/static/my_map.png" alt="A map"/>.</p>""",
    "problem/quiz1.xml": """\
<problem display_name="Two things" max_attempts="2" weight="2" markdown="x">
  <p>Look at the picture.</p>
  <multiplechoiceresponse><label>Which one?</label><choicegroup type="MultipleChoice">
    <choice correct="true">Robin <choicehint>Yes.</choicehint></choice><choice correct="false">Wren</choice>
  </choicegroup><solution><div><p>Explanation</p><p>The red one.</p></div></solution></multiplechoiceresponse>
  <choiceresponse><label>Which ones?</label><checkboxgroup><choice correct="true">A</choice>
    <choice correct="true">B</choice><choice correct="false">C</choice></checkboxgroup></choiceresponse>
  <demandhint><hint>Look at the breast.</hint></demandhint>
</problem>""",
    "policies/2026/policy.json": json.dumps(
        {
            "course/2026": {
                "self_paced": False,
                "tabs": [{"type": "static_tab", "name": "Maps", "url_slug": "maps"}],
            },
            "chapter/week1": {"display_name": "The first week"},
        }
    ),
    "policies/2026/grading_policy.json": json.dumps(
        {
            "GRADER": [
                {"type": "Homework", "weight": 0.6, "min_count": 1, "drop_count": 0},
                {"type": "Exam", "weight": 0.4, "min_count": 1, "drop_count": 0},
            ],
            "GRADE_CUTOFFS": {"Pass": 0.5},
        }
    ),
    "tabs/maps.html": "<p>All maps.</p>",
    "about/short_description.html": "For everybody who looks up.",
    "info/updates.items.json": json.dumps(
        [
            {"id": 1, "date": "September 20, 2026", "content": "<p>Welcome!</p>", "status": "visible"},
            {"id": 2, "date": "September 22, 2026", "content": "<p>Gone</p>", "status": "deleted"},
        ]
    ),
    "static/my map.png": "png",
    "static/film-en.srt": "1",
}  # fmt: skip


def _write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / "course" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.replace("ORA", ORA).replace("DRAG", DRAG), "utf-8")
    return folder


@pytest.fixture(scope="module")
def birds(tmp_path_factory: pytest.TempPathFactory) -> Imported:
    folder = tmp_path_factory.mktemp("birds")
    return imported(_write(folder / "source", FILES), folder)


def _all(draft: CourseDraft) -> dict[str, Item]:
    items = [
        *draft.items,
        *(item for module in draft.modules for unit in module.units for item in unit.items),
    ]
    return {item.source: item for item in items}


def _how(account: Account, fate: str) -> dict[str, str]:
    return {note.source: note.how for note in account if note.fate == fate}


def test_the_course_says_what_its_settings_say(birds: Imported) -> None:
    draft = birds.draft
    assert draft.source == "course:Uni/BIO1/2026"
    assert draft.data["title"] == "Looking at birds"
    assert draft.data["description"] == "For everybody who looks up."
    assert draft.data["calendar"] == {"starts": "2026-09-21"}
    assert (draft.data["language"], draft.data["pacing"]) == ("en", "scheduled")
    items = _all(draft)
    assert items["learning_info#1"].data == {"statement": "Tell ten birds apart"}
    assert items["info/updates#1"].data == {"at": "2026-09-20", "text": "Welcome!"}
    assert "info/updates#2" not in items
    assert items["tabs/maps.html"].data == {"title": "Maps", "kind": "page", "path": Text("All maps.")}


def test_sections_are_modules_and_subsections_units(birds: Imported) -> None:
    first, hidden = birds.draft.modules
    assert first.data["title"] == "The first week"  # as policy.json has it
    assert [unit.data["title"] for unit in first.units] == ["Birds", "Midterm"]
    assert hidden.data["x-hidden"] is True
    assert "not there" in _how(birds.account, "left out")["chapter:gone"]


def test_a_page_keeps_its_links(birds: Imported) -> None:
    page = _all(birds.draft)["vertical:v1/text"].data
    text = page["path"].markdown  # type: ignore[union-attr]
    assert page["title"] == "Feathers"
    assert "file/course%2Fstatic%2Fmy%20map.png" in text
    assert "thing/discussion%3Ad1" in text
    assert "lost.pdf" not in text
    assert "static/lost.pdf" in _how(birds.account, "left out")


def test_a_video_says_where_it_is_and_what_can_be_read(birds: Imported) -> None:
    film = _all(birds.draft)["video:film"].data
    assert film["url"] == "https://www.youtube.com/watch?v=AbCdEfGhIjK"
    assert film["duration"] == "3 min"
    assert film["captions"] == File("course/static/film-en.srt")
    assert film["x-olx"] == {"captions_in": ["en", "de"], "end_time": "00:02:30"}


def test_the_problems_of_a_unit_are_one_quiz(birds: Imported) -> None:
    quiz = _all(birds.draft)["vertical:v1/problems"].data
    questions: Any = quiz["questions"]
    assert (quiz["kind"], quiz["graded"], quiz["due"]) == ("quiz", True, "2026-10-02T12:00:00Z")
    assert quiz["materials"] == [Ref("vertical:v1/text"), Ref("video:film")]
    assert [one["prompt"] for one in questions] == [
        "Look at the picture.\n\nWhich one?",
        "Which ones?",
        "Name it",
        "Guess",
    ]
    assert questions[0]["options"] == [{"text": "Robin", "correct": True, "feedback": "Yes."}, "Wren"]
    assert questions[0]["feedback"] == "Look at the breast. The red one."
    assert (questions[1]["type"], questions[1]["points"]) == ("multiple", 1)
    assert questions[2]["answer"] == ["Wren", "Jenny"]
    assert "answer" not in questions[3]
    assert "`W.*`" in _how(birds.account, "partly")["problem:quiz3"]
    assert "by chance" in _how(birds.account, "partly")["library_content:lib"]


def test_an_exam_of_a_set_time_is_an_assessment(birds: Imported) -> None:
    exam = _all(birds.draft)["vertical:v9/problems"]
    assert exam.kind == "assessments"
    assert exam.data["kind"] == "exam"
    assert (exam.data["timed"], exam.data["duration"]) == (True, "45 min")
    assert exam.data["weight"] == "40%"  # it is all that counts as an exam
    question: Any = exam.data["questions"]
    assert question == [{"prompt": "How many?", "type": "numeric", "answer": 6, "tolerance": 1, "points": 4}]


def test_weights_of_several_tasks_together_are_nobodys(birds: Imported) -> None:
    tasks = [item for item in _all(birds.draft).values() if item.kind == "tasks"]
    assert len(tasks) == 7
    assert not any("weight" in item.data for item in tasks)
    settings: Any = birds.draft.data["x-olx"]
    assert settings["grading"][0] == {"type": "Homework", "weight": "60%", "min_count": 1, "drop_count": 0}
    assert settings["grade_cutoffs"] == {"Pass": 0.5}


def test_text_above_a_discussion_says_what_to_discuss(birds: Imported) -> None:
    items = _all(birds.draft)
    talk = items["discussion:d1"].data
    assert (talk["title"], talk["kind"]) == ("Your bird", "discussion")
    assert talk["instructions"] == Text("Which bird did you see?")
    assert "vertical:v2/text" not in items
    left = _how(birds.account, "left out")
    assert "says nothing" in left["html:style"]
    assert "for staff" in left["html:staff"]
    assert [one.markdown for one in birds.account.kept if one.source == "html:staff"] == ["Wait two days."]


def test_an_open_response_has_its_rubric_and_its_readers(birds: Imported) -> None:
    task = _all(birds.draft)["openassessment:essay"].data
    assert task["instructions"] == Text("What did you see?")
    assert task["due"] == "2026-10-09T12:00:00Z"
    assert "release" not in task or not str(task["release"]).startswith("2001")
    assert task["feedback"] == {"form": "peer"}
    assert task["criteria"] == [
        {
            "name": "Clarity",
            "levels": ["Poor", "Good: No guessing"],
            "points": 3,
            "x-asks": "Is it clear?",
        }
    ]
    settings: Any = task["x-olx"]
    assert settings["assessed_by"] == ["peer", "staff"]
    assert settings["must_grade"] == 3


def test_other_blocks_become_what_they_are(birds: Imported) -> None:
    items = _all(birds.draft)
    assert items["poll:p1"].data["questions"] == [
        {"prompt": "More *walks*?", "type": "single", "options": ["Yes", "No"]}
    ]
    assert items["word_cloud:w1"].data["questions"] == [{"prompt": "A word for today", "type": "short"}]
    matching: Any = items["drag-and-drop-v2:dnd"].data["questions"]
    assert matching[0]["pairs"] == [{"left": "Apple", "right": "Fruit"}, {"left": "Carrot", "right": "Root"}]
    assert items["edx_sga:sga"].data["x-points"] == 10
    tool = items["lti_consumer:lti"]
    assert (tool.kind, tool.data["kind"], tool.data["url"]) == (
        "materials",
        "tool",
        "https://sky.example.org/",
    )
    left = _how(birds.account, "left out")
    assert "button" in left["done:done"]
    assert "cannot be read" in left["quantum:q"]


def test_each_block_of_the_source_has_its_note(birds: Imported) -> None:
    raw = "\n".join(FILES.values()).replace("ORA", ORA)
    tags = "chapter|sequential|vertical|html|video|problem|discussion|openassessment|edx_sga|poll|word_cloud"
    tags += "|drag-and-drop-v2|lti_consumer|done|quantum"
    named = {f"{tag}:{name}" for tag, name in re.findall(rf"<({tags})\b[^>]*?\burl_name=\"(\w+)\"", raw)}
    assert len(named) == 27
    fates = [note.source for note in birds.account if note.fate != "partly"]
    assert named <= set(fates)
    assert len(fates) == len(set(fates))


def test_an_archive_is_the_same_course(birds: Imported, tmp_path: Path) -> None:
    _write(tmp_path / "source", FILES)
    with tarfile.open(tmp_path / "birds.tar.gz", "w:gz") as archive:
        archive.add(tmp_path / "source" / "course", "course")
    came = imported(tmp_path / "birds.tar.gz", tmp_path)
    assert came.draft.data == birds.draft.data
    assert {key: item.data for key, item in _all(came.draft).items()} == {
        key: item.data for key, item in _all(birds.draft).items()
    }


OLD = """\
<course url_name="x" org="o" course="c" display_name="Old style"><chapter display_name="One">
<sequential display_name="Part"><html display_name="Page"><p>Read <b>this</b>.</p></html>
<problem display_name="Ask"><p>Two? <optionresponse><optioninput options="('yes','no')" correct="yes"
label="Choose"/></optionresponse></p></problem></sequential>
<videosequence display_name="Films"><video youtube="1.0:abcdefghijk" display_name="F"/></videosequence>
</chapter></course>"""


def test_an_old_course_that_stands_in_one_file(tmp_path: Path) -> None:
    came = imported(_write(tmp_path / "source", {"course.xml": OLD, "a.html": ""}), tmp_path)
    (module,) = came.draft.modules
    assert [unit.data["title"] for unit in module.units] == ["Part", "Films"]
    page, quiz = module.units[0].items
    assert page.data["path"] == Text("Read **this**.")
    question: Any = quiz.data["questions"]
    assert question[0]["options"] == [{"text": "yes", "correct": True}, "no"]
    assert question[0]["prompt"].startswith("Two?")


def _unit(block: str) -> dict[str, str]:
    return {"chapter/a.xml": f"<chapter><sequential><vertical>{block}</vertical></sequential></chapter>"}


BAD = {
    "itself": {"chapter/a.xml": '<chapter><chapter url_name="a"/></chapter>'},
    "twice": {
        "chapter/a.xml": '<chapter><sequential url_name="b"/><sequential url_name="b"/></chapter>',
        "sequential/b.xml": "<sequential/>",
    },
    "deep": {"chapter/a.xml": "<chapter>" + "<vertical>" * 200 + "</vertical>" * 200 + "</chapter>"},
    "wide": {"chapter/a.xml": "<chapter>" + "<sequential/>" * 20_000 + "</chapter>"},
    "broken": {"chapter/a.xml": "<chapter><sequential"},
    "entity": {"chapter/a.xml": '<!DOCTYPE x [<!ENTITY a "aaa">]><chapter>&a;</chapter>'},
    "out": _unit('<html filename="../../../etc/passwd"/>'),
    "json": {"chapter/a.xml": "<chapter/>", "policies/r/policy.json": "[" * 100_000},
    "poll": _unit('<poll answers="[1, [2], {}, null]"/>'),
    "number": _unit('<problem><numericalresponse answer="1e999999999"/></problem>'),
}


@pytest.mark.parametrize("name", BAD)
def test_broken_and_hostile_courses_come_in_as_far_as_they_can(name: str, tmp_path: Path) -> None:
    files = {
        "course.xml": '<course url_name="r" org="o" course="c"/>',
        "course/r.xml": '<course display_name="C"><chapter url_name="a"/></course>',
        **BAD[name],
    }
    draft = read(open_source(_write(tmp_path, files)), Desk())
    assert draft.data["title"] == "C"


def test_a_course_without_its_file_is_refused(tmp_path: Path) -> None:
    source = open_source(_write(tmp_path, {"course.xml": '<course url_name="r" org="o" course="c"/>'}))
    with pytest.raises(CoursewrightError, match=r"`course/r\.xml` is not there"):
        read(source, Desk())


@pytest.mark.parametrize("text", ["<note>course</note>", "<course><lesson/></course>", "", "course"])
def test_another_course_xml_is_not_taken_for_one(text: str, tmp_path: Path) -> None:
    assert not recognises(open_source(_write(tmp_path, {"course.xml": text})))


_ASKED = (
    '<problem url_name="{0}"><stringresponse answer="a"><label>{0}?</label><textline/></stringresponse>'
    "</problem>"
)
_HEAD = '<course url_name="1" org="U" course="B" display_name="B"><chapter url_name="ch">'


def _conditional(settings: str, inner: str) -> str:
    return f'<conditional url_name="if" display_name="If" {settings}>{inner}</conditional>'


@pytest.mark.parametrize(
    ("settings", "inner", "requires", "fate", "notes"),
    [
        ('sources_list="[&quot;i4x://U/B/problem/one&quot;]" attempted="True"', "two", ["a"], "imported", []),
        ('sources="block-v1:U+B+R+type@problem+block@one" correct="true"', "two", ["a"], "imported", []),
        (
            'sources="i4x://U/B/problem/one" attempted="true"',
            "two text",
            ["a"],
            "imported",
            ["the rest of it is open to all"],
        ),
        (
            'sources="i4x://U/B/problem/part" completed="true"',
            "two",
            ["c"],
            "imported",
            ["it names a part of a quiz, and waits for the whole"],
        ),
        ('sources="i4x://U/B/problem/one" poll_answer="Yes"', "two", [], "left out", []),
        ('sources="i4x://U/B/problem/one" attempted="false"', "two", [], "left out", []),
        ('sources="i4x://U/B/problem/gone" attempted="true"', "two", [], "left out", []),
        ('sources="i4x://U/B/problem/one" attempted="true"', "text", [], "left out", []),
    ],
)
def test_tasks_below_a_condition_require_what_it_names(
    tmp_path: Path, settings: str, inner: str, requires: list[str], fate: str, notes: list[str]
) -> None:
    parts = {"two": _ASKED.format("two"), "text": '<html url_name="t">&lt;p&gt;Well done.&lt;/p&gt;</html>'}
    held = _conditional(settings, "".join(parts[one] for one in inner.split()))
    course = (
        f'{_HEAD}<sequential url_name="s">'
        f'<vertical url_name="a">{_ASKED.format("one")}</vertical>'
        f'<vertical url_name="c">{_ASKED.format("part")}{_ASKED.format("other")}</vertical>'
        f'<vertical url_name="b">{held}</vertical></sequential></chapter></course>'
    )
    found = imported(_write(tmp_path / "source", {"course.xml": course}), tmp_path)
    task = _all(found.draft).get("vertical:b/problems")
    wanted = [Ref(f"vertical:{name}/problems") for name in requires]
    assert (task.data.get("requires", []) if task is not None else []) == wanted
    told = [note for note in found.account if note.source == "conditional:if"]
    assert [note.fate for note in told] == [fate, *["partly"] * len(notes)]
    assert [note.how for note in told[1:]] == notes


def test_a_quiz_does_not_wait_for_itself(tmp_path: Path) -> None:
    held = _conditional('sources="i4x://U/B/problem/one" correct="true"', _ASKED.format("two"))
    course = (
        f'{_HEAD}<sequential url_name="s">'
        f'<vertical url_name="a">{_ASKED.format("one")}{held}</vertical></sequential></chapter></course>'
    )
    found = imported(_write(tmp_path / "source", {"course.xml": course}), tmp_path)
    assert "requires" not in _all(found.draft)["vertical:a/problems"].data
    assert [note.fate for note in found.account if note.source == "conditional:if"] == ["left out"]


def test_a_text_says_which_of_its_images_are_not_there(tmp_path: Path) -> None:
    inner = '&lt;p&gt;Look &lt;img alt="a" src="data:image/png;base64,AA=="/&gt;&lt;/p&gt;'
    course = (
        f'{_HEAD}<sequential url_name="s"><vertical url_name="a"><html url_name="t">{inner}</html></vertical>'
        "</sequential></chapter></course>"
    )
    found = imported(_write(tmp_path / "source", {"course.xml": course}), tmp_path)
    (note,) = [note for note in found.account if note.source == "html:t" and note.fate == "partly"]
    assert note.how == "1 image is not there: it stands in the text itself and not in a file"

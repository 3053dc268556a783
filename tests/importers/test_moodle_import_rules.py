"""What holds for all activities: restrictions, marks, completion, languages, and backups that are broken."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from backups import Act, Read, Sec, html, packed_members, read_back, rows, written_backup
from drafting import imported
from hypothesis import given, settings
from hypothesis import strategies as st

from coursewright.importers.draft import Ref
from coursewright.importers.mbz.availability import Names, restriction_of
from coursewright.importers.mbz.course import start_of
from coursewright.importers.mbz.detecting import recognises
from coursewright.importers.mbz.fields import span
from coursewright.importers.mbz.languages import main_of, tag_of, tongues_of
from coursewright.importers.source import open_source
from coursewright.packages.reading.xml import parsed
from coursewright.spec.durations import parse_duration
from coursewright.spec.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

SPRING = 1_772_438_400
SPRING_AS_SAID = "2026-03-02T08:00:00Z"
NAMES = Names({1: "One", 2: "Two"}, {8: "Test"}, {4: "By two"})


def read_of(tmp_path: Path, *acts: Act, **more: Any) -> Read:
    return read_back(written_backup(tmp_path / "one.mbz", packed_members(acts, **more)))


def tree(*conditions: object, op: str = "&") -> dict[str, object]:
    return {"op": op, "c": list(conditions)}


def done(activity: int, state: int = 1) -> dict[str, object]:
    return {"type": "completion", "cm": activity, "e": state}


def restricted(number: int, kind: str, *conditions: object) -> Act:
    own = {"name": f"{kind} {number}", "intro": "", "type": "general"}
    return Act(kind, number, own, {"availability": html(json.dumps(tree(*conditions)))})


DATE = {"type": "date", "d": ">=", "t": SPRING}
UNTIL = {"type": "date", "d": "<", "t": SPRING}


@pytest.mark.parametrize(
    ("told", "needs", "exact", "words"),
    [
        (tree(done(1), done(2, 2)), (1, 2), True, "One is done and Two is passed"),
        (tree(done(1, 3)), (), False, "One is failed"),
        (tree(done(1), done(2), op="|"), (), False, "One is done or Two is done"),
        (tree(done(1, 2), done(1, 3), op="|"), (1,), True, "One is marked"),
        (
            tree(tree(done(1), done(2), op="|"), done(2)),
            (2,),
            False,
            "(One is done or Two is done) and Two is done",
        ),
        (tree(done(1), op="!|"), (), False, "it is not so that One is done"),
        (tree(DATE), (), True, f"it is {SPRING_AS_SAID}"),
        (tree({"type": "grade", "id": 8, "min": 50}), (), False, "the grade of Test is at least 50%"),
        (tree({"type": "group", "id": 3}), (), False, "one is in a certain group"),
        (tree({"type": "grouping", "id": 4}), (), False, "one is in a group of By two"),
        (
            tree({"type": "profile", "sf": "email", "op": "contains", "v": "@x"}),
            (),
            False,
            "one's profile says: email contains @x",
        ),
        (tree({"type": "weather"}), (), False, "a condition of the kind weather is fulfilled"),
        (tree(done(-1)), (2,), True, "Two is done"),
    ],
)
def test_restrictions(told: object, needs: tuple[int, ...], exact: bool, words: str) -> None:
    row = parsed(rows("module", {"availability": html(json.dumps(told))}).encode(), "module.xml")
    found = restriction_of(row, "availability", NAMES, previous=2)
    assert (found.needs, found.is_exact, found.words.replace('"', "")) == (needs, exact, words)


_LEAVES = st.none() | st.booleans() | st.integers() | st.text(max_size=8)
_NAMED = st.sampled_from(["op", "c", "type", "cm", "e", "d", "t", "id", "min", "max", "sf", "v"])


@settings(max_examples=40)
@given(
    st.recursive(
        _LEAVES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_NAMED, inner, max_size=5)
    )
)
def test_no_restriction_is_too_odd_to_be_read(told: object) -> None:
    text = html(json.dumps(told))
    row = parsed(f"<module><availability>{text}</availability></module>".encode(), "module.xml")
    assert isinstance(restriction_of(row, "availability", NAMES).words, str)


def test_of_several_dates_the_narrowest_hold() -> None:
    told = tree(DATE, {**DATE, "t": SPRING + 5}, UNTIL, {**UNTIL, "t": SPRING + 9})
    row = parsed(rows("module", {"availability": html(json.dumps(told))}).encode(), "module.xml")
    found = restriction_of(row, "availability", NAMES)
    assert (found.opens, found.closes) == (SPRING + 5, SPRING)


def test_old_restrictions_are_read_as_new_ones() -> None:
    asked = rows("availability", {"sourcecmid": 1, "requiredcompletion": 2})
    old = {"availablefrom": SPRING, "availableuntil": 0, "availability_info": asked}
    found = restriction_of(parsed(rows("module", old).encode(), "module.xml"), "availability", NAMES)
    assert (found.needs, found.opens, found.is_exact) == ((1,), SPRING, True)


def test_tasks_require_tasks_and_materials_are_told_of(tmp_path: Path) -> None:
    read = read_of(
        tmp_path,
        Act("assign", 1, {"name": "First"}),
        Act("page", 2, {"name": "Page", "content": "x"}),
        restricted(3, "assign", done(1), DATE),
        restricted(4, "forum", done(1), done(2)),
        restricted(5, "url", done(1)),
        restricted(6, "url", UNTIL),
    )
    assert read.items["assign:3"].data["requires"] == [Ref("assign:1")]
    assert read.items["assign:3"].data["release"] == SPRING_AS_SAID
    assert read.how("assign:3", "partly") == []
    assert read.items["forum:4"].data["requires"] == [Ref("assign:1")]
    assert read.how("forum:4", "partly") == ['it is open once "First" is done and "Page" is done']
    assert read.items["url:5"].data["x-moodle"] == {"open_once": '"First" is done'}
    assert read.items["url:6"].data["available_until"] == SPRING_AS_SAID
    imported(tmp_path / "one.mbz", tmp_path)


def test_a_section_that_waits_has_prerequisites(tmp_path: Path) -> None:
    waits = html(json.dumps(tree(done(1))))
    sections = [Sec(11, 1, "First"), Sec(12, 2, "Second", more={"availabilityjson": waits, "visible": 0})]
    acts = [Act("assign", 1, {"name": "Work"}), Act("assign", 2, {"name": "More"}, section=12)]
    read = read_of(tmp_path, *acts, sections=sections)
    second = read.draft.modules[1]
    assert second.data["prerequisites"] == [Ref("section:11")]
    assert second.data["x-hidden"] is True
    made = imported(tmp_path / "one.mbz", tmp_path)
    assert [ref.text for ref in made.course.modules[1].prerequisites] == ["first"]


def grade(number: int, category: int, **more: object) -> str:
    columns = {
        "categoryid": category,
        "itemname": f"Item {number}",
        "itemtype": "mod",
        "itemmodule": "assign",
        "iteminstance": number + 1000,
        "gradetype": 1,
        "grademax": "10.00000",
        **more,
    }
    return rows("grade_item", columns, number)


def book(aggregation: int, totals: str = "") -> dict[str, str]:
    top = rows("grade_category", {"parent": "$@NULL@$", "fullname": "?", "aggregation": aggregation}, 1)
    inner = rows("grade_category", {"parent": 1, "fullname": "Homework", "aggregation": 0}, 2)
    categories = f"<grade_categories>{top}{inner}</grade_categories>"
    return {"gradebook.xml": f"<gradebook>{categories}<grade_items>{totals}</grade_items></gradebook>"}


def total(weight: float, passing: float = 0) -> str:
    columns = {
        "itemtype": "category",
        "iteminstance": 2,
        "gradetype": 1,
        "grademax": 100,
        "gradepass": passing,
    }
    return rows("grade_item", {**columns, "aggregationcoef": weight}, 90)


def assign(number: int, grades: str) -> Act:
    return Act("assign", number, {"name": f"Work {number}"}, grades=grades)


def test_weights_are_taken_where_they_are_exact(tmp_path: Path) -> None:
    acts = [
        assign(1, grade(1, 1, aggregationcoef=60, gradepass="5.00000")),
        assign(2, grade(2, 2, aggregationcoef=0)),
        assign(3, grade(3, 2, aggregationcoef=0)),
        assign(4, grade(4, 1, aggregationcoef=0)),
    ]
    read = read_of(tmp_path, *acts, files=book(10, total(40, 50)))
    one = read.items["assign:1"].data
    assert (one["graded"], one["weight"], one["pass_mark"], one["x-points"]) == (True, 60, 50, 10)
    assert read.items["assign:2"].data["counts_towards"] == Ref("grade-category:2")
    assert "graded" not in read.items["assign:4"].data
    category = read.items["grade-category:2"]
    assert (category.kind, category.data) == (
        "assessments",
        {"title": "Homework", "weight": 40, "pass_mark": 50},
    )
    imported(tmp_path / "one.mbz", tmp_path)


@pytest.mark.parametrize(
    ("aggregation", "columns", "expected"),
    [
        (10, {"aggregationcoef": 3}, None),
        (10, {"aggregationcoef": 60}, None),
        (13, {"aggregationcoef2": 0.25, "weightoverride": 1}, 25),
        (13, {"aggregationcoef2": 0.25, "weightoverride": 0}, None),
        (0, {}, None),
    ],
)
def test_other_weights_are_not_made_up(
    aggregation: int, columns: dict[str, object], expected: object, tmp_path: Path
) -> None:
    read = read_of(tmp_path, assign(1, grade(1, 1, **columns)), files=book(aggregation))
    assert read.items["assign:1"].data.get("weight") == expected
    assert read.items["assign:1"].data["graded"] is True


def test_the_only_item_of_a_category_weighs_what_the_category_does(tmp_path: Path) -> None:
    acts = [assign(1, grade(1, 1, aggregationcoef=60)), assign(2, grade(2, 2))]
    read = read_of(tmp_path, *acts, files=book(10, total(40)))
    assert read.items["assign:2"].data["weight"] == 40


def test_completion_tags_and_visibility(tmp_path: Path) -> None:
    tags = rows("tag", {"rawname": "Field work"})
    by_rules = {
        "completion": 2,
        "completionview": 1,
        "completionexpected": SPRING,
        "tags": tags,
        "idnumber": "w1",
    }
    read = read_of(
        tmp_path,
        Act("forum", 1, {"name": "Talk", "type": "general", "completionposts": 2}, by_rules),
        Act("assign", 2, {"name": "Hidden"}, {"visible": 0, "completion": 1}),
        Act("page", 3, {"name": "By link", "content": "x"}, {"visibleoncoursepage": 0}),
    )
    talk = read.items["forum:1"]
    assert talk.wanted_id == "w1"
    assert talk.data["due"] == SPRING_AS_SAID
    assert talk.data["x-moodle"] == {"tags": ["Field work"], "completion": {"view": True, "posts": 2}}
    assert read.items["assign:2"].data["status"] == "draft"
    assert read.items["assign:2"].data["x-moodle"] == {"completion": "by hand"}
    assert read.items["page:3"].data["x-moodle"] == {"stealth": True}


def test_outcomes_and_competencies(tmp_path: Path) -> None:
    outcome = rows(
        "outcome", {"shortname": "reads-maps", "fullname": "Read a map", "description": "Any map."}, 3
    )
    listed = "<competency><idnumber>C 1</idnumber><frameworkidnumber>F</frameworkidnumber></competency>"
    files = {
        "outcomes.xml": f"<outcomes_definition>{outcome}</outcomes_definition>",
        "course/competencies.xml": f"<c><competencies>{listed}</competencies></c>",
    }
    marked = grade(5, 1, outcomeid=3, iteminstance=1001)
    act = Act(
        "assign",
        1,
        {"name": "Walk"},
        grades=marked,
        extra={"competencies.xml": f"<c><competencies>{listed}</competencies></c>"},
    )
    read = read_of(tmp_path, act, files=files)
    assert read.items["outcome:3"].data == {"statement": "Read a map"}
    assert read.items["outcome:3"].wanted_id == "reads-maps"
    assert read.items["assign:1"].data["outcomes"] == [Ref("outcome:3"), Ref("competency:C 1")]
    assert "graded" not in read.items["assign:1"].data
    imported(tmp_path / "one.mbz", tmp_path)


def test_weeks_and_the_day_a_course_starts(tmp_path: Path) -> None:
    sections = [Sec(10, 0), Sec(11, 1), Sec(12, 2, "Named")]
    acts = [
        Act("url", 1, {"name": "A"}),
        Act("url", 2, {"name": "B"}, section=12),
        Act("url", 3, {"name": "C"}, section=10),
    ]
    course = {"format": "weeks", "startdate": 1_790_632_800, "lang": "pt_br"}
    read = read_of(tmp_path, *acts, sections=sections, course=course)
    assert [module.data.get("week") for module in read.draft.modules] == [1, 2]
    assert read.draft.modules[0].wanted_id == "week-1"
    assert read.draft.data["calendar"] == {"starts": "2026-09-29", "weeks": 2}
    assert read.draft.data["language"] == "pt-BR"
    assert [item.source for item in read.draft.items] == ["url:3"]
    imported(tmp_path / "one.mbz", tmp_path)


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        (1_790_546_400, "2026-09-28"),  # midnight in Berlin
        (1_790_481_600, "2026-09-27"),  # 04:00 in UTC, midnight in New York
        (1_700_000_000, "2023-11-14"),  # no midnight anywhere
        (0, ""),
    ],
)
def test_the_nearest_midnight_is_the_day(seconds: int, expected: str) -> None:
    assert start_of(seconds) == expected


def test_names_in_several_languages(tmp_path: Path) -> None:
    spans = '<span lang="en" class="multilang">Talk</span> <span lang="es" class="multilang">Hablar</span>'
    blocks = "{mlang en}Week{mlang}{mlang es}Semana{mlang}"
    mixed = f"<p>Read {blocks} 1.</p>"
    act = Act("forum", 1, {"name": html(spans), "type": "general", "intro": html(mixed)})
    read = read_of(tmp_path, act, sections=[Sec(11, 1, blocks)], course={"lang": "es"})
    assert read.items["forum:1"].data["title"] == {"en": "Talk", "es": "Hablar"}
    assert read.draft.modules[0].data["title"] == {"en": "Week", "es": "Semana"}
    assert (read.draft.data["language"], read.draft.data["languages"]) == ("es", ["en"])
    text = read.items["forum:1"].data["instructions"]
    assert getattr(text, "markdown", "") == "Read Semana 1."
    assert read.how("course:7", "partly") == [
        "1 of its texts mix several languages: only the main one came in"
    ]
    imported(tmp_path / "one.mbz", tmp_path)


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("{mlang en}a{mlang}{mlang es}b{mlang}", True),
        ("<p>{mlang en}a{mlang} {mlang es}b{mlang}</p>", True),
        ("{mlang en}a{mlang}", False),
        ("{mlang en}a{mlang}{mlang en}b{mlang}{mlang es}c{mlang}", False),
        ("{mlang en}a{mlang}{mlang es}b{mlang} and more", False),
        ("{mlang en}a{mlang}{mlang other}b{mlang}", False),
    ],
)
def test_what_is_one_text_in_several_languages(text: str, clean: bool) -> None:
    found = tongues_of(text)
    assert found is not None
    assert found.is_clean is clean


@given(st.text(alphabet="<>{} /mlangspe\"='oxX", max_size=60))
def test_no_text_is_too_odd_for_languages(text: str) -> None:
    found = tongues_of(f"{text}{{mlang en}}a{{mlang}}{text}")
    assert found is not None
    assert "a" in main_of(f"{text}{{mlang en}}a{{mlang}}{text}", "en")


@pytest.mark.parametrize(
    ("code", "tag"),
    [
        ("en", "en"),
        ("pt_br", "pt-BR"),
        ("zh_cn", "zh-CN"),
        ("de_du", "de"),
        ("sr_lt", "sr-Latn"),
        ("!", ""),
        ("", ""),
    ],
)
def test_codes_of_languages(code: str, tag: str) -> None:
    assert tag_of(code) == tag


@given(st.integers(min_value=1, max_value=10**6))
def test_lengths_of_time_can_be_read(seconds: int) -> None:
    found = parse_duration(span(seconds))
    assert round(found.high * 60) == pytest.approx(seconds, abs=1)


def test_a_broken_activity_leaves_the_rest(tmp_path: Path) -> None:
    members = packed_members([Act("url", 1, {"name": "Fine"}), Act("page", 2, {"name": "Broken"})])
    members["activities/page_2/page.xml"] = b"<activity><page>"
    del members["activities/url_1/module.xml"]
    read = read_back(written_backup(tmp_path / "broken.zip", members))
    assert list(read.items) == ["url:1"]
    (why,) = read.how("page:2")
    assert why.startswith("`activities/page_2/page.xml` is not in the backup")


@pytest.mark.parametrize("contents", [b"<moodle_backup>", b"<moodle_backup/>"])
def test_a_backup_that_cannot_be_read_is_refused(contents: bytes, tmp_path: Path) -> None:
    path = written_backup(tmp_path / "broken.zip", {"moodle_backup.xml": contents})
    with pytest.raises(UsageError, match="no backup of Moodle that can be read"):
        read_back(path)


def test_a_backup_of_moodle_1_is_refused_with_a_way_out(tmp_path: Path) -> None:
    path = written_backup(tmp_path / "old.zip", {"moodle.xml": b"<MOODLE_BACKUP/>"})
    assert recognises(open_source(path))
    with pytest.raises(UsageError, match=r"Moodle 1\.9"):
        read_back(path)


def test_other_folders_are_no_backups(tmp_path: Path) -> None:
    (tmp_path / "course").mkdir()
    (tmp_path / "course" / "course.xml").write_text("<course/>", encoding="utf-8")
    assert not recognises(open_source(tmp_path))
    (tmp_path / "lone.xml").write_text("<moodle_backup/>", encoding="utf-8")
    assert not recognises(open_source(tmp_path / "lone.xml"))


@pytest.mark.parametrize("of", ["activity", "section"])
def test_a_part_of_a_course_is_a_module_alone(of: str, tmp_path: Path) -> None:
    sections = [] if of == "activity" else [Sec(11, 3, "Third")]
    members = packed_members([Act("assign", 1, {"name": "Only this"})], sections=sections, of=of)
    made = imported(written_backup(tmp_path / "part.mbz", members), tmp_path)
    assert made.draft.lone_module
    assert made.course.implicit
    assert made.course.modules[0].title == ("Only this" if of == "activity" else "Third")


def test_names_that_lead_out_of_a_backup_are_not_read(tmp_path: Path) -> None:
    members = packed_members([Act("url", 1, {"name": "Fine"})])
    members["moodle_backup.xml"] = members["moodle_backup.xml"].replace(
        b"activities/url_1", b"activities/../../etc"
    )
    assert read_back(written_backup(tmp_path / "out.zip", members)).items == {}


def test_a_section_without_a_name_has_an_id_by_its_place_and_no_title(tmp_path: Path) -> None:
    forum = Act("forum", 21, {"name": "Talk", "intro": "", "type": "general"}, section=13)
    made = read_of(tmp_path, forum, sections=(Sec(11, 1, "First"), Sec(13, 3, "")))
    module = made.draft.modules[-1]
    assert ("title" in module.data, module.wanted_id) == (False, "section-3")
    told = [note for note in made.account if note.source == "section:13"]
    assert [(note.title, note.how) for note in told] == [("section 3", "as a module; it has no name")]

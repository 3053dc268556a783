"""What a Moodle restore stumbles over, one test each. All of it was seen in Moodle 4.5."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from typing import TYPE_CHECKING

import pytest
from editions import written
from mbz_course import PIXEL, everything
from mbz_reading import NULL, Backup, backup_of

from coursewright.exporters.mbz.ids import Ids
from coursewright.exporters.mbz.records import clip

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def backup(tmp_path_factory: pytest.TempPathFactory) -> Backup:
    return backup_of(everything(tmp_path_factory.mktemp("course"), reader="staff"))


def test_the_first_200_bytes_are_those_by_which_moodle_knows_a_backup(backup: Backup) -> None:
    first = backup.files["moodle_backup.xml"][:200]
    for sign in (b'<?xml version="1.0" encoding="UTF-8"?>', b"<moodle_backup>", b"<information>"):
        assert sign in first


def test_every_file_has_the_declaration_with_double_quotes(backup: Backup) -> None:
    for path, content in backup.files.items():
        if path.endswith(".xml"):
            assert content.startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n'), path


def test_the_manifest_is_the_first_file_and_no_path_leaves_the_archive(backup: Backup) -> None:
    paths = list(backup.files)
    assert paths[0] == "moodle_backup.xml"
    for path in paths:
        assert path.isascii()
        assert not path.startswith("/")
        assert ".." not in path
        assert not path.endswith("/")
        assert len(path) < 100  # else a tar archive needs headers of its own for it


def test_the_version_is_that_of_the_oldest_moodle_that_is_supported(backup: Backup) -> None:
    information = backup.xml("moodle_backup.xml").find("information")
    assert information is not None
    assert information.findtext("backup_version") == "2022112800"
    for module in backup.modules.values():
        assert module.settings.get("version") == "2022112800"


def test_the_manifest_says_what_a_restore_asks_for(backup: Backup) -> None:
    information = backup.xml("moodle_backup.xml").find("information")
    assert information is not None
    for name in ("original_course_id", "original_course_contextid", "original_system_contextid"):
        assert (information.findtext(name) or "").isdecimal()
    detail = information.find("details/detail")
    assert detail is not None
    assert len(detail.get("backup_id") or "") == 32
    assert (detail.findtext("type"), detail.findtext("format"), detail.findtext("mode")) == (
        "course",
        "moodle2",
        "10",
    )
    root = {
        one.findtext("name"): one.findtext("value")
        for one in information.iter("setting")
        if one.findtext("level") == "root"
    }
    expected = {
        "users": "0",
        "activities": "1",
        "files": "1",
        "questionbank": "1",
        "imscc11": "0",
        "groups": "1",
    }
    assert expected.items() <= root.items()


def test_sections_and_activities_are_set_to_be_included_without_users(backup: Backup) -> None:
    manifest = backup.xml("moodle_backup.xml")
    settings = {one.findtext("name"): one.findtext("value") for one in manifest.iter("setting")}
    names = [module.folder.rpartition("/")[2] for module in backup.modules.values()]
    names += [f"section_{section.get('id')}" for section in backup.sections]
    for name in names:
        assert settings[f"{name}_included"] == "1"
        assert settings[f"{name}_userinfo"] == "0"


def test_where_the_course_has_a_calendar_so_has_each_activity(backup: Backup) -> None:
    # Moodle says that the backup is missing a file.
    assert "course/calendar.xml" in backup.files
    for module in backup.modules.values():
        assert "calendar" in module.files


def test_each_activity_has_all_files_that_a_restore_opens(backup: Backup) -> None:
    for module in backup.modules.values():
        needed = {module.kind, "module", "grades", "roles", "inforef", "calendar"}
        assert needed <= set(module.files), module.folder
        assert ("grading" in module.files) == (module.kind in {"assign", "forum"})


def test_names_have_no_angle_brackets(tmp_path: Path) -> None:
    # Moodle refuses a course with an invalid text in a setting, and drops them elsewhere without a word.
    title = "Is 3 < 4 <b>always</b>?"
    spec = f"module: m\ntitle: '{title}'\ntasks: [{{id: t, title: '{title}', kind: reading}}]\n"
    backup = backup_of(written(tmp_path, {"m.module.yaml": spec}))
    course = backup.xml("course/course.xml")
    names = [
        course.findtext("fullname"),
        backup.modules["m/t"].says("name"),
        backup.sections[1].findtext("name"),
    ]
    assert set(names) == {"Is 3 ‹ 4 ‹b›always‹/b›?"}


def test_names_fit_into_their_columns(tmp_path: Path) -> None:
    title = "word " * 100
    spec = (
        f"module: m\ntitle: {title}\ntasks: [{{id: {'x' * 120}, title: {title}, kind: quiz,"
        f" questions: [{{prompt: {title}, type: true-false, answer: 'true'}}]}}]\n"
    )
    backup = backup_of(written(tmp_path, {"m.module.yaml": spec}))
    for module in backup.modules.values():
        assert len(module.says("name")) <= 255
        assert len(module.set_to("idnumber")) <= 100
    assert all(len(name) <= 255 for name in backup.questions)
    assert len(backup.xml("course/course.xml").findtext("fullname") or "") <= 254
    assert len(backup.sections[1].findtext("name") or "") <= 255


def test_a_name_is_cut_at_a_word_and_says_so() -> None:
    assert clip("one two three", 9) == "one two…"
    assert clip("unbreakable", 6) == "unbre…"
    assert clip(" a\n b ", 5) == "a b"


def test_what_an_author_wrote_is_never_read_as_nothing(tmp_path: Path) -> None:
    spec = f"module: m\ntasks: [{{id: t, title: '{NULL}', kind: reading}}]\n"
    backup = backup_of(written(tmp_path, {"m.module.yaml": spec}))
    assert backup.modules["m/t"].says("name") == f"{NULL} "


def test_what_is_empty_in_the_database_is_spelt_out(backup: Backup) -> None:
    module = backup.modules["edge/read"]
    assert module.set_to("availability") == NULL
    assert module.set_to("completiongradeitemnumber") == NULL
    assert backup.sections[0].findtext("name") == NULL


def test_a_grade_item_is_there_for_what_has_marks_and_its_inforef_names_it(backup: Backup) -> None:
    for key, number in (("edge/quiz1", "0"), ("edge/after", "0"), ("edge/disc", "1"), ("edge/form", "0")):
        module = backup.modules[key]
        item = module.files["grades"].find("grade_items/grade_item")
        assert item is not None
        assert item.findtext("itemnumber") == number
        assert item.findtext("itemmodule") == module.kind
        assert module.files["inforef"].findtext("grade_itemref/grade_item/id") == item.get("id")
    assert backup.modules["edge/fup2"].files["grades"].find("grade_items/grade_item") is None


def test_an_assignment_says_how_things_are_handed_in(backup: Backup) -> None:
    # Without these, Moodle offers no way at all.
    def ways(key: str) -> set[str]:
        rows = backup.modules[key].of_kind.findall("plugin_configs/plugin_config")
        return {
            row.findtext("plugin") or ""
            for row in rows
            if row.findtext("subtype") == "assignsubmission"
            and row.findtext("name") == "enabled"
            and row.findtext("value") == "1"
        }

    assert ways("edge/after") == {"file"}
    assert ways("later/t2") == {"onlinetext"}
    assert ways("edge/form") == {"onlinetext", "file"}
    assert ways("edge/ex") == set()


def test_the_bank_begins_with_a_top_category(backup: Backup) -> None:
    categories = backup.xml("questions.xml").findall("question_category")
    assert [one.findtext("parent") for one in categories[:1]] == ["0"]
    assert categories[0].findtext("name") == "top"
    assert {one.findtext("parent") for one in categories[1:]} == {categories[0].get("id")}
    named = [
        row.text for row in backup.modules["edge/quiz1"].files["inforef"].findall("question_categoryref/*/id")
    ]
    assert named == [categories[0].get("id"), categories[1].get("id")]


def test_feedback_and_slots_of_a_quiz_are_there(backup: Backup) -> None:
    quiz = backup.modules["edge/quiz1"].of_kind
    assert len(quiz.findall("question_instances/question_instance")) == 7
    assert len(quiz.findall("feedbacks/feedback")) == 1
    for reference in quiz.iter("question_reference"):
        assert reference.findtext("component") == "mod_quiz"
        assert reference.findtext("questionarea") == "slot"
        assert reference.findtext("version") == NULL


def test_files_are_in_the_pool_by_their_digest(backup: Backup) -> None:
    digest = hashlib.sha1(PIXEL).hexdigest()  # noqa: S324 - what Moodle calls its files by
    assert backup.files[f"files/{digest[:2]}/{digest}"] == PIXEL
    rows = backup.xml("files.xml").findall("file")
    assert {row.findtext("contenthash") for row in rows} == {digest}
    assert {row.findtext("filesize") for row in rows} == {str(len(PIXEL))}
    assert {row.findtext("mimetype") for row in rows} == {"image/png"}


def test_options_of_a_survey_cannot_be_taken_apart_nor_hold_markup(backup: Backup) -> None:
    # Moodle shows names and options of survey items as they are.
    items = backup.modules["edge/surv"].of_kind.findall("items/item")
    for item in items:
        shown = f"{item.findtext('name')}{item.findtext('presentation')}"
        assert "<script" not in shown
        assert "<b>" not in shown
    rated = next(item for item in items if item.findtext("name") == "Rate")
    assert rated.findtext("presentation") == "r>>>>>1 / ‹b›one‹/b›|two|three"


def test_an_asterisk_in_a_short_answer_stands_for_itself(backup: Backup) -> None:
    answers = [answer.findtext("answertext") for answer in backup.questions["Short"].iter("answer")]
    assert answers == ["Paris", r"a\*b"]


def test_availability_is_json_as_moodle_reads_it(backup: Backup) -> None:
    for module in backup.modules.values():
        tree = module.restrictions
        if tree is not None:
            assert tree["op"] == "&"
            assert len(tree["c"]) == len(tree["showc"]) > 0
    assert json.loads(backup.sections[2].findtext("availabilityjson") or "")["op"] == "&"


def test_texts_stay_html_within_xml(backup: Backup) -> None:
    intro = backup.modules["edge/after"].says("intro")
    assert "<strong>bold</strong>" in intro
    assert "<script" not in intro


def test_control_characters_are_left_out(tmp_path: Path) -> None:
    spec = 'module: m\ntasks: [{id: t, title: "a\\u0001b", kind: reading, instructions: "x\\u000By"}]\n'
    backup = backup_of(written(tmp_path, {"m.module.yaml": spec}))
    assert backup.modules["m/t"].says("name") == "ab"


def test_the_same_course_gives_the_same_bytes(tmp_path: Path) -> None:
    one = backup_of(everything(tmp_path / "one"))
    other = backup_of(everything(tmp_path / "another"))
    assert one.files == other.files
    assert str(tmp_path).encode() not in b"".join(one.files.values())


def test_only_the_day_it_is_made_changes_with_the_day(tmp_path: Path) -> None:
    made = dt.datetime(2026, 9, 1, tzinfo=dt.UTC)
    backup = backup_of(everything(tmp_path, made=made))
    assert backup.modules["edge/read"].says("timemodified") == str(int(made.timestamp()))


def test_an_entry_keeps_its_number_where_others_come_along(tmp_path: Path) -> None:
    spec = "module: m\ntasks:\n"
    task = "  - {{id: {0}, title: {0}, kind: reading}}\n"
    few = backup_of(written(tmp_path, {"m.module.yaml": spec + task.format("b")}))
    many = backup_of(
        written(tmp_path, {"m.module.yaml": spec + "".join(task.format(name) for name in "abcdefgh")})
    )
    assert few.modules["m/b"].number == many.modules["m/b"].number
    assert few.modules["m/b"].folder == many.modules["m/b"].folder


def test_numbers_fit_moodles_columns_and_never_collide() -> None:
    ids = Ids()
    numbers = {ids("module", str(name)) for name in range(50_000)}
    assert len(numbers) == 50_000
    assert all(100_000_000 <= number < 1_000_000_000 for number in numbers)
    assert ids("module", "7") == ids("module", "7") == Ids()("module", "7")
    assert ids("module", "7") != ids("section", "7")

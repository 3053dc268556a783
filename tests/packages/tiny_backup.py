"""The smallest backup of a Moodle course with a page, an assignment, a quiz and a choice."""

# ruff: noqa: E501 - files of packages are easier to read in whole lines

from __future__ import annotations

import hashlib

__all__ = ["BACKUP"]

_PICTURE = "not really a picture"
_SUM = hashlib.sha1(_PICTURE.encode()).hexdigest()  # noqa: S324 - as Moodle names files
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NULL = "$@NULL@$"
_ACTIVITIES = (
    ("11", "page", "A page"),
    ("12", "assign", "A task"),
    ("13", "quiz", "A quiz"),
    ("14", "choice", "A choice"),
)
_EMPTY_GRADES = "<activity_gradebook><grade_items></grade_items></activity_gradebook>\n"


def _setting(level: str, owner: str, name: str, value: int = 1) -> str:
    own = f"<{level}>{owner}</{level}>" if owner else ""
    return f"      <setting><level>{level}</level>{own}<name>{name}</name><value>{value}</value></setting>\n"


def _description() -> str:
    activities = "".join(
        f"        <activity><moduleid>{number}</moduleid><sectionid>1</sectionid><modulename>{module}</modulename>"
        f"<title>{title}</title><directory>activities/{module}_{number}</directory></activity>\n"
        for number, module, title in _ACTIVITIES
    )
    settings = _setting("root", "", "users", 0) + _setting("root", "", "activities")
    for end in ("included", "userinfo"):
        settings += _setting("section", "section_1", f"section_1_{end}")
        for number, module, _ in _ACTIVITIES:
            settings += _setting("activity", f"{module}_{number}", f"{module}_{number}_{end}")
    return f"""{_HEAD}<moodle_backup>
  <information>
    <backup_version>2022112800</backup_version>
    <original_course_id>1</original_course_id>
    <original_course_contextid>100</original_course_contextid>
    <original_system_contextid>1</original_system_contextid>
    <details><detail backup_id="x"><type>course</type><format>moodle2</format><mode>10</mode></detail></details>
    <contents>
      <activities>
{activities}      </activities>
      <sections>
        <section><sectionid>1</sectionid><title>Week 1</title><directory>sections/section_1</directory></section>
      </sections>
      <course><courseid>1</courseid><title>T</title><directory>course</directory></course>
    </contents>
    <settings>
{settings}    </settings>
  </information>
</moodle_backup>
"""


def _module(number: str, module: str, completion: int, availability: str = _NULL) -> str:
    return (
        f'{_HEAD}<module id="{number}" version="1">\n  <modulename>{module}</modulename>\n'
        f"  <sectionid>1</sectionid>\n  <completion>{completion}</completion>\n"
        f"  <availability>{availability}</availability>\n</module>\n"
    )


def _grades(number: str, module: str) -> str:
    return (
        f'{_HEAD}<activity_gradebook><grade_items><grade_item id="{number}"><itemmodule>{module}</itemmodule>'
        "</grade_item></grade_items></activity_gradebook>\n"
    )


def _inforef(**groups: tuple[str, str]) -> str:
    inner = "".join(
        f"<{group}><{one}><id>{number}</id></{one}></{group}>" for group, (one, number) in groups.items()
    )
    return f"{_HEAD}<inforef>{inner}</inforef>\n"


def _activity(number: str, module: str, inner: str) -> str:
    return (
        f'{_HEAD}<activity id="1" moduleid="{number}" modulename="{module}" contextid="2{number}">\n'
        f'<{module} id="1">\n{inner}</{module}>\n</activity>\n'
    )


_ROLES = f"{_HEAD}<roles/>\n"
_WAITS = '{"op":"&amp;","c":[{"type":"completion","cm":11,"e":1}],"showc":[true]}'

BACKUP: dict[str, str] = {
    "moodle_backup.xml": _description(),
    "course/course.xml": f'{_HEAD}<course id="1" contextid="100"><fullname>T</fullname></course>\n',
    "course/roles.xml": _ROLES,
    "sections/section_1/section.xml": (
        f'{_HEAD}<section id="1">\n<name>Week 1</name>\n<sequence>11,12,13,14</sequence>\n'
        f"<availabilityjson>{_NULL}</availabilityjson>\n</section>\n"
    ),
    "activities/page_11/page.xml": _activity(
        "11", "page", '<name>A page</name>\n<content>&lt;img src="@@PLUGINFILE@@/map.png" /&gt;</content>\n'
    ),
    "activities/page_11/module.xml": _module("11", "page", 2),
    "activities/page_11/grades.xml": _HEAD + _EMPTY_GRADES,
    "activities/page_11/roles.xml": _ROLES,
    "activities/page_11/inforef.xml": _inforef(fileref=("file", "5")),
    "activities/assign_12/assign.xml": _activity(
        "12",
        "assign",
        "<allowsubmissionsfromdate>1700000000</allowsubmissionsfromdate>\n<duedate>1800000000</duedate>\n"
        '<grade>10</grade>\n<plugin_configs><plugin_config id="1"><plugin>onlinetext</plugin>'
        "<subtype>assignsubmission</subtype><name>enabled</name><value>1</value></plugin_config></plugin_configs>\n",
    ),
    "activities/assign_12/module.xml": _module("12", "assign", 1, _WAITS),
    "activities/assign_12/grades.xml": _grades("7", "assign"),
    "activities/assign_12/roles.xml": _ROLES,
    "activities/assign_12/inforef.xml": _inforef(grade_itemref=("grade_item", "7")),
    "activities/assign_12/grading.xml": (
        f'{_HEAD}<areas><area id="1"><areaname>submissions</areaname><activemethod>rubric</activemethod><definitions>\n'
        '<definition id="1"><method>rubric</method><status>20</status><plugin_gradingform_rubric_definition><criteria>\n'
        '<criterion id="1"><levels><level id="1"><score>1</score></level></levels></criterion>\n'
        "</criteria></plugin_gradingform_rubric_definition></definition></definitions></area></areas>\n"
    ),
    "activities/quiz_13/quiz.xml": _activity(
        "13",
        "quiz",
        "<timeopen>0</timeopen>\n<timeclose>0</timeclose>\n<grade>10</grade>\n<question_instances>\n"
        '<question_instance id="1"><slot>1</slot><question_reference id="1">'
        "<usingcontextid>213</usingcontextid><questionbankentryid>31</questionbankentryid>"
        "</question_reference></question_instance>\n</question_instances>\n",
    ),
    "activities/quiz_13/module.xml": _module("13", "quiz", 1),
    "activities/quiz_13/grades.xml": _grades("8", "quiz"),
    "activities/quiz_13/roles.xml": _ROLES,
    "activities/quiz_13/inforef.xml": _inforef(
        grade_itemref=("grade_item", "8"), question_categoryref=("question_category", "22")
    ),
    "activities/choice_14/choice.xml": _activity(
        "14",
        "choice",
        '<timeopen>0</timeopen>\n<options><option id="1"><text>Yes</text></option></options>\n',
    ),
    "activities/choice_14/module.xml": _module("14", "choice", 1),
    "activities/choice_14/grades.xml": _HEAD + _EMPTY_GRADES,
    "activities/choice_14/roles.xml": _ROLES,
    "files.xml": (
        f'{_HEAD}<files>\n<file id="5"><contenthash>{_SUM}</contenthash><contextid>211</contextid>'
        "<component>mod_page</component><filearea>content</filearea><filepath>/</filepath>"
        "<filename>map.png</filename></file>\n</files>\n"
    ),
    f"files/{_SUM[:2]}/{_SUM}": _PICTURE,
    "questions.xml": (
        f'{_HEAD}<question_categories>\n<question_category id="21"><name>top</name><contextid>100</contextid>'
        "<parent>0</parent><question_bank_entries></question_bank_entries></question_category>\n"
        '<question_category id="22"><name>Bank</name><contextid>100</contextid><parent>21</parent>\n'
        '<question_bank_entries><question_bank_entry id="31"><question_version><question_versions id="1"><questions>\n'
        '<question id="41"><name>Sum</name><qtype>multichoice</qtype><plugin_qtype_multichoice_question>\n'
        '<answers><answer id="1"><fraction>1.0</fraction></answer><answer id="2"><fraction>0</fraction></answer></answers>\n'
        '<multichoice id="1"><single>1</single></multichoice></plugin_qtype_multichoice_question></question>\n'
        "</questions></question_versions></question_version></question_bank_entry></question_bank_entries>\n"
        "</question_category>\n</question_categories>\n"
    ),
    "groups.xml": f"{_HEAD}<groups/>\n",
    "outcomes.xml": f"{_HEAD}<outcomes_definition/>\n",
    "roles.xml": f"{_HEAD}<roles_definition/>\n",
    "scales.xml": f"{_HEAD}<scales_definition/>\n",
}

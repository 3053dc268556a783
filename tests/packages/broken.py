"""Packages with one thing wrong: which tiny package, what is changed in it, and what has to be said where."""

# ruff: noqa: E501 - files of packages are easier to read in whole lines

from __future__ import annotations

from typing import NamedTuple

from tiny import PICTURE, SUM

__all__ = ["BROKEN", "Case", "broken"]

MANIFEST = "imsmanifest.xml"
META = "course_settings/module_meta.xml"
TASK = "task/assignment_settings.xml"
BACKUP = "moodle_backup.xml"
VERTICAL = "course/vertical/unit.xml"
POLICY = "course/policies/run/policy.json"
GRADING = "course/policies/run/grading_policy.json"
DAMAGED = '<?xml version="1.0" encoding="UTF-8"?>\n<!-- '


class Case(NamedTuple):
    """One thing wrong. `changes` are files, what stands there, and what is put there instead.

    With nothing that stands there, the file is written anew; with nothing to put there either, it is left out.
    """

    code: str
    base: str
    changes: tuple[tuple[str, str, str | None], ...]
    file: str
    """Where it has to be said; empty for the package as a whole."""
    also: frozenset[str] = frozenset()
    """What else follows from it."""

    @property
    def name(self) -> str:
        """How the test is called."""
        return f"{self.code}-{self.base}-{self.changes[0][0]}"


def _case(
    code: str, base: str, file: str, old: str, new: str | None, at: str | None = None, *also: str
) -> Case:
    return Case(code, base, ((file, old, new),), file if at is None else at, frozenset(also))


def broken(files: dict[str, str], case: Case) -> dict[str, str]:
    """Return the files of a package with one thing wrong."""
    changed = dict(files)
    for file, old, new in case.changes:
        if new is None:
            del changed[file]
        elif old:
            assert old in changed[file], f"{old} is not in {file}"
            changed[file] = changed[file].replace(old, new, 1)
        else:
            changed[file] = new
    return changed


_PAGE_ROW = '<file href="pages/one.html"/>'
_ROW = '<resource identifier="link" type="imswl_xmlv1p1">'
_SCO = 'adlcp:scormtype="sco"'
_ITEM = '<item identifier="item" identifierref="sco"><title>Start</title>'

BROKEN: tuple[Case, ...] = (
    # the archive
    Case("PKG005", "cartridge", (("../../etc/passwd", "", "x"),), "../../etc/passwd"),
    Case("PKG005", "olx", (("/etc/passwd", "", "x"),), "/etc/passwd"),
    Case("PKG005", "cartridge", (("C:/windows/system.ini", "", "x"),), "C:/windows/system.ini"),
    Case(
        "PKG006",
        "cartridge",
        (("images\\map.png", "", PICTURE), ("images/map.png", "", None)),
        "images\\map.png",
    ),
    Case(
        "PKG009",
        "cartridge",
        (
            ("images/Map.png", "", PICTURE),
            (
                MANIFEST,
                '<file href="images/map.png"/>',
                '<file href="images/map.png"/><file href="images/Map.png"/>',
            ),
        ),
        "images/Map.png",
    ),
    Case("PKG011", "cartridge", (("a\x07b", "", "x"),), "a\x07b"),
    Case("PKG014", "cartridge", ((f"{'a' * 300}.txt", "", "x"),), f"{'a' * 300}.txt", frozenset({"PKG113"})),
    Case("PKG017", "cartridge", ((MANIFEST, "", None),), ""),
    Case("PKG018", "cartridge", (("__MACOSX/._one.html", "", "x"),), ""),
    # the manifest
    _case("PKG101", "cartridge", MANIFEST, "<title>Module</title>", "<title>Module & more</title>"),
    _case("PKG101", "cartridge", "topic.xml", "</topic>", ""),
    _case("PKG101", "moodle", "questions.xml", "</question_categories>", ""),
    _case("PKG101", "olx", "course/problem/sum.xml", "</p>", "", "course/problem/sum.xml"),
    _case(
        "PKG102",
        "cartridge",
        "link.xml",
        "<webLink",
        '<!DOCTYPE webLink [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n<webLink',
    ),
    _case("PKG103", "cartridge", "topic.xml", "imsccv1p1/imsdt_v1p1", "imsccv1p3/imsdt_v1p3"),
    _case("PKG103", "cartridge", "quiz.xml", "ims_qtiasiv1p2", "ims_qtiasiv2p1"),
    _case("PKG103", "cartridge", "tool.xml", "imslticc_v1p0", "something_else"),
    _case("PKG104", "cartridge", MANIFEST, 'identifier="i-topic"', 'identifier="i-page"'),
    _case("PKG105", "cartridge", MANIFEST, '<item identifier="module">', '<item identifier="1module">'),
    _case("PKG105", "cartridge", MANIFEST, 'identifier="tiny"', 'identifier="urn:tiny"'),
    _case("PKG106", "cartridge", MANIFEST, '<item identifier="module">', "<item>"),
    _case("PKG107", "cartridge", MANIFEST, 'identifierref="topic"', 'identifierref="topics"'),
    _case(
        "PKG108",
        "cartridge",
        MANIFEST,
        '<dependency identifierref="picture"/>',
        '<dependency identifierref="map"/>',
    ),
    _case("PKG109", "cartridge", MANIFEST, _PAGE_ROW, f'{_PAGE_ROW}<file href="pages/two.html"/>'),
    _case("PKG109", "scorm12", "run.js", "", None, MANIFEST, "PKG509", "PKG701"),
    _case(
        "PKG110",
        "cartridge",
        MANIFEST,
        '<file href="topic.xml"/>',
        '<file href="Topic.xml"/>',
        MANIFEST,
        "PKG113",
    ),
    _case("PKG111", "cartridge", MANIFEST, _PAGE_ROW, f'{_PAGE_ROW}<file href="pages\\one.html"/>'),
    _case("PKG112", "cartridge", MANIFEST, _PAGE_ROW, f'{_PAGE_ROW}<file href="../one.html"/>'),
    _case("PKG112", "cartridge", MANIFEST, _PAGE_ROW, f'{_PAGE_ROW}<file href="C:\\one.html"/>'),
    _case("PKG112", "cartridge", MANIFEST, _PAGE_ROW, f'{_PAGE_ROW}<file href="/one.html"/>'),
    _case("PKG113", "cartridge", "pages/two.html", "", "<p>Two</p>", ""),
    _case("PKG114", "cartridge", MANIFEST, 'href="pages/one.html">', 'href="images/map.png">'),
    _case("PKG115", "cartridge", MANIFEST, '<file href="link.xml"/>', "", MANIFEST, "PKG113"),
    Case(
        "PKG116",
        "cartridge",
        ((MANIFEST, "<organizations>", "<structure>"), (MANIFEST, "</organizations>", "</structure>")),
        MANIFEST,
        frozenset({"PKG117"}),
    ),
    _case("PKG118", "cartridge", MANIFEST, "</manifest>", '<manifest identifier="inner"/></manifest>'),
    _case(
        "PKG119",
        "cartridge",
        MANIFEST,
        "<schema>IMS Common Cartridge</schema>",
        "<schema>IMS Content</schema>",
    ),
    _case("PKG119", "cartridge", MANIFEST, "<schemaversion>1.1.0</schemaversion>", ""),
    _case("PKG120", "cartridge", MANIFEST, "<schemaversion>1.1.0<", "<schemaversion>1.3.0<"),
    Case(
        "PKG121",
        "scorm12",
        (
            (MANIFEST, "<resources>", "<resources/><!--"),
            (MANIFEST, "</resources>", "-->"),
            (MANIFEST, ' identifierref="sco"', ""),
        ),
        MANIFEST,
        frozenset({"PKG503", "PKG506"}),
    ),
    # cartridges
    _case(
        "PKG201", "cartridge", MANIFEST, "imsccv1p1/imscp_v1p1", "imsccv1p3/imscp_v1p1", MANIFEST, "PKG120"
    ),
    Case(
        "PKG202",
        "cartridge",
        (
            (MANIFEST, "<manifest xmlns=", "<ims:manifest xmlns:ims="),
            (MANIFEST, "</manifest>", "</ims:manifest>"),
        ),
        MANIFEST,
    ),
    _case("PKG203", "cartridge", MANIFEST, "<manifest ", f"<!-- {'A long comment. ' * 70}-->\n<manifest "),
    _case("PKG204", "cartridge", MANIFEST, "<title>Topic</title>", ""),
    _case(
        "PKG205",
        "cartridge",
        MANIFEST,
        '<item identifier="root">',
        '<item identifier="root"><title>Root</title>',
    ),
    _case(
        "PKG205",
        "cartridge",
        MANIFEST,
        '<item identifier="root">',
        '<item identifier="other"/><item identifier="root">',
    ),
    _case(
        "PKG205",
        "cartridge",
        MANIFEST,
        "</organizations>",
        '<organization identifier="o2"><item identifier="r2"/></organization></organizations>',
    ),
    _case(
        "PKG206",
        "cartridge",
        MANIFEST,
        'identifier="page" type',
        'identifier="page" intendeduse="assignment" type',
    ),
    _case(
        "PKG207",
        "cartridge",
        MANIFEST,
        "</manifest>",
        '<a:authorizations xmlns:a="http://www.imsglobal.org/xsd/imsccv1p1/imsccauth_v1p1"/></manifest>',
    ),
    _case("PKG117", "cartridge", MANIFEST, "<metadata>", "<extra/><metadata>"),
    _case(
        "PKG208",
        "cartridge",
        MANIFEST,
        _ROW,
        '<resource identifier="link" type="imswl_xmlv1p2">',
        MANIFEST,
        "PKG103",
    ),
    _case("PKG208", "cartridge", MANIFEST, _ROW, '<resource identifier="link" type="weblink">'),
    _case("PKG209", "cartridge", MANIFEST, _ROW, '<resource identifier="link">'),
    _case("PKG210", "cartridge", "topic.xml", "<title>Topic</title>", ""),
    _case(
        "PKG211",
        "cartridge",
        "topic.xml",
        '<attachment href="images/map.png"/>',
        '<attachment href="images/plan.png"/>',
    ),
    _case("PKG212", "cartridge", "link.xml", ' href="https://example.org/"', ""),
    _case("PKG213", "cartridge", "link.xml", "https://example.org/", "javascript:alert(1)"),
    _case("PKG214", "cartridge", "tool.xml", "<b:launch_url>https://example.org/launch</b:launch_url>", ""),
    _case("PKG215", "cartridge", "quiz.xml", "cc.multiple_choice.v0p1", "cc.matching.v0p1"),
    Case(
        "PKG216",
        "cartridge",
        (("quiz.xml", 'ident="true"', 'ident="t"'), ("quiz.xml", ">true<", ">t<")),
        "quiz.xml",
    ),
    _case("PKG217", "cartridge", "quiz.xml", ' case="Yes"', ""),
    _case("PKG218", "cartridge", "quiz.xml", ">a</varequal>", ">x</varequal>"),
    _case("PKG219", "cartridge", "quiz.xml", "<setvar>100</setvar>", "<setvar>0</setvar>"),
    _case("PKG220", "cartridge", "quiz.xml", 'ident="q2"', 'ident="q1"'),
    Case(
        "PKG221",
        "cartridge",
        (
            ("quiz.xml", '<section ident="root_section">', '<section ident="root_section"/><!--'),
            ("quiz.xml", "</section>", "-->"),
        ),
        "quiz.xml",
    ),
    Case(
        "PKG222",
        "cartridge",
        tuple(
            (
                MANIFEST,
                "</resources>",
                f'<resource identifier="bank{one}" type="imsqti_xmlv1p2/imscc_xmlv1p1/question-bank"><file href="quiz.xml"/></resource></resources>',
            )
            for one in "ab"
        ),
        MANIFEST,
    ),
    _case(
        "PKG223",
        "cartridge",
        MANIFEST,
        '<resource identifier="page" type="webcontent"',
        '<resource identifier="page" type="associatedcontent/imscc_xmlv1p1/learning-application-resource"',
    ),
    _case(
        "PKG224",
        "cartridge",
        MANIFEST,
        _PAGE_ROW,
        f'<metadata><l:lom xmlns:l="http://ltsc.ieee.org/xsd/imsccv1p1/LOM/resource"><l:educational><l:intendedEndUserRole>'
        f"<l:value>Teacher</l:value></l:intendedEndUserRole></l:educational></l:lom></metadata>{_PAGE_ROW}",
    ),
    Case(
        "PKG225",
        "cartridge",
        (
            (MANIFEST, "imsccv1p1/imscp_v1p1", "imsccv1p3/imscp_v1p1"),
            (MANIFEST, "<schemaversion>1.1.0<", "<schemaversion>1.3.0<"),
            (
                MANIFEST,
                "</resources>",
                '<resource identifier="a" type="assignment_xmlv1p0"><file href="a.xml"/></resource></resources>',
            ),
            (
                "a.xml",
                "",
                '<assignment xmlns="http://www.imsglobal.org/xsd/imscc_extensions/assignment"><title>A</title><gradable>yes</gradable></assignment>',
            ),
        ),
        "a.xml",
        frozenset({"PKG201"}),
    ),
    _case("PKG226", "cartridge", MANIFEST, "<m:string>Tiny</m:string>", ""),
    # what Canvas adds
    _case("PKG301", "canvas", "course_settings/rubrics.xml", "cccv1p0", "cccv9p9", None, "PKG314"),
    _case("PKG302", "canvas", META, "", '<modules xmlns="http://canvas.instructure.com/xsd/cccv1p0"/>'),
    _case(
        "PKG303",
        "canvas",
        META,
        "<identifierref>page</identifierref>",
        "<identifierref>pages</identifierref>",
    ),
    _case("PKG304", "canvas", META, "WikiPage", "Page"),
    _case("PKG305", "canvas", META, "<identifierref>m1</identifierref>", "<identifierref>m0</identifierref>"),
    _case(
        "PKG306",
        "canvas",
        META,
        "<identifierref>i-page</identifierref>",
        "<identifierref>i-pages</identifierref>",
    ),
    _case("PKG307", "canvas", META, "must_view", "must_read"),
    _case("PKG308", "canvas", META, "<workflow_state>active<", "<workflow_state>visible<"),
    _case("PKG308", "canvas", TASK, "<workflow_state>published<", "<workflow_state>visible<"),
    _case("PKG309", "canvas", TASK, "online_upload", "upload"),
    _case("PKG310", "canvas", TASK, "<grading_type>points<", "<grading_type>stars<"),
    _case("PKG311", "canvas", TASK, "10.0", "ten"),
    _case("PKG312", "canvas", TASK, "2026-09-08T21:59:59", "8 September"),
    _case("PKG313", "canvas", TASK, "2026-09-08T21:59:59", "2026-08-08T21:59:59"),
    _case("PKG314", "canvas", TASK, "<rubric_identifierref>rubric<", "<rubric_identifierref>rubrics<"),
    _case("PKG314", "canvas", "topic-meta.xml", "<topic_id>topic<", "<topic_id>topics<"),
    _case(
        "PKG315",
        "canvas",
        "course_settings/rubrics.xml",
        "<ratings><rating><points>2.0</points></rating></ratings>",
        "",
    ),
    _case("PKG316", "canvas", "wiki_content/one.html", '<meta name="identifier" content="page"/>', ""),
    _case(
        "PKG317", "canvas", "non_cc_assessments/quiz.xml.qti", "", None, "quiz/assessment_meta.xml", "PKG109"
    ),
    _case("PKG318", "canvas", "course_settings/events.xml", "", None, MANIFEST),
    # backups of Moodle
    _case("PKG401", "moodle", BACKUP, 'version="1.0"', "version='1.0'"),
    _case(
        "PKG401", "moodle", BACKUP, "<moodle_backup>", f"<!-- {'A long comment. ' * 20}-->\n<moodle_backup>"
    ),
    _case("PKG402", "moodle", BACKUP, "<original_course_contextid>100</original_course_contextid>", ""),
    _case("PKG403", "moodle", BACKUP, "<format>moodle2</format>", "<format>moodle1</format>"),
    _case("PKG404", "moodle", "scales.xml", "", None),
    _case("PKG404", "moodle", "course/course.xml", "", None),
    _case("PKG405", "moodle", "activities/page_11/roles.xml", "", None, BACKUP),
    _case("PKG405", "moodle", "activities/page_11/module.xml", "", None, BACKUP),
    _case("PKG406", "moodle", "sections/section_1/section.xml", "", None, BACKUP),
    _case("PKG407", "moodle", BACKUP, "page_11_included", "page_11_excluded"),
    _case("PKG408", "moodle", BACKUP, "<activity>page_11</activity>", "<activity>page_99</activity>"),
    _case("PKG409", "moodle", BACKUP, "<level>activity</level>", "<level>module</level>"),
    _case("PKG410", "moodle", "activities/url_15/url.xml", "", "<activity/>", "activities/url_15"),
    Case(
        "PKG411",
        "moodle",
        (("activities/choice_14/choice.xml", 'contextid="214"', 'contextid="212"'),),
        "activities/choice_14/choice.xml",
    ),
    _case("PKG412", "moodle", "activities/page_11/module.xml", 'id="11"', 'id="99"'),
    _case("PKG412", "moodle", "activities/quiz_13/quiz.xml", "<usingcontextid>213<", "<usingcontextid>1<"),
    Case(
        "PKG413",
        "moodle",
        (
            (BACKUP, "<moduleid>11</moduleid><sectionid>1<", "<moduleid>11</moduleid><sectionid>2<"),
            ("activities/page_11/module.xml", "<sectionid>1<", "<sectionid>2<"),
        ),
        BACKUP,
    ),
    _case("PKG414", "moodle", "sections/section_1/section.xml", "11,12", "11,99,12"),
    _case("PKG415", "moodle", "activities/assign_12/module.xml", '"showc":[true]', '"showc":[]'),
    _case("PKG415", "moodle", "activities/assign_12/module.xml", '{"op"', "{op"),
    _case(
        "PKG415",
        "moodle",
        "sections/section_1/section.xml",
        "<availabilityjson>$@NULL@$",
        "<availabilityjson>never",
    ),
    _case("PKG416", "moodle", "activities/assign_12/module.xml", '"cm":11', '"cm":99'),
    _case(
        "PKG417",
        "moodle",
        "activities/page_11/module.xml",
        "<completion>2<",
        "<completion>0<",
        "activities/assign_12/module.xml",
    ),
    _case("PKG418", "moodle", "activities/assign_12/module.xml", '"cm":11', '"cm":12'),
    Case(
        "PKG419",
        "moodle",
        (
            (
                "activities/assign_12/grades.xml",
                "",
                "<activity_gradebook><grade_items/></activity_gradebook>",
            ),
            ("activities/assign_12/inforef.xml", "", "<inforef/>"),
        ),
        "activities/assign_12/grades.xml",
    ),
    _case(
        "PKG420",
        "moodle",
        "activities/assign_12/inforef.xml",
        "",
        "<inforef/>",
        "activities/assign_12/grades.xml",
    ),
    _case(
        "PKG421",
        "moodle",
        "activities/page_11/inforef.xml",
        "<id>5</id>",
        "<id>5</id></file><file><id>6</id>",
    ),
    _case("PKG422", "moodle", "activities/page_11/inforef.xml", "", "<inforef/>", "files.xml"),
    _case("PKG423", "moodle", f"files/{SUM[:2]}/{SUM}", "", None, "files.xml"),
    _case("PKG424", "moodle", f"files/{SUM[:2]}/{SUM}", "", "another picture"),
    _case("PKG425", "moodle", "activities/page_11/page.xml", "map.png", "plan.png"),
    _case(
        "PKG426",
        "moodle",
        "activities/quiz_13/quiz.xml",
        "<questionbankentryid>31<",
        "<questionbankentryid>32<",
    ),
    _case(
        "PKG427",
        "moodle",
        "activities/quiz_13/inforef.xml",
        "<id>22</id>",
        "<id>21</id>",
        "activities/quiz_13/quiz.xml",
    ),
    _case("PKG428", "moodle", "questions.xml", "<parent>21</parent>", "<parent>99</parent>"),
    _case("PKG428", "moodle", "questions.xml", "<parent>0</parent>", "<parent>22</parent>"),
    _case("PKG429", "moodle", "questions.xml", '<multichoice id="1"><single>1</single></multichoice>', ""),
    _case("PKG430", "moodle", "questions.xml", "<fraction>1.0<", "<fraction>0<"),
    _case("PKG431", "moodle", "activities/assign_12/assign.xml", "<value>1</value>", "<value>0</value>"),
    _case("PKG432", "moodle", "activities/assign_12/grading.xml", "<status>20<", "<status>10<"),
    _case(
        "PKG432", "moodle", "activities/assign_12/grading.xml", '<level id="1"><score>1</score></level>', ""
    ),
    _case("PKG433", "moodle", "activities/assign_12/assign.xml", "1800000000", "tomorrow"),
    _case("PKG434", "moodle", "activities/assign_12/assign.xml", "1800000000", "1600000000"),
    _case(
        "PKG435", "moodle", "activities/choice_14/choice.xml", '<option id="1"><text>Yes</text></option>', ""
    ),
    _case("PKG436", "moodle", BACKUP, "<name>users</name><value>0<", "<name>users</name><value>1<"),
    # SCORM
    _case("PKG501", "scorm12", MANIFEST, "<schemaversion>1.2<", "<schemaversion>1.2.1<"),
    _case("PKG502", "scorm12", MANIFEST, _SCO, 'adlcp:scormType="sco"'),
    _case("PKG502", "scorm2004", MANIFEST, 'adlcp:scormType="sco"', _SCO),
    _case("PKG503", "scorm12", MANIFEST, _SCO, 'adlcp:scormtype="asset"'),
    _case("PKG504", "scorm12", MANIFEST, ' href="index.html">', ">"),
    _case("PKG505", "scorm12", MANIFEST, 'default="org"', 'default="other"'),
    _case("PKG505", "scorm12", MANIFEST, ' default="org"', ""),
    _case("PKG506", "scorm12", MANIFEST, ' identifierref="sco"', ""),
    _case("PKG507", "scorm12", MANIFEST, "<title>Start</title>", ""),
    Case(
        "PKG508",
        "scorm12",
        tuple(
            (MANIFEST, old, new)
            for old, new in (
                ("xmlns:adlcp", "xmlns:adl"),
                ("adlcp:scormtype", "adl:scormtype"),
                ("<adlcp:", "<adl:"),
                ("</adlcp:", "</adl:"),
            )
        ),
        MANIFEST,
    ),
    _case("PKG509", "scorm12", "run.js", "", "let nothing = 1;\n", MANIFEST),
    _case("PKG510", "scorm12", "run.js", "", "window.API_1484_11.Initialize('');\n"),
    _case("PKG511", "scorm12", MANIFEST, ' href="index.html">', ' href="https://example.org/index.html">'),
    _case("PKG512", "scorm12", MANIFEST, ">60<", ">600<"),
    _case("PKG513", "scorm12", MANIFEST, _SCO, 'adlcp:scormtype="SCO"', MANIFEST, "PKG503"),
    # Open edX
    _case("PKG601", "olx", "course/course.xml", ' org="Org"', ""),
    _case(
        "PKG602",
        "olx",
        "course/vertical/unit.xml",
        '<problem url_name="sum"/>',
        '<problem url_name="sum"/><problem url_name="product"/>',
    ),
    _case(
        "PKG603",
        "olx",
        VERTICAL,
        '<problem url_name="sum"/>',
        '<problem url_name="sum"/><problem url_name="sum"/>',
    ),
    _case("PKG604", "olx", VERTICAL, 'url_name="talk"', 'url_name="let us talk"'),
    _case(
        "PKG605",
        "olx",
        "course/chapter/one.xml",
        "</chapter>",
        '<vertical url_name="v" display_name="V"/></chapter>',
    ),
    _case("PKG606", "olx", "course/html/page.html", "", None, "course/html/page.xml"),
    _case("PKG607", "olx", "course/sequential/first.xml", "2026-09-08T00:00:00Z", "next week"),
    _case("PKG608", "olx", "course/course/run.xml", "2026-12-01", "2026-08-01", None),
    _case("PKG609", "olx", "course/course/run.xml", ' end="2026-12-01T00:00:00Z"', ""),
    _case("PKG610", "olx", POLICY, "", '{"course/run": '),
    _case("PKG611", "olx", POLICY, '{"tabs": []}', '{"display_name": "Other"}'),
    _case("PKG612", "olx", POLICY, '"course/run"', '"chapter/two"'),
    _case("PKG613", "olx", GRADING, '"weight": 1.0', '"weight": 0.4'),
    _case("PKG614", "olx", GRADING, '"type": "Task"', '"type": "Exam"', "course/sequential/first.xml"),
    _case("PKG615", "olx", "course/sequential/first.xml", ' display_name="First"', ""),
    _case("PKG616", "olx", VERTICAL, ' discussion_target="Unit"', ""),
    _case(
        "PKG617",
        "olx",
        VERTICAL,
        "<discussion ",
        '<discussion url_name="t2" discussion_id="talk" discussion_category="O" discussion_target="V"/><discussion ',
    ),
    _case("PKG618", "olx", "course/course/run.xml", ' slug="tiny"', ""),
    _case("PKG619", "olx", VERTICAL, '<assessment name="self-assessment"/>', ""),
    _case("PKG620", "olx", "course/problem/lost.xml", "", '<problem display_name="Lost"/>'),
    _case("PKG621", "olx", POLICY, '{"tabs": []}', '{"display_name": "Tiny"}'),
    # links
    _case("PKG701", "cartridge", "pages/one.html", "../images/map.png", "../images/plan.png"),
    _case(
        "PKG702",
        "cartridge",
        "topic.xml",
        "$IMS-CC-FILEBASE$/images/map.png",
        "$IMS-CC-FILEBASE$/images/plan.png",
    ),
    _case("PKG703", "cartridge", "pages/one.html", "../images/map.png", "$IMS-CC-FILEBASE$/images/map.png"),
    _case("PKG704", "canvas", "wiki_content/one.html", "assignments/task", "assignments/other"),
    _case("PKG705", "cartridge", "pages/one.html", "https://example.org/", "javascript:alert(1)"),
    _case("PKG706", "cartridge", "pages/one.html", "https://example.org/", "file:///home/me/notes.html"),
    _case("PKG706", "cartridge", "pages/one.html", "https://example.org/", "http://localhost:8000/"),
    _case("PKG707", "cartridge", "pages/one.html", "../images/map.png", "/images/map.png"),
    _case("PKG708", "olx", "course/html/page.html", "/static/map.png", "/static/plan.png"),
    _case("PKG709", "olx", "course/html/page.html", "jump_to_id/sum", "jump_to_id/product"),
)

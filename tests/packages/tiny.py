"""The smallest packages that nothing is wrong with, as files by path, for tests to break."""

# ruff: noqa: E501 - files of packages are easier to read in whole lines

from __future__ import annotations

import hashlib
import io
import tarfile
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    Files = dict[str, str]

__all__ = ["BASES", "PICTURE", "SUM", "packed"]

PICTURE = "not really a picture"
SUM = hashlib.sha1(PICTURE.encode()).hexdigest()  # noqa: S324 - as Moodle names files

_LOM = "http://ltsc.ieee.org/xsd/imsccv1p1/LOM"
_CP = "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"
_META = f"""<metadata>
    <schema>IMS Common Cartridge</schema>
    <schemaversion>1.1.0</schemaversion>
    <m:lom xmlns:m="{_LOM}/manifest"><m:general><m:title><m:string>Tiny</m:string></m:title></m:general></m:lom>
  </metadata>"""


def _question(name: str, profile: str, answers: tuple[str, ...], right: str, case: str = "") -> str:
    labels = "\n".join(f'          <response_label ident="{one}"/>' for one in answers)
    return f"""
      <item ident="{name}">
        <itemmetadata><qtimetadata><qtimetadatafield>
          <fieldlabel>cc_profile</fieldlabel><fieldentry>{profile}</fieldentry>
        </qtimetadatafield></qtimetadata></itemmetadata>
        <presentation><material><mattext>Which?</mattext></material>
          <response_lid ident="r"><render_choice>
{labels}
          </render_choice></response_lid></presentation>
        <resprocessing>
          <respcondition>
            <conditionvar><varequal respident="r"{case}>{right}</varequal></conditionvar>
            <setvar>100</setvar>
          </respcondition>
        </resprocessing>
      </item>"""


CARTRIDGE: Files = {
    "imsmanifest.xml": f"""<?xml version="1.0" encoding="UTF-8"?>
<manifest xmlns="{_CP}" identifier="tiny">
  {_META}
  <organizations>
    <organization identifier="org" structure="rooted-hierarchy">
      <item identifier="root">
        <item identifier="module">
          <title>Module</title>
          <item identifier="i-page" identifierref="page"><title>Page</title></item>
          <item identifier="i-topic" identifierref="topic"><title>Topic</title></item>
          <item identifier="i-link" identifierref="link"><title>Link</title></item>
          <item identifier="i-tool" identifierref="tool"><title>Tool</title></item>
          <item identifier="i-quiz" identifierref="quiz"><title>Quiz</title></item>
        </item>
      </item>
    </organization>
  </organizations>
  <resources>
    <resource identifier="page" type="webcontent" href="pages/one.html">
      <file href="pages/one.html"/>
      <dependency identifierref="picture"/>
    </resource>
    <resource identifier="picture" type="webcontent" href="images/map.png"><file href="images/map.png"/></resource>
    <resource identifier="topic" type="imsdt_xmlv1p1"><file href="topic.xml"/></resource>
    <resource identifier="link" type="imswl_xmlv1p1"><file href="link.xml"/></resource>
    <resource identifier="tool" type="imsbasiclti_xmlv1p0"><file href="tool.xml"/></resource>
    <resource identifier="quiz" type="imsqti_xmlv1p2/imscc_xmlv1p1/assessment"><file href="quiz.xml"/></resource>
  </resources>
</manifest>
""",
    "pages/one.html": """<html><body>
<p><img src="../images/map.png" alt="A map"> <a href="https://example.org/">elsewhere</a> <a href="#top">up</a></p>
</body></html>
""",
    "images/map.png": PICTURE,
    "topic.xml": """<?xml version="1.0" encoding="UTF-8"?>
<topic xmlns="http://www.imsglobal.org/xsd/imsccv1p1/imsdt_v1p1">
  <title>Topic</title>
  <text texttype="text/html">&lt;img src="$IMS-CC-FILEBASE$/images/map.png" alt="A map"/&gt;</text>
  <attachments><attachment href="images/map.png"/></attachments>
</topic>
""",
    "link.xml": """<?xml version="1.0" encoding="UTF-8"?>
<webLink xmlns="http://www.imsglobal.org/xsd/imsccv1p1/imswl_v1p1">
  <title>Link</title>
  <url href="https://example.org/"/>
</webLink>
""",
    "tool.xml": """<?xml version="1.0" encoding="UTF-8"?>
<cartridge_basiclti_link xmlns="http://www.imsglobal.org/xsd/imslticc_v1p0" xmlns:b="http://www.imsglobal.org/xsd/imsbasiclti_v1p0">
  <b:title>Tool</b:title>
  <b:launch_url>https://example.org/launch</b:launch_url>
</cartridge_basiclti_link>
""",
    "quiz.xml": f"""<?xml version="1.0" encoding="UTF-8"?>
<questestinterop xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2">
  <assessment ident="quiz" title="Quiz">
    <section ident="root_section">{
        _question("q1", "cc.multiple_choice.v0p1", ("a", "b"), "a")
        + _question("q2", "cc.true_false.v0p1", ("true", "false"), "true")
        + _question("q3", "cc.multiple_response.v0p1", ("c", "d"), "d", ' case="Yes"')
    }
    </section>
  </assessment>
</questestinterop>
""",
}

_CANVAS = 'xmlns="http://canvas.instructure.com/xsd/cccv1p0"'
_SETTINGS = (
    *("course_settings", "module_meta", "assignment_groups", "rubrics", "learning_outcomes", "events"),
)
_LOR = "associatedcontent/imscc_xmlv1p1/learning-application-resource"

CANVAS: Files = {
    "imsmanifest.xml": f"""<?xml version="1.0" encoding="UTF-8"?>
<manifest xmlns="{_CP}" identifier="tiny">
  {_META}
  <organizations>
    <organization identifier="org" structure="rooted-hierarchy">
      <item identifier="root">
        <item identifier="module">
          <title>Module</title>
          <item identifier="i-page" identifierref="page"><title>Page</title></item>
        </item>
      </item>
    </organization>
  </organizations>
  <resources>
    <resource identifier="settings" type="{_LOR}" href="course_settings/canvas_export.txt">
      <file href="course_settings/canvas_export.txt"/>
      {"".join(f'<file href="course_settings/{one}.xml"/>' for one in _SETTINGS)}
    </resource>
    <resource identifier="page" type="webcontent" href="wiki_content/one.html"><file href="wiki_content/one.html"/></resource>
    <resource identifier="task" type="{_LOR}" href="task/task.html">
      <file href="task/task.html"/>
      <file href="task/assignment_settings.xml"/>
    </resource>
    <resource identifier="topic" type="imsdt_xmlv1p1"><file href="topic.xml"/><dependency identifierref="topic-meta"/></resource>
    <resource identifier="topic-meta" type="{_LOR}" href="topic-meta.xml"><file href="topic-meta.xml"/></resource>
    <resource identifier="quiz" type="imsqti_xmlv1p2/imscc_xmlv1p1/assessment">
      <file href="quiz/quiz.xml"/><dependency identifierref="quiz-meta"/>
    </resource>
    <resource identifier="quiz-meta" type="{_LOR}" href="quiz/assessment_meta.xml">
      <file href="quiz/assessment_meta.xml"/><file href="non_cc_assessments/quiz.xml.qti"/>
    </resource>
  </resources>
</manifest>
""",
    "course_settings/canvas_export.txt": "yes\n",
    "course_settings/course_settings.xml": f"""<course {_CANVAS} identifier="course">
  <title>Tiny</title>
  <start_at>2026-09-01T00:00:00</start_at>
  <conclude_at>2026-12-01T00:00:00</conclude_at>
</course>
""",
    "course_settings/module_meta.xml": f"""<modules {_CANVAS}>
  <module identifier="m1">
    <title>First</title>
    <workflow_state>active</workflow_state>
    <items>
      <item identifier="i-page"><content_type>WikiPage</content_type><title>Page</title><identifierref>page</identifierref></item>
      <item identifier="i-task"><content_type>Assignment</content_type><title>Task</title><identifierref>task</identifierref></item>
    </items>
    <completionRequirements>
      <completionRequirement type="must_view"><identifierref>i-page</identifierref></completionRequirement>
    </completionRequirements>
  </module>
  <module identifier="m2">
    <title>Second</title>
    <unlock_at>2026-10-01T00:00:00</unlock_at>
    <prerequisites><prerequisite type="context_module"><title>First</title><identifierref>m1</identifierref></prerequisite></prerequisites>
    <items/>
  </module>
</modules>
""",
    "course_settings/assignment_groups.xml": f'<assignmentGroups {_CANVAS}><assignmentGroup identifier="group"><title>G</title></assignmentGroup></assignmentGroups>\n',
    "course_settings/rubrics.xml": f"""<rubrics {_CANVAS}>
  <rubric identifier="rubric">
    <title>Rubric</title>
    <criteria>
      <criterion>
        <criterion_id>c1</criterion_id><points>2.0</points><learning_outcome_identifierref>outcome</learning_outcome_identifierref>
        <ratings><rating><points>2.0</points></rating></ratings>
      </criterion>
    </criteria>
  </rubric>
</rubrics>
""",
    "course_settings/learning_outcomes.xml": f"""<learningOutcomes {_CANVAS}>
  <learningOutcome identifier="outcome"><title>O</title>
    <alignments><alignment><content_type>Assignment</content_type><content_id>task</content_id></alignment></alignments>
  </learningOutcome>
</learningOutcomes>
""",
    "course_settings/events.xml": f"""<events {_CANVAS}>
  <event identifier="e1"><title>E</title><start_at>2026-09-03T10:00:00</start_at><end_at>2026-09-03T11:00:00</end_at></event>
</events>
""",
    "wiki_content/one.html": """<html><head><meta name="identifier" content="page"/></head><body>
<p><a href="$CANVAS_OBJECT_REFERENCE$/assignments/task">The task</a></p>
</body></html>
""",
    "task/task.html": "<html><body><p>Do it.</p></body></html>\n",
    "task/assignment_settings.xml": f"""<assignment {_CANVAS} identifier="task">
  <title>Task</title>
  <unlock_at>2026-09-01T00:00:00</unlock_at>
  <due_at>2026-09-08T21:59:59</due_at>
  <lock_at/>
  <assignment_group_identifierref>group</assignment_group_identifierref>
  <rubric_identifierref>rubric</rubric_identifierref>
  <workflow_state>published</workflow_state>
  <points_possible>10.0</points_possible>
  <grading_type>points</grading_type>
  <submission_types>online_text_entry,online_upload</submission_types>
</assignment>
""",
    "topic.xml": CARTRIDGE["topic.xml"]
    .replace("$IMS-CC-FILEBASE$/images/map.png", "https://example.org/map.png")
    .replace('<attachments><attachment href="images/map.png"/></attachments>', ""),
    "topic-meta.xml": f"""<topicMeta {_CANVAS} identifier="topic-meta">
  <topic_id>topic</topic_id>
  <title>Topic</title>
  <require_initial_post>true</require_initial_post>
</topicMeta>
""",
    "quiz/quiz.xml": CARTRIDGE["quiz.xml"],
    "quiz/assessment_meta.xml": f"""<quiz {_CANVAS} identifier="quiz">
  <title>Quiz</title>
  <points_possible>3.0</points_possible>
</quiz>
""",
    "non_cc_assessments/quiz.xml.qti": CARTRIDGE["quiz.xml"],
}

_SCORM12 = "http://www.imsproject.org/xsd/imscp_rootv1p1p2"
_ADL12 = "http://www.adlnet.org/xsd/adlcp_rootv1p2"

SCORM12: Files = {
    "imsmanifest.xml": f"""<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="tiny" version="1" xmlns="{_SCORM12}" xmlns:adlcp="{_ADL12}">
  <metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>
  <organizations default="org">
    <organization identifier="org">
      <title>Tiny</title>
      <item identifier="item" identifierref="sco"><title>Start</title><adlcp:masteryscore>60</adlcp:masteryscore></item>
    </organization>
  </organizations>
  <resources>
    <resource identifier="sco" type="webcontent" adlcp:scormtype="sco" href="index.html">
      <file href="index.html"/>
      <file href="run.js"/>
    </resource>
  </resources>
</manifest>
""",
    "index.html": '<html><body><script src="run.js"></script><p>Hello</p></body></html>\n',
    "run.js": "window.API.LMSInitialize('');\n",
}

SCORM2004: Files = {
    "imsmanifest.xml": SCORM12["imsmanifest.xml"]
    .replace(_SCORM12, "http://www.imsglobal.org/xsd/imscp_v1p1")
    .replace(_ADL12, "http://www.adlnet.org/xsd/adlcp_v1p3")
    .replace("<schemaversion>1.2<", "<schemaversion>2004 4th Edition<")
    .replace("scormtype", "scormType")
    .replace("<adlcp:masteryscore>60</adlcp:masteryscore>", ""),
    "index.html": SCORM12["index.html"],
    "run.js": "window.API_1484_11.Initialize('');\n",
}

OLX: Files = {
    "course/course.xml": '<course url_name="run" org="Org" course="Tiny"/>\n',
    "course/course/run.xml": """<course display_name="Tiny" start="2026-09-01T00:00:00Z" end="2026-12-01T00:00:00Z" course_image="map.png">
  <chapter url_name="one"/>
  <wiki slug="tiny"/>
</course>
""",
    "course/chapter/one.xml": '<chapter display_name="One">\n  <sequential url_name="first"/>\n</chapter>\n',
    "course/sequential/first.xml": """<sequential display_name="First" graded="true" format="Task" due="2026-09-08T00:00:00Z">
  <vertical url_name="unit"/>
</sequential>
""",
    "course/vertical/unit.xml": """<vertical display_name="Unit">
  <html url_name="page"/>
  <problem url_name="sum"/>
  <discussion url_name="talk" discussion_id="talk" discussion_category="One" discussion_target="Unit"/>
  <openassessment url_name="essay">
    <assessments><assessment name="self-assessment"/></assessments>
    <rubric><criterion><name>c</name><option points="1"><name>o</name></option></criterion></rubric>
    <prompts><prompt><description>Write.</description></prompt></prompts>
  </openassessment>
</vertical>
""",
    "course/html/page.xml": '<html filename="page" display_name="Page"/>\n',
    "course/html/page.html": '<p><img src="/static/map.png" alt="A map"> <a href="/jump_to_id/sum">The sum</a></p>\n',
    "course/problem/sum.xml": '<problem display_name="Sum"><p>2 + 2</p></problem>\n',
    "course/policies/run/policy.json": '{"course/run": {"tabs": []}}\n',
    "course/policies/run/grading_policy.json": '{"GRADER": [{"type": "Task", "weight": 1.0}], "GRADE_CUTOFFS": {"Pass": 0.5}}\n',
    "course/static/map.png": PICTURE,
}


def packed(files: Mapping[str, str | bytes], to: Path, container: str = "zip") -> Path:
    """Pack files, and return the path of the archive."""
    if container == "zip":
        with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, text in files.items():
                archive.writestr(name, text)
        return to
    with tarfile.open(to, "w:gz") as tar:
        for name, text in files.items():
            data = text if isinstance(text, bytes) else text.encode()
            info = tarfile.TarInfo(name)
            info.size = len(data)
            tar.addfile(info, io.BytesIO(data))
    return to


from tiny_backup import BACKUP  # noqa: E402 - it stands in a file of its own for its length

BASES: dict[str, tuple[Files, str]] = {
    "cartridge": (CARTRIDGE, "zip"),
    "canvas": (CANVAS, "zip"),
    "scorm12": (SCORM12, "zip"),
    "scorm2004": (SCORM2004, "zip"),
    "olx": (OLX, "tar.gz"),
    "moodle": (BACKUP, "tar.gz"),
}

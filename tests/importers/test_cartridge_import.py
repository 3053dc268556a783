"""Common Cartridges of other tools on their way in: outline, things, links, and what stays out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from foreign_cartridges import all_items, brought, manifest, packed, resource, topic, web_link
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coursewright.importers import links
from coursewright.importers.draft import File, Text
from coursewright.importers.formats import detected
from coursewright.importers.source import open_source
from coursewright.spec.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from coursewright.importers.draft import CourseDraft

_ABOUT = (
    "<lom><general><title><string>Soil</string></title><language>nl</language>"
    "<description><string>What holds water.</string></description>"
    "<keyword><string>soil</string></keyword></general>"
    "<rights><description><string>CC-BY-4.0</string></description></rights></lom>"
)
_ITEMS = """
<item identifier="i0" identifierref="r1"><title>Before all</title></item>
<item identifier="w1"><title>Week 1</title>
  <item identifier="i1" identifierref="r2"><title>Where does it go?</title></item>
  <item identifier="f1"><title>Read</title>
    <item identifier="i2" identifierref="r3"><title>Rain radar</title></item>
    <item identifier="f2"><title>More</title>
      <item identifier="i3" identifierref="r4"><title>Data</title></item>
    </item>
  </item>
  <item identifier="i4" identifierref="r5"><title>After the reading</title></item>
</item>
<item identifier="w2"><title>Week 2</title></item>
"""
_FIRST = """<html><head><title>First</title></head><body><h1>Before all</h1>
<p><img src="../files/sand.png" alt="Sand"> and <a href="r2.html">Where</a>, <a href="gone.html">gone</a></p>
</body></html>"""


def _cartridge(version: str, folder: Path, prefix: str = "") -> Path:
    tag = version.replace(".", "p")
    resources = "".join(
        (
            resource("r1", "webcontent", "pages/first.html"),
            resource("r2", f"imsdt_xmlv{tag}", "topic.xml"),
            resource("r3", f"imswl_xmlv{tag}", "link.xml"),
            resource("r4", "webcontent", "files/flow.csv"),
            resource("r5", "webcontent", "pages/last.html"),
            resource("r6", "webcontent", "files/sand.png"),
            resource("r7", "webcontent", "files/style.css"),
        )
    )
    files = {
        "imsmanifest.xml": manifest(version, _ITEMS, resources, about=_ABOUT, prefix=prefix),
        "pages/first.html": _FIRST,
        "pages/last.html": '<p>Back to <a href="first.html">the first</a></p>',
        "topic.xml": topic("A topic", "<p>In the <b>first</b> hour?</p>", "$IMS-CC-FILEBASE$/files/flow.csv"),
        "link.xml": web_link("Radar", "https://example.org/radar?a=1&b=2"),
        "files/flow.csv": "day,flow\n",
        "files/sand.png": "png",
        "files/style.css": "p{}",
        "loose.txt": "nobody names me",
    }
    return packed(folder, files)


@pytest.mark.parametrize(
    ("version", "prefix"), [("1.0", ""), ("1.1", ""), ("1.2", "ims"), ("1.3", ""), ("1.1", "ns0")]
)
def test_every_version_comes_in_alike(version: str, prefix: str, tmp_path: Path) -> None:
    path = _cartridge(version, tmp_path, prefix)
    form = detected(open_source(path))
    assert form is not None
    assert form.name == "imscc"
    course, account = brought(path)
    assert course.data == {
        "title": "Soil",
        "description": "What holds water.",
        "language": "nl",
        "licence": "CC-BY-4.0",
        "x-keywords": ["soil"],
    }
    assert [module.data["title"] for module in course.modules] == ["Week 1", "Week 2"]
    assert [one.source for one in course.items] == ["pages/first.html"]
    week = course.modules[0]
    assert [one.source for one in week.items] == ["topic.xml", "pages/last.html"]
    units = [(unit.data["title"], [one.source for one in unit.items]) for unit in week.units]
    assert units == [("Read", ["link.xml"]), ("Read: More", ["files/flow.csv"])]
    assert [(note.fate, note.title) for note in account if note.what == "file"] == [
        ("imported", "Data"),
        ("imported", "files/sand.png"),
        ("left out", "files/style.css"),
        ("left out", "loose.txt"),
    ]


def test_things_become_what_their_types_say(tmp_path: Path) -> None:
    course, _ = brought(_cartridge("1.1", tmp_path))
    found = {item.source: item for item in all_items(course)}
    sand = links.to_file("files/sand.png")
    assert found["pages/first.html"].data == {
        "title": "Before all",
        "kind": "page",
        "path": Text(f"![Sand]({sand}) and Where, gone"),
    }
    assert found["topic.xml"].kind == "tasks"
    assert found["topic.xml"].data == {
        "title": "Where does it go?",
        "kind": "discussion",
        "instructions": Text("In the **first** hour?"),
        "materials": [{"title": "flow.csv", "path": File("files/flow.csv")}],
    }
    assert found["link.xml"].data == {
        "title": "Rain radar",
        "kind": "website",
        "url": "https://example.org/radar?a=1&b=2",
    }
    back = links.to_thing("pages/first.html")
    assert found["pages/last.html"].data["path"] == Text(f"Back to [the first]({back})")


def test_without_an_outline_resources_stand_in_order(tmp_path: Path) -> None:
    resources = resource("b", "webcontent", "b.html") + resource("a", "imswl_xmlv1p1", "a.xml")
    files = {
        "imsmanifest.xml": manifest(
            "1.1", "", resources + resource("c", "webcontent", "c.pdf"), about=_ABOUT
        ),
        "b.html": "<p>b</p>",
        "a.xml": web_link("a", "https://example.org/"),
        "c.pdf": "%PDF",
    }
    course, _ = brought(packed(tmp_path, files))
    assert [module.data["title"] for module in course.modules] == ["Soil"]
    assert [item.source for item in course.modules[0].items] == ["b.html", "a.xml", "c.pdf"]


def test_what_no_line_names_is_in_a_module_of_its_own(tmp_path: Path) -> None:
    resources = resource("a", "webcontent", "a.html") + resource("b", "webcontent", "b.html")
    inside = '<item identifier="i" identifierref="a"><title>A</title></item>'
    items = f'<item identifier="w"><title>Week</title>{inside}</item>'
    files = {"imsmanifest.xml": manifest("1.2", items, resources), "a.html": "<p>a</p>", "b.html": "<p>b</p>"}
    course, _ = brought(packed(tmp_path, files))
    assert [(one.data["title"], [item.source for item in one.items]) for one in course.modules] == [
        ("Week", ["a.html"]),
        ("Outside the modules", ["b.html"]),
    ]


def test_bases_of_addresses_and_manifests_inside_are_understood(tmp_path: Path) -> None:
    inside = (
        '<manifest identifier="m2"><organizations><organization identifier="o2">'
        '<item identifier="j" identifierref="x"><title>Inside</title></item>'
        '</organization></organizations><resources xml:base="part/">'
        f"{resource('x', 'webcontent', 'x%20y.html')}</resources></manifest>"
    )
    items = '<item identifier="w" identifierref="m2"><title>Part</title></item>'
    whole = manifest("1.1", items, resource("a", "webcontent", "a.html", 'xml:base="deep/"'))
    files = {
        "imsmanifest.xml": whole.replace("</manifest>", f"{inside}</manifest>"),
        "deep/a.html": "<p>a</p>",
        "part/x y.html": "<p>x</p>",
    }
    course, _ = brought(packed(tmp_path, files))
    assert [(one.data["title"], [item.source for item in one.items]) for one in course.modules] == [
        ("Part", ["part/x y.html"]),
        ("Outside the modules", ["deep/a.html"]),
    ]


_ROLE = (
    "<metadata><lom><educational><intendedEndUserRole><value>{}</value></intendedEndUserRole>"
    "</educational></lom></metadata>"
)


@pytest.mark.parametrize(
    ("role", "more", "kept"),
    [
        ("Instructor", "", True),
        ("Mentor", "", True),
        ("Learner", "", False),
        ("", 'intendeduse="lessonplan"', True),
        ("", "", False),
    ],
)
def test_what_is_for_those_who_teach_goes_to_the_notes(
    role: str, more: str, kept: bool, tmp_path: Path
) -> None:
    inner = _ROLE.format(role) if role else ""
    resources = resource("a", "webcontent", "a.html", more, inner=inner)
    items = '<item identifier="i" identifierref="a"><title>Key</title></item>'
    files = {"imsmanifest.xml": manifest("1.1", items, resources), "a.html": "<p>The answer is 4.</p>"}
    course, account = brought(packed(tmp_path, files))
    assert [one.markdown for one in account.kept] == (["The answer is 4."] if kept else [])
    assert len(list(all_items(course))) == (0 if kept else 1)


_ASSIGNMENT = """<assignment xmlns="http://www.imsglobal.org/xsd/imscc_extensions/assignment" identifier="a">
<title>Advise</title><text texttype="text/plain">One page.

With &lt; 3 numbers.</text>
<instructor_text texttype="text/html">&lt;p&gt;Mark kindly&lt;/p&gt;</instructor_text>
<attachments>
<attachment href="data.csv" role="All"/><attachment href="key.csv" role="Instructor"/>
</attachments>
<gradable points_possible="12.5">true</gradable><submission_formats><format type="file"/></submission_formats>
</assignment>"""
_TOOL = """<cartridge_basiclti_link xmlns="http://www.imsglobal.org/xsd/imslticc_v1p3"
 xmlns:blti="http://www.imsglobal.org/xsd/imsbasiclti_v1p0" xmlns:lticm="http://www.imsglobal.org/xsd/imslticm_v1p0">
<blti:title>Board</blti:title><blti:description>&lt;b&gt;Draw&lt;/b&gt;</blti:description>
<blti:custom><lticm:property name="room">7</lticm:property></blti:custom>
<blti:secure_launch_url>https://board.example.org/launch</blti:secure_launch_url></cartridge_basiclti_link>"""


def test_assignments_tools_and_fallbacks_of_version_13(tmp_path: Path) -> None:
    variant = '<variant identifier="v" identifierref="a"/>'
    standards = (
        "<metadata><curriculumStandardsMetadata><labelledGUID><label>S.1</label><GUID>g-1</GUID>"
        "</labelledGUID></curriculumStandardsMetadata></metadata>"
    )
    resources = (
        resource("a", "assignment_xmlv1p0", "a/assignment.xml", inner=standards)
        + resource("a_fallback", "webcontent", "a/a.html", inner=variant)
        + resource("t", "imsbasiclti_xmlv1p3", "t.xml")
    )
    items = (
        '<item identifier="i" identifierref="a_fallback"><title>Advise the board</title></item>'
        '<item identifier="j" identifierref="t"><title>The board</title></item>'
    )
    files = {
        "imsmanifest.xml": manifest("1.3", items, resources),
        "a/assignment.xml": _ASSIGNMENT,
        "a/a.html": "<p>fallback</p>",
        "a/data.csv": "1",
        "a/key.csv": "2",
        "t.xml": _TOOL,
    }
    course, account = brought(packed(tmp_path, files))
    task, tool = all_items(course)
    assert task.data == {
        "title": "Advise the board",
        "instructions": Text("One page.\n\nWith < 3 numbers."),
        "materials": [{"title": "data.csv", "path": File("a/data.csv")}],
        "graded": True,
        "x-points": 12.5,
        "x-submission-formats": ["file"],
        "x-standards": ["S.1 (g-1)"],
    }
    assert tool.data == {
        "title": "The board",
        "kind": "tool",
        "url": "https://board.example.org/launch",
        "x-lti": {"description": "Draw", "custom": {"room": "7"}},
    }
    assert [(one.title, one.markdown) for one in account.kept] == [("Advise the board", "Mark kindly")]


def test_a_cartridge_that_is_one_file_of_xml(tmp_path: Path) -> None:
    resources = f'<resource identifier="w" type="imswl_xmlv1p3">{web_link("Radar", "https://example.org/")}</resource>'
    items = '<item identifier="i" identifierref="w"><title>Radar</title></item>'
    path = tmp_path / "thin.xml"
    path.write_text(manifest("1.3", items, resources), encoding="utf-8")
    form = detected(open_source(path))
    assert form is not None
    assert form.name == "imscc"
    course, _ = brought(path)
    assert [item.data["url"] for item in all_items(course)] == ["https://example.org/"]


def test_broken_parts_are_left_out_and_the_rest_comes_in(tmp_path: Path) -> None:
    resources = "".join(
        (
            resource("a", "imsdt_xmlv1p1", "broken.xml"),
            resource("b", "webcontent", "gone.html"),
            resource("c", "webcontent", "c.html"),
            resource("d", "imswl_xmlv1p1", "d.xml"),
            resource("e", "something/else", "e.bin"),
        )
    )
    items = "".join(
        f'<item identifier="i{key}" identifierref="{key}"><title>{key}</title></item>' for key in "abcdez"
    )
    items += '<item identifier="again" identifierref="c"><title>c</title></item>'
    files = {
        "imsmanifest.xml": manifest("1.1", items, resources),
        "broken.xml": "<topic><title>",
        "c.html": "<p>c</p>",
        "d.xml": web_link("d", "javascript:alert(1)"),
        "e.bin": "e",
    }
    course, account = brought(packed(tmp_path, files))
    assert [item.source for item in all_items(course)] == ["c.html"]
    assert [note.title for note in account if note.fate == "left out"] == ["a", "b", "d", "e", "z", "c"]


@pytest.mark.parametrize("identifier", ['identifier="same"', ""])
def test_folders_without_identifiers_of_their_own_are_units_of_their_own(
    identifier: str, tmp_path: Path
) -> None:
    leaf = '<item {} identifierref="{}"><title>x</title></item>'
    folders = "".join(
        f"<item {identifier}><title>{key}</title>{leaf.format(identifier, key)}</item>" for key in "ab"
    )
    resources = resource("a", "webcontent", "a.html") + resource("b", "webcontent", "b.html")
    whole = f"<item {identifier}><title>Week</title>{folders}</item>"
    files = {"imsmanifest.xml": manifest("1.1", whole, resources), "a.html": "<p>a</p>", "b.html": "<p>b</p>"}
    course, _ = brought(packed(tmp_path, files))
    units = [(unit.data["title"], [one.source for one in unit.items]) for unit in course.modules[0].units]
    assert units == [("a", ["a.html"]), ("b", ["b.html"])]
    assert _sources_are_unique(course)


def test_without_a_manifest_that_can_be_read_it_is_refused(tmp_path: Path) -> None:
    path = packed(tmp_path, {"imsmanifest.xml": "<manifest"})
    with pytest.raises(UsageError, match="is no manifest that can be read"):
        brought(path)


_WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["C"], exclude_characters='<>&"'), max_size=8
)
_OUTLINES = st.recursive(
    st.tuples(_WORDS, st.integers(0, 9)),
    lambda below: st.tuples(_WORDS, st.lists(below, max_size=4)),
    max_leaves=20,
)


def _written(outline: Any, path: str = "0") -> str:
    title, inside = outline
    if isinstance(inside, int):
        return f'<item identifier="i{path}" identifierref="r{inside}"><title>{title}</title></item>'
    below = "".join(_written(one, f"{path}-{at}") for at, one in enumerate(inside))
    return f'<item identifier="i{path}"><title>{title}</title>{below}</item>'


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(_OUTLINES, max_size=5))
def test_any_outline_gives_each_thing_once_and_loses_none(tmp_path: Path, outlines: list[Any]) -> None:
    items = "".join(_written(one, str(at)) for at, one in enumerate(outlines))
    resources = "".join(resource(f"r{at}", "webcontent", f"r{at}.html") for at in range(10))
    files = {f"r{at}.html": f"<p>{at}</p>" for at in range(10)}
    course, account = brought(
        packed(tmp_path, {"imsmanifest.xml": manifest("1.1", items, resources), **files})
    )
    assert sorted(item.source for item in all_items(course)) == sorted(files)
    assert _sources_are_unique(course)
    settled = [note.source for note in account if note.fate != "partly"]
    assert len(settled) == len(set(settled))


def _sources_are_unique(course: CourseDraft) -> bool:
    sources = [item.source for item in all_items(course)]
    for module in course.modules:
        sources += [module.source, *(unit.source for unit in module.units)]
    return len(sources) == len(set(sources))

"""What makes importers refuse a cartridge, or lose something of it: none of it is in ours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from cartridge_specs import FILES, png
from cartridges import ID, addresses, cartridge, faults, invalid
from editions import written

from coursewright.exporters.fidelity.aspects import unaccounted
from coursewright.exporters.fidelity.ledger import Ledger
from coursewright.spec.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from coursewright.exporters.edition.model import Edition

ALL = ({"version": "1.1"}, {"version": "1.2"}, {"version": "1.3"}, {"flavour": "canvas"})


def edition(folder: Path, **choices: Any) -> Edition:
    (folder / "img").mkdir()
    (folder / "img" / "board.png").write_bytes(png())
    return written(folder, FILES, **choices)


@pytest.mark.parametrize("choices", ALL, ids=lambda one: "".join(one.values()))
def test_no_trap_is_left(choices: dict[str, str], tmp_path: Path) -> None:
    made, ledger = edition(tmp_path, reader="staff", drafts=True, **choices), Ledger()
    cc = cartridge(made, ledger)
    assert faults(cc) == []
    assert invalid(cc) == []
    assert unaccounted(made, ledger) == ()

    start = cc.manifest[:1024].decode()
    assert start.startswith(
        '<?xml version="1.0" encoding="UTF-8"?>\n<manifest xmlns="http://www.imsglobal.org/'
    )
    tag = f"v{choices.get('version', '1.1').replace('.', 'p')}"
    assert f'xmlns="http://www.imsglobal.org/xsd/imscc{tag}/imscp_v1p1"' in start
    assert b"<!--" not in cc.manifest
    assert b"authorizations" not in cc.manifest
    assert cc.of_type("question-bank") == []
    assert not [name for name in cc.names if name.endswith("/")]
    assert all(ID.fullmatch(item.ref) for item in cc.items() if item.ref)
    assert all(item.title.strip() for item in cc.items())


@pytest.mark.parametrize(("version", "used"), [("1.1", []), ("1.2", ["assignment"] * 3), ("1.3", [])])
def test_only_later_versions_say_what_is_an_assignment(version: str, used: list[str], tmp_path: Path) -> None:
    cc = cartridge(edition(tmp_path, version=version))
    assert [one.attrib["intendeduse"] for one in cc.resources.values() if "intendeduse" in one.attrib] == used
    assert len(cc.of_type("assignment_xmlv1p0")) == (3 if version == "1.3" else 0)


def test_images_are_relative_in_pages_and_have_the_token_in_xml(tmp_path: Path) -> None:
    cc = cartridge(edition(tmp_path))
    topic = cc.xml(cc.hrefs(cc.titled("Rule on three cases"))[0]).findtext("text") or ""
    assert "$IMS-CC-FILEBASE$/files/img--board.png" in addresses(topic)
    assert "$IMS-CC-FILEBASE$/pages/n-3-consent-1-sheet.html" in addresses(topic)
    assert "../pages/n-3-consent-1-sheet.html" in addresses(cc.page('About: Deciding "what" <counts>'))
    assert cc.files["files/img--board.png"] == png()
    assert "file_img--board.png" in cc.needs(cc.titled("Rule on three cases"))
    assert all(
        "FILEBASE" not in content.decode() for name, content in cc.files.items() if name.endswith(".html")
    )


def test_a_file_with_a_space_in_its_name_is_an_item(tmp_path: Path) -> None:
    cc = cartridge(edition(tmp_path))
    (path,) = cc.hrefs(cc.titled("The data"))
    assert " " not in path
    assert cc.files[path] == FILES["data/sleep diaries.csv"].encode()
    link = cc.xml(cc.hrefs(cc.titled("A film"))[0])
    url = link.find("url")
    assert url is not None
    assert url.attrib["href"] == "https://example.org/film?a=1&b=2"
    assert "A transcript at the desk" in cc.page("Materials"), "a link has no room for it"


def test_items_stand_in_the_order_of_the_course(tmp_path: Path) -> None:
    made = edition(tmp_path)
    (module,) = cartridge(made).modules
    shown = [item.title for item in module.walk()][1:]
    expected = [entry.title for entry in made.entries if entry.kind != "announcement"]
    assert [title for title in shown if title in expected] == expected
    assert shown[0] == "Overview"
    assert shown.index("Look again: before you start") == shown.index("Look again") - 1


@pytest.mark.parametrize("choices", ALL, ids=lambda one: "".join(one.values()))
def test_learners_find_no_key_and_nothing_for_staff(choices: dict[str, str], tmp_path: Path) -> None:
    cc = cartridge(edition(tmp_path, **choices))
    canvas = choices.get("flavour") == "canvas"
    for name, content in cc.files.items():
        text = content.decode("utf-8", "replace")
        assert "SECRET-GAP" not in text, name
        assert "<script" not in text, name
        if not ("quiz" in name or "assessment" in name):
            assert not {"SECRET-RIGHT", "SECRET-WRONG", "SECRET-GENERAL"}.intersection(text.split()), name
            assert "SECRET-RIGHT" not in text, name
        if not (canvas and name.startswith("announcement_")):
            assert "SECRET-NEWS" not in text, name
        assert "Not ready" not in text, f"{name}: a draft"
    assert not any(one.find(f"{cc.ns}metadata") is not None for one in cc.resources.values())


def test_pages_for_staff_have_their_role(tmp_path: Path) -> None:
    cc = cartridge(edition(tmp_path, reader="staff"))
    roles = {
        identifier: "".join(resource.itertext()).split()
        for identifier, resource in cc.resources.items()
        if resource.find(f"{cc.ns}metadata") is not None
    }
    instructors = ["IMSGLC_CC_Rolesv1p1", "Instructor"]
    assert roles == {"page_n-3-consent-welcome": instructors, "staff_n-3-consent": instructors}
    assert "SECRET-GAP" in cc.page("For those who teach")
    assert "SECRET-NEWS" in cc.page("Welcome")


def test_a_cartridge_says_what_it_is_about(tmp_path: Path) -> None:
    cc = cartridge(edition(tmp_path))
    lom = "{http://ltsc.ieee.org/xsd/imsccv1p1/LOM/manifest}"
    said = {
        one.tag.removeprefix(lom): "".join(one.itertext()).strip() for one in cc.root.iter() if lom in one.tag
    }
    assert said["title"] == 'Deciding "what" <counts>'
    assert said["keyword"] == "Decide which process fits"
    assert said["dateTime"] == "2000-01-01", "of the edition, not of today"
    assert "rights" not in said, "no licence is said"


@pytest.mark.parametrize("choices", [{"version": "2.0"}, {"flavour": "canvas", "version": "1.3"}])
def test_a_version_there_is_not_is_refused_with_a_way_out(choices: dict[str, str], tmp_path: Path) -> None:
    with pytest.raises(UsageError) as raised:
        cartridge(edition(tmp_path, **choices))
    assert raised.value.hint


def test_titles_of_signs_alone_do_not_leave_an_item_without_one(tmp_path: Path) -> None:
    spec = (
        'module: m\ntitle: "\\u0007"\ntasks: [{id: a, title: "\\u0001 \\u0002", instructions: "a\\u0000b"}]\n'
    )
    cc = cartridge(written(tmp_path, {"m.module.yaml": spec}))
    assert faults(cc) == []
    assert invalid(cc) == []

"""Who sees what in a Moodle backup: learners nothing that is for staff, and nobody a script."""

from __future__ import annotations

import pytest
from mbz_course import SECRETS, everything
from mbz_reading import Backup, backup_of


@pytest.fixture(scope="module")
def backup(tmp_path_factory: pytest.TempPathFactory) -> Backup:
    return backup_of(everything(tmp_path_factory.mktemp("course")))


@pytest.fixture(scope="module")
def for_staff(tmp_path_factory: pytest.TempPathFactory) -> Backup:
    return backup_of(everything(tmp_path_factory.mktemp("course"), reader="staff"))


def test_links_lead_to_activities_and_never_to_what_is_hidden(for_staff: Backup) -> None:
    assert f"$@PAGEVIEWBYID*{for_staff.modules['edge/pg'].number}@$" in for_staff.modules["edge/after"].says(
        "intro"
    )
    hidden = [module for module in for_staff.modules.values() if module.set_to("visible") == "0"]
    assert hidden
    for module in hidden:
        assert f"*{module.number}@$" not in for_staff.text()


def test_unsafe_addresses_are_no_links(backup: Backup) -> None:
    assert "javascript:" not in backup.text().replace("javascript:alert(1)</", "")
    assert backup.modules["edge/js"].kind == "page"
    assert 'href="javascript' not in backup.text()


def test_learners_get_nothing_that_is_for_staff(backup: Backup) -> None:
    text = backup.text()
    for secret in SECRETS:
        assert secret not in text


def test_what_is_for_staff_is_in_a_hidden_section_alone(for_staff: Backup) -> None:
    section = for_staff.sections[-1]
    assert section.findtext("visible") == "0"
    inside = set((section.findtext("sequence") or "").split(","))
    assert {module.kind for module in for_staff.modules.values() if str(module.number) in inside} == {"page"}
    shown = ""
    for module in for_staff.modules.values():
        text = module.says("intro") + module.says("content")
        if str(module.number) in inside:
            assert module.set_to("visible") == "0"
            shown += text
        else:
            assert not any(secret in text for secret in SECRETS), module.folder
    assert all(secret in shown for secret in SECRETS)


def test_staff_are_told_what_no_backup_can_do(for_staff: Backup) -> None:
    notes = for_staff.modules["staff:edge"].says("content")
    assert "only you can begin in a Q and A forum" in notes
    assert f"$@FORUMVIEWBYID*{for_staff.modules['edge/disc'].number}@$" in notes
    assert "grouping “Pairs”" in notes
    assert "grouping “Groups”" in notes


def test_hidden_sections_are_out_of_sight(for_staff: Backup) -> None:
    # Else Moodle names them to students as not available.
    options = for_staff.xml("course/course.xml").iter("courseformatoption")
    assert {one.findtext("name"): one.findtext("value") for one in options}["hiddensections"] == "1"

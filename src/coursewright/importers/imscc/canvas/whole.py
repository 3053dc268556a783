"""What Canvas keeps of a course as a whole: its name, its dates, its licence, how it is graded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.importers.imscc.canvas.fields import fields_of, instant, is_true, moment, number
from coursewright.importers.imscc.canvas.time_zones import zone_called
from coursewright.importers.imscc.whole import data_of
from coursewright.packages.reading.xml import children, first

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element

    from coursewright.importers.account import Account
    from coursewright.importers.draft import Data
    from coursewright.importers.imscc.canvas.fields import Fields
    from coursewright.importers.imscc.canvas.grading import Group
    from coursewright.importers.imscc.metadata import About

__all__ = ["LICENCES", "course_data", "grading_data", "late_policy"]

LICENCES = {
    "cc_by": "CC-BY-4.0",
    "cc_by_sa": "CC-BY-SA-4.0",
    "cc_by_nd": "CC-BY-ND-4.0",
    "cc_by_nc": "CC-BY-NC-4.0",
    "cc_by_nc_sa": "CC-BY-NC-SA-4.0",
    "cc_by_nc_nd": "CC-BY-NC-ND-4.0",
    "public_domain": "Public domain",
}
"""What Canvas calls licences, by its words for them."""
_UNSAID_RIGHTS = "private (copyrighted)"
"""What Canvas writes of a course whose author has chosen nothing."""
_BLENDED = "blended"
_ON = ("public_syllabus", "allow_student_discussion_topics", "grading_standard_enabled")


def course_data(root: _Element | None, about: About, account: Account, source: str) -> Data:
    """Return what the settings of the course say, and its manifest where they are silent."""
    data = data_of(about)
    if _UNSAID_RIGHTS in str(data.get("licence", "")).lower():
        del data["licence"]
    fields = fields_of(root)
    if title := " ".join(fields.get("title", "").split()):
        data["title"] = title
    if described := fields.get("public_description"):
        data["description"] = described
    if locale := fields.get("locale"):
        data["language"] = locale
    if licence := LICENCES.get(fields.get("license", "")):
        data["licence"] = licence
    if fields.get("course_format") == _BLENDED:
        data["mode"] = "blended"
    if calendar := _calendar(fields, account, source, str(data.get("title", ""))):
        data["calendar"] = calendar
    if kept := _kept(fields):
        data["x-canvas"] = kept
    return data


def _calendar(fields: Fields, account: Account, source: str, title: str) -> Data:
    calendar: Data = {}
    zone = zone_called(fields.get("time_zone", ""))
    if zone is not None:
        calendar["time_zone"] = zone.key
    starts = instant(fields, "start_at")
    if starts is not None:
        try:
            calendar["starts"] = (starts.astimezone(zone) if zone is not None else starts).date().isoformat()
        except OverflowError:
            return calendar
        if zone is None:
            how = "its first day is that of Greenwich: the export names no time zone"
            account.partly("course", source, title, how)
    return calendar


def _kept(fields: Fields) -> Data:
    kept: Data = {}
    for name in ("course_code", "course_format", "default_view", "license"):
        if name in fields:
            kept[name] = fields[name]
    for name in ("start_at", "conclude_at"):
        if time := moment(fields, name):
            kept[name] = time
    kept.update({name: True for name in _ON if is_true(fields, name)})
    return kept


def grading_data(fields: Fields, groups: Iterable[Group], standards: _Element | None) -> Data:
    """Return how a course is graded: the scheme, the groups with what is dropped, and the scales."""
    data: Data = {}
    if scheme := fields.get("group_weighting_scheme"):
        data["group_weighting_scheme"] = scheme
    listed: list[Data] = []
    for group in groups:
        one: Data = {"title": group.title or "Assignments"}
        if group.weight is not None:
            one["weight"] = group.weight
        if group.rules:
            one["rules"] = list(group.rules)
        listed.append(one)
    if listed:
        data["assignment_groups"] = listed
    scales: list[Data] = []
    for element in children(standards, "gradingStandard"):
        found = fields_of(element)
        if "data" in found:
            scales.append({"title": found.get("title") or "Grading scale", "data": found["data"][:5000]})
    if scales:
        data["grading_standards"] = scales
    return data


def late_policy(root: _Element | None) -> Data:
    """Return what is taken off for late and for missing work; nothing where nothing is."""
    element = (
        root if first(root, "late_submission_deduction_enabled") is not None else first(root, "late_policy")
    )
    fields = fields_of(element)
    data: Data = {}
    if is_true(fields, "late_submission_deduction_enabled"):
        for name in ("late_submission_deduction", "late_submission_minimum_percent"):
            value = number(fields, name)
            if value:
                data[name] = value
        if interval := fields.get("late_submission_interval"):
            data["late_submission_interval"] = interval
    if is_true(fields, "missing_submission_deduction_enabled"):
        value = number(fields, "missing_submission_deduction")
        if value is not None:
            data["missing_submission_deduction"] = value
    return data

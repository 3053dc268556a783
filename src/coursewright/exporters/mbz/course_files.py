"""The course itself and its sections: names, summaries, format, language, and sessions in the calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.contents import as_written
from coursewright.exporters.mbz import restrictions
from coursewright.exporters.mbz.bench import HEADINGS
from coursewright.exporters.mbz.manifest import short_name
from coursewright.exporters.mbz.marks_back import with_marks_of_section
from coursewright.exporters.mbz.records import clip, document, group, record
from coursewright.exporters.mbz.times import seconds, starts_at
from coursewright.exporters.pages.sessions import where
from coursewright.exporters.pages.times import weeks_text
from coursewright.exporters.pages.writing import Desk, items
from coursewright.exporters.prose.text import escaped
from coursewright.spec.model import Session, Slot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from coursewright.exporters.edition.model import Entry
    from coursewright.exporters.mbz.bench import Bench
    from coursewright.exporters.mbz.outline import Section
    from coursewright.exporters.mbz.records import Fields

__all__ = ["calendar_file", "course_file", "course_format", "language", "section_file"]

_CHINESE = {"zh": "zh_cn", "zh-hans": "zh_cn", "zh-cn": "zh_cn", "zh-hant": "zh_tw", "zh-tw": "zh_tw"}
_REGIONAL = frozenset({"pt-br", "es-mx", "fr-ca", "en-us"})
_OUT_OF_SIGHT, _ALL_ON_ONE_PAGE = 1, 0


def course_format(bench: Bench) -> str:
    """Return `weeks` where each section is one week from the first day on; else `topics`."""
    sections = [one for one in bench.outline.sections[1:] if not one.hidden]
    start = starts_at(bench.edition)
    told = [_week(one) for one in sections]
    in_step = bool(sections) and told == list(range(1, len(sections) + 1))
    return "weeks" if start and in_step and not _has_breaks(bench) else "topics"


def language(tag: str) -> str:
    """Return the code by which Moodle knows a language."""
    low = tag.lower()
    if low in _CHINESE:
        return _CHINESE[low]
    return low.replace("-", "_") if low in _REGIONAL else low.partition("-")[0]


def course_file(bench: Bench) -> bytes:
    """Return `course/course.xml`."""
    edition, form = bench.edition, course_format(bench)
    home = edition.course.modules[0] if edition.course.implicit else edition.course
    desk = Desk(edition, bench.links, level=HEADINGS)
    summary = desk.prose(home, "description")
    bench.use_in_course(desk.assets)
    fields: Fields = {
        "shortname": short_name(bench),
        "fullname": clip(edition.title, 254),
        "idnumber": clip(edition.id, 100),
        "summary": summary,
        "summaryformat": 1,
        "format": form,
        "showgrades": 1,
        "newsitems": 5,
        "startdate": starts_at(edition),
        "enddate": 0,
        "marker": 0,
        "maxbytes": 0,
        "legacyfiles": 0,
        "showreports": 0,
        "visible": 1,
        "groupmode": 0,
        "groupmodeforce": 0,
        "defaultgroupingid": 0,
        "lang": language(edition.language),
        "theme": "",
        "timecreated": bench.made,
        "timemodified": bench.made,
        "requested": 0,
        "showactivitydates": 1,
        "showcompletionconditions": 1,
        "pdfexportfont": None,
        "enablecompletion": 1,
        "completionnotify": 0,
        "category": record("category", {"name": "", "description": None}, id=1),
        "tags": group("tags"),
        "customfields": group("customfields"),
        "courseformatoptions": group(
            "courseformatoptions",
            (
                record("courseformatoption", {"format": form, "sectionid": 0, "name": name, "value": value})
                for name, value in (("hiddensections", _OUT_OF_SIGHT), ("coursedisplay", _ALL_ON_ONE_PAGE))
            ),
        ),
    }
    return document(record("course", fields, id=bench.outline.course, contextid=bench.outline.context))


def section_file(section: Section, bench: Bench) -> bytes:
    """Return `section.xml`, with what the section is about as its summary."""
    summary = _summary(section, bench)
    fields: Fields = {
        "number": section.place,
        "name": section.title or None,
        "summary": summary,
        "summaryformat": 1,
        "sequence": ",".join(str(activity.number) for activity in section.activities),
        "visible": not section.hidden,
        "availabilityjson": restrictions.of_section(section.module, bench.edition, bench.outline),
        "component": None,
        "itemid": None,
        "timemodified": bench.made,
    }
    return document(record("section", fields, id=section.number))


def calendar_file(bench: Bench) -> bytes:
    """Return `course/calendar.xml`: the sessions, at times that have dates."""
    events = [
        _event(entry, bench)
        for entry in bench.edition.entries
        if entry.kind == "session" and seconds(entry.opens)
    ]
    return document(group("events", events))


def _event(entry: Entry, bench: Bench) -> _Element:
    starts, ends = seconds(entry.opens), seconds(entry.ends)
    session = entry.element
    desk = Desk(bench.edition, bench.links)
    told = where(session, desk) if isinstance(session, Session) else ""
    fields: Fields = {
        "name": clip(entry.title),
        "description": f"<p>{told}</p>" if told else "",
        "format": 1,
        "courseid": bench.outline.course,
        "groupid": 0,
        "userid": 0,
        "repeatid": 0,
        "modulename": "",
        "instance": 0,
        "type": 0,
        "eventtype": "course",
        "timestart": starts,
        "timeduration": max(0, ends - starts) if ends else 0,
        "timesort": starts,
        "visible": 1,
        "uuid": "",
        "sequence": 1,
        "timemodified": bench.made,
        "priority": None,
        "location": clip(_place(session)) if isinstance(session, Session) else "",
    }
    return record("event", fields, id=bench.ids("event", entry.key))


def _place(session: Session) -> str:
    slot = session.slot.target if session.slot is not None else None
    return session.place or (slot.place if isinstance(slot, Slot) else None) or ""


def _summary(section: Section, bench: Bench) -> str:
    desk = Desk(bench.edition, bench.links, level=HEADINGS + 1)
    parts = list(_told(section, desk))
    bench.use_in_section(section.number, section.key, desk.assets)
    return with_marks_of_section("\n".join(part for part in parts if part), section)


def _told(section: Section, desk: Desk) -> Iterator[str]:
    """Yield what a summary says: which week it is, what it is about, and its outcomes."""
    module = section.module
    if module is None:
        return
    week = module.week if section.opens_module else section.units[0].week if section.units else None
    if week is not None:
        yield f"<p>{escaped(weeks_text(week, desk.edition))}</p>"
    if section.opens_module and module.module is not None:
        yield desk.prose(module.module, "description")
    for unit in section.units:
        if unit.overview and unit.unit is not None:
            about = desk.prose(unit.unit, "overview" if unit.unit.overview else "description")
            yield f'<div class="cw-description">{about}</div>' if about else ""
    written = (
        module.outcomes
        if section.opens_module
        else tuple(card for unit in section.units for card in unit.outcomes)
    )
    yield items(escaped(card.statement) for card in written)


def _week(section: Section) -> int | None:
    """Return the one week that a section is about."""
    weeks = [unit.week for unit in section.units if unit.week is not None]
    if section.opens_module and section.module is not None and section.module.week is not None:
        weeks.append(section.module.week)
    found = set(weeks)
    return next(iter(found))[0] if len(found) == 1 and all(first == last for first, last in found) else None


def _has_breaks(bench: Bench) -> bool:
    course = bench.edition.course
    home = as_written(course)
    return bool(course.timeline.calendar(home.scope).breaks)

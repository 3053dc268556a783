"""A course as an archive that Studio imports: outline, units, policies and files, all below `course/`."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from coursewright.exporters.edition.names import slug
from coursewright.exporters.olx import blocks
from coursewright.exporters.olx.about import EVALUATION, about_members, first_pages
from coursewright.exporters.olx.account import note_absent, note_course, note_entry
from coursewright.exporters.olx.blocks import MAKE
from coursewright.exporters.olx.cover import COVER, cover
from coursewright.exporters.olx.dates import in_utc, span_of, written
from coursewright.exporters.olx.grading import grading_of, policy
from coursewright.exporters.olx.links import CourseLinks, OutsideLinks
from coursewright.exporters.olx.outline import subsections
from coursewright.exporters.olx.units import blocks_of
from coursewright.exporters.packing.member import Member
from coursewright.exporters.packing.xml import tree_bytes
from coursewright.exporters.pages.body import module_body, unit_body
from coursewright.spec.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lxml.etree import _Element

    from coursewright.exporters.edition.model import Edition, Entry, ModulePart
    from coursewright.exporters.fidelity.ledger import Ledger
    from coursewright.exporters.olx.blocks import Block
    from coursewright.exporters.olx.dates import Span
    from coursewright.exporters.olx.outline import Subsection

__all__ = ["members"]

_NAME = re.compile(r"[A-Za-z0-9_.~-]{1,100}")
"""What Open edX takes as an organisation, a course number and a run."""
_SCRIPTS = {
    "zh-hans": "zh_HANS",
    "zh-hant": "zh_HANT",
    "zh-cn": "zh_HANS",
    "zh-tw": "zh_HANT",
    "zh": "zh_HANS",
}


def members(
    edition: Edition, ledger: Ledger, step: Callable[[str], None] = lambda _: None
) -> Iterator[Member]:
    """Yield the files of a course. Raises `UsageError` for an `--org` or a `--run` that cannot be."""
    yield from _Course(edition, ledger, step).members()


class _Course:
    """Holds what grows while a course is written: files that are used, and blocks to switch on."""

    def __init__(self, edition: Edition, ledger: Ledger, step: Callable[[str], None]) -> None:
        self._edition = edition
        self._ledger = ledger
        self._step = step
        self._org = _named("--org", edition.choices.org or "coursewright")
        self._span = span_of(edition)
        self._run = _named("--run", edition.choices.run or _run_of(self._span))
        self._grading = grading_of(edition)
        self._links = CourseLinks(edition)
        self._advanced: set[str] = set()

    def members(self) -> Iterator[Member]:
        edition = self._edition
        root = MAKE("course", url_name=self._run, org=self._org, course=edition.id)
        yield Member("course/course.xml", tree_bytes(root))
        yield self._course()
        yield from self._first_chapter()
        for module in edition.modules:
            self._step(f"Writing {module.title}")
            yield from self._chapter(module)
        outside = OutsideLinks(edition)
        yield from about_members(edition, outside)
        yield from self._policies()
        note_course(edition, self._span, self._grading, self._ledger)
        yield Member(f"course/static/{COVER}", cover(edition.id))
        used = {**self._links.used, **outside.used}
        for name in sorted(used):
            yield Member(f"course/static/{name}", used[name].content)

    def _course(self) -> Member:
        edition = self._edition
        chapters = ["about__chapter", *(module.slug for module in edition.modules if self._shown(module))]
        made = MAKE(
            "course",
            *(MAKE("chapter", url_name=name) for name in chapters),
            display_name=edition.title,
            start=written(self._span.starts),
            end=written(self._span.ends),
            language=_language(edition.language),
            course_image=COVER,
            self_paced=True if _self_paced(edition) else None,
        )
        return Member(f"course/course/{self._run}.xml", tree_bytes(made))

    def _shown(self, module: ModulePart) -> bool:
        return next(subsections(module, self._edition, self._grading), None) is not None

    def _first_chapter(self) -> Iterator[Member]:
        """Yield what the course says about itself, a page each."""
        words, edition = self._edition.words, self._edition
        pages = [
            (name, title, blocks.html(f"{name}_text", title, content, edition))
            for name, title, content in first_pages(edition, self._links)
        ]
        yield _filed(
            "chapter", "about__chapter", words("olx.about"), [MAKE("sequential", url_name="about__start")]
        )
        units = [MAKE("vertical", url_name=name) for name, _, _ in pages]
        yield _filed("sequential", "about__start", words("olx.about"), units)
        for name, title, block in pages:
            hidden = True if name == EVALUATION else None
            yield from self._vertical(name, title, [block], visible_to_staff_only=hidden)

    def _chapter(self, module: ModulePart) -> Iterator[Member]:
        edition = self._edition
        sections = list(subsections(module, edition, self._grading))
        for entry in module.entries:
            if not any(entry in section.entries for section in sections):
                note_absent(entry, self._ledger)
        if not sections:
            return
        pointers = [MAKE("sequential", url_name=section.name) for section in sections]
        yield _filed("chapter", module.slug, module.title, pointers)
        for number, section in enumerate(sections):
            yield from self._sequential(section, module, first=number == 0)

    def _sequential(self, section: Subsection, module: ModulePart, *, first: bool) -> Iterator[Member]:
        edition = self._edition
        openings = list(self._openings(section, module, first=first))
        units = [*(name for name, _, _ in openings), *(entry.slug for entry in section.entries)]
        times = _times(section.entries[0]) if section.kind else {}
        yield _filed(
            "sequential",
            section.name,
            section.title,
            [MAKE("vertical", url_name=name) for name in units],
            format=section.kind or None,
            graded=True if section.kind else None,
            **times,
        )
        for name, title, content in openings:
            yield from self._vertical(name, title, [blocks.html(f"{name}_text", title, content, edition)])
        for entry in section.entries:
            yield from self._unit(entry, section, module)

    def _openings(
        self, section: Subsection, module: ModulePart, *, first: bool
    ) -> Iterator[tuple[str, str, str]]:
        """Yield the overviews that a module and a unit begin with: a name, a title and HTML."""
        edition, unit = self._edition, section.unit
        if section.kind:
            return
        title = edition.words("olx.overview")
        if first:
            yield f"{module.slug}_overview", title, module_body(module, edition, self._links).html
        if section.opening and (unit.overview or unit.outcomes or _says_more(section)):
            yield f"{unit.slug}_overview", title, unit_body(unit, edition, self._links).html

    def _unit(self, entry: Entry, section: Subsection, module: ModulePart) -> Iterator[Member]:
        made = blocks_of(
            entry, self._edition, self._links, self._span, marked=bool(section.kind), category=module.title
        )
        self._advanced |= made.tags & {"poll", "survey", "staffgradedxblock"}
        note_entry(entry, made, self._edition, self._grading, self._ledger)
        times = {} if section.kind else _times(entry)
        hidden = entry.staff_only or entry.kind == "announcement"
        yield from self._vertical(
            entry.slug, entry.title, made.blocks, visible_to_staff_only=True if hidden else None, **times
        )

    def _vertical(
        self, name: str, title: str, some: list[Block] | tuple[Block, ...], **attributes: Any
    ) -> Iterator[Member]:
        yield _filed("vertical", name, title, [block.element for block in some], **attributes)
        for block in some:
            yield from block.members

    def _policies(self) -> Iterator[Member]:
        folder = f"course/policies/{self._run}"
        settings: dict[str, Any] = {"discussion_topics": {"General": {"id": "course"}}}
        if self._advanced:
            settings["advanced_modules"] = sorted(self._advanced)
        yield _json("course/policies/assets.json", {})
        yield _json(f"{folder}/grading_policy.json", policy(self._grading))
        yield _json(f"{folder}/policy.json", {f"course/{self._run}": settings})


def _says_more(section: Subsection) -> bool:
    """Whether a unit has a page for what no other page says of it: its week, its length or its title."""
    unit = section.unit.unit
    timed = unit is not None and not unit.implicit and (unit.week is not None or unit.duration is not None)
    return timed or bool(not section.entries and section.unit.title)


def _filed(tag: str, name: str, title: str, children: list[_Element], **attributes: Any) -> Member:
    made = MAKE(tag, *children, display_name=title, **attributes)
    return Member(f"course/{tag}/{name}.xml", tree_bytes(made))


def _times(entry: Entry) -> dict[str, str]:
    """Return when an entry opens and is due, as far as these are dates in their order."""
    opens = in_utc(entry.opens) if entry.kind in {"task", "assessment"} else None
    due = in_utc(entry.due) if entry.kind != "material" else None
    if opens is not None and due is not None and opens >= due:
        opens = None
    found = {"start": opens, "due": due}
    return {name: written(when) for name, when in found.items() if when is not None}


def _json(path: str, content: object) -> Member:
    return Member(path, (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode())


def _named(option: str, name: str) -> str:
    if _NAME.fullmatch(name) is None:
        raise UsageError(
            f"{option}: Open edX takes plain letters, digits, `-`, `_`, `.` and `~`, not `{name}`.",
            f"Write `{option} {slug(name)}`.",
        )
    return name


def _run_of(span: Span) -> str:
    """Return what to call a run that nobody has named: by its month, as far as that is known."""
    return f"{span.starts:%Y-%m}" if span.known else "run"


def _language(tag: str) -> str:
    """Return a language as Open edX names it: without its region, but for the scripts of Chinese."""
    return _SCRIPTS.get(tag.lower(), tag.partition("-")[0].lower())


def _self_paced(edition: Edition) -> bool:
    home = edition.course.modules[0] if edition.course.implicit else edition.course
    return home.settings.pacing == "self-paced"

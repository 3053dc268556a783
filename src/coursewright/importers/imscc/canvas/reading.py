"""Reads an export of Canvas: a cartridge whose modules and settings stand in files of Canvas's own."""

from __future__ import annotations

import posixpath
from functools import partial
from typing import TYPE_CHECKING

from coursewright.importers.draft import CourseDraft
from coursewright.importers.imscc.canvas.assignments import assignment_item
from coursewright.importers.imscc.canvas.banks import bank_item
from coursewright.importers.imscc.canvas.events import events_of
from coursewright.importers.imscc.canvas.fields import fields_of, is_true
from coursewright.importers.imscc.canvas.grading import groups_of, rubrics_of
from coursewright.importers.imscc.canvas.modules import modules_of, targets_of
from coursewright.importers.imscc.canvas.outcomes import outcomes_of
from coursewright.importers.imscc.canvas.pages import file_item, meta_of, page_item
from coursewright.importers.imscc.canvas.quizzes import quiz_item
from coursewright.importers.imscc.canvas.state import SETTINGS, State
from coursewright.importers.imscc.canvas.topics import topic_item
from coursewright.importers.imscc.canvas.what import canvas_source, canvas_what, with_loose_pages
from coursewright.importers.imscc.canvas.whole import course_data, grading_data, late_policy
from coursewright.importers.imscc.folders import modules_of as folders_as_modules
from coursewright.importers.imscc.links_and_tools import tool_data
from coursewright.importers.imscc.own.pages import Own
from coursewright.importers.imscc.own.settling import settled
from coursewright.importers.imscc.shelf import Shelf
from coursewright.importers.imscc.things import is_web_page, things_of
from coursewright.importers.imscc.topics import html_in
from coursewright.importers.imscc.whole import add_rest, note_files
from coursewright.packages.reading.xml import children, first
from coursewright.spec.slugs import slug

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element

    from coursewright.importers.draft import Data
    from coursewright.importers.imscc.cartridge import Build, Cartridge
    from coursewright.importers.imscc.things import Thing, What

__all__ = ["read_canvas"]

_READ = frozenset(
    f"{name}.xml"
    for name in (
        *("assignment_groups", "course_settings", "events", "files_meta", "grading_standards", "late_policy"),
        *("learning_outcomes", "media_tracks", "module_meta", "rubrics"),
    )
)


def read_canvas(cartridge: Cartridge, builds: Mapping[What, Build]) -> CourseDraft:
    """Read an export of Canvas; `builds` are for what Canvas adds nothing to."""
    return _Canvas(cartridge, builds).course()


class _Canvas:
    """Reads one export."""

    def __init__(self, cartridge: Cartridge, builds: Mapping[What, Build]) -> None:
        self._cartridge = cartridge
        self._manifest = with_loose_pages(cartridge)
        self._about = fields_of(self._settings("course_settings.xml"))
        weighted = self._about.get("group_weighting_scheme") == "percent"
        self._state = State(
            groups_of(self._settings("assignment_groups.xml"), weighted=weighted),
            rubrics_of(self._settings("rubrics.xml")),
        )
        self._state.gather(cartridge)
        self._read_files_meta()
        root = self._manifest.root
        things = things_of(self._manifest, partial(canvas_what, cartridge), partial(canvas_source, root))
        self._own = Own(cartridge, things, self._html)
        self._things = self._own.things
        own: dict[What, Build] = {
            "page": page_item,
            "file": partial(file_item, self._state),
            "assignment": partial(assignment_item, self._state),
            "topic": partial(topic_item, self._state),
            "quiz": partial(quiz_item, self._state),
            "bank": partial(bank_item, self._state),
        }
        self._shelf = Shelf(cartridge, self._own, {**builds, **own})
        self._modules = self._settings("module_meta.xml")
        self._name_all()
        name = f"{root}{SETTINGS}learning_outcomes.xml"
        self._outcomes = list(outcomes_of(cartridge.source.xml(name), cartridge.resolver(name)))
        self._align()

    def course(self) -> CourseDraft:
        cartridge, account = self._cartridge, self._cartridge.account
        source = self._manifest.identifier or "course"
        settings = self._settings("course_settings.xml")
        course = CourseDraft(source, course_data(settings, self._manifest.about, account, source))
        code = slug(self._about.get("course_code", ""))
        course.wanted_id = code
        modules = list(modules_of(self._modules, cartridge, self._shelf))
        if not modules:
            modules = folders_as_modules(self._manifest, self._shelf, account, course)
        self._open(course)
        events = f"{self._manifest.root}{SETTINGS}events.xml"
        course.items += events_of(cartridge.source.xml(events), cartridge, events, self._own)
        self._tools(course)
        self._keep_settings(course)
        self._own.tell(course)
        course.modules += (module for module in modules if settled(module, self._own, course))
        self._add_outcomes(course)
        add_rest(course, self._shelf.rest(), self._own)
        self._note_rubrics()
        self._note_settings()
        note_files(cartridge, self._manifest)
        return course

    def _html(self, thing: Thing) -> tuple[str, str]:
        """Return the text of a thing, as HTML, and the file it stands in."""
        resource, source = thing.resource, self._cartridge.source
        if thing.what in {"page", "assignment"}:
            page = next((name for name in resource.files if is_web_page(name)), "")
            if page:
                return source.text(page), page
        if thing.what in {"topic", "assignment"}:
            return html_in(first(self._cartridge.xml(resource), "text")), resource.name
        if thing.what == "quiz":
            return self._state.quizzes.get(resource.identifier, {}).get("description", ""), resource.name
        return "", resource.name

    def _settings(self, name: str) -> _Element | None:
        return self._cartridge.source.xml(f"{self._manifest.root}{SETTINGS}{name}")

    def _name_all(self) -> None:
        """Tell the addresses what all things are called."""
        addresses = self._cartridge.addresses
        for thing in self._things:
            identifier, name = thing.resource.identifier, thing.resource.name
            addresses.by_identifier.setdefault(identifier, thing.source)
            if thing.what == "page":
                addresses.by_file.setdefault(name, thing.source)
                addresses.by_slug.setdefault(posixpath.basename(name).rpartition(".")[0], thing.source)
        for line, identifier in self._state.lines.items():
            graded = self._shelf.thing(identifier)
            if line and graded is not None:
                self._shelf.also(line, graded)
                addresses.by_identifier.setdefault(line, graded.source)
        for item, target in targets_of(self._modules):
            if source := addresses.by_identifier.get(target):
                addresses.by_identifier.setdefault(item, source)
        for module in children(self._modules, "module"):
            identifier = module.get("identifier") or ""
            addresses.by_identifier.setdefault(identifier, f"module:{identifier}")

    def _read_files_meta(self) -> None:
        meta = self._settings("files_meta.xml")
        for one in children(first(meta, "folders"), "folder"):
            fields, path = fields_of(one), one.get("path")
            if path and (is_true(fields, "hidden") or is_true(fields, "locked")):
                self._state.closed_folders.append(f"{path}/")
        for one in children(first(meta, "files"), "file"):
            rights = fields_of(first(one, "usage_rights"))
            self._state.locked_files[one.get("identifier") or ""] = {**rights, **fields_of(one)}
        for media in children(self._settings("media_tracks.xml"), "media"):
            tracks = [key for one in children(media, "track") if (key := one.get("identifierref"))]
            self._state.captions[media.get("identifierref") or ""] = tracks

    def _align(self) -> None:
        """Note which outcomes each thing is aligned with, by the identifier of the thing."""
        for outcome in self._outcomes:
            self._cartridge.addresses.by_identifier.setdefault(outcome.identifier, outcome.item.source)
            for target in outcome.aligned:
                identifier = self._state.lines.get(target, target)
                self._state.outcomes.setdefault(identifier, []).append(outcome.item.source)

    def _add_outcomes(self, course: CourseDraft) -> None:
        """Put the outcomes that stand nowhere yet into the course."""
        there = {item.data["statement"] for item in course.every_item() if item.kind == "outcomes"}
        new = [one.item for one in self._outcomes if one.item.data["statement"] not in there]
        course.items[:0] = new
        for outcome in self._outcomes:
            title = str(outcome.item.data["statement"])
            how = "as an outcome of the course" if outcome.item in new else "with the page of its module"
            self._cartridge.account.imported("outcome", outcome.item.source, title, how)

    def _open(self, course: CourseDraft) -> None:
        """Put a syllabus and a front page that stand in no module into the course: they open it."""
        for thing in self._things:
            if thing.what == "page" and self._opens(thing):
                item = self._shelf.unless_given(thing)
                if item is not None:
                    course.items.append(item)

    def _opens(self, thing: Thing) -> bool:
        if f"/{SETTINGS}" in f"/{thing.resource.name}":
            return True
        return meta_of(self._cartridge.source.text(thing.resource.name)).get("front_page") == "true"

    def _tools(self, course: CourseDraft) -> None:
        """Name the external tools of the course that no line of a module leads to."""
        tools: list[Data] = []
        for thing in self._things:
            root = self._cartridge.xml(thing.resource) if thing.what == "tool" else None
            if root is None or not self._shelf.claimed(thing):
                continue
            data = tool_data(root, "")
            name = str(data.pop("title"))
            del data["kind"]
            tools.append({"id": slug(name) or f"tool-{len(tools) + 1}", "name": name, **data})
            self._cartridge.account.imported("external tool", thing.source, name, "as a tool of the course")
        if tools:
            course.data["tools"] = tools

    def _keep_settings(self, course: CourseDraft) -> None:
        kept = grading_data(self._about, self._state.groups.values(), self._settings("grading_standards.xml"))
        if policy := late_policy(self._settings("late_policy.xml")):
            kept["late_policy"] = policy
        already = course.data.get("x-canvas", {})
        if kept and isinstance(already, dict):
            course.data["x-canvas"] = {**already, **kept}

    def _note_settings(self) -> None:
        """Note the files of settings that say something and have no place in a plan."""
        folder = f"{self._manifest.root}{SETTINGS}"
        for name in self._cartridge.source.names(".xml", folder):
            file = name.removeprefix(folder)
            root = self._cartridge.source.xml(name) if file not in _READ else None
            if root is not None and len(root):
                account = self._cartridge.account
                account.left_out("settings", f"{SETTINGS}{file}", file, "they have no place in a plan")

    def _note_rubrics(self) -> None:
        for identifier, rubric in self._state.rubrics.items():
            source = f"rubric:{identifier}"
            account = self._cartridge.account
            if identifier in self._state.used_rubrics:
                account.imported("rubric", source, rubric.title, "as criteria of what it is for")
                continue
            lines = [f"- {one['name']}" for one in rubric.criteria]
            account.keep(rubric.title or "Rubric", source, "\n".join(lines), "no assignment uses it")
            account.left_out("rubric", source, rubric.title, "no assignment uses it; it is in the notes")

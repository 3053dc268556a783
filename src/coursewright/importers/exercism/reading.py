"""An Exercism track as a course: a module of exercises that teach, and one of exercises that practise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.importers.draft import CourseDraft, Item, ModuleDraft, Text, UnitDraft
from coursewright.importers.exercism.concepts import materials_of
from coursewright.importers.exercism.detecting import root_of
from coursewright.importers.exercism.documents import Documents
from coursewright.importers.exercism.exercises import design_of, hints_of, outcomes_of, task_of
from coursewright.importers.exercism.track import track_of
from coursewright.importers.markup.front import texts, word
from coursewright.spec.errors import UsageError
from coursewright.spec.wording import counted

if TYPE_CHECKING:
    from coursewright.importers.desk import Desk
    from coursewright.importers.draft import Data
    from coursewright.importers.exercism.track import Exercise, Track
    from coursewright.importers.source import Source

__all__ = ["read"]


def read(source: Source, desk: Desk) -> CourseDraft:
    """Read a track. Raises `UsageError` where its configuration is broken."""
    return _Reading(source, desk).course()


class _Reading:
    """One track on its way in."""

    def __init__(self, source: Source, desk: Desk) -> None:
        self._source = source
        self._account = desk.account
        self._track = track_of(source, root_of(source))
        self._documents = Documents(source, _things(self._track))
        self._teachers = {
            concept: exercise.source
            for exercise in reversed(self._track.teaching)
            for concept in exercise.teaches
        }

    def course(self) -> CourseDraft:
        """Return the course."""
        said = self._track.said
        slug = word(said.get("slug"))
        data: Data = {}
        if title := word(said.get("language")) or slug:
            data["title"] = title
        if blurb := word(said.get("blurb")):
            data["description"] = blurb
        if tags := texts(said.get("tags")):
            data["x-exercism"] = {"tags": [*tags]}
        modules = [one for one in (self._teaching(), self._practice()) if one.units or one.items]
        self._features()
        self._code()
        name = f"track:{slug}" if slug else self._source.path.name
        return CourseDraft(name, data, modules, self._pages(), slug)

    def _teaching(self) -> ModuleDraft:
        taught = {concept for exercise in self._track.teaching for concept in exercise.teaches}
        module = ModuleDraft("exercises/concept", {"title": "Concept exercises"})
        by_slug = {concept.slug: concept for concept in self._track.concepts}
        for exercise in self._track.teaching:
            outcomes = outcomes_of(exercise, self._source, self._account)
            unit = UnitDraft(f"unit:{exercise.slug}", {"title": exercise.title}, [*outcomes])
            if text := self._documents.page(f"{exercise.folder}.docs/introduction.md"):
                unit.data["overview"] = text
            for slug in exercise.teaches:
                if (concept := by_slug.get(slug)) and self._teachers[slug] == exercise.source:
                    unit.items += materials_of(
                        concept, self._track.root, self._source, self._documents, self._account
                    )
            unit.items += hints_of(exercise, self._documents, self._account)
            unit.items.append(self._task(exercise, outcomes))
            design_of(exercise, self._source, self._account)
            module.units.append(unit)
        for concept in self._track.concepts:
            if concept.slug not in taught:
                module.items += materials_of(
                    concept, self._track.root, self._source, self._documents, self._account
                )
        return module

    def _practice(self) -> ModuleDraft:
        module = ModuleDraft("exercises/practice", {"title": "Practice exercises"})
        for exercise in self._track.practice:
            module.items += hints_of(exercise, self._documents, self._account)
            module.items.append(self._task(exercise, []))
        return module

    def _task(self, exercise: Exercise, outcomes: list[Item]) -> Item:
        return task_of(exercise, self._source, self._documents, self._teachers, outcomes, self._account)

    def _pages(self) -> list[Item]:
        """Return the pages about the track as a whole: those that its list of documents names, in order."""
        root = self._track.root
        listed = _listed_documents(self._source, root)
        found = []
        for name in [
            *listed,
            *(one for one in self._source.names(".md", f"{root}docs/") if one not in listed),
        ]:
            title = listed.get(name) or self._documents.title(name) or name.rpartition("/")[2]
            if listed and name not in listed:
                self._account.left_out("page", name, title, "the documents for learners do not list it")
            elif text := self._documents.page(name):
                self._account.imported("page", name, title, "as a page")
                found.append(Item("materials", name, {"title": title, "kind": "page", "path": Text(text)}))
        return found

    def _features(self) -> None:
        features = self._track.said.get("key_features")
        for number, one in enumerate(features if isinstance(features, list) else (), 1):
            if isinstance(one, dict) and (text := word(one.get("content"))):
                title = word(one.get("title")) or f"Feature {number}"
                where = f"config.json#feature-{number}"
                self._account.keep(title, where, text, "what the track says for itself")

    def _code(self) -> None:
        """Say once that code files stay behind, and how many they are."""
        folders = {exercise.folder for exercise in (*self._track.teaching, *self._track.practice)}
        depth = self._track.root.count("/") + 3
        count = sum(
            "/".join(parts[:depth]) + "/" in folders and not parts[depth].startswith(".")
            for name in self._source.sizes
            if len(parts := name.split("/")) > depth
        )
        if count:
            title = word(self._track.said.get("language"))
            self._account.imported("track", "config.json", title, "as the course")
            how = f"{counted(count, 'file')} of code beside the exercises stay behind: stubs and tests"
            self._account.partly("track", "config.json", title, how)


def _things(track: Track) -> dict[str, str]:
    """Return the sources of what files become, for links to them."""
    found = {}
    for concept in track.concepts:
        for name in ("about.md", "introduction.md"):
            found[f"{track.root}concepts/{concept.slug}/{name}"] = concept.source
    for exercise in (*track.teaching, *track.practice):
        found[f"{exercise.folder}.docs/instructions.md"] = exercise.source
    return found


def _listed_documents(source: Source, root: str) -> dict[str, str]:
    """Return the documents for learners that a track lists, with their titles."""
    try:
        found = source.yaml(f"{root}docs/config.json")
    except UsageError:
        return {}
    listed = found.get("docs") if isinstance(found, dict) else None
    return {
        f"{root}{word(one.get('path'))}": word(one.get("title"))
        for one in (listed if isinstance(listed, list) else ())
        if isinstance(one, dict) and f"{root}{word(one.get('path'))}" in source.sizes
    }

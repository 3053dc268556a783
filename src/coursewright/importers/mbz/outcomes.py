"""What learners are to reach: outcomes of the gradebook, and competencies by their numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.importers.draft import Item
from coursewright.importers.mbz.fields import present, row_number, said
from coursewright.importers.mbz.stored_files import Area
from coursewright.packages.reading.xml import children, first
from coursewright.spec.slugs import is_id, slug

if TYPE_CHECKING:
    from coursewright.importers.draft import Data
    from coursewright.importers.mbz.bench import Bench

__all__ = ["outcomes_of", "weighted_categories"]


def outcomes_of(bench: Bench) -> list[Item]:
    """Return the outcomes and competencies of a course, in that order."""
    return [*_outcomes(bench), *_competencies(bench)]


def _outcomes(bench: Bench) -> list[Item]:
    found = []
    for row in children(bench.backup.xml("outcomes.xml"), "outcome"):
        number, short = row_number(row), said(row, "shortname")
        statement = bench.texts.line(said(row, "fullname")) or bench.texts.line(short)
        source = f"outcome:{number}"
        found.append(
            Item(
                "outcomes", source, present({"statement": statement}), short if is_id(short) else slug(short)
            )
        )
        bench.account.imported("outcome", source, statement, "as an outcome")
        text = bench.texts.markdown(row, "description", Area(0, "grade", "outcome", number))
        if text:
            bench.account.keep(statement, source, text, "an outcome has no description of its own in a plan")
    return found


def _competencies(bench: Bench) -> list[Item]:
    """Return competencies. A backup holds their numbers alone: what they say stays in their framework."""
    found = []
    listed = first(bench.backup.xml("course/competencies.xml"), "competencies")
    for row in children(listed, "competency"):
        idnumber = said(row, "idnumber")
        if not idnumber:
            continue
        source = f"competency:{idnumber}"
        told = {"competency": idnumber, "framework": said(row, "frameworkidnumber")}
        wanted = idnumber if is_id(idnumber) else slug(idnumber)
        found.append(Item("outcomes", source, {"x-moodle": present({**told})}, wanted))
        bench.account.imported("competency", source, idnumber, "as an outcome")
        bench.account.partly(
            "competency", source, idnumber, "what it says is in its framework, which is not in the backup"
        )
    return found


def weighted_categories(bench: Bench, wanted: set[str]) -> list[Item]:
    """Return the categories of the gradebook that tasks count towards, as assessments with their weights."""
    found = []
    for category in bench.book.categories.values():
        source = f"grade-category:{category.number}"
        if source not in wanted:
            continue
        total = bench.book.totals.get(category.number)
        title = bench.texts.line(category.name)
        data: Data = {
            "title": title,
            "weight": bench.book.weight_of_category(category.number) or "",
            "pass_mark": (total.pass_mark if total is not None else None) or "",
        }
        found.append(Item("assessments", source, present(data)))
        bench.account.imported(
            "grade category", source, title, "as an assessment that its tasks count towards"
        )
    return found

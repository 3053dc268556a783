"""How a course is marked: types of assignments with their weights, and who passes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, cast

from coursewright.spec.wording import listed

if TYPE_CHECKING:
    from coursewright.importers.draft import Data, Item, Value
    from coursewright.importers.olx.circumstances import Circumstances
    from coursewright.importers.olx.desk import OlxDesk

__all__ = ["Grading"]


class Grading:
    """The grading policy of a run, and the subsections of each type of assignment."""

    def __init__(self, desk: OlxDesk, run: str) -> None:
        self._desk = desk
        self._policy, self._file = _policy(desk, run)
        self._work: dict[str, list[list[Item]]] = {}

    def note(self, setting: Circumstances, work: list[Item]) -> None:
        """Note what there is to do in a subsection."""
        if setting.graded and setting.type:
            self._work.setdefault(setting.type, []).append(work)
            for item in work:
                item.data["x-olx"] = {
                    "assignment_type": setting.type,
                    **cast("Data", item.data.get("x-olx", {})),
                }

    def settled(self, *, told_elsewhere: bool = False) -> Data:
        """Give a weight to what alone makes up a type, and return what else is said, for the course.

        In courses of our own, pages say what each thing weighs.
        """
        if told_elsewhere:
            how = "as the weights of what counts"
            self._desk.account.imported("grading policy", self._file, "Grading policy", how)
            return {}
        kinds = [self._kind(one) for one in _dicts(self._policy.get("GRADER"))]
        cutoffs = self._policy.get("GRADE_CUTOFFS")
        made: Data = {}
        if kept := [kind for kind in kinds if kind]:
            made["grading"] = kept
        if isinstance(cutoffs, dict) and cutoffs:
            made["grade_cutoffs"] = {
                str(name): float(share) for name, share in cutoffs.items() if _is_number(share)
            }
        if made:
            account = self._desk.account
            account.imported("grading policy", self._file, "Grading policy", "as `x-olx` of the course")
            spread = [str(kind["type"]) for kind in kept if "placed" not in kind]
            if spread:
                kinds_said = listed([f"`{one}`" for one in spread])
                how = f"the weight of {kinds_said} is not that of one task alone, and only in `x-olx`"
                account.partly("grading policy", self._file, "Grading policy", how)
            for kind in kept:
                kind.pop("placed", None)
        return made

    def _kind(self, said: dict[str, object]) -> Data:
        name, weight = said.get("type"), said.get("weight")
        if not isinstance(name, str) or not _is_number(weight):
            return {}
        percent = round(float(cast("float", weight)) * 100, 4)
        kind: Data = {"type": name, "weight": _percent(percent)}
        for key in ("min_count", "drop_count"):
            if _is_number(said.get(key)):
                kind[key] = int(cast("float", said[key]))
        subsections = self._work.get(name, [])
        alone = len(subsections) == 1 and len(subsections[0]) == 1
        if alone and cast("int", kind.get("min_count", 1)) <= 1 and not kind.get("drop_count"):
            subsections[0][0].data["weight"] = _percent(percent)
            kind["placed"] = True
        return kind


def _percent(value: float) -> Value:
    return f"{value:g}%"


def _policy(desk: OlxDesk, run: str) -> tuple[dict[str, object], str]:
    for name in (
        f"policies/{run}/grading_policy.json",
        "policies/grading_policy.json",
        "grading_policy.json",
    ):
        file = f"{desk.root}{name}"
        if file not in desk.source.sizes:
            continue
        try:
            found = json.loads(desk.source.text(file))
        except (ValueError, RecursionError):
            desk.account.left_out("grading policy", name, "Grading policy", "it is no JSON")
            return {}, name
        return (found, name) if isinstance(found, dict) else ({}, name)
    return {}, ""


def _dicts(value: object) -> list[dict[str, object]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 10**6

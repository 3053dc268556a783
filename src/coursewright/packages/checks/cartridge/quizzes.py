"""Quizzes and question banks of a cartridge: QTI 1.2, in the profile of Common Cartridge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.packages.checks.cartridge.contents import file_of
from coursewright.packages.checks.cartridge.types import type_of
from coursewright.packages.checks.roots import wrong_root
from coursewright.packages.reading.xml import children, first, place_of, text_of
from coursewright.packages.said import said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from coursewright.packages.checks.manifest import Manifest
    from coursewright.packages.kinds import Kind
    from coursewright.packages.look import Look
    from coursewright.packages.said import Said

__all__ = ["check_quizzes"]

_MOODLES = frozenset({"PKG216", "PKG217"})
_SPACE = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
_CHOICE = frozenset({"cc.multiple_choice.v0p1", "cc.multiple_response.v0p1", "cc.true_false.v0p1"})
_PROFILES = (
    "cc.multiple_choice.v0p1",
    "cc.multiple_response.v0p1",
    "cc.true_false.v0p1",
    "cc.fib.v0p1",
    "cc.pattern_match.v0p1",
    "cc.essay.v0p1",
)


def check_quizzes(look: Look, manifest: Manifest, kind: Kind) -> Iterator[Said]:
    """Check all quizzes, and the question bank; what only Moodle minds, in versions that it reads."""
    banks = 0
    for resource in manifest.resources:
        known = type_of(resource.type)
        if known is None or known.holds not in {"quiz", "bank"}:
            continue
        if known.holds == "bank":
            banks += 1
            if banks > 1:
                yield said("PKG222", manifest.place(resource.element), number=banks)
        file = file_of(look, manifest, resource)
        root = look.xml(file) if file else None
        if file is not None and root is not None:
            yield from (one for one in _quiz(root, file) if kind.for_moodle or one.code not in _MOODLES)


def _quiz(root: _Element, file: str) -> Iterator[Said]:
    wrong = wrong_root(root, file, "questestinterop", _SPACE)
    if wrong:
        yield wrong
        return
    seen: set[str] = set()
    for item in root.iter("{*}item"):
        name = item.get("ident", "")
        if name in seen:
            yield said("PKG220", place_of(item, file, "ident"), id=name)
        seen.add(name)
        yield from _question(item, name, file)
    if not seen:
        yield said("PKG221", place_of(root, file))


def _question(item: _Element, name: str, file: str) -> Iterator[Said]:
    profile = _profile(item)
    if profile not in _PROFILES:
        instead = f" that is known, but `{profile}`" if profile else ""
        known = ", ".join(f"`{one}`" for one in _PROFILES)
        yield said("PKG215", place_of(item, file), id=name, instead=instead, known=known)
        return
    answers = [label.get("ident", "") for label in item.iter("{*}response_label")]
    if profile == "cc.true_false.v0p1" and {*answers} != {"true", "false"}:
        idents = " and ".join(f"`{answer}`" for answer in answers) or "nothing"
        place = place_of(next(item.iter("{*}response_label"), item), file, "ident")
        yield said("PKG216", place, id=name, idents=idents)
    if profile in _CHOICE:
        yield from _conditions(item, name, file, profile, answers)


def _profile(item: _Element) -> str:
    for field in children(first(item, "itemmetadata")):
        for one in children(field, "qtimetadatafield"):
            if text_of(one, "fieldlabel").lower() == "cc_profile":
                return text_of(one, "fieldentry")
    return ""


def _conditions(item: _Element, name: str, file: str, profile: str, answers: list[str]) -> Iterator[Said]:
    scored = False
    for condition in children(first(item, "resprocessing"), "respcondition"):
        gives = any(_points(one) for one in children(condition, "setvar"))
        scored = scored or gives
        for equal in condition.iter("{*}varequal"):
            answer = (equal.text or "").strip()
            if answers and answer not in answers:
                yield said("PKG218", place_of(equal, file), id=name, answer=answer)
            if gives and profile == "cc.multiple_response.v0p1" and equal.get("case") != "Yes":
                yield said("PKG217", place_of(equal, file), id=name)
    if not scored:
        yield said("PKG219", place_of(item, file), id=name)


def _points(setvar: _Element) -> bool:
    try:
        return float((setvar.text or "").strip()) > 0
    except ValueError:
        return True  # not known

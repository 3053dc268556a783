"""Policies of a course in OLX: settings beside the XML, and how it is graded."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from coursewright.packages.checks.page_links import shortened
from coursewright.packages.said import Place, said
from coursewright.spec.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.packages.checks.olx.course import Course
    from coursewright.packages.look import Look
    from coursewright.packages.said import Said

__all__ = ["check_policies"]


def check_policies(look: Look, course: Course, root: str) -> Iterator[Said]:
    """Check `policy.json` and `grading_policy.json` of the run."""
    run = course.top.get("url_name", "")
    folder = next((f"{root}policies/{one}" for one in (run, run.replace(":", "_")) if one), "")
    policy = f"{folder}/policy.json"
    said_settings: dict[str, Any] = {}
    if policy in look.names:
        read, trouble = _object(look, policy)
        yield from trouble
        yield from _policy(read, course, policy)
        own = read.get(f"course/{run}")
        said_settings = own if isinstance(own, dict) else {}
    yield from _unfinished(course, said_settings)
    yield from _image(look, course, said_settings, root)
    grading = f"{folder}/grading_policy.json"
    if grading in look.names:
        read, trouble = _object(look, grading)
        yield from trouble
        if not trouble:
            yield from _grading(read, course, grading)


def _object(look: Look, file: str) -> tuple[dict[str, Any], list[Said]]:
    """Return a JSON object, or why there is none."""
    data = look.text(file)
    try:
        read = json.loads(data or b"null")
    except UnicodeDecodeError:
        return {}, [said("PKG610", Place(file), reason="it is not UTF-8")]
    except json.JSONDecodeError as error:
        return {}, [said("PKG610", Place(file, error.lineno), reason=error.msg)]
    except RecursionError:
        return {}, [said("PKG610", Place(file), reason="it is nested too deep")]
    if isinstance(read, dict):
        return read, []
    return {}, [said("PKG610", Place(file), reason="it is no object")]


def _policy(policy: dict[str, Any], course: Course, file: str) -> Iterator[Said]:
    known = {f"{tag}/{name}": block for (tag, name), block in course.named().items()}
    if course.root:
        known.setdefault(f"course/{course.top.get('url_name', '')}", course.root)
    for name, settings in policy.items():
        block = known.get(name)
        if block is None:
            if "/" in name and not name.startswith(("static_tab/", "custom_tag_template/")):
                yield said("PKG612", Place(file), block=name)
            continue
        if not isinstance(settings, dict):
            continue
        said_there = {str(name): str(value) for name, value in block.element.attrib.items()}
        same = []
        for setting, value in settings.items():
            own = said_there.get(setting)
            if own is None:
                continue
            if _agree(value, own):
                same.append(setting)
            else:
                words = {"policy": shortened(str(value)), "own": shortened(own)}
                yield said("PKG611", Place(file), setting=setting, block=name, **words)
        if same:
            words = {"settings": counted(len(same), "setting"), "setting": same[0]}
            yield said("PKG621", Place(file), **words, are="is" if len(same) == 1 else "are", block=name)


def _agree(value: object, own: str) -> bool:
    """Whether a value of JSON says the same as an attribute, which may hold JSON itself."""
    if str(value) == own or (isinstance(value, bool) and str(value).lower() == own.lower()):
        return True
    try:
        return bool(json.loads(own) == value)
    except (ValueError, RecursionError):
        return value is None and not own


def _unfinished(course: Course, settings: dict[str, Any]) -> Iterator[Said]:
    if course.root is None:
        return
    for attribute, lost, remedy in (
        (
            "end",
            "Open edX then never closes the course, and the checker of its developers complains.",
            'Write `end="2026-12-20T23:59:59Z"` on the course, or set it in Studio.',
        ),
        (
            "course_image",
            "The catalogue then shows an empty frame.",
            'Put a picture into `static`, and write `course_image="picture.png"` on the course.',
        ),
    ):
        if attribute not in course.root.element.attrib and attribute not in settings:
            yield said("PKG609", course.root.place, attribute=attribute, lost=lost, remedy=remedy)


def _image(look: Look, course: Course, settings: dict[str, Any], root: str) -> Iterator[Said]:
    if course.root is None:
        return
    image = str(settings.get("course_image") or course.root.element.get("course_image") or "")
    if image and f"{root}static/{image}" not in look.names:
        yield said("PKG708", course.root.place, name=image)


def _grading(policy: dict[str, Any], course: Course, file: str) -> Iterator[Said]:
    place = Place(file)
    graders = policy.get("GRADER", [])
    if not isinstance(graders, list) or not all(isinstance(one, dict) for one in graders):
        yield said(
            "PKG613", place, what="`GRADER` is no list of objects", meant="Write one object a kind of work."
        )
        return
    weights = [one.get("weight", 0) for one in graders]
    if not all(isinstance(one, int | float) and one >= 0 for one in weights):
        yield said("PKG613", place, what="A weight is no number", meant="Write fractions that add up to 1.")
    elif weights and abs(sum(weights) - 1) > 0.001:
        what = f"The weights add up to {sum(weights):.3g}, not to 1"
        yield said("PKG613", place, what=what, meant="Correct the weights, so that they add up to 1.")
    cutoffs = policy.get("GRADE_CUTOFFS", {})
    if isinstance(cutoffs, dict) and not all(_fraction(one) for one in cutoffs.values()):
        meant = "Write fractions between 0 and 1."
        yield said("PKG613", place, what="A cutoff is not between 0 and 1", meant=meant)
    kinds = [str(one.get("type", "")) for one in graders]
    for block in course.blocks:
        form = block.element.get("format")
        graded = block.element.get("graded", "").lower() == "true"
        if graded and form and form not in kinds:
            known = ", ".join(f"`{kind}`" for kind in kinds) or "none so far"
            yield said("PKG614", block.place, format=form, known=known)


def _fraction(value: object) -> bool:
    return isinstance(value, int | float) and 0 <= value <= 1

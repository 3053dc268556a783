"""Fixing holds for every rule with edits: in the cases of all rules, and in documents made up at random."""

from __future__ import annotations

import random
import re
from collections import Counter
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from random_specs import Author

from coursewright.lint.engine import Linter
from coursewright.lint.fixing.fixing import Wish, fix_course
from coursewright.lint.fixing.look import look
from coursewright.lint.fixing.texts import Stretch, Texts, real
from coursewright.lint.registry import all_rules
from coursewright.spec.discover import Job, assign

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from coursewright.spec.source import Source

ROOT = Path(__file__).parents[2]
BREAK = re.compile("\r\n|\r|\n")
FORMS = ("as it is", "windows", "old mac", "mixed", "byte order mark", "no last break", "remarks", "deeper")


class Watched(Texts):
    """Texts that see for themselves that nothing but the stretches changes."""

    def changed(self, stretches: Sequence[Stretch], sources: Iterable[Source]) -> Texts:
        sources = list(sources)
        after = super().changed(stretches, sources)
        for file in {one.file for one in stretches}:
            before = next(source.text for source in sources if real(source.path) == file)
            there = sorted((one.start, one.end, one.text) for one in stretches if one.file == file)
            assert all(one[1] <= other[0] for one, other in pairwise(there)), "they overlap"
            left = after.by_file[file]
            at = 0
            for start, end, text in there:
                assert left.startswith(before[at:start] + text)
                left = left[start - at + len(text) :]
                at = end
            assert left == before[at:]
        return Watched(after.by_file)


def formed(text: str, form: str, chance: random.Random) -> bytes:
    """Return a text in another form that means the same, or nearly."""
    match form:
        case "windows":
            text = text.replace("\n", "\r\n")
        case "old mac":
            text = text.replace("\n", "\r")
        case "mixed":
            text = re.sub("\n", lambda _: chance.choice(["\n", "\r\n"]), text)
        case "no last break":
            text = text.rstrip("\n")
        case "remarks":
            text = remarked(text, chance)
        case "deeper":
            text = re.sub("(?m)^ +", lambda found: found[0] * 2, text)
    return (b"\xef\xbb\xbf" if form == "byte order mark" else b"") + text.encode()


def remarked(text: str, chance: random.Random) -> str:
    lines: list[str] = []
    for number, line in enumerate(text.split("\n")):
        spaces = " " * chance.randrange(5)
        if chance.random() < 0.3:
            lines.append(f"{spaces}#\tremark {number}a, été\t")
        lines.append(f"{line}{spaces} #\tremark {number}b 👩‍🍳" if chance.random() < 0.3 else line)
    return "\n".join(lines)


def fix(
    folder: Path, files: dict[str, bytes], today: dt.date | None = None, *, sound: bool = True
) -> Counter[str]:
    """Fix what there is in a course, its file first; see that it holds, and count what was fixed.

    In a `sound` course no fix has to be left out.
    """
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    counts: Counter[str] = Counter()
    linter = Linter(all_rules(), today)
    for job in assign([folder / next(iter(files))]):
        counts += _fixed(job, linter, sound)
    return counts


def _fixed(job: Job, linter: Linter, sound: bool) -> Counter[str]:
    wish = Wish(True, lambda _path: True)
    done = fix_course(job, linter, Watched({}), wish)
    assert not (sound and done.notes), done.notes
    texts = Watched({real(one.path): one.after for one in done.changed})
    for one in done.changed:
        before, after = (Counter(BREAK.findall(text)) for text in (one.before, one.after))
        assert after.keys() <= (before.keys() or {"\n"})
        remarks = r"remark \d+[ab]"
        assert re.findall(remarks, one.after) == re.findall(remarks, one.before)
    again = fix_course(job, linter, texts, wish)
    assert (again.changed, again.fixed) == ((), ())
    then, now = (look(job, linter, one) for one in (Texts({}), texts))
    broken = {"SPC001", "SPC002", "SPC003"}
    counts = [Counter(one.code for one in seen.every if one.code in broken) for seen in (then, now)]
    if not any(one.code.startswith("SPC") for one in done.fixed):  # else more can be read, faults included
        assert counts[0] == counts[1]
    return Counter(one.code for one in done.fixed)


@cache
def cases() -> list[tuple[str, dict[str, str], dt.date | None]]:
    """Return the files of each case of each rule, and of each example."""
    found: list[tuple[str, dict[str, str], dt.date | None]] = []
    for path in sorted((ROOT / "tests" / "rules").glob("*/*.yaml")):
        written = yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
        for kind in ("valid", "invalid"):
            for case in written[kind]:
                files = case.get("files") or {case.get("file", "example.module.yaml"): case["spec"]}
                found.append((f"{path.stem}: {case['name']}", files, case.get("today")))
    examples = sorted((ROOT / "examples").rglob("*.module.yaml"))
    return found + [(path.stem, {path.name: path.read_text("utf-8")}, None) for path in examples]


@settings(max_examples=25)
@given(data=st.data())
def test_fixes_hold_in_the_cases_of_rules(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    _, files, today = data.draw(st.sampled_from(cases()))
    form = data.draw(st.sampled_from(FORMS))
    chance = random.Random(data.draw(st.integers(0, 10**9)))  # noqa: S311 - for tests
    texts = {name: formed(text, form, chance) for name, text in files.items()}
    fix(tmp_path_factory.mktemp("case"), texts, today)


@pytest.mark.slow
@pytest.mark.parametrize("forms", [("as it is",), FORMS[1:]], ids=["as they are", "in other forms"])
def test_fixes_hold_in_all_cases_of_rules(forms: Sequence[str], tmp_path: Path) -> None:
    chance = random.Random(0)  # noqa: S311 - for tests
    counts: Counter[str] = Counter()
    failed: dict[str, AssertionError] = {}
    for number, (case, files, today) in enumerate(cases()):
        form = chance.choice(forms)
        texts = {name: formed(text, form, chance) for name, text in files.items()}
        try:
            counts += fix(tmp_path / str(number), texts, today)
        except AssertionError as error:
            failed[f"{case}, {form}"] = error
    assert not failed
    wanted = {rule.meta.code for rule in all_rules() if rule.meta.fix != "none"}
    assert counts.keys() == wanted, "each rule that has fixes has a case in which they are made"


@settings(max_examples=40)
@given(seed=st.integers(0, 10**9), form=st.sampled_from(FORMS))
def test_fixes_hold_in_any_document(seed: int, form: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    chance = random.Random(seed)  # noqa: S311 - for tests
    text = Author(seed).text()
    if chance.random() < 0.5:
        text = re.sub("[A-Za-z_]{4,}", lambda word: _slipped(word[0], chance), text)
    name = "course.yaml" if text.lstrip("{").startswith("course") else "m.module.yaml"
    fix(tmp_path_factory.mktemp("any"), {name: formed(text, form, chance)}, sound=False)


def _slipped(word: str, chance: random.Random) -> str:
    if chance.random() > 0.1:
        return word
    at = chance.randrange(len(word))
    return word[:at] + word[at + 1 :]

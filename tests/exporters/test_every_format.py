"""Every course in every form: it can be made, it accounts for everything, and twice it is the same."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from editions import EXAMPLES, example
from export_digests import Exported, export
from stress_course import SMALL, write_stress

from coursewright.exporters.formats import FORMATS, Format
from coursewright.spec.errors import UsageError

MONDAY = dt.date(2026, 9, 21)
EMPTY = {
    (form, name) for form in ("gift", "qti") for name in ("homework-fixed", "homework-trap", "house-rules")
}
"""What has nothing to hold: no question with a key."""
_SAFE = re.compile(r"(?!/)(?!.*(^|/)\.\.?(/|$))[\x21-\x7e]+(?<!/)")


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_an_example_is_exported_twice_alike(form: Format, name: str) -> None:
    edition = example(name, MONDAY, version=form.version)
    if (form.name, name) in EMPTY:
        with pytest.raises(UsageError):
            export(form, edition)
        return
    first = export(form, edition)
    _is_sound(first)
    assert export(form, edition) == first


@pytest.mark.parametrize(
    ("form", "version"),
    [(form, version) for form in FORMATS for version in form.versions if version != form.version],
    ids=lambda value: value if isinstance(value, str) else value.name,
)
def test_other_versions_are_others(form: Format, version: str) -> None:
    other = export(form, example("data-literacy", MONDAY, version=version))
    _is_sound(other)
    assert other.digest != export(form, example("data-literacy", MONDAY, version=form.version)).digest


@pytest.mark.slow
def test_the_stress_course_is_exported_alike_in_two_processes(tmp_path: Path) -> None:
    homes = tmp_path / "here", tmp_path / "and there"
    for home in homes:
        write_stress(home, SMALL)
    script = str(Path(__file__).with_name("export_digests.py"))
    running = [
        subprocess.Popen(
            (sys.executable, script, str(home / "course.yaml")),
            env={**os.environ, "PYTHONHASHSEED": str(seed)},
            stdout=subprocess.PIPE,
        )
        for seed, home in enumerate(homes, 1)
    ]
    outputs = [process.communicate(timeout=120)[0] for process in running]
    assert [process.returncode for process in running] == [0, 0]
    here, there = (json.loads(output) for output in outputs)
    assert set(here) == {form.name for form in FORMATS}
    for name, one in here.items():
        digest, paths, forgotten, betrays = one
        _is_sound(Exported(digest, tuple(paths), tuple(map(tuple, forgotten)), tuple(betrays)))
        assert there[name] == one, name


def _is_sound(made: Exported) -> None:
    """Check what holds of every package."""
    assert made.paths
    assert [path for path in made.paths if _SAFE.fullmatch(path) is None] == []
    assert len({path.casefold() for path in made.paths}) == len(made.paths)
    assert made.forgotten == ()
    assert made.betrays == ()

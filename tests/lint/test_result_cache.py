"""Results kept from one run to the next: each with all that it was made of, however it is written."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from coursewright.lint.runs.cache import Cache
from coursewright.lint.runs.sweep import Outcome, Piece
from coursewright.spec.discover import Job
from coursewright.spec.witness import digest

if TYPE_CHECKING:
    from pathlib import Path

    from coursewright.spec.witness import Evidence


def cache(folder: Path) -> Cache:
    return Cache(folder / "cache", "f", dt.date(2026, 9, 21))


def made(folder: Path, name: str, **also: str) -> tuple[Job, Outcome]:
    """Write a module, and return its job with an outcome made of it and of what else is named."""
    path = folder / f"{name}.module.yaml"
    path.write_text(f"module: {name}\n", "utf-8")
    evidence: Evidence = {str(path): digest(path.read_bytes())}
    evidence |= {str(folder / other): stamp for other, stamp in also.items()}
    return Job(path, {path}), Outcome({"files": 1}, ((Piece(name),),), evidence)


def test_each_result_names_all_it_was_made_of_though_what_they_share_is_written_once(tmp_path: Path) -> None:
    results = [made(tmp_path, name, shared="", here="") for name in ("a", "b", "c")]
    first = cache(tmp_path)
    for job, outcome in results[:2]:
        first.keep(job, outcome)
    first.save()
    written = b"".join(path.read_bytes() for path in (tmp_path / "cache").glob("*.pack"))
    assert written.count(str(tmp_path / "shared").encode()) == 1
    later = cache(tmp_path)
    later.keep(*results[2])
    later.save()
    for job, outcome in results:
        assert cache(tmp_path).find(job) == outcome


def test_a_result_that_shares_less_takes_nothing_from_the_others(tmp_path: Path) -> None:
    results = [made(tmp_path, "a", x="", y=""), made(tmp_path, "b", x="", y=""), made(tmp_path, "c", y="")]
    for numbers in ((0, 1), (2,)):
        kept = cache(tmp_path)
        for number in numbers:
            kept.keep(*results[number])
        kept.save()
    for job, outcome in results:
        assert cache(tmp_path).find(job) == outcome
    (tmp_path / "x").touch()
    assert [cache(tmp_path).find(job) is None for job, _ in results] == [True, True, False]
    (tmp_path / "y").touch()
    assert [cache(tmp_path).find(job) for job, _ in results] == [None, None, None]

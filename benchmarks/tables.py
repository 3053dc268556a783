"""What was measured, as Markdown: the tables, and whether each aim is met."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from measure import Costs

BEGIN = "<!-- results: written by run.py -->"
END = "<!-- end of results -->"


@dataclass(frozen=True, slots=True)
class Aim:
    """A bound, and what was measured; None where it could not be. `at_least` makes it the lower one."""

    text: str
    most: float
    measured: float | None
    unit: str = ""
    at_least: bool = False

    @property
    def verdict(self) -> str:
        """Whether it is met."""
        if self.measured is None:
            return "not measured"
        met = self.measured >= self.most if self.at_least else self.measured <= self.most
        return "yes" if met else "**no**"

    def cells(self) -> tuple[str, str, str]:
        """Return the row of the table of aims."""
        shown = "–" if self.measured is None else f"{_figures(self.measured)}{self.unit}"
        return self.text, shown, self.verdict


def costs_table(first: str, costs: Mapping[str, Costs | None], against: str, floor: float) -> str:
    """Show commands with their CPU seconds, the ratio to one of them, and their peak memory.

    A command without costs is not installed. `floor` is the least memory that can be seen, in MB.
    """
    base = costs.get(against)
    rows = []
    for name, cost in costs.items():
        if cost is None:
            rows.append((name, "not installed", "", "", ""))
            continue
        least, most = cost.cpu_range
        ratio = _figures(cost.cpu / base.cpu) if base is not None else "–"
        memory = f"{cost.memory:.0f}" if cost.memory > floor * 1.02 else f"at most {cost.memory:.0f}"
        rows.append((name, _seconds(cost.cpu), f"{_seconds(least)} to {_seconds(most)}", ratio, memory))
    return table((first, "CPU s, median", "from, to", f"ratio to {against}", "peak MB"), rows)


def aims_table(aims: Sequence[Aim]) -> str:
    """Show each aim with what was measured."""
    return table(("Aim", "Measured", "Met"), [aim.cells() for aim in aims])


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Draw a Markdown table; columns after the first are numbers."""
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def put_between_markers(page: str, results: str) -> str:
    """Replace what stands between the markers. Raise `ValueError` where the page lacks them."""
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"The page needs the lines {BEGIN} and {END}.")
    return f"{before}{BEGIN}\n\n{results}\n\n{END}{after}"


def _seconds(value: float) -> str:
    return f"{value:.2f}" if value >= 1 else f"{value:.3f}"


def _figures(value: float) -> str:
    """Write three figures at most: 0.084, 1.31, 27.4, 140."""
    return f"{value:.0f}" if value >= 100 else f"{value:.3g}"

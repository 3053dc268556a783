"""How messages call teaching weeks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.workload import in_words
from coursewright.rules.wording import capital, listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.design.weeks import TeachingWeek


def weeks_phrase(weeks: Sequence[TeachingWeek]) -> str:
    """Call weeks by their numbers and the last one's place: `weeks 3-4 (unit "Anchors")`."""
    numbers = [week.number for week in weeks if week.number is not None]
    label = weeks[-1].place.label
    if not numbers:
        return label
    if len(numbers) == 1:
        return f"week {numbers[0]} ({label})"
    in_a_row = numbers[-1] - numbers[0] == len(numbers) - 1
    shown = f"{numbers[0]}-{numbers[-1]}" if in_a_row else listed([str(number) for number in numbers])
    return f"weeks {shown} ({label})"


def one_week(week: TeachingWeek) -> str:
    """Start a sentence with a week that holds everything of its number: `Week 3`, else `Unit "Anchors"`."""
    return capital(week.place.label) if week.number is None else f"Week {week.number}"


def planned_phrase(hours: float) -> str:
    """Say what is planned: `6 h are planned`."""
    return f"{in_words(hours * 60)} {'is' if hours == 1 else 'are'} planned"

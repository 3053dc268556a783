"""How messages call teaching weeks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.rules.wording import listed

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

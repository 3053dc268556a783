"""Portraits made by hand on which pages of the design report are tried: large, hostile, right to left."""

from __future__ import annotations

from coursewright.reporters.views.portrait import FileText, Portrait
from coursewright.views.charts import (
    Band,
    Key,
    Label,
    Link,
    Mark,
    Matrix,
    MatrixCell,
    MatrixRow,
    Outline,
    OutlineItem,
    Segment,
    Tick,
    TrackGroup,
    TrackRow,
    Tracks,
)
from coursewright.views.model import Cell, Column, Row, Spot, Table, View
from coursewright.views.signs import Sign

LINES_OF_A_TASK = 24


def spot(task: int, line: int = 1) -> Spot:
    """Return where a line of a task stands in the file that `text_of` makes."""
    return Spot(0, task * LINES_OF_A_TASK + line)


def text_of(tasks: int) -> str:
    """Return a plan with so many tasks of `LINES_OF_A_TASK` lines."""
    task = "".join(
        f"    key-{line}: what the author says in line {line}\n" for line in range(LINES_OF_A_TASK)
    )
    return task * (tasks + 1)


def timeline(tasks: int, weeks: int, name: str = "Task {}", language: str = "en", said: str = "") -> View:
    """Return a view of tracks: each week has its share of tasks, each with the marks of a loop."""
    groups, rows = [], []
    each = -(-tasks // weeks)
    ticks = tuple(
        Tick(day / 7, f"{word} {day + 2}")
        for day, word in enumerate(("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"))
    )
    for week in range(weeks):
        tracks = []
        for task in range(week * each, min((week + 1) * each, tasks)):
            broken = task % 5 == 3
            words = said or (
                "Due Thursday 4 March at 23:59, read on Friday, feedback after 41 h; "
                + ("no follow-up is planned." if broken else "the session on Monday takes it up.")
            )
            marks = (
                Mark(0.05, Sign.RELEASE, "opens Monday 1 March", spot=spot(task, 2)),
                Mark(0.45, Sign.DUE, "due Thursday 4 March, 23:59", spot=spot(task, 3)),
                Mark(0.6, Sign.READ, "read on Friday", spot=spot(task, 4)),
                Mark(
                    0.9,
                    Sign.BROKEN if broken else Sign.CLOSED,
                    "loop",
                    "gap" if broken else "good",
                    spot(task, 5),
                ),
            )
            links = (Link(0.45, 0.6, "10 h"), Link(0.6, 0.9, "41 h", dashed=broken))
            label = Label(name.format(task), spot(task), quoted=True, language=language)
            tracks.append(TrackRow(label, words, marks=marks, links=links, tone="gap" if broken else ""))
            rows.append(
                Row(
                    (
                        Cell(name.format(task), "", spot(task), "", quoted=True, language=language),
                        Cell("Thursday 4 March, 23:59", "2027-03-04T23:59:00+01:00", spot(task, 3)),
                        Cell("41 h", 41, spot(task, 4)),
                        Cell("not said", None, None, "unknown")
                        if broken
                        else Cell("Monday", "Monday", None, "good"),
                    ),
                    f"Week {week + 1}",
                )
            )
        groups.append(
            TrackGroup(Label(f"Week {week + 1}"), ticks, tuple(tracks), (Band(5 / 7, 1, "weekend"),), "days")
        )
    legend = tuple(
        Key(sign.words, sign) for sign in (Sign.RELEASE, Sign.DUE, Sign.READ, Sign.CLOSED, Sign.BROKEN)
    )
    columns = (
        Column("task", "Task"),
        Column("due", "Due", "time"),
        Column("hours", "Until feedback", "hours"),
        Column("follow_up", "Follow-up"),
    )
    return View(
        "timeline",
        "From due time to follow-up",
        "Who answers what students post, and when?",
        (
            f"{tasks - tasks // 5} of {tasks} tasks come back to students before the next session.",
            f'Without an answer stays "{name.format(3)}" in week 1.',
        ),
        (Tracks("loops", "What comes back, and when", tuple(groups), legend),),
        (
            Table("loops", "Loops", columns, tuple(rows)),
            Table("none", "Late loops", columns, (), "No loop is late."),
        ),
        ("Times are those of `Europe/Berlin`.",),
        ("Boud and Molloy 2013", "Laurillard 2012"),
        "gap",
    )


def alignment(outcomes: int, name: str = "Explain case {} to a colleague", language: str = "en") -> View:
    """Return a view of a matrix, with a table of its own."""
    columns = tuple(Label(word) for word in ("Introduced", "Practised", "Followed up", "Assessed"))
    signs = (Sign.INTRODUCED, Sign.PRACTISED, Sign.FOLLOW_UP, Sign.ASSESSED)
    rows = []
    for outcome in range(outcomes):
        cells = []
        for number, sign in enumerate(signs):
            if outcome % 4 == number:
                cells.append(
                    MatrixCell("missing", "", (Mark(0, Sign.MISSING, "missing", "gap"),), tone="gap")
                )
            else:
                cells.append(
                    MatrixCell(
                        f"{sign.words} in week 2", "2", (Mark(0, sign, sign.words),), spot=spot(outcome, 6)
                    )
                )
        label = Label(name.format(outcome), spot(outcome), quoted=True, language=language)
        rows.append(MatrixRow(label, tuple(cells), f"Module {outcome // 6 + 1}"))
    table = Table(
        "outcomes",
        "Outcomes",
        (Column("outcome", "Outcome"), Column("tasks", "Tasks", "number")),
        tuple(
            Row(
                (
                    Cell(name.format(one), "", spot(one), "", quoted=True, language=language),
                    Cell(str(one), one),
                )
            )
            for one in range(outcomes)
        ),
    )
    return View(
        "alignment",
        "Outcomes and what serves them",
        "Is every outcome practised and assessed?",
        (f"{outcomes // 4} of {outcomes} outcomes are practised and not assessed.",),
        (
            Matrix(
                "outcomes",
                "Outcomes and what serves them",
                "Outcome",
                columns,
                tuple(rows),
                tuple(Key(sign.words, sign) for sign in signs),
            ),
        ),
        (table,),
        tone="gap",
    )


def workload(weeks: int) -> View:
    """Return a view of bars with a limit."""
    rows, cells = [], []
    for week in range(weeks):
        unknown = week % 4 == 2
        low, high = 0.3 + week % 3 * 0.1, 0.45 + week % 3 * 0.15
        segments = (
            Segment(0, low / 2, "1 h declared", 1, spot=spot(week)),
            Segment(low / 2, low, "1 h of reading", 2),
            Segment(low, high, "up to 2 h more", 3, "range"),
            *((Segment(high, high + 0.1, "not known", 7, "outline"),) if unknown else ()),
        )
        said = "3 to 5 h for learners" + (", 2 of 5 tasks not timed" if unknown else "")
        rows.append(
            TrackRow(
                Label(f"Week {week + 1}", spot(week)), said, segments, limits=(Tick(0.6, "6 h planned"),)
            )
        )
        cells.append(
            Row((Cell(f"Week {week + 1}"), Cell("3 h", 180.0), Cell("not known", None, tone="unknown")))
        )
    ticks = tuple(Tick(hour / 10, f"{hour} h") for hour in range(0, 11, 2))
    columns = (
        Column("week", "Week"),
        Column("learners", "Learners", "minutes"),
        Column("staff", "Staff", "minutes"),
    )
    legend = (
        Key("declared", hue=1),
        Key("reading", hue=2),
        Key("range", hue=3, fill="range"),
        Key("not known", hue=7),
    )
    return View(
        "workload",
        "Hours week by week",
        "Which week is too heavy?",
        ("Week 3 is the heaviest, with 5 to 6.5 h for learners, of 6 h planned.",),
        (
            Tracks(
                "weeks",
                "Hours of learners",
                (TrackGroup(Label(""), ticks, tuple(rows), axis="hours"),),
                legend,
            ),
        ),
        (Table("weeks", "Weeks", columns, tuple(cells)),),
        tone="good",
    )


def decisions(units: int, name: str = "Decide on case {}", language: str = "en") -> View:
    """Return a view of an outline."""
    items = []
    for unit in range(units):
        items.append(OutlineItem(0, Label(f"Unit {unit + 1}", spot(unit)), "1 decision"))
        label = Label(name.format(unit), spot(unit, 3), quoted=True, language=language)
        items.append(OutlineItem(1, label, "by the student", Sign.DECISION))
        items.append(OutlineItem(2, Label("what follows"), "is not said", Sign.UNKNOWN, "unknown"))
    return View(
        "decisions",
        "Where students decide",
        "Where do students decide?",
        (f"Students decide in {units} units.",),
        (Outline("map", "Unit, decision, consequence", tuple(items), (Key("decision", Sign.DECISION),)),),
        (
            Table(
                "decisions",
                "Decisions",
                (Column("decision", "Decision"),),
                tuple(
                    Row((Cell(name.format(one), "", spot(one), "", quoted=True, language=language),))
                    for one in range(units)
                ),
            ),
        ),
        tone="unknown",
    )


def on_purpose(text: str = "they meet on site") -> View:
    """Return a view of a table alone."""
    rows = (Row((Cell("No sessions", spot=spot(0, 4)), Cell(text, "", spot(0, 4), "purpose", quoted=True))),)
    return View(
        "on-purpose",
        "Left out on purpose",
        "What did we leave out on purpose?",
        ("One thing is left out on purpose: sessions.",),
        (),
        (Table("omissions", "Left out", (Column("what", "What"), Column("why", "Why")), rows),),
        tone="purpose",
    )


def overview(weeks: int) -> View:
    """Return the view that comes first: bars and signs in one matrix."""
    rows = []
    for week in range(weeks):
        hours = MatrixCell(
            "3 to 5 h",
            "",
            segments=(Segment(0, 0.4, "3 h", 1), Segment(0.4, 0.7, "to 5 h", 1, "range")),
            limit=0.8,
            spot=spot(week),
        )
        loops = MatrixCell(
            "3 loops closed, 1 broken",
            "",
            (
                *(Mark(0.1 * n, Sign.CLOSED, "closed", "good") for n in range(3)),
                Mark(0.4, Sign.BROKEN, "broken", "gap"),
            ),
            spot=spot(week, 4),
        )
        cells = (hours, loops, MatrixCell("2 decisions", "2"), MatrixCell("not said", "?", tone="unknown"))
        rows.append(MatrixRow(Label(f"Week {week + 1}", spot(week)), cells))
    columns = tuple(map(Label, ("Hours", "Loops", "Decisions", "Presence")))
    return View(
        "overview",
        "The course on one screen",
        "What does each week ask, and where do its loops close?",
        (f"{weeks} weeks ask 3 to 5 h each; 3 of 4 loops close.",),
        (Matrix("weeks", "Week by week", "Week", columns, tuple(rows), (Key("loop closed", Sign.CLOSED),)),),
        (
            Table(
                "weeks",
                "Weeks",
                (Column("week", "Week"), Column("hours", "Hours", "hours")),
                tuple(Row((Cell(f"Week {one + 1}"), Cell("3 to 5 h", 4.0))) for one in range(weeks)),
            ),
        ),
    )


def portrait_of(
    *views: View, title: str = "Research ethics", language: str = "en", tasks: int = 40
) -> Portrait:
    """Return a course of one file."""
    files = (FileText("course.yaml", text_of(tasks)),)
    return Portrait(title, "research-ethics", "course", language, "", views, files, "0.0")


def small() -> Portrait:
    """Return an ordinary course."""
    return portrait_of(
        overview(6),
        timeline(18, 6),
        alignment(8),
        workload(6),
        decisions(3),
        on_purpose(),
        title="Research ethics",
    )


def large() -> Portrait:
    """Return a course of 15 modules, 400 tasks and 9,600 lines."""
    return portrait_of(
        overview(15), timeline(400, 15), alignment(60), workload(15), decisions(40), on_purpose(), tasks=400
    )


def hebrew() -> Portrait:
    """Return a course that is written from right to left."""
    return portrait_of(
        overview(4),
        timeline(8, 2, "לקרוא את פרק {}: {{x}}", "he"),
        alignment(5, "להסביר את מקרה {} לעמית", "he"),
        workload(4),
        decisions(2, "להחליט על מקרה {}", "he"),
        on_purpose("נפגשים במקום"),
        title="אתיקה במחקר",
        language="he",
    )


def hostile(text: str) -> Portrait:
    """Return a course that says the same text wherever an author can say something."""
    name = text.replace("{", "(").replace("}", ")") + "{}"
    views = (
        overview(1),
        timeline(4, 1, name, text[:20], text),
        alignment(4, name, text[:20]),
        decisions(1, name),
        on_purpose(text),
    )
    file = FileText(text[:200], text_of(4) + text)
    return Portrait(text, text, "module", text[:20], text, views, (file,), "0.0")

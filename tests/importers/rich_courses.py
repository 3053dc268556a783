"""Courses that say much and all of it rightly, each made by its number: every aspect, in odd words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml
from editions import written
from rich_questions import Asker, Made

if TYPE_CHECKING:
    from pathlib import Path

    from coursewright.exporters.edition.model import Edition

__all__ = ["rich_edition"]


class Writer(Asker):
    """Somebody who knows the format by heart, and says of everything now this, now that."""

    def when(self, week: int) -> str:
        day, hour = self.any.choice(["mon", "wed", "fri"]), self.any.randint(8, 18)
        return f"week {week} {day} {hour:02}:{self.any.choice(['00', '30'])}"

    def course(self) -> dict[str, str]:
        """Return the files of a course."""
        modules = [self.module(f"m{number}", number) for number in range(1, self.any.randint(2, 3))]
        if self.chance(0.3):
            modules[0]["calendar"] = self.calendar()
            return {"m1.module.yaml": dumped(modules[0])}
        course: Made = {
            "course": "c1",
            "title": self.line(),
            "modules": [f"{one['module']}.module.yaml" for one in modules],
        }
        self.some(
            course,
            calendar=self.calendar,
            description=self.prose,
            value=self.text,
            outcomes=lambda: [{"id": "whole", "statement": self.line(), "why": self.text()}],
            assessments=lambda: [self.assessment(2, [])],
            team=lambda: [{"id": "kim", "name": "Kim · X", "role": "tutor", "contact": "kim@example.org"}],
            support=lambda: {"channels": [self.line()], "response_time": "24 h"},
            policies=lambda: {"late_work": self.line()},
        )
        if len(modules) > 1 and self.chance():
            modules[1]["prerequisites"] = ["m1"]
        files = {"course.yaml": dumped(course)}
        return files | {f"{one['module']}.module.yaml": dumped(one) for one in modules}

    def calendar(self) -> Made:
        made: Made = {"time_zone": "Europe/London"} if self.chance(0.8) else {}
        return made | ({"starts": "2026-09-07", "weeks": 8} if self.chance(0.8) else {"weeks": 8})

    def module(self, name: str, week: int) -> Made:
        made: Made = {"module": name, "title": self.line(), "week": week}
        self.some(made, description=self.prose)
        made["outcomes"] = [self.outcome() for _ in range(self.any.randint(1, 3))]
        outcomes = [one["id"] for one in made["outcomes"]]
        if self.chance(0.6):
            self.content(made, week, outcomes)
        else:
            made["units"] = [
                self.content(
                    self.some({"id": self.id("u"), "title": self.line()}, overview=self.prose, week=week),
                    week,
                    outcomes,
                )
                for _ in range(self.any.randint(1, 3))
            ]
            self.some(made, assessments=lambda: [self.assessment(week, outcomes)])
        return made

    def outcome(self) -> Made:
        made = {"id": self.id("o"), "statement": self.line()}
        skills = ["weighing, quickly", "writing"]
        return self.some(made, why=self.text, level=lambda: self.word("level"), skills=skills, kind="decide")

    def content(self, made: Made, week: int, outcomes: list[str]) -> Made:
        """Say what a module or unit holds."""
        materials = [self.material() for _ in range(self.any.randint(0, 2))]
        tasks: list[Made] = []
        for _ in range(self.any.randint(1, 4)):
            tasks.append(self.task(week, outcomes, materials, tasks))
        sessions = [self.session(week, tasks) for _ in range(self.any.randint(0, 1))]
        later = [self.follow_up(week, outcomes, tasks, sessions) for _ in range(self.any.randint(0, 2))]
        if sessions and later and self.chance():
            sessions[0].setdefault("agenda", []).append({"activity": later[0]["id"], "duration": "9 min"})
        made |= {"materials": materials, "tasks": tasks, "sessions": sessions, "follow_up_activities": later}
        self.some(
            made,
            reflection=lambda: self.reflection(week, sessions),
            assessments=lambda: [self.assessment(week, outcomes)],
            announcements=lambda: [{"at": self.when(week), "text": self.text(), "kind": "reminder"}],
        )
        return {key: value for key, value in made.items() if value}

    def material(self) -> Made:
        made = {
            "id": self.id("x"),
            "title": self.line(),
            "kind": self.word("material"),
        }
        made["url"] = f"https://example.org/{made['id']}?a=1&b=2"
        return self.some(
            made,
            purpose=self.line,
            words=900,
            difficulty="some",
            licence="CC-BY-4.0",
            required=False,
            alternative=self.line,
            available_until="2026-12-01",
        )

    def task(self, week: int, outcomes: list[str], materials: list[Made], earlier: list[Made]) -> Made:
        made: Made = {"id": self.id("t"), "title": self.line(), "kind": self.word("task")}
        ids = [one["id"] for one in earlier]
        self.some(
            made,
            purpose=self.text,
            instructions=self.prose,
            outcomes=lambda: self.any.sample(outcomes, 1),
            level=lambda: self.word("level"),
            grouping=lambda: self.word("grouping"),
            duration=lambda: self.word("duration"),
            release=f"week {week} mon 08:00",
            due=lambda: self.when(week + 1),
            own_context=self.text,
            produces=self.line,
            done_when=self.line,
            support=self.text,
            choices=lambda: {"of": "format", "options": [self.line(), "Other"]},
            decision_points=lambda: [self.decision() for _ in range(self.any.randint(1, 2))],
            criteria=self.criteria,
            replies=lambda: self.some({"expected": 2}, protocol="post-first", by=self.when(week + 1)),
            monitoring=lambda: self.some(
                {"by": "tutor"}, looks_for=self.line, signal=self.line, answers=True
            ),
            feedback=lambda: self.some({"within": "3 days"}, addresses=self.line, form=["written", "audio"]),
            reflection_prompts=lambda: [{"learned": self.line()}, {"apply": self.line()}],
            ai_use="planning",
            optional=True,
        )
        if self.chance(0.3):
            made |= {"weight": self.any.choice([10, 12.5]), "pass_mark": 50, "attempts": 2}
        if made["kind"] in {"quiz", "survey"} or self.chance(0.2):
            made["questions"] = self.questions()
        if materials and self.chance():
            made["materials"] = [materials[0]["id"]]
        if ids and self.chance():
            made["requires"] = [self.any.choice(ids)]
        if ids and self.chance(0.3):
            made["builds_on"] = [self.any.choice(ids)]
        return made

    def session(self, week: int, tasks: list[Made]) -> Made:
        made: Made = {
            "id": self.id("s"),
            "title": self.line(),
            "starts": self.when(week),
            "duration": "50 min",
        }
        return self.some(
            made,
            requires=[tasks[0]["id"]],
            agenda=lambda: [{"feedback": tasks[0]["id"], "duration": "9 min"}, {"talk": self.line()}],
            place=self.line,
            url="https://example.org/room?x=1&y=2",
            recording=self.any.choice([True, False]),
            alternative=self.line,
            optional=True,
        )

    def follow_up(self, week: int, outcomes: list[str], tasks: list[Made], sessions: list[Made]) -> Made:
        made: Made = {
            "id": self.id("f"),
            "title": self.line(),
            "kind": self.word("follow-up"),
        }
        self.some(
            made,
            builds_on=lambda: [self.any.choice(tasks)["id"]],
            instructions=self.prose,
            outcomes=lambda: self.any.sample(outcomes, 1),
            decision_points=lambda: [self.decision()],
            own_context=self.text,
            opens_with=self.text,
            focus="process",
            duration="40 min",
            criteria=self.criteria,
        )
        if sessions and self.chance():
            made["session"] = sessions[0]["id"]
        elif self.chance():
            made["due"] = self.when(week + 1)
        return made

    def reflection(self, week: int, sessions: list[Made]) -> Made:
        made: Made = {"prompts": [self.line(), self.line() + " 2", "Third?"]}
        feeds = sessions[0]["id"] if sessions else "Next year's plan"
        return self.some(
            made, when=self.any.choice(["weekly", self.when(week)]), read_by="tutor", feeds=feeds, weight=5
        )

    def assessment(self, week: int, outcomes: list[str]) -> Made:
        made: Made = {
            "id": self.id("a"),
            "title": self.line(),
            "kind": self.word("assessment"),
        }
        self.some(
            made,
            outcomes=lambda: self.any.sample(outcomes, 1) if outcomes else ["whole"],
            weight=40,
            due=self.when(week + 2),
            instructions=self.prose,
            criteria=self.criteria,
            options=["Written", "Spoken"],
            formative=True,
            real_world=self.text,
            timed=True,
            supervised=True,
            ai_use="no-ai",
            duration="2 h",
            feedback={"within": "2 weeks", "form": "written"},
        )
        if self.chance(0.3):
            made["questions"] = self.questions()
        if made.get("outcomes") == ["whole"]:
            del made["outcomes"]
        return made


def dumped(made: Made) -> str:
    """Return a spec as YAML."""
    return yaml.safe_dump(made, sort_keys=False, allow_unicode=True, width=1000)


def rich_edition(seed: int, folder: Path, **choices: Any) -> Edition:
    """Return the edition of one such course, written into a folder of its own; it has no fault."""
    edition = written(folder / f"rich-{seed}", Writer(seed).course(), **choices)
    faults = [fault.message for fault in edition.course.faults]
    assert not faults, (seed, faults)
    return edition

"""The parts of a made-up module; the dice choose among phrasings."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random

    from emit import Table, Value
    from subjects import Subject

_WHYS = (
    "You will give your reasons to people who would rather hear the opposite",
    "Nobody hands you a rule for this at work, and you are asked all the same",
    "Most of what goes wrong later begins with this step",
)


def outcomes(s: Subject, rng: Random) -> list[Value]:
    """Return two outcomes: to decide something, and to make something."""
    first, second = rng.sample(_WHYS, 2)
    return [
        {
            "id": "decide",
            "statement": f"Decide {s.decide}, and defend the choice",
            "why": first,
            "level": "evaluate",
        },
        {"id": "make", "statement": f"Design {s.make}", "why": second, "level": "create", "kind": "create"},
    ]


def description(s: Subject, rng: Random) -> str:
    """Return what the module is about, and what is done in it."""
    return f"You take {s.cases}, say what you would do, and {rng.choice(_THEN_YOU)}."


_THEN_YOU = (
    "defend it before people who would not",
    "mend it after you have heard the others",
    "find out whom it would have cost most",
)


def reading(s: Subject, rng: Random, then: str) -> Table:
    """Return a text or a film to prepare with; `then` takes it up again."""
    words = rng.randrange(9, 24) * 100
    kind = "video" if rng.random() < 0.15 else "reading"
    return {
        "id": "read-ahead",
        "title": f"Read {s.cases}",
        "kind": "reading",
        "purpose": rng.choice(_READ_FOR),
        "outcomes": ["decide"],
        "materials": {
            "title": s.cases[0].upper() + s.cases[1:],
            "kind": kind,
            "url": f"https://example.org/{s.slug}/cases",
            "words": words,
            **({"captions": True} if kind == "video" else {}),
            "licence": "CC-BY-4.0",
        },
        "duration": f"{max(10, words // 100 + rng.randrange(5))} min",
        "due": "mon 18:00",
        "produces": f"one question on each {s.case}",
        "instructions": f"{rng.choice(_READ_HOW)} For each {s.case}, note one question "
        "that the text leaves open.",
        "follow_up": then,
    }


_READ_FOR = (
    "Know the cases well enough to disagree about them",
    "Have something of your own to say before the others speak",
    "Find the question that the texts leave open",
)
_READ_HOW = (
    "Read once without stopping, then a second time with a pencil.",
    "Read the shortest one twice rather than all of them once.",
    "Read in any order, and stop where you would have acted differently.",
)


def cases(s: Subject, rng: Random, at: str, then: str) -> Table:
    """Return cases to rule on, feedback `at` a session, or within two days where that is empty."""
    gap = s.gap[0].upper() + s.gap[1:]
    feedback: Table = {"addresses": gap, "form": "spoken" if at else "audio", "minutes": rng.choice((10, 15))}
    return {
        "id": "rule-on-cases",
        "title": f"Rule on {s.cases}",
        "kind": "case-study",
        "purpose": rng.choice(_RULE_FOR),
        "outcomes": ["decide"],
        "duration": f"{rng.choice((45, 50, 60, 75))} min",
        "due": "tue 17:00",
        "instructions": f"Post your ruling on each {s.case} with your strongest reason. "
        f"{rng.choice(_RULE_HOW)} Then answer one person who ruled otherwise.",
        "decision_points": {
            "prompt": f"Which {s.case} would you change your mind about first?",
            "options": [
                {"option": "the first", "consequence": "Say who pays for it."},
                {"option": "the last", "consequence": "Write the two lines you would send."},
            ],
        },
        "own_context": f"Add {s.own}.",
        "produces": "one ruling for each case, and one answer",
        "replies": {"expected": 1, "protocol": "post-first"},
        "monitoring": {
            "by": "tutor",
            "looks_for": s.gap,
            "signal": "a comment on the first three posts",
            "answers": True,
            "minutes": rng.choice((30, 45, 60)),
        },
        "feedback": {"at": at, **feedback} if at else {"within": "48 h", **feedback},
        "follow_up": then,
    }


_RULE_FOR = (
    "Meet the arguments before you have to make them aloud",
    "Take a side while it is still cheap to change it",
    "See how far one good reason carries",
)
_RULE_HOW = (
    "Two sentences are enough if they name what would make you change your mind.",
    "Write for somebody who has to act on it tomorrow morning.",
    "If two reasons seem equally strong, choose the one that is harder to say to a face.",
)


def rehearsal(s: Subject, rng: Random, at: str) -> Table:
    """Return a draft made in pairs, taken up in the session `at`, or later where that is empty."""
    gap = f"the {s.case} that nobody followed up"
    return {
        "id": "rehearse",
        "title": f"Draft {s.make}",
        "kind": "project",
        "purpose": "Have a draft that can still be changed",
        "outcomes": ["make"],
        "grouping": "pairs",
        "duration": f"{rng.choice((60, 75, 90))} min",
        "due": "wed 12:00",
        "instructions": f"Draft it with your partner. It should\n\n- fit on one page;\n"
        f"- {rng.choice(_MUST)}.\n\nRead it aloud once, and mark the place where you hurried.",
        "choices": {"of": "format", "options": ["a written page", "a recording with notes"]},
        "decision_points": f"Leave out the example or one {s.case}? Choose, and say why.",
        "produces": "one page or five minutes, with one place marked",
        "monitoring": {"by": "tutor", "looks_for": gap, "signal": "one line of yours on the slides"},
        "feedback": {"at": at, "addresses": gap, "form": "spoken"}
        if at
        else {"within": "3 days", "addresses": gap, "form": "written"},
        "follow_up": "sit-together" if at else "second-look",
    }


_MUST = (
    "begin with the person who will use it",
    "name one thing it cannot do",
    "hold a figure that somebody could check",
)


def quiz(s: Subject, rng: Random, then: str) -> Table:
    """Return a quiz that answers each choice."""
    return {
        "id": "check-yourself",
        "title": "What have you seen so far?",
        "kind": "quiz",
        "purpose": "Find out what you have passed over before somebody else does",
        "outcomes": ["decide"],
        "duration": f"{rng.choice((10, 15, 20))} min",
        "due": "mon 20:00",
        "instructions": "Answer without looking back. You may try as often as you like, and nothing "
        "is marked.",
        "questions": [
            {
                "prompt": f"You have to decide {s.decide}. What do you ask for first?",
                "type": "single",
                "options": [
                    {"text": "A rule that others use", "feedback": "It may not fit here."},
                    {"text": "What is missing", "correct": True, "feedback": f"Yes. Often it is {s.gap}."},
                ],
                "feedback": "A good first question can be answered by somebody in the room.",
            },
        ],
        "monitoring": {
            "by": "tutor",
            "looks_for": "the question most people miss",
            "signal": "it is posted at noon",
        },
        "follow_up": then,
    }


def discussion(s: Subject, rng: Random, then: str) -> Table:
    """Return a discussion in roles, moderated by a student."""
    return {
        "id": "compare-notes",
        "title": f"Compare notes in front of {s.panel}",
        "kind": "discussion",
        "purpose": "Hear the best case for the other side from somebody who holds it",
        "outcomes": ["make"],
        "grouping": {"groups": rng.choice((3, 4, 5))},
        "duration": f"{rng.choice((40, 45, 60))} min",
        "due": "fri 18:00",
        "instructions": f"Imagine {s.panel} has one question left. Each of you proposes it from a role, "
        "and the chair may only ask back. The chair sums up, and names what you could not agree on.",
        "produces": "one question each, and the chair's three sentences",
        "replies": {"expected": 2, "protocol": "roles", "moderator": "student"},
        "monitoring": {
            "by": "tutor",
            "looks_for": "questions nobody took up",
            "signal": "a note to each chair",
        },
        "feedback": {
            "within": "2 days",
            "addresses": "Questions nobody took up",
            "form": ["written", "peer"],
        },
        "follow_up": then,
    }


def session(s: Subject, rng: Random, name: str, requires: list[str], activity: str) -> Table:
    """Return a meeting that opens with feedback and goes on with an activity."""
    return {
        "id": name,
        "title": f"In front of {s.panel}",
        "starts": f"thu {rng.choice(('10:00', '11:00', '14:00', '16:30'))}",
        "duration": "60 min",
        "requires": [*requires],
        "agenda": [
            {"feedback": requires[0], "duration": "10 min"},
            {"activity": activity, "duration": "40 min"},
        ],
        "recording": True,
        "alternative": "Post a two-minute audio ruling before Friday 17:00",
    }


def activity(s: Subject, rng: Random, name: str, session: str) -> Table:
    """Return a follow-up activity, in a session or on its own."""
    where: Table = {"session": session} if session else {"due": "sun 18:00"}
    return {
        "id": name,
        "title": f"Sit as {s.panel}",
        "kind": rng.choice(("role-play", "debate", "jigsaw")),
        **where,
        "opens_with": "Two rulings from your posts",
        "instructions": "In threes: one decides, one is affected, one watches the clock. Swap twice, then "
        "rewrite the sentence on which it turned.",
        "outcomes": ["make"],
        "level": "evaluate",
        "duration": "40 min",
        "focus": "process",
    }


def reflection(s: Subject, rng: Random, feeds: str) -> Table:
    """Return three prompts in their three roles."""
    return {
        "prompts": [
            {"learned": f"What changed in how you look at a {s.case}?"},
            {"questions": f"What would you still ask {s.panel}?"},
            {"apply": rng.choice(_APPLY)},
        ],
        "read_by": "tutor",
        "feeds": feeds,
    }


_APPLY = (
    "Where else do you decide this without noticing?",
    "Whom will you tell about this, and what will you leave out?",
    "What will you do differently on Monday?",
)


def assessments(s: Subject, rng: Random, week: int) -> list[Value]:
    """Return two pieces of work: a portfolio due two weeks later, and a short defence a week after it."""
    return [
        {
            "id": "portfolio-piece",
            "title": f"{s.title}: a case of your own",
            "kind": rng.choice(("report", "project", "portfolio")),
            "outcomes": ["decide", "make"],
            "weight": "60%",
            "due": f"week {week + 2} fri 17:00",
            "duration": f"{rng.choice((3, 4))} h",
            "instructions": f"Find a {s.case} of your own and rule on it. Add {s.make}, and half a page "
            "on what you changed and why.",
            "options": ["a written report", "a recording of eight minutes with notes"],
            "criteria": [
                "the decision is clear",
                "the strongest counter-argument is answered",
                "the people affected are named",
            ],
            "ai_use": "planning",
        },
        {
            "id": "defence",
            "title": f"Defend it before {s.panel}",
            "kind": "presentation",
            "outcomes": ["decide"],
            "weight": "40%",
            "due": f"week {week + 3} wed 12:00",
            "duration": "90 min",
            "instructions": "Five minutes for your ruling, ten for the questions of somebody who would have "
            "decided otherwise.",
            "criteria": ["each question is answered", "one thing is conceded"],
            "ai_use": "planning",
        },
    ]


def announcement(s: Subject, rng: Random, week: int) -> Table:
    """Return what opens the week."""
    return {
        "at": f"week {week} mon 08:30",
        "kind": "overview",
        "text": f"This week: {s.cases}. {rng.choice(_READ_HOW)}",
    }

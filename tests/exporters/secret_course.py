"""A course in which every text bears a mark that says who may read it, and a search for the marks."""

from __future__ import annotations

import base64
import binascii
import io
import re
import tarfile
import zipfile
from typing import TYPE_CHECKING

from editions import written

from coursewright.exporters.fidelity.ledger import Ledger
from coursewright.exporters.formats import exporter_of
from coursewright.exporters.packing.member import data

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from coursewright.exporters.edition.model import Edition
    from coursewright.exporters.formats import Format
    from coursewright.spec.model import Course

__all__ = ["COURSE", "FILES", "NUMBERS", "exported", "marks", "marks_in", "secret_course"]

READERS = {
    "open": "learners, on the pages they read",
    "room": "learners, of a course on a platform",
    "said": "learners, but not before somebody says it: announcements",
    "staff": "those who teach",
    "check": "whoever has answered a question of what does not count: its key and what is said to the answer",
    "marked": "whoever marks: keys, and what is said to answers, of what counts",
    "exam": "whoever sits it: what a graded assessment asks",
    "draft": "nobody before it is finished",
    "veil": "nobody: the system that it comes from hides it from students",
    "other": "learners of another part of the course",
    "never": "nobody: what is no part of the course",
}
"""Who may read a mark, by its first word: `zqstafflooksforzq` is for those who teach."""

_MARK = re.compile(rb"zq(?:%s)[a-z]+zq" % "|".join(READERS).encode(), re.IGNORECASE)
_CODED = re.compile(rb"[A-Za-z0-9+/]{32,}={0,2}")
_FOLD = re.compile(rb"\r?\n[ \t]")

NUMBERS = {
    "71.919": "hours that teaching takes",
    "6133": "minutes of reading",
    "7351": "minutes of answering",
}
"""Numbers that only those who teach should see."""

COURSE = """\
# zqnevercommentzq
course: psy
title: A course zqopencoursezq
description: zqopendescriptionzq
value: zqopenvaluezq
authors: [zqroomauthorzq]
x-plan: zqneverxcoursezq
audience: {who: zqopenwhozq, prior: [zqopenpriorzq]}
calendar: {starts: 2026-09-07, weeks: 6, time_zone: Europe/London}
workload: {hours_per_week: 5, staff_hours_per_week: 71.919}
team:
  - {id: tutor, name: zqopentutorzq, role: tutor, contact: zqopencontactzq@example.org}
  - {id: maker, name: zqstaffmakerzq, role: designer, contact: zqstaffmakercontactzq@example.org}
support: {channels: [zqopenchannelzq], private_questions: zqopenprivatezq}
policies:
  late_work: zqopenlatezq
  expectations: {learners: [zqopenexpectzq], instructors: [zqopenpromisezq]}
ai: {use: planning, text: zqopenaizq}
evaluation:
  - {measure: zqstaffmeasurezq, evidence: [decision], when: zqstaffwhenzq, used_for: zqstaffusedzq}
standards:
  - {scheme: zqneverschemezq, id: A1, met_by: [zqnevermetzq]}
outcomes:
  - {id: whole, statement: Judge zqopenwholezq, why: zqopenwholewhyzq}
modules: [one.module.yaml, two.module.yaml, three.module.yaml, four.module.yaml]
"""

ONE = """\
module: one
title: Module zqopenmodulezq
description: zqopenmoduledescriptionzq
x-own: {deep: [zqneverxmodulezq]}
week: 1
evaluation: [{measure: zqstaffmodulemeasurezq}]
outcomes:
  - {id: veiled-aim, statement: Hide zqveiloutcomezq, x-hidden: true}
  - {id: rule, statement: Decide zqopenoutcomezq, why: zqopenwhyzq, skills: [zqopenskillzq],
     supports: [whole]}
materials:
  - {id: page, title: Page zqopenpagetitlezq, kind: page, path: pages/page.md, purpose: zqopenpagepurposezq}
  - {id: sheet, title: Sheet zqopensheetzq, kind: dataset, path: files/sheet.csv}
  - {id: gone, title: Gone zqopengonezq, kind: reading, path: ../zqneveroutsidezq/zqneverfilezq.txt}
  - {id: spec, title: Spec zqopenspeczq, kind: other, path: two.module.yaml}
  - {id: key, title: Key zqveilkeyzq, kind: page, path: pages/key.md, x-hidden: true}
  - {id: keys, title: Keys zqveilkeyszq, kind: dataset, path: files/keys.csv, x-hidden: true}
tasks:
  - id: cases  # zqneverlinecommentzq
    title: Cases zqopentaskzq
    kind: case-study
    purpose: zqopenpurposezq
    x-note: zqneverxtaskzq
    instructions: |
      zqopeninstructionszq ![zqopenaltzq](pic.png) [zqopenlinkzq](../zqneveroutsidezq/zqneverlinkedzq.txt)
      [zqopenkeylinkzq](pages/key.md) [zqopenkeyslinkzq](files/keys.csv) ![zqopenkeyaltzq](files/keys.csv)
      <!-- zqneverhtmlcommentzq -->
    materials: [page, key, {title: Inline zqopeninlinezq, kind: reading, url: "https://example.org/zqopenurlzq"}]
    due: tue 17:00
    decision_points:
      - prompt: zqopendecisionzq?
        options:
          - {option: zqopenyeszq, consequence: zqopenconsequencezq}
          - {option: zqopennozq, consequence: zqopenotherconsequencezq}
    own_context: zqopenownzq
    produces: zqopenproduceszq
    done_when: zqopendonezq
    criteria: [{name: zqopencriterionzq, levels: [zqopenweakzq, zqopenstrongzq], points: 4}]
    support: zqopensupportzq
    monitoring: {by: tutor, looks_for: zqstafflooksforzq, signal: zqopensignalzq, minutes: 6133}
    feedback: {at: meet, addresses: zqstaffaddresseszq, form: spoken, minutes: 7351}
    follow_up: [act, half, veiled]
    reflection_prompts: [zqopentaskpromptzq]
  - id: practice
    title: Practice zqopenpracticezq
    kind: quiz
    pass_mark: 60%
    questions:
      - prompt: zqopensinglezq?
        type: single
        options:
          - {text: zqopenwrongzq, feedback: zqcheckwrongzq}
          - {text: zqopenrightzq, correct: true, feedback: zqcheckrightzq}
        feedback: zqchecktoldzq
      - {prompt: zqopenshortzq?, type: short, answer: [zqcheckanswerzq, zqcheckotherzq]}
      - {prompt: zqopenessayzq?, type: essay, answer: zqcheckmodelzq, feedback: zqcheckessaytoldzq}
  - id: paper
    title: Paper zqopenpaperzq
    kind: quiz
    graded: true
    weight: 20%
    feedback: {within: 3 days, addresses: zqstaffpaperzq}
    questions:
      - prompt: zqopengradedzq?
        type: multiple
        options:
          - {text: zqopengradedwrongzq, feedback: zqmarkedwrongzq}
          - {text: zqopengradedrightzq, correct: true, feedback: zqmarkedrightzq}
        feedback: zqmarkedtoldzq
      - {prompt: zqopengradedshortzq?, type: short, answer: zqmarkedanswerzq}
      - {prompt: zqopengradedessayzq?, type: essay, answer: zqmarkedmodelzq, feedback: zqmarkedessaytoldzq}
  - {id: ask, title: Survey zqopensurveyzq, kind: survey, questions: [{prompt: zqopensurveyquestionzq?,
     type: short}]}
  - {id: vote, title: Vote zqopenpollzq, kind: poll, decision_points: [{prompt: zqopenvotezq?,
     options: [zqopenayezq, zqopennayzq]}]}
  - {id: talk, title: Talk zqopentalkzq, kind: discussion, instructions: zqopentalktextzq,
     replies: {expected: 2, protocol: zqopenprotocolzq}, monitoring: {by: tutor, looks_for: zqstafftalkzq}}
  - {id: wiki, title: Wiki zqopenwikizq, kind: wiki, instructions: zqopenwikitextzq,
     monitoring: {looks_for: zqstaffwikizq}}
  - {id: words, title: Words zqopenglossaryzq, kind: glossary, instructions: zqopenglossarytextzq}
  - {id: half, title: Half zqdrafttitlezq, kind: reading, instructions: zqdrafttextzq, status: draft}
  - {id: veiled, title: Veiled zqveiltaskzq, kind: reading, x-hidden: true,
     instructions: {file: pages/veiled.md}}
sessions:
  - {id: staff-meet, title: Meeting zqveilsessionzq, starts: fri 10:00, duration: 50 min, x-hidden: true}
  - id: meet
    title: Meeting zqopensessionzq
    starts: thu 10:00
    duration: 50 min
    requires: [cases]
    place: zqopenplacezq
    agenda: [{feedback: cases}, {activity: act}, {answer_key: paper}, {talk: zqopenagendazq}]
    recording: true
    alternative: zqopenalternativezq
follow_up_activities:
  - {id: act, title: Act zqopenactzq, kind: role-play, session: meet, opens_with: zqstaffopenszq,
     instructions: zqopenactztextzq}
  - {id: later, title: Later zqopenlaterzq, kind: debate, builds_on: cases, opens_with: zqstafflaterzq,
     instructions: zqopenlatertextzq}
reflection: {prompts: [zqopenreflectzq, zqopenaskzq], read_by: tutor, feeds: meet}
assessments:
  - id: exam
    title: Exam zqopenexamzq
    kind: exam
    due: week 6
    weight: 80%
    instructions: zqopenexamtextzq
    feedback: {addresses: zqstaffexamzq}
    questions:
      - prompt: zqexampromptzq?
        type: single
        options: [{text: zqexamwrongzq}, {text: zqexamrightzq, correct: true, feedback: zqmarkedexamzq}]
      - {prompt: zqexampairszq?, type: matching, pairs: [{left: zqexamonezq, right: zqexamtwozq},
         {left: zqexamthreezq, right: zqexamfourzq}]}
      - {prompt: zqexamessayzq?, type: essay, answer: zqmarkedexammodelzq}
  - {id: report, title: Report zqopenreportzq, kind: report, weight: 0%, real_world: zqopenrealzq,
     criteria: [zqopenreportcriterionzq],
     feedback: {addresses: zqstaffreportzq}}
announcements:
  - {at: mon 09:00, title: Hidden zqveilannouncementzq, text: zqveilannouncedzq, x-hidden: true}
  - {at: mon 08:00, kind: welcome, title: Hello zqsaidtitlezq, text: zqsaidtextzq}
"""

TWO = """\
module: two
title: Module zqothermodulezq
week: 4
prerequisites: [one]
outcomes: [{id: apply, statement: Apply zqotheroutcomezq}]
tasks:
  - {id: again, title: Again zqothertaskzq, kind: reading, instructions: zqothertextzq, builds_on: one/cases,
     monitoring: {by: tutor, looks_for: zqstaffotherzq}}
  - {id: quiz, title: Quiz zqotherquizzq, kind: quiz, questions: [{prompt: zqotherpromptzq?, type: short,
     answer: zqcheckotherquizzq}]}
sessions: [{id: meet-again, title: Meeting zqothersessionzq, starts: thu 10:00, duration: 50 min}]
reflection: {prompts: [zqstaffreflectzq], for: instructors}
announcements: [{at: mon 08:00, text: zqsaidotherzq}]
units:
  - {id: sketch, title: Sketch zqdraftunitzq, overview: zqdraftoverviewzq, status: draft,
     outcomes: [Draw zqdraftunitoutcomezq]}
  - {id: veiled-unit, title: Veiled zqveilunitzq, overview: zqveiloverviewzq, x-hidden: true,
     outcomes: [Draw zqveilunitoutcomezq], tasks: [{id: stop, title: Stop zqveilstopzq, kind: reading}]}
  - {id: plan, title: Plan zqotherunitzq, overview: zqotheroverviewzq, week: 4,
     outcomes: [Plan zqotherunitoutcomezq],
     tasks: [{id: step, title: Step zqothersteppingzq, kind: reading}]}
"""

THREE = """\
module: three
title: Module zqdraftmodulezq
status: draft
description: zqdraftdescriptionzq
week: 5
outcomes: [{id: unsure, statement: Perhaps zqdraftoutcomezq}]
tasks: [{id: open, title: Open zqdrafttaskzq, kind: reading}]
"""

FOUR = """\
module: four
title: Module zqveilmodulezq
x-hidden: true
description: zqveildescriptionzq
week: 5
outcomes: [{id: behind, statement: Hide zqveilmoduleoutcomezq}]
tasks: [{id: shut, title: Shut zqveilmoduletaskzq, kind: reading, instructions: zqveilmoduletextzq}]
units: [{id: inner, title: Inner zqveilinnerzq, tasks: [{id: deep, title: Deep zqveildeepzq, kind: reading}]}]
"""

FILES = {
    "course.yaml": COURSE,
    "one.module.yaml": ONE,
    "two.module.yaml": TWO,
    "three.module.yaml": THREE,
    "four.module.yaml": FOUR,
    "pages/page.md": "# zqopenpagezq\n\nzqopenpagetextzq [zqopenpagelinkzq](../files/sheet.csv) "
    "[zqopenkeyagainzq](key.md)\n",
    "pages/key.md": "# zqveilpagezq\n\nzqveilpagetextzq ![](../zqveilpicturezq.png)\n",
    "pages/veiled.md": "zqveilinstructionszq\n",
    "files/keys.csv": "zqveilfilezq\n1\n",
    "zqveilpicturezq.png": "zqveilpicturetextzq",
    "files/sheet.csv": "zqopenfilezq\n1\n",
    "files/zqneverunusedzq.csv": "zqneverunusedtextzq\n",
    ".hidden.txt": "zqneverhiddenzq",
    "pic.png": "zqopenpicturezq",
}


def secret_course(folder: Path, *, undated: bool = False) -> Course:
    """Write the course into a folder whose path is a secret too, with files beside it, and load it."""
    outside = folder / "zqneverhomezq" / "zqneveroutsidezq"
    outside.mkdir(parents=True, exist_ok=True)
    (outside / "zqneverfilezq.txt").write_text("zqneveroutsidetextzq")
    (outside / "zqneverlinkedzq.txt").write_text("zqneverlinkedtextzq")
    files = dict(FILES)
    if undated:
        files["course.yaml"] = COURSE.replace("starts: 2026-09-07, ", "")
    return written(folder / "zqneverhomezq" / "psy", files).course


def marks(*readers: str) -> frozenset[str]:
    """Return the marks of the course that are for some readers; all without a reader."""
    text = "\n".join(
        [*FILES, *FILES.values(), "zqneverhomezq zqneveroutsidezq zqneveroutsidetextzq zqneverlinkedtextzq"]
    )
    found = frozenset(one.decode() for one in _MARK.findall(text.encode()))
    return frozenset(one for one in found if not readers or one.removeprefix("zq").startswith(readers))


def exported(form: Format, edition: Edition) -> dict[str, bytes]:
    """Return the files of a package by their paths."""
    return {member.path: data(member) for member in exporter_of(form)(edition, Ledger(), lambda _: None)}


def marks_in(files: dict[str, bytes]) -> dict[str, frozenset[str]]:
    """Return the marks in each file and in its path: as they are, coded, folded, wide or packed again."""
    return {
        path: frozenset(
            one.decode().lower() for text in (path.encode(), *_layers(content)) for one in _MARK.findall(text)
        )
        for path, content in files.items()
    }


def _layers(content: bytes) -> Iterator[bytes]:
    yield content
    yield _FOLD.sub(b"", content)
    if b"\0" in content:
        yield content.replace(b"\0", b"")
    for coded in _CODED.findall(content):
        for start in range(4):
            part = coded[start:].rstrip(b"=")
            try:
                yield base64.b64decode(part[: len(part) // 4 * 4])
            except binascii.Error:  # pragma: no cover - the pattern allows no other letters
                continue
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as inner:
            for name in inner.namelist():
                yield name.encode()
                yield from _layers(inner.read(name))
    elif content[:2] == b"\x1f\x8b":
        with tarfile.open(fileobj=io.BytesIO(content)) as inner_tar:
            for info in inner_tar:
                file = inner_tar.extractfile(info)
                yield from _layers(file.read() if file is not None else b"")

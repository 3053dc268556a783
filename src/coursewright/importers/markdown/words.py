"""What headings of outlines are about, by their words: outcomes, tasks, materials, sessions and the like."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal, NamedTuple, TypeAlias

from coursewright.importers.markup.wording import unnumbered

__all__ = ["ROLES", "Role", "Said", "Topic", "said_by", "week_of", "words_of"]

Topic: TypeAlias = Literal[
    "outcomes", "tasks", "materials", "reflection", "sessions", "assessments", "part", "about", "overview"
]
"""What a heading is about. `part`: a week, unit or lesson by its word. `about`: the course as such, such as
its rules and people. `overview`: words about what it stands in."""


class Role(NamedTuple):
    """What a heading announces."""

    topic: Topic
    kind: str = ""
    """The kind of its tasks, materials or assessments, where the word says it."""


class Said(NamedTuple):
    """What a heading says."""

    role: Role | None
    subject: str
    """What stands behind its word and number: `Build a website` of `Assignment 2: Build a website`."""


_TABLE: dict[tuple[Topic, str], str] = {
    ("outcomes", ""): (
        "outcomes|objectives|goals|aims|learning outcomes|learning objectives|learning goals|learning aims|"
        "intended learning outcomes|course objectives|course outcomes|course goals|module outcomes|"
        "student learning outcomes|student learning objectives|what you will learn|what you'll learn|"
        "module learning goals|module objectives|unit objectives|student outcomes|session objectives|"
        "by the end of this module|by the end of this course|key outcomes|competencies|competences|"
        "lernziele|lernergebnisse|qualifikationsziele|kompetenzen|ziele|"
        "objetivos|objetivos de aprendizaje|resultados de aprendizaje|objetivos de aprendizagem|"
        "resultados de aprendizagem|competencias|competências|"
        "objectifs|objectifs d'apprentissage|objectifs pédagogiques|acquis d'apprentissage|compétences|"
        "obiettivi|obiettivi formativi|leerdoelen|leeruitkomsten"
    ),
    ("tasks", ""): (
        "tasks|task|activities|activity|assignments|assignment|exercises|exercise|homework|practice|"
        "learning activities|to do|challenges|challenge|lab|labs|problem set|problem sets|preparation|"
        "aufgaben|aufgabe|übungen|übung|hausaufgaben|hausaufgabe|aktivitäten|"
        "tareas|tarea|actividades|actividad|ejercicios|ejercicio|deberes|"
        "tarefas|tarefa|atividades|atividade|exercícios|exercício|"
        "tâches|tâche|activités|activité|exercices|exercice|devoirs|devoir|travaux|"
        "compiti|esercizi|attività|opdrachten|opdracht|oefeningen"
    ),
    ("tasks", "discussion"): (
        "discussion|discussions|discussion questions|discussion forum|forum|diskussion|diskussionsfragen|"
        "discusión|debate en el foro|discussão|forum de discussion|discussie|discussione"
    ),
    ("tasks", "quiz"): "quiz|quizzes|self-test|selbsttest|cuestionario|questionário",
    (
        "tasks",
        "project",
    ): "project|projects|projekt|projekte|proyecto|proyectos|projeto|projet|projets|progetto",
    ("tasks", "case-study"): "case study|case studies|fallstudie|fallstudien|estudio de caso|étude de cas",
    ("tasks", "peer-review"): "peer review|peer reviews|peer-review",
    ("materials", ""): (
        "materials|material|resources|resource|further resources|additional resources|learning materials|"
        "course materials|references|links|materialien|ressourcen|quellen|"
        "materiales|recursos|materiais|ressources|matériel|supports|materiali|risorse|materiaal|bronnen"
    ),
    ("materials", "reading"): (
        "assigned reading|assigned readings|background reading|reading|readings|required reading|"
        "required readings|recommended reading|recommended readings|"
        "further reading|optional reading|optional readings|reading list|textbook|textbooks|required text|"
        "required texts|literature|bibliography|lektüre|literatur|pflichtlektüre|lecturas|lectura|"
        "bibliografía|"
        "leituras|leitura|bibliografia|lectures obligatoires|lecture obligatoire|bibliographie|"
        "letture|literatuur"
    ),
    ("materials", "video"): "video|videos|vídeo|vídeos|vidéo|vidéos",
    ("materials", "slides"): "slides|lecture slides|folien|diapositivas",
    ("reflection", ""): (
        "reflection|reflections|reflect|reflection questions|reflection prompts|reflexion|reflexión|reflexão|"
        "réflexion|riflessione|reflectie"
    ),
    ("sessions", ""): (
        "session|sessions|seminar|seminars|meeting|meetings|live session|live sessions|webinar|webinars|"
        "in class|in-class|class meeting|class meetings|tutorial session|sitzung|sitzungen|"
        "seminarsitzung|sesión|"
        "sesiones|sessão|sessões|séance|séances|seminario|seminário"
    ),
    ("assessments", ""): (
        "assessment|assessments|evaluation of learning|summative assessment|graded work|coursework|"
        "prüfungsleistung|prüfungsleistungen|leistungsnachweise|evaluación|evaluaciones|avaliação|avaliações|"
        "évaluation|évaluations|valutazione|toetsing"
    ),
    ("assessments", "exam"): (
        "exam|exams|final exam|midterm|midterm exam|mid-term exam|examination|prüfung|prüfungen|"
        "klausur|examen|"
        "exámenes|exame|exames|esame|tentamen"
    ),
    ("part", ""): (
        "week|weeks|unit|module|lesson|lecture|day|part|chapter|topic|section|block|theme|class|"
        "woche|einheit|modul|lektion|vorlesung|tag|teil|kapitel|thema|"
        "semana|unidad|módulo|lección|clase|día|parte|capítulo|tema|unidade|lição|aula|dia|"
        "semaine|unité|leçon|cours|jour|partie|chapitre|thème|settimana|unità|modulo|lezione|eenheid|les"
    ),
    ("overview", ""): (
        "overview|introduction|description|course description|about|about this course|about the course|"
        "about this module|summary|abstract|course overview|module overview|welcome|course information|"
        "überblick|einführung|beschreibung|kursbeschreibung|"
        "descripción|introducción|descrição|introdução|présentation|introduzione|descrizione"
    ),
    ("about", ""): (
        "contact|contact information|office hours|instructor|instructors|instructor information|staff|"
        "teaching staff|lecturer|teaching assistants|policies|course policies|policy|attendance|"
        "attendance policy|late work|late policy|late work policy|grading|grading policy|grades|"
        "grading scale|"
        "grade breakdown|academic integrity|academic honesty|accessibility|accommodations|disability|"
        "disability services|prerequisites|requirements|schedule|course schedule|calendar|course calendar|"
        "timetable|logistics|communication|support|help|faq|license|licence|acknowledgements|acknowledgments|"
        "credits|contributing|contributors|table of contents|contents|installation|setup|software|technology|"
        "diversity|inclusion|code of conduct|course structure|structure|format|course format|expectations|"
        "weekly schedule|weekly plan|course plan|course content|course outline|modules|units|weeks|lessons|"
        "kontakt|sprechstunde|termine|voraussetzungen|zeitplan|ablauf|lizenz|"
        "contacto|horario|requisitos|calendario|contato|cronograma|calendrier|prérequis"
    ),
}
ROLES = {word: Role(topic, kind) for (topic, kind), words in _TABLE.items() for word in words.split("|")}
_NUMBERING = re.compile(r"^(?:\d{1,3}(?:\.\d{1,3}){0,3}[.)]?|[IVX]{1,5}[.)]|[A-Za-z][.)])\s+")
_WORDED = re.compile(
    r"(?P<word>[^\W\d_][^:\d]{0,40}?)"
    r"(?:\s+#?(?P<number>\d{1,3}(?:\s?[-\N{EN DASH}]\s?\d{1,3})?|[IVXivx]{1,5}))?"
    r"\s*(?:(?:[:.\N{EN DASH}\N{EM DASH}|]|\s-)\s*(?P<subject>.*))?"
)
_NUMBER_FIRST = re.compile(r"(?P<number>\d{1,3})\.?\s+(?P<word>[^\W\d_]+)\s*[:.]?\s*(?P<subject>.*)")
_WEEK = re.compile(
    r"(?:week|weeks|wk|woche|semana|semaine|settimana)\s+#?(\d{1,2})(?:\s?[-\N{EN DASH}]\s?(\d{1,2}))?\b",
    re.IGNORECASE,
)


def said_by(heading: str) -> Said:
    """Return what a heading, as plain text, says by its words."""
    text = unicodedata.normalize("NFC", " ".join(heading.split()))[:300]
    if role := _role(text):
        return Said(role, "")
    bare = _NUMBERING.sub("", text)
    if role := _role(bare):
        return Said(role, "")
    if (found := _WORDED.fullmatch(bare)) and (role := _role(found["word"])):
        number, subject = found["number"], (found["subject"] or "").strip()
        if role.topic != "part" or number or subject:
            return Said(role, subject)
    if (found := _NUMBER_FIRST.fullmatch(text)) and (role := _role(found["word"])) and role.topic == "part":
        return Said(role, found["subject"].strip())
    return Said(None, bare if bare != text else "")


def words_of(heading: str) -> str:
    """Return the words of a heading that stay when it is moved and numbered anew: `Truth` of `Week 3: Truth`.

    One that is nothing but a word and its number is returned as it is.
    """
    return said_by(heading).subject or unnumbered(heading)


def _role(text: str) -> Role | None:
    return ROLES.get(text.strip(" :.?!*_").casefold().replace("’", "'"))


def week_of(heading: str) -> str:
    """Return the week or weeks that a heading names, as the format writes them; empty where it names none."""
    found = _WEEK.match(_NUMBERING.sub("", heading.strip()))
    if found is None:
        return ""
    return (
        f"{int(found[1])}-{int(found[2])}"
        if found[2] and int(found[2]) > int(found[1])
        else str(int(found[1]))
    )

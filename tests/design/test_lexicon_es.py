"""Spanish outcomes: what is read from them, what is left alone, and what rules say of them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from coursewright.design.exam_reasons import is_only_the_exam
from coursewright.design.lexicons import lexicon_for
from coursewright.design.link_texts import is_vague
from coursewright.design.outcome_acts import acts_of, topic_of
from coursewright.design.outcome_conditions import says_condition, says_degree
from coursewright.design.outcome_text import OutcomeReading, read_outcome
from coursewright.design.placeholder_text import placeholder_in
from coursewright.design.verb_levels import levels_of, usual_verbs
from coursewright.lint.api import Clock, Context
from coursewright.lint.select import find
from coursewright.spec.load import load_documents, read_document
from coursewright.spec.model import Module, Outcome

if TYPE_CHECKING:
    from coursewright.design.lexicon import Lexicon
    from coursewright.lint.api import Problem


def spanish() -> Lexicon:
    lexicon = lexicon_for("es-MX")
    assert lexicon is not None
    return lexicon


def read(statement: str) -> OutcomeReading:
    return read_outcome(statement, spanish())


def topic(statement: str) -> str | None:
    return topic_of(read(statement), spanish())


# ---------------------------------------------------------------- the head and the stem


@pytest.mark.parametrize(
    ("statement", "head", "stem"),
    [
        ("Trazar una llamada recursiva", "trazar", None),
        ("**Calcular** la media de una muestra", "calcular", None),
        ("RA1. Describe los elementos de un sistema", "describir", None),
        ("Competencia específica: comparar dos fuentes", "comparar", None),
        ("Saber hacer: redactar un informe", "redactar", None),
        ("Analiza un texto y explica su estructura", "analizar", None),
        ("Resuelve un sistema de ecuaciones", "resolver", None),
        ("Utilice un bucle", "utilizar", None),
        ("Demuestra el teorema de Pitágoras", "demostrar", None),
        ("El/la estudiante analizará un texto", "analizar", None),
        ("Los/as alumnos/as identificarán las partes", "identificar", None),
        ("Dado un programa breve, trazar sus llamadas", "trazar", None),
        ("En parejas, corregir un programa", "corregir", None),
        ("De forma autónoma, redactar un informe", "redactar", None),
        ("Críticamente analizar fuentes", "analizar", None),
        ("Comunicarse con un cliente", "comunicarse", None),
        ("Llevar a cabo una encuesta", "llevar a cabo", None),
        (
            "Al finalizar el curso, el alumnado será capaz de diseñar un experimento",
            "diseñar",
            "Al finalizar el curso, el alumnado será capaz de",
        ),
        (
            "Al finalizar la unidad los estudiantes podrán trazar una llamada",
            "trazar",
            "Al finalizar la unidad los estudiantes podrán",
        ),
        (
            "Al término del módulo serás capaz de comparar dos fuentes",
            "comparar",
            "Al término del módulo serás capaz de",
        ),
        ("Los y las estudiantes serán capaces de medir", "medir", "Los y las estudiantes serán capaces de"),
        ("Las alumnas y los alumnos podrán medir", "medir", "Las alumnas y los alumnos podrán"),
        ("Usted será capaz de medir", "medir", "Usted será capaz de"),
        ("Que el alumnado sea capaz de medir", "medir", "Que el alumnado sea capaz de"),
        ("Puedo explicar un bucle", "explicar", "Puedo"),
        ("Sé calcular una media", "calcular", "Sé"),
        ("Saber calcular una media", "calcular", "Saber"),
        ("Ser capaz de extraer un elemento", "extraer", "Ser capaz de"),
        ("Poder leer un archivo", "leer", "Poder"),
        ("Capacidad para resolver problemas", "resolver", "Capacidad para"),
        ("Cómo trazar una llamada", "trazar", "Cómo"),
    ],
)
def test_the_head_and_the_stem(statement: str, head: str, stem: str | None) -> None:
    reading = read(statement)
    assert (reading.head, reading.stem) == (head, stem)
    assert (reading.unobservable, reading.vague_phrase, reading.is_question) == (None, None, False)


# ---------------------------------------------------------------- what cannot be seen


@pytest.mark.parametrize(
    ("statement", "verb"),
    [
        ("Comprender el ciclo del agua", "Comprender"),
        ("Comprender y aplicar las fórmulas", "Comprender"),
        ("RA 2: Comprender las redes", "Comprender"),
        ("Las alumnas y los alumnos comprenderán el ciclo", "comprenderán"),
        ("El estudiante habrá comprendido el ciclo", "comprendido"),
        ("Poder entender un contrato", "entender"),
        ("Conocer los tipos de datos", "Conocer"),
        ("Conocerás los tipos de datos", "Conocerás"),
        ("Saber las partes de la célula", "Saber"),
        ("Saber que el agua hierve a 100 grados", "Saber"),
        ("Aprender a programar", "Aprender"),
        ("Asimilar los conceptos de la economía", "Asimilar"),
        ("Captar la idea principal", "Captar"),
        ("Dominar las herramientas", "Dominar"),
        ("El alumno domina las herramientas", "domina"),
        ("Pensar críticamente", "Pensar"),
        ("Familiarizarse con el entorno", "Familiarizarse"),
        ("El alumnado se familiarizará con el entorno", "familiarizará"),
        ("Familiarizar al alumnado con el entorno", "Familiarizar"),
        ("Adquirir soltura en la lectura de mapas", "Adquirir"),
        ("Empezar a entender los bucles", "entender"),
    ],
)
def test_an_unobservable_verb_at_the_head(statement: str, verb: str) -> None:
    reading = read(statement)
    assert reading.unobservable == verb
    assert reading.alternatives
    assert reading.vague_phrase is None


@pytest.mark.parametrize(
    "statement",
    [
        "Valorar la diversidad",
        "Apreciar una obra barroca",
        "Reconocer un ictus",
        "Explorar los datos",
        "Considerar tres alternativas",
        "Descubrir un patrón",
        "Reflexionar sobre la propia práctica",
        "Realizar un cortometraje",
        "Conocer a las personas del equipo",
        "Adquirir señales con un osciloscopio",
        "Captar clientes en una feria",
        "Asimilar nitrógeno en un cultivo",
        "Dominar el balón",
        "Pensar en voz alta al resolver una ecuación",
        "Aprender de memoria un poema",
        "Familiarizar al personal nuevo con el plan de evacuación",
        "Interiorizar los costes ambientales",
        "Saber hacer un presupuesto",
        "Cree un programa",
        "Escribir y entender los bucles",
        "Explicar qué conoce un cliente",
        "Poder adquisitivo e inflación",
        "Comente los resultados",
    ],
)
def test_silence(statement: str) -> None:
    reading = read(statement)
    assert (reading.unobservable, reading.vague_phrase, reading.is_question) == (None, None, False)


@pytest.mark.parametrize(
    ("statement", "phrase"),
    [
        ("Adquirir conocimientos básicos sobre redes", "Adquirir conocimientos básicos sobre"),
        ("Adquirir conocimientos teóricos y prácticos de redes", "Adquirir … teóricos y prácticos de"),
        ("Demostrar una comprensión profunda de los bucles", "Demostrar una comprensión profunda de"),
        ("Tener conocimientos de Excel", "Tener conocimientos de"),
        ("Tener una visión general de la historia", "Tener una visión general de"),
        ("Ser consciente de los sesgos", "Ser consciente de"),
        ("Tomar conciencia de los sesgos", "Tomar conciencia de"),
        ("Darse cuenta de que el tiempo es corto", "Darse cuenta de"),
        ("Estar familiarizado con Excel", "Estar familiarizado con"),
        ("Comprensión de los textos", "Comprensión de"),
        ("Un buen conocimiento de la gramática", "Un buen conocimiento de"),
        ("Conocimiento y comprensión de la historia", "Conocimiento y comprensión de"),
        ("El alumnado tendrá conocimientos sobre redes", "tendrá conocimientos sobre"),
    ],
)
def test_a_vague_phrase_at_the_head(statement: str, phrase: str) -> None:
    reading = read(statement)
    assert reading.vague_phrase == phrase
    assert reading.alternatives


@pytest.mark.parametrize(
    "statement",
    [
        "Demostrar el teorema de Pitágoras",
        "Demostrar comprensión de los bucles mediante un programa",
        "Demostrar comprensión de los bucles al trazar tres",
        "Aplicar los conocimientos de estadística",
        "Desarrollar una aplicación básica de escritorio",
        "Desarrollar una técnica de dibujo",
        "Desarrollar una crítica de la obra",
        "Desarrollar la comprensión lectora",
        "Mejorar la comprensión de los pacientes",
        "Crítica de fuentes",
        "Dar cuenta de un experimento",
        "El alumnado dará cuenta de un experimento",
        "Tener una reunión de seguimiento",
        "Sólidos de revolución",
    ],
)
def test_phrases_that_are_not_vague(statement: str) -> None:
    assert (read(statement).vague_phrase, read(statement).unobservable) == (None, None)


@pytest.mark.parametrize(
    ("statement", "asks"),
    [
        ("¿Qué es la oferta?", True),
        ("Qué es la oferta", True),
        ("Cómo funciona un motor", True),
        ("¿Por qué importan los árboles?", True),
        ("Cómo trazar una llamada", False),
        ("Cuando falla una llamada, trazarla", False),
        ("Como equipo, redactar un informe", False),
        ("Preguntar qué es la oferta", False),
    ],
)
def test_questions(statement: str, asks: bool) -> None:
    assert read(statement).is_question is asks


# ---------------------------------------------------------------- acts, topics and reasons


@pytest.mark.parametrize(
    ("statement", "opens"),
    [
        ("Variables y bucles", "Variables"),
        ("El uso de variables", "El uso"),
        ("Los fundamentos del derecho", "Los fundamentos"),
        ("Capacidad de análisis y síntesis", "Capacidad"),
        ("Introducción a las redes", "Introducción"),
        ("La historia se resume", None),
        ("Comparar dos fuentes", None),
        ("Diferencia tres tipos de sesgo", None),
        ("Tejer una manga", None),
        ("Bucles: desenrollar uno a mano", None),
        ("Recordad tres fechas", None),
    ],
)
def test_topics(statement: str, opens: str | None) -> None:
    assert topic(statement) == opens


@pytest.mark.parametrize(
    ("statement", "verbs"),
    [
        ("Definir la recursión y diseñar un programa", ["definir", "diseñar"]),
        ("Definir el ciclo de Krebs y calcular su rendimiento", ["definir", "calcular"]),
        ("Documentar, comparar e interpretar tres casos", ["documentar", "comparar", "interpretar"]),
        ("Describir formas de diseñar y evaluar cursos", ["describir"]),
        ("Explicar cómo diseñar y construir un puente", ["explicar"]),
        ("Elegir un método para medir y comparar", ["elegir"]),
        ("Escribir un plan y defenderlo", ["escribir"]),
    ],
)
def test_acts(statement: str, verbs: list[str]) -> None:
    assert [act.verb for act in acts_of(read(statement), spanish())] == verbs


def test_verbs_lend_their_levels_from_english() -> None:
    lexicon = spanish()
    assert levels_of("enumerar", lexicon) == {"remember"}
    assert levels_of("diseñar", lexicon) == {"create"}
    assert usual_verbs("remember", lexicon)
    assert all(lexicon.verbs.get(verb) is not None for verb in lexicon.verbs)


def test_offers_are_verbs_that_are_not_on_the_list() -> None:
    lexicon = spanish()
    families = [family for group in lexicon.vague.values() for family in group]
    offers = [verb.alternatives for verb in lexicon.unobservable.values()]
    offers += [family.alternatives for family in families]
    assert all(1 <= len(offer) <= 3 for offer in offers)
    assert not {text.split()[0] for offer in offers for text in offer} & lexicon.unobservable.keys()


def test_every_word_of_the_closed_list_is_folded() -> None:
    lexicon = spanish()
    words = {*lexicon.unobservable, *lexicon.vague, *lexicon.verbs}
    assert {word for word in words if " " not in word and lexicon.fold(word) != word} == set()


def test_every_infinitive_of_the_table_is_its_own_base_form() -> None:
    lexicon = spanish()
    assert [verb for verb in lexicon.verbs if " " not in verb and lexicon.lemma(verb) != verb] == []


@pytest.mark.parametrize(
    ("why", "only"),
    [
        ("Entra en el examen", True),
        ("Porque cae en el examen final", True),
        ("Cuenta para la nota", True),
        ("Para elegir una tarifa en el trabajo", False),
        ("El examen de un paciente empieza así", False),
    ],
)
def test_reasons(why: str, only: bool) -> None:
    assert is_only_the_exam(why, spanish(), 15) is only


def test_conditions_and_degrees() -> None:
    assert says_condition("Calcular la media con una hoja de cálculo", spanish())
    assert not says_condition("Calcular la media", spanish())
    assert says_degree("Calcular la media sin errores", spanish())
    assert says_degree("Calcular correctamente la media", spanish())
    assert not says_degree("Calcular la media", spanish())


# ---------------------------------------------------------------- what the rules say


def problems(code: str, *outcomes: str) -> list[Problem]:
    lines = "".join(f"  - {outcome}\n" for outcome in outcomes)
    text = f"module: m\nlanguage: es\noutcomes:\n{lines}"
    course = load_documents(read_document(Path("/cursos/m.module.yaml"), text.encode()))
    rule, context = find(code), Context(course, Clock(dt.date(2026, 1, 1)), {"levels_apart": 1})
    elements = course.every(Module if code == "OUT010" else Outcome)
    return [problem for element in elements for problem in rule.check(element, context)]


@pytest.mark.parametrize(
    ("code", "statement", "said", "fix"),
    [
        (
            "OUT002",
            "Comprender la recursión",
            'starts with "Comprender"',
            "explicar con tus propias palabras",
        ),
        ("OUT002", "El alumnado conocerá los tipos", 'starts with "conocerá"', "enumerar"),
        ("OUT003", "Ser consciente de los sesgos", 'opens with "Ser consciente de"', "señalar"),
        ("OUT004", "El uso de variables", 'opens with a topic, "El uso"', "start with"),
        ("OUT005", "Qué es la oferta", "asks a question", ""),
        (
            "OUT013",
            "El alumnado será capaz de trazar una llamada",
            'says "El alumnado será capaz de"',
            'start with the verb: "Trazar una llamada"',
        ),
        ("OUT010", "Enumerar las partes de una flor", "goes beyond remembering", ""),
        ("OUT012", "Enumerar los huesos y diseñar una prótesis", "diseñar", ""),
    ],
)
def test_rules_speak(code: str, statement: str, said: str, fix: str) -> None:
    found = problems(code, statement)
    assert len(found) == 1
    assert said in found[0].message
    assert fix in (found[0].fix or "")


@pytest.mark.parametrize("code", ["OUT002", "OUT003", "OUT004", "OUT005", "OUT010", "OUT012", "OUT013"])
def test_rules_are_silent(code: str) -> None:
    assert (
        problems(code, "Predecir qué devuelve una llamada", "Valorar una fuente", "Enumerar tres casos") == []
    )


# ---------------------------------------------------------------- other word lists


def test_placeholders_and_link_texts() -> None:
    assert placeholder_in("Pendiente de confirmar") == "Pendiente de confirmar"
    assert placeholder_in("Resultado del aprendizaje 2") == "Resultado del aprendizaje 2"
    assert placeholder_in("Pendiente") is None
    assert is_vague("Haz clic acá", "es-AR")
    assert not is_vague("Guía de la biblioteca", "es")

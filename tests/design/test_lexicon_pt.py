"""Portuguese outcomes, European and Brazilian."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coursewright.design.exam_reasons import is_only_the_exam
from coursewright.design.lexicons import lexicon_for
from coursewright.design.link_texts import is_vague
from coursewright.design.outcome_acts import acts_of, topic_of
from coursewright.design.outcome_conditions import says_condition, says_degree
from coursewright.design.outcome_text import OutcomeReading, read_outcome
from coursewright.design.placeholder_text import placeholder_in
from coursewright.design.verb_levels import levels_of
from coursewright.lint.api import Clock, Context
from coursewright.lint.select import find
from coursewright.spec.load import load_documents, read_document
from coursewright.spec.model import Course, Module, Outcome

if TYPE_CHECKING:
    from coursewright.design.lexicon import Lexicon

CONTESTED = (
    "reconhecer",
    "valorizar",
    "apreciar",
    "explorar",
    "considerar",
    "descobrir",
    "refletir",
    "realizar",
)


def portuguese() -> Lexicon:
    lexicon = lexicon_for("pt-BR")
    assert lexicon is not None
    return lexicon


def read(statement: str) -> OutcomeReading:
    return read_outcome(statement, portuguese())


def problems(code: str, *outcomes: str) -> list[tuple[str, str]]:
    """Return the messages and fixes of one rule about a Portuguese module."""
    lines = "".join(f"  - {outcome}\n" for outcome in outcomes)
    text = f"module: m\nlanguage: pt\noutcomes:\n{lines}"
    course: Course = load_documents(read_document(Path("/courses/m.module.yaml"), text.encode()))
    rule = find(code)
    options = {option.name: option.default for option in rule.meta.options}
    context = Context(course, Clock(dt.date(2026, 1, 1)), options=options)
    kind = Module if "Module" in rule.elements else Outcome
    return [(one.message, one.fix) for element in course.every(kind) for one in rule.check(element, context)]


# ---------------------------------------------------------------- the head


@pytest.mark.parametrize(
    ("statement", "head"),
    [
        ("Explicar a recursão com um exemplo", "explicar"),
        ("Explica a recursão com um exemplo", "explicar"),
        ("Explique a recursão com um exemplo", "explicar"),
        ("Define a recursão", "definir"),
        ("Analise um contrato", "analisar"),
        ("Ao final do curso, os estudantes serão capazes de explicar a recursão", "explicar"),
        ("Ao final do curso os estudantes serão capazes de explicar a recursão", "explicar"),
        ("No final da unidade, os estudantes deverão ser capazes de projectar uma ponte", "projetar"),
        ("Após a conclusão do módulo, o aluno deverá comparar dois textos", "comparar"),
        ("O utente é capaz de explicar a dose", "explicar"),
        ("Ser capaz de redigir um resumo", "redigir"),
        ("Sou capaz de resolver uma equação", "resolver"),
        ("Eu consigo resolver uma equação", "resolver"),
        ("Saber resolver uma equação", "resolver"),
        ("O aluno saberá resolver uma equação", "resolver"),
        ("Capacidade de resolver uma equação", "resolver"),
        ("Como resolver uma equação", "resolver"),
        ("Planear um inquérito", "planejar"),
        ("Planejar uma pesquisa", "planejar"),
        ("Registar as observações", "registrar"),
        ("Criticamente analisar um texto", "analisar"),
        ("De forma autônoma, analisar um texto", "analisar"),
        ("Objetivo 2: Comparar dois textos", "comparar"),
        ("Dado um programa curto, traçar as chamadas", "traçar"),
        ("Se os dados faltarem, estimar os valores", "estimar"),
        ("Após a entrevista, redigir um resumo", "redigir"),
        ("Tomar decisões com base em dados", "tomar decisões"),
        ("Os formandos propõem uma medida", "propor"),
        ("Aplicar conhecimentos de estatística", "aplicar"),
    ],
)  # fmt: skip
def test_the_head(statement: str, head: str) -> None:
    reading = read(statement)
    assert reading.head == head
    assert (reading.unobservable, reading.vague_phrase, reading.is_question) == (None, None, False)


@pytest.mark.parametrize(
    "who",
    [
        "Os estudantes", "As/os estudantes", "Os(as) estudantes", "As alunas/os", "Os alunos(as)", "Alun@s",
        "Alunes", "Alunos e alunas", "As alunas e os alunos", "Os/as formandos/as", "Todos os alunos",
        "Os participantes", "Os acadêmicos", "Vocês",
    ],
)  # fmt: skip
def test_who_learns(who: str) -> None:
    assert read(f"{who} compreendem um contrato").unobservable == "compreendem"
    reading = read(f"{who} serão capazes de analisar um contrato")
    assert (reading.head, reading.rest) == ("analisar", "analisar um contrato")


@pytest.mark.parametrize(
    ("statement", "stem"),
    [
        (
            "Ao final do curso, os alunos serão capazes de ler",
            "Ao final do curso, os alunos serão capazes de",
        ),
        ("O aluno deverá ser capaz de ler um mapa", "O aluno deverá ser capaz de"),
        ("O aluno lê um mapa", None),
        ("Após a entrevista, redigir um resumo", None),
        ("Ler um mapa", None),
    ],
)
def test_the_stem(statement: str, stem: str | None) -> None:
    assert read(statement).stem == stem


# ---------------------------------------------------------------- what cannot be seen


@pytest.mark.parametrize(
    ("statement", "verb"),
    [
        ("Compreender a recursão", "Compreender"),
        ("Compreender como funciona a recursão", "Compreender"),
        ("Os estudantes compreendem a recursão", "compreendem"),
        ("Compreendendo a recursão", "Compreendendo"),
        ("Ao final do curso, os alunos deverão entender um contrato", "entender"),
        ("Entender os conceitos básicos de estatística", "Entender"),
        ("Conhecer os principais autores", "Conhecer"),
        ("O estudante conhece os principais autores", "conhece"),
        ("Saber as capitais da Europa", "Saber"),
        ("O aluno sabe que a Terra gira", "sabe"),
        ("Aprender a programar", "Aprender"),
        ("Perceber como funciona um motor", "Perceber"),
        ("Perceber a importância da higiene", "Perceber"),
        ("Familiarizar-se com o laboratório", "Familiarizar-se"),
        ("Se familiarizar com o laboratório", "familiarizar"),
        ("Dominar os conceitos básicos de estatística", "Dominar"),
        ("Adquirir competências de comunicação", "Adquirir"),
        ("Interiorizar as regras de segurança", "Interiorizar"),
        ("Acreditar na mudança", "Acreditar"),
        ("Pensar criticamente sobre as fontes", "Pensar"),
        ("Gostar de ler", "Gostar"),
        ("Compreender e aplicar a regra", "Compreender"),
    ],
)
def test_an_unobservable_verb(statement: str, verb: str) -> None:
    reading = read(statement)
    assert reading.unobservable == verb
    assert reading.alternatives


@pytest.mark.parametrize(
    "statement",
    [
        *(f"{verb.capitalize()} um caso" for verb in CONTESTED),
        *(f"Os alunos serão capazes de {verb} um caso" for verb in CONTESTED),
        "Perceber um sinal de alarme",
        "Dominar a bola com o peito",
        "Adquirir uma licença",
        "Familiarizar os colegas com o laboratório",
        "Acreditar um laboratório",
        "Pensar em três soluções",
        "Pensar em voz alta ao resolver uma equação",
        "Internalizar os custos externos",
        "Descrever e compreender a célula",
        "Explicar como as pessoas entendem o risco",
        "Aplicar conhecimentos de estatística",
        "Understand recursion",
        "Conscientizar a população",
    ],
)
def test_silence(statement: str) -> None:
    reading = read(statement)
    assert (reading.unobservable, reading.vague_phrase, reading.alternatives) == (None, None, ())


@pytest.mark.parametrize(
    ("statement", "phrase"),
    [
        ("Ter conhecimento de estatística", "Ter conhecimento de"),
        ("Ter um conhecimento aprofundado de estatística", "Ter um conhecimento aprofundado"),
        ("Adquirir conhecimentos sobre estatística", "Adquirir conhecimentos sobre"),
        ("Desenvolver uma compreensão crítica da história", "Desenvolver uma compreensão crítica"),
        ("Aumentar o conhecimento sobre estatística", "Aumentar o conhecimento sobre"),
        ("Demonstrar compreensão da recursão", "Demonstrar compreensão da"),
        ("Os alunos demonstram conhecimento de estatística", "demonstram conhecimento de"),
        ("Ter uma visão geral da disciplina", "Ter uma visão geral"),
        ("Tomar consciência dos riscos", "Tomar consciência dos"),
        ("Estar consciente dos riscos", "Estar consciente dos"),
        ("Estar familiarizado com o laboratório", "Estar familiarizado com"),
        ("Conhecimento de estatística", "Conhecimento de"),
        ("Conhecimentos sólidos de estatística", "Conhecimentos sólidos"),
        ("Compreensão da história", "Compreensão da"),
    ],
)
def test_a_vague_phrase(statement: str, phrase: str) -> None:
    reading = read(statement)
    assert (reading.vague_phrase, reading.unobservable) == (phrase, None)
    assert reading.alternatives


@pytest.mark.parametrize(
    "statement",
    [
        "Demonstrar compreensão da recursão ao traçar três chamadas",
        "Demonstrar como se traça uma chamada",
        "Desenvolver um pensamento crítico sobre a história",
        "Melhorar a compreensão dos pacientes sobre a dose",
        "Aumentar o conhecimento da população",
        "Desenvolver uma visão crítica da história",
        "Ter uma conversa sobre a história",
    ],
)
def test_no_vague_phrase(statement: str) -> None:
    assert read(statement).vague_phrase is None


@pytest.mark.parametrize(
    ("statement", "asks"),
    [
        ("O que é a recursão?", True),
        ("Como funciona a recursão?", True),
        ("Qual índice serve a uma consulta", True),
        ("Quando usar uma lista", True),
        ("Como profissional, aplicar a norma", False),
        ("Quando confrontado com um erro, depurar o código", False),
        ("Sempre que necessário rever o texto", False),
        ("O que é a recursão", False),
    ],
)
def test_a_question(statement: str, *, asks: bool) -> None:
    assert read(statement).is_question is asks


@pytest.mark.parametrize(
    ("statement", "topic"),
    [
        ("Introdução à estatística", "Introdução"),
        ("Os princípios da estatística", "Os princípios"),
        ("O ciclo da água", "O ciclo"),
        ("Capacidade de síntese", "Capacidade"),
        ("O que é a recursão", None),
        ("A enfermeira administra a medicação", None),
        ("Os princípios são explicados", None),
        ("Costurar um botão", None),
    ],
)
def test_a_topic(statement: str, topic: str | None) -> None:
    assert topic_of(read(statement), portuguese()) == topic


@pytest.mark.parametrize(
    ("statement", "acts"),
    [
        ("Definir a recursão e construir um analisador", ["definir", "construir"]),
        ("Definir a estrutura de uma célula e construir a maquete", ["definir", "construir"]),
        ("Planear e executar um inquérito", ["planejar", "executar"]),
        ("Explicar como as células crescem e produzem energia", ["explicar"]),
        ("Descrever formas de planejar e executar uma pesquisa", ["descrever"]),
    ],
)
def test_acts(statement: str, acts: list[str]) -> None:
    assert [act.verb for act in acts_of(read(statement), portuguese())] == acts


# ---------------------------------------------------------------- any text at all

_PIECES = [
    "os", "alunos", "alunas/os", "serão", "capazes", "de", "compreender", "e", "a", ",", "ter",
    "conhecimento", "aprofundado", "sobre", "ao", "final", "do", "curso", "saber", "explicar", "se", "como",
    "?", ":", "o", "que",
]  # fmt: skip


@settings(deadline=None)  # the first text pays for the lexicon
@given(st.lists(st.sampled_from(_PIECES), max_size=30).map(" ".join))
def test_any_text_can_be_read(statement: str) -> None:
    reading = read(statement)
    set_of = [reading.unobservable is not None, reading.vague_phrase is not None, reading.is_question]
    assert sum(set_of) <= 1
    assert bool(reading.alternatives) == (set_of[0] or set_of[1])
    assert reading.vague_phrase is None or 0 < len(reading.vague_phrase) <= 40


# ---------------------------------------------------------------- the lexicon itself


def test_contested_verbs_are_not_in_the_closed_list() -> None:
    assert not portuguese().unobservable.keys() & set(CONTESTED)


def test_every_verb_and_every_phrase_offers_something_else() -> None:
    lexicon = portuguese()
    offers = [verb.alternatives for verb in lexicon.unobservable.values()]
    offers += [family.alternatives for group in lexicon.vague.values() for family in group]
    assert all(1 <= len(offer) <= 3 for offer in offers)
    assert not {text.split()[0] for offer in offers for text in offer} & lexicon.unobservable.keys()


def test_levels_follow_the_english_verbs() -> None:
    lexicon = portuguese()
    assert len(list(lexicon.verbs)) >= 60
    assert levels_of("enumerar", lexicon) <= {"remember", "understand"}
    assert levels_of("aplicar", lexicon) == {"apply"}
    assert "create" in levels_of("projetar", lexicon)


def test_reasons_conditions_and_degrees() -> None:
    lexicon = portuguese()
    assert is_only_the_exam("Cai na prova", lexicon, 15)
    assert is_only_the_exam("Vai sair no exame final", lexicon, 15)
    assert not is_only_the_exam("Para escolher a tarifa mais barata em casa", lexicon, 15)
    assert says_condition("Resolver uma equação sem calculadora", lexicon)
    assert says_degree("Indicar pelo menos três causas", lexicon)
    assert not says_condition("Indicar causas", lexicon)
    assert not says_degree("Indicar causas", lexicon)


def test_what_other_lists_hold_for_portuguese() -> None:
    assert placeholder_in("a definir") == "a definir"
    assert placeholder_in("Resultado de aprendizagem 2") == "Resultado de aprendizagem 2"
    assert is_vague("Clique aqui", "pt-BR")
    assert not is_vague("Regulamento da universidade", "pt")


# ---------------------------------------------------------------- what the rules say


def test_an_unobservable_verb_is_reported() -> None:
    assert problems("OUT002", "Compreender a recursão") == [
        (
            'Outcome "Compreender a recursão" starts with "Compreender", which nobody can see.',
            (
                "start with what students will do to show it, such as "
                '"explicar com palavras próprias", "prever" or "representar num esquema"'
            ),
        )
    ]


def test_a_vague_phrase_is_reported() -> None:
    assert problems("OUT003", "Ter noção de estatística") == [
        (
            'Outcome "Ter noção de estatística" opens with "Ter noção de", which can mean many things.',
            'say what students will do to show it, such as "explicar com um exemplo próprio" or "prever"',
        )
    ]


def test_a_topic_a_question_a_stem_and_two_acts_are_reported() -> None:
    topic, question = "Introdução à estatística", "O que é a recursão?"
    stem = "Os estudantes serão capazes de explicar a recursão"
    two = "Definir a recursão e construir um analisador"
    every = (topic, question, stem, two)
    assert [message for message, _ in problems("OUT004", *every)] == [
        f'Outcome "{topic}" opens with a topic, "Introdução", and names no act.'
    ]
    assert [message for message, _ in problems("OUT005", *every)] == [
        f'Outcome "{question}" asks a question and does not say what students will do.'
    ]
    assert [message for message, _ in problems("OUT012", *every)] == [
        f'Outcome "{two}" asks for acts far apart: "Definir" and "construir".'
    ]
    assert problems("OUT013", *every) == [
        (
            f'Outcome "{stem}" says "Os estudantes serão capazes de", which holds for every outcome.',
            'start with the verb: "Explicar a recursão"',
        )
    ]


def test_only_low_outcomes_are_reported() -> None:
    low = ("Listar os ossos da mão", "Os alunos serão capazes de descrever uma vacina")
    assert len(problems("OUT010", *low)) == 1
    assert problems("OUT010", *low, "Julgar uma afirmação sobre vacinas") == []
    assert problems("OUT010", *low, "Costurar um botão") == []


def test_good_outcomes_are_left_alone() -> None:
    good = ("Avaliar uma fonte segundo três critérios", "Resumir o que uma fonte afirma")
    for code in ("OUT002", "OUT003", "OUT004", "OUT005", "OUT010", "OUT012", "OUT013"):
        assert problems(code, *good) == []

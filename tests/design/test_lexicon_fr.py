"""French outcomes: what is read from them, what is left alone, and what rules say of them."""

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


def french() -> Lexicon:
    lexicon = lexicon_for("fr-CA")
    assert lexicon is not None
    return lexicon


def read(statement: str) -> OutcomeReading:
    return read_outcome(statement, french())


# ---------------------------------------------------------------- the head and the stem


@pytest.mark.parametrize(
    ("statement", "head", "stem"),
    [
        ("Tracer un appel récursif", "tracer", None),
        ("**Calculer** la moyenne d'un échantillon", "calculer", None),
        ("AAV1 : Décrire le cycle de l'eau", "décrire", None),
        ("Objectif spécifique : comparer deux sources", "comparer", None),
        ("Acquis d'apprentissage 2 : comparer deux sources", "comparer", None),
        ("Savoir-faire : rédiger un rapport", "rédiger", None),
        ("Evaluer une source", "évaluer", None),
        ("Ecrire un plan", "écrire", None),
        ("Mettre en oeuvre un plan", "mettre en œuvre", None),
        ("L'élève explique la récursivité", "expliquer", None),
        ("Décrit les éléments du système", "décrire", None),
        ("Chaque élève résumera un texte", "résumer", None),
        ("Vous comparerez deux sources", "comparer", None),
        ("J'explique une boucle", "expliquer", None),
        ("S'exprimer à l'oral", "exprimer", None),
        ("Étant donné un programme court, tracer ses appels", "tracer", None),
        ("En binôme, corriger un programme", "corriger", None),
        ("De façon autonome, rédiger un rapport", "rédiger", None),
        ("Rigoureusement analyser une source", "analyser", None),
        (
            "À la fin du module, les étudiant·e·s seront capables de concevoir un essai",
            "concevoir",
            "À la fin du module, les étudiant·e·s seront capables de",
        ),
        (
            "À l’issue de ce cours, l’étudiant sera capable d’expliquer un choix",
            "expliquer",
            "À l'issue de ce cours, l'étudiant sera capable d'",
        ),
        (
            "A la fin du cours vous pourrez comparer deux sources",
            "comparer",
            "A la fin du cours vous pourrez",
        ),
        (
            "Au terme de la séance, l'étudiant.e sera en mesure d'analyser un texte",
            "analyser",
            "Au terme de la séance, l'étudiant.e sera en mesure d'",
        ),
        ("Les étudiant(e)s pourront mesurer", "mesurer", "Les étudiant(e)s pourront"),
        (
            "Les étudiantes et les étudiants pourront mesurer",
            "mesurer",
            "Les étudiantes et les étudiants pourront",
        ),
        ("Les apprenant-e-s seront capables de mesurer", "mesurer", "Les apprenant-e-s seront capables de"),
        ("Que l'étudiante soit capable de mesurer", "mesurer", "Que l'étudiante soit capable de"),
        ("Tu seras capable d'écrire une boucle", "écrire", "Tu seras capable d'"),
        ("Je peux expliquer une boucle", "expliquer", "Je peux"),
        ("Je suis capable d'écrire une boucle", "écrire", "Je suis capable d'"),
        ("Être capable de mesurer", "mesurer", "Être capable de"),
        ("Savoir calculer une moyenne", "calculer", "Savoir"),
        ("Savoir s'exprimer à l'oral", "exprimer", "Savoir"),
        ("Capacité à résoudre des problèmes", "résoudre", "Capacité à"),
        ("Développer la capacité à identifier une erreur", "identifier", "Développer la capacité à"),
        ("Comment tracer un appel", "tracer", "Comment"),
        ("de mettre en place une architecture", "mettre en place", "de"),
        ("d'expliquer un choix", "expliquer", "d'"),
    ],
)
def test_the_head_and_the_stem(statement: str, head: str, stem: str | None) -> None:
    reading = read(statement)
    assert (reading.head, reading.stem) == (head, stem)
    assert (reading.unobservable, reading.vague_phrase, reading.is_question) == (None, None, False)


def test_what_a_stem_leaves_keeps_its_pronoun() -> None:
    assert read("Savoir s'exprimer à l'oral").rest == "s'exprimer à l'oral"


# ---------------------------------------------------------------- what cannot be seen


@pytest.mark.parametrize(
    ("statement", "verb"),
    [
        ("Comprendre la récursivité", "Comprendre"),
        ("Comprendre et appliquer la règle", "Comprendre"),
        ("OA 2. Comprendre les réseaux", "Comprendre"),
        ("Les étudiantes et les étudiants comprendront le cycle", "comprendront"),
        ("L'étudiant aura compris le cycle", "compris"),
        ("Être capable de comprendre un contrat", "comprendre"),
        ("Connaître les parties de la cellule", "Connaître"),
        ("Connaitre les parties de la cellule", "Connaitre"),
        ("Vous connaîtrez les parties de la cellule", "connaîtrez"),
        ("Savoir que l'eau bout à 100 degrés", "Savoir"),
        ("Savoir notre histoire", "Savoir"),
        ("Les étudiants savent que l'eau bout", "savent"),
        ("Apprendre à programmer", "Apprendre"),
        ("Assimiler les concepts de base", "Assimiler"),
        ("Saisir l'importance du contexte", "Saisir"),
        ("Maîtriser les outils", "Maîtriser"),
        ("Maitriser Excel", "Maitriser"),
        ("L'étudiant maîtrise les outils", "maîtrise"),
        ("Penser de façon critique", "Penser"),
        ("Se familiariser avec le logiciel", "familiariser"),
        ("Acquérir une bonne maîtrise de l'outil", "Acquérir"),
        ("Commencer à comprendre les boucles", "comprendre"),
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
        "Apprécier la qualité d'une preuve",
        "Reconnaître un AVC",
        "Explorer les données",
        "Considérer trois solutions",
        "Découvrir un motif",
        "S'approprier un outil",
        "S'initier au dessin",
        "Réfléchir à sa pratique",
        "Réaliser un court métrage",
        "Connaître d'un litige",
        "Apprendre aux patients à se piquer",
        "Apprendre par cœur un poème",
        "Maîtriser un incendie",
        "Maîtriser les coûts d'un projet",
        "Maîtrise de l'outil",
        "Saisir des données",
        "Acquérir un signal",
        "Assimiler l'azote",
        "Familiariser le personnel avec le plan d'évacuation",
        "Intérioriser les coûts",
        "Penser à voix haute",
        "Savoir faire un bilan",
        "Savoir se repérer",
        "Être compris d'un public non spécialiste",
        "Écrire et comprendre une boucle",
        "Expliquer ce que sait un client",
        "Pouvoir d'achat et épargne",
        "Correctement tricoter une manche",
    ],
)
def test_silence(statement: str) -> None:
    reading = read(statement)
    assert (reading.unobservable, reading.vague_phrase, reading.is_question) == (None, None, False)


@pytest.mark.parametrize(
    ("statement", "phrase"),
    [
        ("Acquérir des connaissances de base en chimie", "Acquérir des connaissances de"),
        ("Acquérir des connaissances approfondies sur les réseaux", "Acquérir … approfondies sur"),
        ("Démontrer une bonne compréhension des boucles", "Démontrer une bonne compréhension des"),
        ("Démontrer une compréhension approfondie des boucles", "Démontrer … approfondie des"),
        ("Faire preuve d'une bonne connaissance du droit", "Faire preuve d'une bonne connaissance du"),
        ("Avoir une vue d'ensemble de l'histoire", "Avoir une vue d'ensemble de"),
        ("Avoir un aperçu des méthodes", "Avoir un aperçu des"),
        ("Être conscient des biais", "Être conscient des"),
        ("Être conscient·e des biais", "Être conscient·e des"),
        ("Etre conscient des biais", "Etre conscient des"),
        ("Prendre conscience des biais", "Prendre conscience des"),
        ("Se rendre compte que le temps est court", "Se rendre compte que"),
        ("Être familier avec Excel", "Être familier avec"),
        ("Développer ses connaissances en comptabilité", "Développer ses connaissances en"),
        ("Compréhension des textes", "Compréhension des"),
        ("Une bonne connaissance de la grammaire", "Une bonne connaissance de"),
        ("Connaissance et compréhension de l'histoire", "Connaissance et compréhension de"),
    ],
)
def test_a_vague_phrase_at_the_head(statement: str, phrase: str) -> None:
    reading = read(statement)
    assert reading.vague_phrase == phrase
    assert reading.alternatives


@pytest.mark.parametrize(
    "statement",
    [
        "Démontrer le théorème de Pythagore",
        "Démontrer sa compréhension des boucles en traçant trois appels",
        "Appliquer ses connaissances en statistique",
        "Développer une pratique de lecture",
        "Développer une critique de l'œuvre",
        "Développer une application de bureau",
        "Rendre compte d'une expérience",
        "Prendre en compte les contraintes",
        "Obtenir un ensemble de données propre",
        "Être à l'heure à un rendez-vous",
        "Améliorer la compréhension des patients",
        "Avoir une conversation sur les boucles",
    ],
)
def test_phrases_that_are_not_vague(statement: str) -> None:
    assert (read(statement).vague_phrase, read(statement).unobservable) == (None, None)


@pytest.mark.parametrize(
    ("statement", "asks"),
    [
        ("Qu'est-ce que l'offre ?", True),
        ("Qu'est-ce que l'offre", True),
        ("Comment fonctionne un moteur", True),
        ("Comment notre corps réagit", True),
        ("Pourquoi les arbres comptent", True),
        ("Quelle méthode choisir ?", True),
        ("Comment tracer un appel", False),
        ("Quand un appel échoue, le tracer", False),
        ("Que l'étudiant soit capable de tracer un appel", False),
        ("Demander ce qu'est l'offre", False),
    ],
)
def test_questions(statement: str, asks: bool) -> None:
    assert read(statement).is_question is asks


# ---------------------------------------------------------------- acts, topics and reasons


@pytest.mark.parametrize(
    ("statement", "opens"),
    [
        ("Variables et boucles", "Variables"),
        ("L'utilisation des variables", "L'utilisation"),
        ("Les principes du droit", "Les principes"),
        ("Développement d'une application", "Développement"),
        ("Notions de base en droit", "Notions"),
        ("Comparer deux sources", None),
        ("Tricoter une manche", None),
        ("Correctement tricoter une manche", None),
        ("Boucles : en dérouler une à la main", None),
        ("Analyse des données", None),
    ],
)
def test_topics(statement: str, opens: str | None) -> None:
    assert topic_of(read(statement), french()) == opens


@pytest.mark.parametrize(
    ("statement", "verbs"),
    [
        ("Définir la récursivité et concevoir un programme", ["définir", "concevoir"]),
        ("Définir le cycle de Krebs et calculer son rendement", ["définir", "calculer"]),
        ("Documenter, comparer et interpréter trois cas", ["documenter", "comparer", "interpréter"]),
        ("Décrire des façons de concevoir et d'évaluer des cours", ["décrire"]),
        ("Expliquer comment concevoir et construire un pont", ["expliquer"]),
        ("Choisir une méthode pour mesurer et comparer", ["choisir"]),
        ("Écrire un plan et le défendre", ["écrire"]),
    ],
)
def test_acts(statement: str, verbs: list[str]) -> None:
    assert [act.verb for act in acts_of(read(statement), french())] == verbs


def test_verbs_lend_their_levels_from_english() -> None:
    lexicon = french()
    assert levels_of("énumérer", lexicon) == {"remember"}
    assert levels_of("concevoir", lexicon) == {"create"}
    assert usual_verbs("remember", lexicon)
    assert all(lexicon.verbs.get(verb) is not None for verb in lexicon.verbs)


def test_offers_are_verbs_that_are_not_on_the_list() -> None:
    lexicon = french()
    families = [family for group in lexicon.vague.values() for family in group]
    offers = [verb.alternatives for verb in lexicon.unobservable.values()]
    offers += [family.alternatives for family in families]
    assert all(1 <= len(offer) <= 3 for offer in offers)
    assert not {text.split()[0] for offer in offers for text in offer} & lexicon.unobservable.keys()


def test_every_word_of_the_closed_list_is_folded() -> None:
    lexicon = french()
    words = {*lexicon.unobservable, *lexicon.vague, *lexicon.verbs}
    assert {word for word in words if " " not in word and lexicon.fold(word) != word} == set()


def test_every_infinitive_of_the_table_is_its_own_base_form() -> None:
    lexicon = french()
    assert [verb for verb in lexicon.verbs if " " not in verb and lexicon.lemma(verb) != verb] == []


@pytest.mark.parametrize(
    ("why", "only"),
    [
        ("Ce sera à l'examen", True),
        ("Parce que c'est évalué à l'examen final", True),
        ("Cela compte pour la note", True),
        ("Pour choisir un tarif au travail", False),
        ("L'examen d'un patient commence ainsi", False),
    ],
)
def test_reasons(why: str, only: bool) -> None:
    assert is_only_the_exam(why, french(), 15) is only


def test_conditions_and_degrees() -> None:
    assert says_condition("Calculer la moyenne à l'aide d'un tableur", french())
    assert not says_condition("Calculer la moyenne", french())
    assert says_degree("Calculer la moyenne sans erreur", french())
    assert says_degree("Calculer rigoureusement la moyenne", french())
    assert not says_degree("Calculer la moyenne", french())


# ---------------------------------------------------------------- what the rules say


def problems(code: str, *outcomes: str) -> list[Problem]:
    lines = "".join(f'  - "{outcome}"\n' for outcome in outcomes)
    text = f"module: m\nlanguage: fr\noutcomes:\n{lines}"
    course = load_documents(read_document(Path("/cours/m.module.yaml"), text.encode()))
    rule, context = find(code), Context(course, Clock(dt.date(2026, 1, 1)), {"levels_apart": 1})
    elements = course.every(Module if code == "OUT010" else Outcome)
    return [problem for element in elements for problem in rule.check(element, context)]


@pytest.mark.parametrize(
    ("code", "statement", "said", "fix"),
    [
        (
            "OUT002",
            "Comprendre la récursivité",
            'starts with "Comprendre"',
            "expliquer avec vos propres mots",
        ),
        ("OUT002", "L'étudiante connaîtra les types", 'starts with "connaîtra"', "énumérer"),
        ("OUT003", "Être conscient des biais", 'opens with "Être conscient des"', "signaler"),
        ("OUT004", "L'utilisation des variables", 'opens with a topic, "L\'utilisation"', "start with"),
        ("OUT005", "Qu'est-ce que l'offre", "asks a question", ""),
        (
            "OUT013",
            "L'étudiant sera capable d'expliquer un choix",
            "says \"L'étudiant sera capable d'\"",
            'start with the verb: "Expliquer un choix"',
        ),
        ("OUT010", "Énumérer les parties d'une fleur", "goes beyond remembering", ""),
        ("OUT012", "Énumérer les os et concevoir une prothèse", "concevoir", ""),
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
        problems(code, "Prédire ce que renvoie un appel", "Apprécier une preuve", "Énumérer trois cas") == []
    )


# ---------------------------------------------------------------- other word lists


def test_placeholders_and_link_texts() -> None:
    assert placeholder_in("À compléter") == "À compléter"
    assert placeholder_in("Acquis d’apprentissage 2") == "Acquis d’apprentissage 2"
    assert placeholder_in("À venir") is None
    assert is_vague("Cliquez là", "fr-CA")
    assert not is_vague("Guide de la bibliothèque", "fr")

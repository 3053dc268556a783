"""The few words that importers put into learners' texts, in the languages that lessons are written in."""

from __future__ import annotations

from typing import Literal, TypeAlias

__all__ = ["Word", "said_in"]

Word: TypeAlias = Literal["challenge", "discussion", "hint", "key points", "questions", "quiz", "survey"]

_WORDS: dict[str, dict[Word, str]] = {
    "en": {
        "challenge": "Challenge",
        "discussion": "Discussion",
        "hint": "Hint",
        "key points": "Key points",
        "questions": "Questions",
        "quiz": "Quiz",
        "survey": "Survey",
    },
    "de": {
        "challenge": "Aufgabe",
        "discussion": "Diskussion",
        "hint": "Hinweis",
        "key points": "Das Wichtigste",
        "questions": "Fragen",
        "quiz": "Quiz",
        "survey": "Umfrage",
    },
    "es": {
        "challenge": "Desafío",
        "discussion": "Discusión",
        "hint": "Pista",
        "key points": "Puntos clave",
        "questions": "Preguntas",
        "quiz": "Cuestionario",
        "survey": "Encuesta",
    },
    "fr": {
        "challenge": "Défi",
        "discussion": "Discussion",
        "hint": "Indice",
        "key points": "Points clés",
        "questions": "Questions",
        "quiz": "Quiz",
        "survey": "Enquête",
    },
    "pt": {
        "challenge": "Desafio",
        "discussion": "Discussão",
        "hint": "Dica",
        "key points": "Pontos-chave",
        "questions": "Perguntas",
        "quiz": "Questionário",
        "survey": "Pesquisa",
    },
}


def said_in(language: str, word: Word) -> str:
    """Return a word in a language, by its tag; in English where it is not here."""
    return _WORDS.get(language.partition("-")[0].lower(), _WORDS["en"])[word]

"""The few words that importers put into learners' texts, in the languages that lessons are written in."""

from __future__ import annotations

from typing import Literal, TypeAlias

__all__ = ["Word", "said_in"]

Word: TypeAlias = Literal[
    "challenge", "discussion", "hint", "key points", "questions", "exercise", "solution", "session"
]

_WORDS: dict[str, dict[Word, str]] = {
    "en": {
        "challenge": "Challenge",
        "discussion": "Discussion",
        "hint": "Hint",
        "key points": "Key points",
        "questions": "Questions",
        "exercise": "Exercise",
        "solution": "Solution",
        "session": "Session",
    },
    "de": {
        "challenge": "Aufgabe",
        "discussion": "Diskussion",
        "hint": "Hinweis",
        "key points": "Das Wichtigste",
        "questions": "Fragen",
        "exercise": "Übung",
        "solution": "Lösung",
        "session": "Sitzung",
    },
    "es": {
        "challenge": "Desafío",
        "discussion": "Discusión",
        "hint": "Pista",
        "key points": "Puntos clave",
        "questions": "Preguntas",
        "exercise": "Ejercicio",
        "solution": "Solución",
        "session": "Sesión",
    },
    "fr": {
        "challenge": "Défi",
        "discussion": "Discussion",
        "hint": "Indice",
        "key points": "Points clés",
        "questions": "Questions",
        "exercise": "Exercice",
        "solution": "Solution",
        "session": "Séance",
    },
    "pt": {
        "challenge": "Desafio",
        "discussion": "Discussão",
        "hint": "Dica",
        "key points": "Pontos-chave",
        "questions": "Perguntas",
        "exercise": "Exercício",
        "solution": "Solução",
        "session": "Sessão",
    },
}


def said_in(language: str, word: Word) -> str:
    """Return a word in a language, by its tag; in English where it is not here."""
    return _WORDS.get(language.partition("-")[0].lower(), _WORDS["en"])[word]

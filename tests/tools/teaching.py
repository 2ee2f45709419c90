"""The pages for teachers: a question, a change, what is seen and why, for each lesson, from the tables of texts.

Run ``python -m tests.tools.teaching`` to write docs/teaching.md and docs/teaching.zh.md anew.
"""

from __future__ import annotations

from pathlib import Path

from sheetnet.catalogue import LESSONS, Lesson
from sheetnet.texts import LANGUAGES, Text, load_texts
from sheetnet.texts.subscripts import parts
from sheetnet.texts.teaching import load_teaching

FOLDER = Path(__file__).parents[2] / "docs"
FIRST = "en"
"""The language whose page bears no code in its name."""


def path_of(language: str) -> Path:
    return FOLDER / ("teaching.md" if language == FIRST else f"teaching.{language}.md")


def page(language: str) -> str:
    """Return the page in one language, as Markdown."""
    words = load_texts("course")
    others = [f"[{name}]({path_of(code).name})" for code, name in LANGUAGES.items() if code != language]
    head = [f"# {words['teaching.title'].say(language)}", *others, words["teaching.lead"].say(language)]
    rounds = [part for number, lesson in enumerate(LESSONS, 1) for part in _round(number, lesson, language)]
    return "\n\n".join([*head, *rounds]) + "\n"


def _round(number: int, lesson: Lesson, language: str) -> list[str]:
    teaching, words = load_teaching(lesson.slug), load_texts("course")
    file = f"workbooks/{language}/{lesson.slug}.xlsx"
    steps = {
        "predict": teaching.predict,
        "change": teaching.change,
        "surprise": teaching.surprise,
        "explain": teaching.explain,
    }
    return [
        f"## {number}. {_marked(lesson.title, language)}",
        f"*{_marked(load_texts(lesson.slug)['question'], language)}*",
        f"{words['teaching.open'].say(language)} [{file}](../{file})",
        "\n".join(
            f"- **{words[f'teaching.{key}'].say(language)}** {_marked(text, language)}" for key, text in steps.items()
        ),
    ]


def _marked(text: Text, language: str) -> str:
    """Return a text whose subscripts are set as such."""
    return "".join(f"<sub>{letters}</sub>" if below else letters for letters, below in parts(text.say(language)))


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for language in LANGUAGES:
        path_of(language).write_text(page(language), encoding="utf-8")


if __name__ == "__main__":
    main()

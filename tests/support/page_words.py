"""What pages show, and whether English words are left in Danish ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from streamlit.testing.v1 import AppTest

from poseguide.core.i18n import Language, catalogue
from poseguide.core.records import Finding, Rep, Span
from poseguide.definitions.schema import Exercise

#: What is the same in both languages, or names the languages themselves.
SAME_IN_DANISH = {"Video", "Side", "English", "Dansk", "Tempo"}


#: Parts of words longer than this are not Danish by accident.
LONG = 12


def rep(
    exercise: Exercise,
    number: int,
    *,
    missing: str | None = None,
    fault: str = "",
    hidden: str = "",
) -> Rep:
    start_s = 5.0 * number
    span = Span("stretch", start_s + 1.0, start_s + 2.0)
    findings = []
    for rule in exercise.faults:
        seen = Finding(rule.name, "ok", 140.0, rule.limit, "deg", rule.severity)
        verdicts = {fault: replace(seen, verdict="fault")}
        verdicts[hidden] = replace(seen, verdict="unseen", value=None)
        findings.append(verdicts.get(rule.name, seen))
    return Rep(
        number, "right", start_s, start_s + 1.5, start_s + 4.0, missing, None, 120.4, (span,),
        tuple(findings),
    )  # fmt: skip


def visible(app: AppTest) -> Iterator[str]:
    """Every word that the page shows."""
    kinds = (
        app.title,
        app.header,
        app.subheader,
        app.markdown,
        app.caption,
        app.error,
        app.warning,
        app.info,
    )
    for element in (element for kind in (*kinds, app.success) for element in kind):
        yield element.value
    # What opens with an icon on it is a status here.
    for widget in (*app.button, *app.metric, *app.expander, *app.status):
        yield widget.label
    for link in app.get("page_link"):
        yield link.proto.label
    for box in (*app.text_area, *app.text_input, *app.number_input):
        yield box.label
    for control in app.get("button_group"):
        yield control.label
        yield from control.options
    for choice in (*app.radio, *app.selectbox):
        yield choice.label
        yield from choice.options
    for table in app.table:
        yield from table.value.columns
        yield from (cell for column in table.value for cell in table.value[column])


def forms_of(language: Language) -> Iterator[str]:
    """Every text of a language's catalogue, with the places that are filled in."""
    for forms in catalogue(language).forms.values():
        yield from forms


def english_in(texts: list[str]) -> list[str]:
    """The texts that are, or hold a longer part of, the English words of the interface."""
    english, danish = (set(forms_of(language)) for language in ("en", "da"))
    whole = english - danish - SAME_IN_DANISH
    parts = {part.strip() for text in english - danish for part in re.split(r"{.*?}", text)}
    long = [part for part in parts if len(part) > LONG]
    return [
        text for text in texts if text.strip("*#: ") in whole or any(part in text for part in long)
    ]

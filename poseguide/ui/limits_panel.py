"""The panel of a person's own limits for an exercise, each beside the usual one."""

from __future__ import annotations

import streamlit as st

from poseguide.core.errors import LimitError
from poseguide.core.i18n import Language, word
from poseguide.core.i18n.dates import day
from poseguide.core.i18n.numbers import DECIMALS, decimal
from poseguide.definitions import catalog
from poseguide.definitions.cue_text import say
from poseguide.definitions.limits import limit_names, limit_unit, with_limits
from poseguide.definitions.schema import Exercise, Fault
from poseguide.live.registry import store
from poseguide.storage.people_repository import Person
from poseguide.ui.markdown import plain
from poseguide.ui.problems import show_problem
from poseguide.ui.state import remember, remembered_index

#: Key in the session state: how often limits were reset. Each reset gives the fields new keys.
_ROUND = "limits_round"


def show_limits(person: Person, language: Language) -> None:
    """Let the person choose an exercise and change its limits; save a change at once.

    Raise StoreError and DefinitionError.
    """
    st.subheader(word("own_limits", language), anchor=False)
    st.markdown(word("own_limits_help", language))
    known = {path.stem: catalog.read(path).exercise for path in catalog.paths()}
    names = list(known)
    chosen = st.selectbox(
        word("exercise", language),
        names,
        index=remembered_index("limits_exercise", names, names[0]) or 0,
        format_func=lambda name: known[name].name[language],
        key=f"limits_exercise_{language}",
    )
    remember("limits_exercise", chosen)
    exercise = known[chosen].tracked
    if exercise is not None:
        _show(person, exercise, language)
    else:
        st.caption(word("own_limits_none", language))


def _show(person: Person, exercise: Exercise, language: Language) -> None:
    kept = store().people.kept_limits(person.id).get(exercise.id, {})
    own = {name: limit.value for name, limit in kept.items()}
    usual = limit_names(exercise)
    columns = st.columns(2, gap="large")
    for place, (name, value) in enumerate(usual.items()):
        with columns[place % 2]:
            _show_limit(person, exercise, name, value, own, language)
            if name in kept and (source := kept[name].source) is not None:
                when = day(source.learned_at, language)
                said = word("limit_learned", language, when=when)
                st.caption(" · ".join(filter(None, [said, plain(source.learned_from)])))
    if st.button(word("limit_reset_all", language), disabled=not own, key="limit_reset_all"):
        _reset(person, exercise, {})


def _show_limit(
    person: Person,
    exercise: Exercise,
    name: str,
    usual: float,
    own: dict[str, float],
    language: Language,
) -> None:
    unit = limit_unit(exercise, name)
    digits = _digits(usual, DECIMALS[unit])
    with st.container(horizontal=True, vertical_alignment="bottom"):
        told = f"{decimal(usual, digits, language)} {word(unit, language)}"
        label = plain(limit_label(exercise, name, language))
        value = st.number_input(
            f"{label} ({word('limit_usual', language, value=told)})",
            value=own.get(name, usual),
            step=10.0**-digits,
            format=f"%.{digits}f",
            key=f"limit_{person.id}_{exercise.id}_{name}_{st.session_state.get(_ROUND, 0)}",
        )
        reset = st.button(
            word("limit_reset", language), disabled=name not in own, key=f"reset_{name}"
        )
    if reset:
        _reset(person, exercise, {other: own[other] for other in own if other != name})
    if value is not None and value != own.get(name, usual):
        _save(person, exercise, {**own, name: value}, language)


def _digits(usual: float, least: int) -> int:
    """Return the number of decimals, at least `least`, that write the usual limit unrounded."""
    return next((n for n in range(least, 6) if round(usual, n) == usual), 6)


def _save(person: Person, exercise: Exercise, limits: dict[str, float], language: Language) -> None:
    """Save the limits, or show why the exercise cannot take them."""
    usual = limit_names(exercise)
    limits = {name: value for name, value in limits.items() if value != usual.get(name)}
    try:
        with_limits(exercise, limits)
    except LimitError as error:
        show_problem(error, "", language)
        return
    store().people.set_limits(person.id, exercise.id, limits)
    st.rerun()


def _reset(person: Person, exercise: Exercise, left: dict[str, float]) -> None:
    """Delete all own limits but those in `left`."""
    store().people.set_limits(person.id, exercise.id, left)
    # New keys make new fields: Streamlit cannot write into a field that was drawn.
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    st.rerun()


def limit_label(exercise: Exercise, name: str, language: Language) -> str:
    """Return the label of a limit: the cue of its fault, or its stage and the signal."""
    stage, _, signal = name.partition(".")
    if signal:
        label = exercise.signals[signal].label[language]
        return f"{exercise.stage(stage).label[language]}: {label}"
    if _fault(exercise, name) is not None:
        return say(exercise, name, language).rstrip(".")
    return exercise.stage(name).label[language]


def _fault(exercise: Exercise, name: str) -> Fault | None:
    return next((fault for fault in exercise.faults if fault.name == name), None)

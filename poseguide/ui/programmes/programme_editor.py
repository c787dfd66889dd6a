"""The editor of a programme for one person: exercises, amounts, days and times."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import streamlit as st

from poseguide.core.errors import DefinitionError
from poseguide.core.i18n import LANGUAGES, Language, word
from poseguide.definitions.catalog import paths, read
from poseguide.definitions.programme import WEEKDAYS, Programme, programme_from_table, table_of
from poseguide.definitions.schema import BaseExercise
from poseguide.live.registry import store
from poseguide.training.plan import Plan
from poseguide.ui.markdown import plain
from poseguide.ui.programmes.plan_times import When, choose_when, discard_when, show_field_error
from poseguide.ui.programmes.step_editor import choose_step

#: The longest name that fits on a card.
_LONGEST_NAME = 80
#: The days and times that are proposed for a new programme.
_USUAL = When(WEEKDAYS, ("16:00",))


@dataclass
class _Draft:
    """A programme that is being written.

    `kept` holds the keys of its table that have no field. `steps` are the tables of the steps by
    exercise, in order. `checked` is True once saving was tried. Another `round` gives the list of
    exercises a new key, so that Streamlit draws it anew.
    """

    kept: dict[str, Any]
    name: str = ""
    purpose: str = ""
    grows: bool = True
    when: When = _USUAL
    steps: dict[str, dict[str, Any]] = field(default_factory=dict)
    checked: bool = False
    round: int = 0


def write_programme(person_id: str | None, plan: Plan | None, language: Language) -> None:
    """Show the fields of a new programme for a person, or of the programme of `plan`.

    The draft stays until it is saved or discarded, which closes the panel; each mistake is shown
    beside its field. Raise StoreError, and PersonError when the person no longer exists.
    """
    key = f"own_{plan.id if plan else person_id or ''}"
    draft: _Draft = st.session_state.setdefault(key, _new_draft(plan))
    draft.name = st.text_input(
        word("own_name", language), draft.name, max_chars=_LONGEST_NAME, key=f"{key}_name"
    )
    if draft.checked and not draft.name.strip():
        show_field_error(word("own_no_name", language))
    draft.purpose = st.text_input(
        word("own_purpose", language), draft.purpose, max_chars=300, key=f"{key}_purpose"
    )
    _choose_steps(key, draft, language)
    draft.grows = st.toggle(
        word("own_grows", language),
        draft.grows,
        help=word("own_grows_help", language),
        key=f"{key}_grows",
    )
    when = choose_when(key, draft.when, language)
    with st.container(horizontal=True):
        saved = st.button(word("own_save", language), type="primary", key=f"{key}_save")
        give_up = word("do_not_save", language)
        st.button(give_up, key=f"{key}_cancel", on_click=_discard, args=(key,))
    if saved and not draft.checked:
        draft.checked = True
        if not _is_complete(draft):
            st.rerun()  # the messages belong to fields that are drawn already
    if draft.checked and (when is None or not _is_complete(draft)):
        show_field_error(word("own_not_saved", language))
    elif saved and when is not None and _save(person_id, plan, draft, when, language):
        _discard(key)
        st.rerun()


def _discard(key: str) -> None:
    """Discard the draft of this key and close the panel."""
    st.session_state.pop(key)
    discard_when(key)


def _new_draft(plan: Plan | None) -> _Draft:
    if plan is None:
        source = {language: word("own_source", language) for language in LANGUAGES}
        return _Draft({"id": f"own_{uuid.uuid4().hex}", "source": source})
    table = table_of(plan.programme)
    purpose = plan.programme.purpose
    return _Draft(
        table,
        plan.programme.name.en,
        purpose.en if len({*purpose.by_language().values()}) == 1 else "",
        plan.programme.grows,
        When(plan.days, plan.times),
        {step["exercise"]: step for step in table["steps"]},
    )


def _is_complete(draft: _Draft) -> bool:
    return bool(draft.name.strip() and draft.steps)


def _choose_steps(key: str, draft: _Draft, language: Language) -> None:
    """Show the choice of exercises in order, each with the fields of its amounts."""
    known = {path.stem: read(path).exercise for path in paths()}
    chosen = st.multiselect(
        word("own_exercises", language),
        list(known),
        default=list(draft.steps),
        format_func=lambda name: known[name].name[language],
        placeholder=word("own_exercises_none", language),
        key=f"{key}_exercises_{draft.round}_{language}",
    )
    draft.steps = {name: draft.steps.get(name, {"exercise": name}) for name in chosen}
    if draft.checked and not chosen:
        show_field_error(word("own_no_exercise", language))
    moves = []
    for place, name in enumerate(chosen):
        with st.container(border=True):
            moves.append(_show_place(key, place, chosen, known[name], language))
            draft.steps[name] = choose_step(key, draft.steps[name], known[name], language)
    if any(moves):
        place = next(place for place, by in enumerate(moves) if by)
        _move(draft, place, moves[place])


def _show_place(
    key: str, place: int, chosen: Sequence[str], exercise: BaseExercise, language: Language
) -> int:
    """Show an exercise with buttons to move it; return how far to move it: -1, 0 or 1."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"{place + 1}. **{plain(exercise.name[language])}**", width="stretch")
        with st.container(horizontal=True, width="content"):
            up = st.button(
                word("own_up", language),
                type="tertiary",
                icon=":material/arrow_upward:",
                disabled=place == 0,
                key=f"{key}_up_{exercise.id}",
            )
            down = st.button(
                word("own_down", language),
                type="tertiary",
                icon=":material/arrow_downward:",
                disabled=place == len(chosen) - 1,
                key=f"{key}_down_{exercise.id}",
            )
    return down - up


def _move(draft: _Draft, place: int, by: int) -> None:
    names = list(draft.steps)
    names[place], names[place + by] = names[place + by], names[place]
    draft.steps = {name: draft.steps[name] for name in names}
    draft.round += 1
    st.rerun()


def _save(
    person_id: str | None, plan: Plan | None, draft: _Draft, when: When, language: Language
) -> bool:
    """Save the programme and return True; show why and return False if its checks fail."""
    try:
        programme = _programme(draft, when)
    except DefinitionError as error:
        st.error(word("own_refused", language, message=plain(str(error))), icon=":material/error:")
        return False
    plans = store().plans
    if plan is None:
        plans.add(person_id, programme, when.days, when.times, own=True)
    else:
        plans.change(plan.id, programme=programme, days=when.days, times=when.times)
    return True


def _programme(draft: _Draft, when: When) -> Programme:
    """Return the programme of a draft. Raise DefinitionError with everything that is wrong."""
    name, purpose = draft.name.strip(), draft.purpose.strip()
    table = {
        **draft.kept,
        "name": dict.fromkeys(LANGUAGES, name),
        "purpose": {
            language: purpose or word("own_no_purpose", language) for language in LANGUAGES
        },
        "grows": draft.grows,
        "days": list(when.days),
        "times": list(when.times),
        "steps": list(draft.steps.values()),
    }
    return programme_from_table(table, Path(f"{draft.kept['id']}.toml"))

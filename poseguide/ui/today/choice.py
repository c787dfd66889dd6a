"""The choice of what to do today: the slots of the plans, and rounds begun without a plan."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from poseguide.core.i18n import Language, word
from poseguide.definitions.base import Text
from poseguide.training.plan import Plan
from poseguide.training.rounds import Round
from poseguide.training.schedule import Slot, SlotState
from poseguide.ui.local_time import clock_words
from poseguide.ui.markdown import plain
from poseguide.ui.state import remember, remembered_index

#: The icon of each state of a slot or of a step.
SIGNS = {
    "done": ":material/check_circle:",
    "part": ":material/clock_loader_60:",
    "skipped": ":material/skip_next:",
    "open": ":material/resume:",
    "due": ":material/notifications:",
    "later": ":material/schedule:",
}
#: The key of the option that is none of the slots.
OTHER = "other"
_CHOSEN = "today_choice"


@dataclass(frozen=True)
class Places:
    """The page's containers before and after the Start button, and beside both.

    Start has a container of its own, so that a wide screen shows it without scrolling.
    """

    before: DeltaGenerator
    after: DeltaGenerator
    beside: DeltaGenerator


@dataclass(frozen=True)
class TodayChoice:
    """A slot or a round of the day that can be chosen; `key` is unique within the day.

    `at` is when it is due, or when it was begun. `plan` is None for an open round that belongs to
    no plan; `round` is None if nothing was begun yet.
    """

    key: str
    names: Text
    at: datetime
    state: SlotState
    plan: Plan | None
    round: Round | None

    def label(self, language: Language) -> str:
        """Return time, name and state as Markdown."""
        name = plain(self.names[language])
        time, state = clock_words(self.at, language), word(f"slot_{self.state}", language)
        return f"{time} · **{name}** · {SIGNS[self.state]} {state}"


def list_choices(
    slots: Iterable[Slot], rounds: Iterable[Round], now: datetime
) -> list[TodayChoice]:
    """Return today's slots and the other open rounds, in the order of time."""
    found = [_of_slot(slot) for slot in slots]
    shown = {choice.round.id for choice in found if choice.round}
    found += [
        TodayChoice(one.id, one.names, one.started_at, "open", None, one)
        for one in rounds
        if one.id not in shown and not one.is_over(now)
    ]
    return sorted(found, key=lambda choice: choice.at)


def _of_slot(slot: Slot) -> TodayChoice:
    names = slot.plan.programme.name
    key = slot.round.id if slot.round else f"{slot.plan.id} {slot.at:%H:%M}"
    return TodayChoice(key, names, slot.at, slot.state, slot.plan, slot.round)


def most_urgent(found: Sequence[TodayChoice]) -> str | None:
    """Return the key of the first choice that is open, else due; None if there is neither."""
    for state in ("open", "due"):
        for choice in found:
            if choice.state == state:
                return choice.key
    return None


def choose(found: Sequence[TodayChoice], person_id: str | None, language: Language) -> str | None:
    """Show the choices, at first the most urgent, and return the chosen key, `OTHER` or None."""
    labels = {choice.key: choice.label(language) for choice in found}
    labels[OTHER] = word("today_other", language)
    name, options, due = f"{_CHOSEN}_{person_id}", list(labels), most_urgent(found)
    index = remembered_index(name, options)
    if index is None and due is not None:
        index = options.index(due)
    chosen = st.radio(
        word("today_choose", language),
        options,
        index=index,
        format_func=labels.__getitem__,
        # Streamlit keeps a choice by its words, so other slots or states need another key.
        key=f"{name}_{hash(tuple(labels.values()))}",
    )
    remember(name, chosen)
    return chosen


def forget_choice(person_id: str | None) -> None:
    """Forget the person's choice; the most urgent is selected on the next run."""
    remember(f"{_CHOSEN}_{person_id}", None)

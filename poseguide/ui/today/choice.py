"""What somebody can do today: the slots of their plans, and what they began without one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from poseguide.core.i18n import Language, word
from poseguide.training.plan import Plan
from poseguide.training.rounds import Round
from poseguide.training.schedule import Slot, SlotState
from poseguide.ui.days import clock_words
from poseguide.ui.literal import plain
from poseguide.ui.state import remember, remembered

#: The sign of each state of a slot or of a step.
SIGNS = {
    "done": ":material/check_circle:",
    "part": ":material/clock_loader_60:",
    "skipped": ":material/skip_next:",
    "open": ":material/resume:",
    "due": ":material/notifications:",
    "later": ":material/schedule:",
}
#: What is chosen where it is none of the slots.
OTHER = "other"
_CHOSEN = "today_choice"


@dataclass(frozen=True)
class Places:
    """Where the page shows what: before Start, after it, and beside both.

    Start itself has a place of its own: on a wide screen it is seen without scrolling.
    """

    before: DeltaGenerator
    after: DeltaGenerator
    beside: DeltaGenerator


@dataclass(frozen=True)
class TodayChoice:
    """One thing that can be done, or that was done; `key` tells it from the others of a day.

    `at` is when it is to be done, or when it was begun. `plan` is None for a round that is open
    without one; `round` is None where nothing was begun.
    """

    key: str
    names: tuple[str, str]
    at: datetime
    state: SlotState
    plan: Plan | None
    round: Round | None

    def label(self, language: Language) -> str:
        """The time, the name and the state, as Markdown."""
        name = plain(self.names[language == "da"])
        time, state = clock_words(self.at, language), word(f"slot_{self.state}", language)
        return f"{time} · **{name}** · {SIGNS[self.state]} {state}"


def choices(slots: Iterable[Slot], rounds: Iterable[Round], now: datetime) -> list[TodayChoice]:
    """The slots of today and the rounds that are open besides, in the order of time."""
    found = [_of_slot(slot) for slot in slots]
    shown = {choice.round.id for choice in found if choice.round}
    found += [
        TodayChoice(one.id, one.names, one.started_at, "open", None, one)
        for one in rounds
        if one.id not in shown and not one.is_over(now)
    ]
    return sorted(found, key=lambda choice: choice.at)


def _of_slot(slot: Slot) -> TodayChoice:
    name = slot.plan.programme.name
    key = slot.round.id if slot.round else f"{slot.plan.id} {slot.at:%H:%M}"
    return TodayChoice(key, (name.en, name.da), slot.at, slot.state, slot.plan, slot.round)


def first(found: Sequence[TodayChoice]) -> str | None:
    """The key of what is to be done first: what is open, then what is due; None for neither."""
    for state in ("open", "due"):
        for choice in found:
            if choice.state == state:
                return choice.key
    return None


def choose(found: Sequence[TodayChoice], person_id: str | None, language: Language) -> str | None:
    """The key of what the person chooses, at first of what is due; `OTHER` for something else."""
    labels = {choice.key: choice.label(language) for choice in found}
    labels[OTHER] = word("today_other", language)
    name, options, due = f"{_CHOSEN}_{person_id}", list(labels), first(found)
    index = remembered(name, options)
    if index is None and due is not None:
        index = options.index(due)
    chosen = st.radio(
        word("today_choose", language),
        options,
        index=index,
        format_func=labels.__getitem__,
        # With other slots or states it is another widget: Streamlit keeps a choice by its words.
        key=f"{name}_{hash(tuple(labels.values()))}",
    )
    remember(name, chosen)
    return chosen


def forget_choice(person_id: str | None) -> None:
    """Has what is due chosen again on the next run."""
    remember(f"{_CHOSEN}_{person_id}", None)

"""What somebody might bring in to have it do something: names, notes, programmes and exercises."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from poseguide.definitions.catalog import folder
from poseguide.definitions.programme import Programme, load_programme
from poseguide.storage.store import Store
from poseguide.training.corrections import Correction
from poseguide.training.goal import Goal
from poseguide.training.plan import Plan
from poseguide.training.rounds import NewRound, RoundStep
from support.past_sessions import session

#: Each is a sign for something in one of the places where text is shown.
ATTACKS = (
    "![i](http://evil.example/i.png)", "<img src=x onerror=alert(1)>", "www.evil.example/x",
    "http://evil.example", "me@evil.example", ":material/home:", ":smile:", ":red[x]", "$x^2$",
    "`x`", "**x**", "[x](http://evil.example)", "~~x~~", "&amp;lt;", "x -> y", "_x_",
    "</para><b>", "$\\frac{", "[red]x[/red]", "שלום\u200b øåæ http://evil.example",
)  # fmt: skip
EXERCISE = "leg_extension_all_fours"
#: What a person is called, within the length that a name may have.
NAME = "=1+1 ![i](http://evil.example/p.png) :smile: <b>x</b>"
VIDEO = "<img src=x onerror=alert(1)> www.evil.example.mp4"

_turn = itertools.cycle(ATTACKS)


def hostile(text: str) -> str:
    """The text with one of the attacks after it, a different one each time."""
    return f"{text} {next(_turn)}"


def hostile_files(to: Path) -> Path:
    """A copy of all exercises and programmes in which every word is hostile."""
    words = re.compile(r'((?:\b|\.)(?:en|da) = )"([^"\n]*)"')
    for path in folder().rglob("*.toml"):
        copy = to / path.relative_to(folder())
        copy.parent.mkdir(parents=True, exist_ok=True)
        text = path.read_text(encoding="utf-8")
        copy.write_text(
            words.sub(lambda found: f'{found[1]}"{hostile(found[2])}"', text), encoding="utf-8"
        )
    return to


def hostile_programme(programme: Programme) -> Programme:
    """The programme with hostile words wherever it has any."""

    def spoilt(value: object) -> object:
        if isinstance(value, dict) and value.keys() == {"en", "da"}:
            return {language: hostile(text) for language, text in value.items()}
        if isinstance(value, dict):
            return {key: spoilt(inner) for key, inner in value.items()}
        return [spoilt(each) for each in value] if isinstance(value, list | tuple) else value

    table = spoilt(programme.model_dump())
    assert isinstance(table, dict)
    return Programme.model_validate({**table, "id": "own_hostile"})


def fill(store: Store) -> tuple[str, Plan]:
    """A person with everything that is kept, all of it hostile; their id and their plan."""
    person = store.people.add(NAME)
    programme = hostile_programme(load_programme("vein_pump"))
    plan = store.plans.add(person.id, programme, ("mon", "tue", "wed", "thu", "fri", "sat", "sun"),
                           ("00:00", "23:59"), own=True)  # fmt: skip
    step = RoundStep(EXERCISE, Goal(1, None, per_side=True))
    names = programme.name
    begun = store.rounds.begin(NewRound(person.id, None, programme.id, names, (step, step), 3))
    usual = session("a", EXERCISE, datetime.now(UTC), person.id, note=hostile("Note"))
    said = Correction(1, False, "right", {}, hostile("No"))
    beginning = replace(usual.beginning, name=VIDEO)
    store.sessions.save(replace(usual, beginning=beginning, corrections=(said,)))
    store.sessions.save(replace(usual, id="b" * 32, beginning=beginning))
    store.rounds.end(begun.id)
    return person.id, plan


def attacks_in(text: str) -> Iterator[str]:
    """The attacks that stand in a text as they were written, without a backslash before them."""
    every = (*ATTACKS, NAME, VIDEO)
    return (attack for attack in every if re.search(rf"(?<!\\){re.escape(attack)}", text))

"""Programmes in use: those that come with PoseGuide, a person's own, and amounts chosen by hand."""

import json
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text

from poseguide.core.errors import DefinitionError, PersonError, StoreError, UnknownProgrammeError
from poseguide.definitions.base import Text
from poseguide.definitions.programme import GuideCard, Programme, ProgrammeStep, Weekday, programmes
from poseguide.storage.store import Store
from poseguide.training.dose_levels import DoseLevel
from poseguide.training.goal import Goal
from poseguide.training.plan import Plan
from poseguide.training.rounds import NewRound, RoundStep

NAMES = Text(en="A", da="B")


def words(some: str) -> Text:
    return Text(en=some, da=f"{some} på dansk")


def programme(**changes: Any) -> Programme:
    usual: dict[str, Any] = {
        "id": "for_anna",
        "name": words("For Anna"),
        "purpose": words("Strong legs, æøå “’"),
        "source": words("Her physiotherapist"),
        "cautions": (words("Stop when it hurts"),),
        "guide": (GuideCard(name="find", title=words("Find"), text=words("How"), once=True),),
        "days": ("mon", "thu"),
        "times": ("08:00", "20:30"),
        "grows": False,
        "felt_after_weeks": (4, 6),
        "steps": (
            ProgrammeStep(exercise="squat", repetitions=4, rest_s=20.0),
            ProgrammeStep(exercise="pelvic_floor_hold", levels=(2, 3)),
        ),
    }
    return Programme(**usual | changes)


OWN = programme()
BUNDLED = programmes()[0]


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POSEGUIDE_DATA", str(tmp_path / "data"))


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    with closing(Store(url)) as store:
        yield store


def spoil(url: str, plan_id: str, **columns: object) -> None:
    """Writes into the row of a plan what no program of today would."""
    engine = create_engine(url)
    with engine.begin() as connection:
        for column, value in columns.items():
            connection.execute(
                text(f"UPDATE plan SET {column} = :value WHERE id = :id"),
                {"value": value, "id": plan_id},
            )
    engine.dispose()


def test_a_plan_of_a_programme_of_poseguide_has_its_own_days_and_times(store: Store) -> None:
    before = datetime.now(UTC)
    plan = store.plans.add(None, BUNDLED, ("tue", "sat"), ("07:15", "21:00"))
    assert store.plans.of(None) == [plan]
    assert plan == Plan(
        plan.id, None, BUNDLED, False, ("tue", "sat"), ("07:15", "21:00"), plan.begun_at
    )
    assert len(plan.id) == 32
    assert before <= plan.begun_at <= datetime.now(UTC)


def test_an_own_programme_is_kept_with_the_plan_in_every_word(store: Store) -> None:
    anna = store.people.add("Anna")
    plan = store.plans.add(anna.id, OWN, OWN.days, OWN.times, own=True)
    (found,) = store.plans.of(anna.id)
    assert found == plan
    assert found.programme == OWN
    assert found.own
    assert store.plans.of(None) == []


def test_plans_come_oldest_first_and_are_changed_in_part(store: Store) -> None:
    first = store.plans.add(None, BUNDLED, ("mon",), ("08:00",))
    second = store.plans.add(None, OWN, ("mon",), ("08:00",), own=True)
    store.plans.change(first.id, days=("wed", "sun"))
    store.plans.change(second.id, times=("09:00", "10:00"))
    assert store.plans.of(None) == [
        replace(first, days=("wed", "sun")), replace(second, times=("09:00", "10:00"))
    ]  # fmt: skip


def test_a_programme_that_is_changed_for_a_person_is_their_own_from_then_on(store: Store) -> None:
    plan = store.plans.add(None, BUNDLED, ("mon",), ("08:00",))
    store.plans.change(plan.id, programme=OWN)
    assert store.plans.of(None) == [replace(plan, programme=OWN, own=True)]


@pytest.mark.parametrize(
    ("days", "times"),
    [
        ((), ("08:00",)),
        (("mon",), ()),
        (("tue", "mon"), ("08:00",)),
        (("mon", "mon"), ("08:00",)),
        (("mon",), ("20:00", "08:00")),
        (("mon",), ("24:00",)),
    ],
)
def test_days_and_times_that_cannot_be_are_refused(
    store: Store, days: Sequence[Weekday], times: Sequence[str]
) -> None:
    with pytest.raises(DefinitionError, match=r"day|time"):
        store.plans.add(None, BUNDLED, days, times)
    plan = store.plans.add(None, BUNDLED, ("mon",), ("08:00",))
    with pytest.raises(DefinitionError, match=r"day|time"):
        store.plans.change(plan.id, days=days, times=times)
    assert store.plans.of(None) == [plan]


def test_a_card_that_is_done_with_stays_marked(store: Store) -> None:
    plan = store.plans.add(None, OWN, ("mon",), ("08:00",), own=True)
    store.plans.mark(plan.id, "find")
    store.plans.mark(plan.id, "find")
    store.plans.mark(plan.id, "relax")
    assert store.plans.of(None) == [replace(plan, marks=frozenset({"find", "relax"}))]


def test_an_ended_plan_is_gone_and_its_rounds_stay(store: Store) -> None:
    plan = store.plans.add(None, OWN, ("mon",), ("08:00",), own=True)
    stays = store.plans.add(None, BUNDLED, ("mon",), ("08:00",))
    steps = (RoundStep("squat", Goal(4, None)),)
    begun = store.rounds.begin(NewRound(None, plan.id, OWN.id, NAMES, steps, None))
    assert begun.plan_id == plan.id
    store.plans.end(plan.id)
    assert store.plans.of(None) == [stays]
    assert store.rounds.of(None) == [replace(begun, plan_id=None)]
    late = store.rounds.begin(NewRound(None, plan.id, OWN.id, NAMES, steps, None))
    assert late.plan_id is None
    assert store.rounds.load(late.id) == late


def test_a_round_is_of_no_plan_of_somebody_else(store: Store) -> None:
    anna = store.people.add("Anna")
    plan = store.plans.add(anna.id, BUNDLED, ("mon",), ("08:00",))
    steps = (RoundStep("squat", Goal(4, None)),)
    assert store.rounds.begin(NewRound(None, plan.id, "a", NAMES, steps, 1)).plan_id is None


# What cannot be used any more.


def test_a_programme_that_is_not_there_any_more_is_named_and_hides_no_other(
    store: Store, url: str
) -> None:
    gone = store.plans.add(None, BUNDLED, ("mon",), ("08:00",))
    good = store.plans.add(None, OWN, ("mon",), ("08:00",), own=True)
    spoil(url, gone.id, programme="walk_in_the_park")
    assert store.plans.of(None) == store.plans.all() == [good]
    (why,) = store.plans.broken(None).items()
    assert why[0] == gone.id
    assert isinstance(why[1], UnknownProgrammeError)
    assert "walk_in_the_park" in str(why[1])
    store.plans.end(gone.id)
    assert store.plans.of(None) == [good]
    assert store.plans.broken(None) == {}


def test_a_broken_own_programme_is_told_with_all_that_is_wrong(store: Store, url: str) -> None:
    plan = store.plans.add(None, OWN, ("mon",), ("08:00",), own=True)
    table = {"id": "for_anna", "name": {"da": "Til Anna"}, "steps": [{"exercise": "swim"}]}
    spoil(url, plan.id, own=json.dumps(table))
    assert store.plans.of(None) == []
    why = store.plans.broken(None)[plan.id]
    assert isinstance(why, DefinitionError)
    assert "for_anna" in str(why)
    assert {"name.en", "purpose", "times"} <= {problem.key for problem in why.problems}


def test_what_asks_for_a_plan_that_is_not_there_is_refused(store: Store) -> None:
    with pytest.raises(StoreError, match="no plan none"):
        store.plans.change("none", days=("mon",))
    with pytest.raises(StoreError, match="no plan none"):
        store.plans.mark("none", "find")
    with pytest.raises(StoreError, match="no plan none"):
        store.plans.end("none")


def test_nobody_has_a_plan_or_an_amount_who_is_not_there(store: Store) -> None:
    with pytest.raises(PersonError, match="not in the list"):
        store.plans.add("a" * 32, OWN, ("mon",), ("08:00",), own=True)
    with pytest.raises(PersonError, match="not in the list"):
        store.doses.choose("a" * 32, "squat", DoseLevel(5))
    assert store.plans.all() == []
    assert store.doses.all() == []


# Amounts chosen by hand.


def test_a_chosen_amount_takes_the_place_of_the_one_before(store: Store) -> None:
    anna = store.people.add("Anna")
    before = datetime.now(UTC)
    store.doses.choose(anna.id, "squat", DoseLevel(5, None, None))
    store.doses.choose(None, "squat", DoseLevel(9, 2.5, None))
    store.doses.choose(None, "pelvic_floor_hold", DoseLevel(None, None, 0))
    store.doses.choose(None, "squat", DoseLevel(7, 0.1 + 0.2, None))
    chosen = store.doses.of(None)
    assert {exercise: dose_level for exercise, (dose_level, _) in chosen.items()} == {
        "squat": DoseLevel(7, 0.1 + 0.2, None),
        "pelvic_floor_hold": DoseLevel(None, None, 0),
    }
    assert all(before <= at <= datetime.now(UTC) for _, at in chosen.values())
    store.doses.choose(None, "squat", None)
    assert list(store.doses.of(None)) == ["pelvic_floor_hold"]
    assert store.doses.of(anna.id)["squat"][0] == DoseLevel(5, None, None)

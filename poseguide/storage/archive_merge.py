"""Plans, amounts and rounds of an import that are new here; what is here stays as it is."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from poseguide.storage.archive_plans import RoundPart
from poseguide.storage.archive_schema import Content
from poseguide.storage.store import Store
from poseguide.training.plan import ChosenDose, Plan
from poseguide.training.rounds import Round
from poseguide.training.session import StoredSession


@dataclass(frozen=True)
class PlansToAdd:
    """The plans, chosen amounts and rounds that are new, each for the person that it is for here.

    `owned` are the rounds that are known then, each by its id and that of its person.
    """

    plans: tuple[Plan, ...]
    chosen: tuple[ChosenDose, ...]
    rounds: tuple[Round, ...]
    owned: frozenset[tuple[str, str | None]]

    def placed(self, session: StoredSession, same: Mapping[str, str]) -> StoredSession:
        """Return an imported session for its person here, in its round where that is theirs."""
        begun = session.beginning
        begun = replace(begun, person_id=_here(begun.person_id, same))
        if (begun.round_id, begun.person_id) not in self.owned:
            begun = replace(begun, round_id=None, round_step=None)
        return replace(session, beginning=begun)


def coming_in_use(
    store: Store, content: Content, known: Collection[str], same: Mapping[str, str]
) -> PlansToAdd:
    """Return what is new of programmes in use.

    `known` are the ids of the sessions that are here already, and `same` is the id here of each
    person that comes. What somebody here chose by hand stays.
    """
    owned = store.plans.owned()
    there = {plan_id for plan_id, _ in owned}
    plans = [
        replace(part.plan(), person_id=_here(part.person_id, same))
        for part in content.plans
        if part.id not in there
    ]
    owned |= {(plan.id, plan.person_id) for plan in plans}
    here = {(one.person_id, one.exercise) for one in store.doses.all()}
    chosen = [
        replace(part.chosen(), person_id=_here(part.person_id, same)) for part in content.chosen
    ]
    rounds_here = {(one.id, one.person_id) for one in store.rounds.all()}
    left_out = {round_id for round_id, _ in rounds_here}
    # A round that is gone though one of its sessions is here was deleted; without that session it
    # would come back as another one.
    left_out |= {
        session.beginning.round_id or "" for session in content.sessions if session.id in known
    }
    rounds = [_placed(part, same, owned) for part in content.rounds if part.id not in left_out]
    return PlansToAdd(
        tuple(plans),
        tuple(one for one in chosen if (one.person_id, one.exercise) not in here),
        tuple(rounds),
        frozenset(rounds_here | {(one.id, one.person_id) for one in rounds}),
    )


def _placed(
    part: RoundPart, same: Mapping[str, str], plans: Collection[tuple[str, str | None]]
) -> Round:
    """Return an imported round for its person here, in its plan where that is theirs."""
    person_id = _here(part.person_id, same)
    plan_id = part.plan_id if (part.plan_id, person_id) in plans else None
    return replace(part.round(), person_id=person_id, plan_id=plan_id)


def _here(person_id: str | None, same: Mapping[str, str]) -> str | None:
    return None if person_id is None else same[person_id]

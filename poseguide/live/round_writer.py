"""Writes the round of a programme into the store while somebody is led through it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from poseguide.core.errors import StoreError
from poseguide.live.workout import Workout
from poseguide.storage.store import Store


class RoundWriter:
    """Begins the round of a workout, or goes on with it, and ends it when nothing is left to do.

    It does nothing for a workout that is no round, and without a store. `workout` is the workout
    with the id of its round. Raises StoreError where the round cannot be begun.
    """

    def __init__(self, workout: Workout, store: Store | None) -> None:
        self.workout = workout
        self._rounds = store.rounds if store else None
        if self._rounds is None:
            return
        if workout.round is not None:
            begun = self._rounds.begin(workout.round)
            self.workout = replace(workout, round=None, round_id=begun.id)
        elif workout.round_id is not None:
            self._rounds.reopen(workout.round_id)

    @property
    def round_id(self) -> str | None:
        """The id of the round; None where the workout belongs to none."""
        return self.workout.round_id

    def skip(self, step: int | None) -> None:
        """Note that a step was left for the next one; it is offered again if that fails."""
        if self._rounds is None or self.round_id is None or step is None:
            return
        with suppress(StoreError):
            self._rounds.skip(self.round_id, step)

    def close(self) -> None:
        """End the round if nothing is left of it; it stays open if that fails.

        A round in which nothing was done is deleted, and `workout` begins it anew.
        """
        if self._rounds is None or self.round_id is None:
            return
        with suppress(StoreError):
            so_far = self._rounds.load(self.round_id)
            if self._rounds.delete_if_empty(so_far.id):
                self.workout = replace(self.workout, round=so_far.anew, round_id=None)
            elif so_far.next_step is None:
                self._rounds.end(so_far.id)

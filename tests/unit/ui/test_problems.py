"""What can be put right is said in the person's own language."""

from __future__ import annotations

from poseguide.core.errors import DefinitionError, PoseGuideError, Problem, UnknownExerciseError
from poseguide.definitions.catalog import load_exercise
from poseguide.ui.problems import sentence


def test_every_problem_has_a_danish_sentence() -> None:
    unknown = UnknownExerciseError("x", ["y"], "There is no exercise “x”.")
    broken = DefinitionError([Problem(load_exercise("pelvic_lift_tilt").path, 1, "id", "wrong")])
    for error in (unknown, broken, PoseGuideError("Something else.")):
        assert sentence(error, "a.mp4", "en") == str(error)
        assert str(error) not in sentence(error, "a.mp4", "da")

"""A measure is one record: what the format says of it, and a new one by the recipe alone."""

import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pydantic import ValidationError

from poseguide.authoring.selftest import check
from poseguide.core import geometry
from poseguide.core.errors import DefinitionError
from poseguide.definitions.base import Signal
from poseguide.definitions.catalog import Definition, folder, read
from poseguide.definitions.measures import MEASURES, Measure, MeasureInput
from poseguide.definitions.stick_figure import play
from poseguide.engine.coach import reps_in

#: How far a joint is bent from straight: no measure of ours, and the README's example turned round.
FOLD = Measure("fold", "deg", lambda seen: 180.0 - geometry.angle_deg(*seen.points), points=3)


@pytest.fixture
def folding(tmp_path: Path) -> Path:
    """The exercise file of the README with the knee's fold in place of its angle."""
    readme = (folder() / "README.md").read_text(encoding="utf-8")
    found = re.search(r"```toml\n(.*?)```", readme, re.DOTALL)
    assert found
    text = found[1]
    for old, new in (
        ('measure = "angle"', 'measure = "fold"'),
        ('signal = "knee", above = 120', 'signal = "knee", below = 60'),
        ('peak = "max"', 'peak = "min"'),
        ('signal = "knee", above = 150', 'signal = "knee", below = 30'),
        ('signal = "knee", below = 140', 'signal = "knee", above = 40'),
    ):
        assert old in text
        text = text.replace(old, new)
    path = tmp_path / "knee_extension_seated.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_new_measure_is_one_record_and_nothing_else(
    folding: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(MEASURES, FOLD.name, FOLD)
    definition = read(folding)
    assert isinstance(definition, Definition)
    exercise = definition.exercise
    (rep,) = reps_in(exercise, play(exercise, near="left", working="left", fps=30.0))
    assert rep.complete
    assert not rep.faults
    assert exercise.signals["knee"].unit == "deg"
    assert check(definition) == []


def test_a_measure_without_a_record_is_none_of_the_format(folding: Path) -> None:
    with pytest.raises(DefinitionError) as caught:
        read(folding)
    (problem,) = caught.value.problems
    assert problem.key == "signals.knee.measure"
    assert problem.message.startswith("must be one of 'angle', 'ventral_angle',")
    assert problem.message.endswith("'least' or 'surface'")


def signal(**keys: Any) -> Signal:
    return Signal.model_validate({"label": {"en": "x", "da": "x"}} | keys)


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ({"measure": "sum", "of": ["a", "b"], "points": ["hip"]}, "“sum” takes no points, not 1"),
        ({"measure": "sum", "of": ["a", "b"], "from_start": "change"}, "takes no “from_start”"),
        ({"measure": "sum"}, "“of” belongs to the measures “sum” and “least”, and is needed there"),
        ({"measure": "sum", "of": ["a"]}, "“of” names two signals or more"),
        ({"measure": "surface"}, "“strip” belongs to the measure “surface”, and is needed there"),
        ({"measure": "surface", "strip": "belly", "points": ["hip"]}, "takes no points, not 1"),
        ({"measure": "level", "points": ["hip"], "from_start": "ratio"},
         'needs from_start = "change" or "fall"'),
    ],
)  # fmt: skip
def test_what_a_measure_does_not_take_is_told(keys: dict[str, Any], said: str) -> None:
    with pytest.raises(ValidationError, match=re.escape(said)):
        signal(**keys)


@pytest.mark.parametrize("measure", MEASURES.values(), ids=MEASURES)
def test_what_is_not_seen_has_no_value(measure: Measure) -> None:
    unseen = np.full(2, np.nan)
    number = max(measure.points, 1)
    seen = MeasureInput(100.0, True, (unseen,) * number, (unseen,) * 2, (1.0, np.nan))
    assert np.isnan(measure.value(seen))


def test_the_least_of_terms_is_unseen_wherever_the_unseen_one_stands() -> None:
    for terms in ((np.nan, 1.0), (1.0, np.nan)):
        assert np.isnan(MEASURES["least"].value(MeasureInput(100.0, True, terms=terms)))

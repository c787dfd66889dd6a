"""The READMEs of both kinds of files tell the format as it is: each key, default and value."""

import json
import re
import types
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import pytest
from pydantic import AfterValidator, BaseModel
from pydantic.fields import FieldInfo

from poseguide.analysis.samples import samples
from poseguide.authoring.selftest import check
from poseguide.core.skeleton import PAIRED
from poseguide.definitions import base, movement, ranges
from poseguide.definitions import schema as format_
from poseguide.definitions.base import POINT_PREFIXES
from poseguide.definitions.catalog import folder, paths, read
from poseguide.definitions.education import read_why
from poseguide.definitions.measures import MEASURES
from poseguide.definitions.programme import (
    GuideCard,
    Programme,
    ProgrammeStep,
    programmes,
    programmes_folder,
    read_programme,
)
from poseguide.definitions.ranges import Range
from poseguide.definitions.schema import Exercise
from poseguide.definitions.toml_schema import MOST_BYTES

README = (folder() / "README.md").read_text(encoding="utf-8")
OF_PROGRAMMES = (programmes_folder() / "README.md").read_text(encoding="utf-8")

#: The heading under which each part of the format stands.
HEADING = {
    format_.Exercise: "The top of the file",
    base.Text: "Words",
    format_.Camera: "[camera]",
    format_.Dose: "[dose]",
    base.Signal: "[signals.NAME]",
    base.Condition: "A condition",
    movement.Start: "[start]",
    movement.Repetition: "[repetition]",
    movement.NestedMovement: "[repetition.parts]",
    movement.Phase: "[[phases]]",
    movement.Cycle: "[cycle]",
    movement.Stage: "A stage",
    movement.QuickSwings: "[cycle.parts]",
    movement.Hold: "[hold]",
    movement.Pace: "[pace]",
    movement.Level: "A level",
    format_.Fault: "[[faults]]",
    format_.SeriesRule: "[[series]]",
    format_.ContainedExercise: "[[contains]]",
    format_.Good: "[good]",
    format_.KeyPose: "A key pose",
    Programme: "The top of the file",
    GuideCard: "[[guide]]",
    ProgrammeStep: "[[steps]]",
}


def inside(annotation: Any) -> Iterator[Any]:
    """A type and all types that it is made of."""
    yield annotation
    if get_origin(annotation) in (Annotated, Union, types.UnionType, list, tuple, dict):
        for part in get_args(annotation):
            yield from inside(part)


def models(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    yield model
    for field in model.model_fields.values():
        for part in inside(field.annotation):
            if isinstance(part, type) and issubclass(part, BaseModel):
                yield from models(part)


MODELS = list(dict.fromkeys([*models(Exercise), *models(Programme)]))


def section(heading: str, readme: str = README) -> str:
    found = re.search(
        rf"^#+ {re.escape(heading)}\n(.*?)(?=^#+ |\Z)", readme, re.MULTILINE | re.DOTALL
    )
    assert found, f"there is no heading “{heading}”"
    return found[1]


def rows(model: type[BaseModel]) -> dict[str, list[str]]:
    """The cells after the key, of the first table under the model's heading."""
    readme = OF_PROGRAMMES if model in (Programme, GuideCard, ProgrammeStep) else README
    table = section(HEADING[model], readme).split("|---|---|---|---|\n")[1].split("\n\n")[0]
    cells = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in table.strip().split("\n")
    ]
    return {row[0].strip("`"): row[1:] for row in cells}


def fields() -> list[tuple[type[BaseModel], str, FieldInfo]]:
    return [(m, name, field) for m in MODELS for name, field in m.model_fields.items()]


each_field = pytest.mark.parametrize(
    ("model", "key", "field"), fields(), ids=[f"{m.__name__}.{key}" for m, key, _ in fields()]
)


def in_toml(value: object) -> str:
    if value is None:
        return "none"
    return f"`{value if isinstance(value, str) else json.dumps(value)}`"


def test_every_part_of_the_format_has_a_heading() -> None:
    assert set(MODELS) == set(HEADING)


@pytest.mark.parametrize("model", MODELS)
def test_the_documented_keys_are_the_keys_of_the_format(model: type[BaseModel]) -> None:
    assert list(rows(model)) == list(model.model_fields)


@each_field
def test_every_default_is_documented(model: type[BaseModel], key: str, field: FieldInfo) -> None:
    said = rows(model)[key][1]
    if field.is_required():
        assert said == "needed"
    else:
        assert said == in_toml(field.get_default(call_default_factory=True))


@each_field
def test_every_allowed_value_is_documented(
    model: type[BaseModel], key: str, field: FieldInfo
) -> None:
    takes = rows(model)[key][0]
    for part in inside(field.annotation):
        if get_origin(part) is Literal:
            assert [f"`{value}`" for value in get_args(part)] == re.findall(r"`\w+`", takes)


def numbers(annotation: Any, marks: Sequence[object]) -> Iterator[Range | None]:
    """The range of each number that a type is made of; None where it has none."""
    if annotation in (int, float):
        validators = [mark.func for mark in marks if isinstance(mark, AfterValidator)]
        yield next((check for check in validators if isinstance(check, Range)), None)
    elif get_origin(annotation) is Annotated:
        inner, *own = get_args(annotation)
        yield from numbers(inner, [*marks, *own])
    else:
        for part in get_args(annotation):
            yield from numbers(part, marks)


@each_field
def test_every_number_has_a_range_and_it_is_documented(
    model: type[BaseModel], key: str, field: FieldInfo
) -> None:
    for allowed in numbers(field.annotation, field.metadata):
        assert allowed is not None, "a number without a range"
        assert str(allowed) in rows(model)[key][0]


def test_a_number_without_a_range_is_seen() -> None:
    assert list(numbers(dict[str, list[float] | None], [])) == [None]
    assert list(numbers(tuple[ranges.Whole, int], [])) == [Range(1, 1000), None]


def test_the_limits_of_lists_and_files_are_documented() -> None:
    for readme in (README, OF_PROGRAMMES):
        assert f"at most {ranges.MOST_IN_LIST}" in readme
        assert f"at most {MOST_BYTES // 1000} kB" in readme


def test_every_point_prefix_and_unit_is_documented() -> None:
    signals = section("[signals.NAME]")
    for name in (*PAIRED, "nose", *POINT_PREFIXES, *get_args(base.Unit)):
        assert f"`{name}`" in signals


def test_the_table_of_measures_has_their_true_units() -> None:
    table = section("[signals.NAME]").split("|---|---|---|---|\n")[2].split("\n\n")[0]
    said = {}
    for line in table.strip().split("\n"):
        measure, _, unit, _ = (cell.strip() for cell in line.strip("|").split("|"))
        said[measure.strip("`")] = unit.strip("`")
    assert said == {measure.name: measure.unit for measure in MEASURES.values()}


def test_the_key_of_the_measure_names_them_all() -> None:
    assert re.findall(r"`(\w+)`", rows(base.Signal)["measure"][0]) == list(MEASURES)


def test_every_statistic_is_explained() -> None:
    explained = section("[[faults]]").split("| statistic | value |")[1]
    for statistic in get_args(format_.Fault.model_fields["statistic"].annotation):
        assert re.search(rf"^\|.*`{statistic}`.*\|.*\|$", explained, re.MULTILINE)
    explained = section("[[series]]").split("| statistic | value |")[1]
    for statistic in get_args(format_.SeriesRule.model_fields["statistic"].annotation):
        assert f"| `{statistic}` |" in explained


def test_the_usual_gaps_are_documented() -> None:
    leave = rows(movement.Phase)["leave"][2]
    for unit in ("deg", "trunk", "ratio"):
        assert f"{base.DEFAULT_GAP[unit]:g} `{unit}`" in leave


def test_the_whole_small_file_passes_its_own_test(tmp_path: Path) -> None:
    found = re.search(r"```toml\n(.*?)```", README, re.DOTALL)
    assert found
    path = tmp_path / "knee_extension_seated.toml"
    path.write_text(found[1], encoding="utf-8")
    assert check(read(path)) == []


def test_the_small_programme_is_sound(tmp_path: Path) -> None:
    found = re.search(r"```toml\n(.*?)```", OF_PROGRAMMES, re.DOTALL)
    assert found
    path = tmp_path / "a_gentle_start.toml"
    path.write_text(found[1], encoding="utf-8")
    assert not read_programme(path).grows


def texts_in(part: object) -> Iterator[base.Text]:
    """All words of a file, in all its parts."""
    if isinstance(part, base.Text):
        yield part
    elif isinstance(part, BaseModel):
        for name in type(part).model_fields:
            yield from texts_in(getattr(part, name))
    elif isinstance(part, dict | list | tuple):
        for each in part.values() if isinstance(part, dict) else part:
            yield from texts_in(each)


def test_what_comes_with_poseguide_is_in_english_and_danish() -> None:
    parts = [
        *(read(path).exercise for path in paths()), *programmes(), read_why(),
        *(sample.title for sample in samples()),
    ]  # fmt: skip
    texts = list(texts_in(parts))
    assert len(texts) > 400
    assert [text for text in texts if not {"en", "da"} <= set(text.by_language())] == []
    assert {text.en for text in texts} & {text["da"] for text in texts} == set()

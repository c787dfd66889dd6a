"""Finding, checking and loading: all that is wrong in a file at once, in plain words, by line."""

import hashlib
import math
import os
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel
from support.broken_files import broken, problems, write
from support.places import ROOT
from support.toy import HOLD_TOML, TOML, toy

from poseguide.core.errors import (
    DefinitionError,
    LimitError,
    NoCameraError,
    PoseGuideError,
    UnknownExerciseError,
)
from poseguide.definitions.catalog import Definition, load_any, load_exercise, paths, read, tracked
from poseguide.definitions.limits import limit_names, with_limits

PHASE_TWO = 'name = "stretch"'


def line_of(text: str, within: str = TOML) -> int:
    return within[: within.index(text)].count("\n") + 1


# --- loading ----------------------------------------------------------------------------------


def test_a_file_is_loaded_with_its_path_and_the_hash_of_its_bytes(tmp_path: Path) -> None:
    path = write(tmp_path, TOML)
    definition = load_exercise(path)
    assert definition.exercise == toy()
    assert definition.path == path
    assert definition.sha256 == hashlib.sha256(TOML.encode()).hexdigest()
    assert load_exercise(str(path)) == definition


def test_a_file_that_stays_the_same_is_understood_once(tmp_path: Path) -> None:
    path = write(tmp_path, TOML)
    assert load_exercise(path) is load_exercise(path)


def test_a_file_that_was_changed_is_seen_even_with_its_old_time_and_size(tmp_path: Path) -> None:
    path = write(tmp_path, TOML)
    before, was = load_exercise(path), path.stat()
    changed = TOML.replace("Known answers.", "Other answers.")
    path.write_text(changed, encoding="utf-8")
    os.utime(path, ns=(was.st_atime_ns, was.st_mtime_ns))
    assert path.stat().st_size == was.st_size
    assert load_exercise(path).exercise.purpose.en == "Other answers."
    path.write_text(TOML, encoding="utf-8")
    assert load_exercise(path) == before


def test_an_exercise_that_several_pages_share_cannot_be_changed() -> None:
    def parts(of: object) -> Iterator[object]:
        yield of
        if isinstance(of, BaseModel):
            for _, value in of:
                yield from parts(value)
        elif isinstance(of, dict):
            for value in of.values():
                yield from parts(value)
        elif isinstance(of, tuple | list):
            for value in of:
                yield from parts(value)

    for definition in map(load_any, (path.stem for path in paths())):
        assert not any(isinstance(part, list) for part in parts(definition.exercise))
        for part in parts(definition.exercise):
            assert not isinstance(part, BaseModel) or part.model_config["frozen"]


@pytest.mark.parametrize("definition", tracked(), ids=lambda found: found.exercise.id)
def test_every_exercise_that_a_camera_follows_loads_by_its_name(definition: Definition) -> None:
    assert load_exercise(definition.exercise.id) == definition
    assert definition.path in paths()


def test_an_exercise_that_no_camera_sees_says_so_when_it_is_to_be_analysed() -> None:
    with pytest.raises(NoCameraError, match="cannot be seen by a camera"):
        load_exercise("pelvic_floor_hold")


def test_an_unknown_exercise_is_told_with_those_that_exist() -> None:
    with pytest.raises(UnknownExerciseError) as caught:
        load_exercise("pelvic_lift")
    assert caught.value.exercise == "pelvic_lift"
    assert "pelvic_lift_tilt" in caught.value.known
    assert "There is no exercise “pelvic_lift”" in str(caught.value)
    assert ", ".join(caught.value.known) in str(caught.value)
    assert isinstance(caught.value, PoseGuideError)


def test_an_id_cannot_reach_out_of_the_folder() -> None:
    with pytest.raises(UnknownExerciseError):
        load_exercise("../exercises/pelvic_lift_tilt")


# --- what cannot be read ----------------------------------------------------------------------


def test_a_missing_file_and_a_folder_say_why(tmp_path: Path) -> None:
    for path, why in ((tmp_path / "none.toml", "No such file"), (tmp_path, "directory")):
        with pytest.raises(DefinitionError) as caught:
            read(path)
        assert str(caught.value).startswith(f"{path}: cannot be read (")
        assert why in str(caught.value)


def test_bad_toml_is_told_with_its_line(tmp_path: Path) -> None:
    text = TOML.replace("height_cm = [40, 70]", "height_cm = [40, 70")
    (problem,) = problems(tmp_path, text)
    assert "is not TOML" in problem.message
    assert problem.line == line_of("distance_m")
    assert str(problem).startswith(f"{tmp_path / 'toy.toml'}:{problem.line}: ")


def test_a_key_given_twice_is_told(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, TOML.replace('sides = "one"', 'sides = "one"\nsides = "both"'))
    assert "is not TOML" in problem.message


def test_a_file_that_is_not_utf8_is_told(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, TOML.encode("latin-1"))
    assert problem.message == "is not text in UTF-8"


def test_an_empty_file_lacks_everything_and_says_so_of_each_part(tmp_path: Path) -> None:
    told = problems(tmp_path, "")
    needed = {"id", "name", "purpose", "setup", "posture", "sides", "camera", "dose", "signals",
              "start", "good"}  # fmt: skip
    assert {problem.key for problem in told} == needed
    assert {problem.message for problem in told} == {"is missing; add it"}


# --- one thing wrong --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "key", "what", "line"),
    [
        ('posture = "all_fours"', 'posture = "all_fours"\ncolour = "red"', "colour",
         "is not a key of the format; check the spelling", "colour"),
        (PHASE_TWO, f"{PHASE_TWO}\nminimum_s = 1", "phases.2.minimum_s",
         "is not a key of the format; check the spelling", "minimum_s"),
        ('en = "Known answers.", ', "", "purpose.en", "is missing; add it", "purpose"),
        ('en = "Knee", ', "", "signals.knee.label.en", "is missing; add it", "label = { da"),
        ('da = "Knæ"', 'dk = "Knæ"', "signals.knee.label.dk",
         "is not the code of a language, such as en, da or de", 'label = { en = "Knee"'),
        ('da = "Stræk."', 'da = ""', "phases.2.cue.da", "must not be empty", 'cue = { en = "Str'),
        ("hold_s = 0.5", 'hold_s = "long"', "start.hold_s", "must be a number", "hold_s"),
        ("hold_s = 0.5", "hold_s = 0", "start.hold_s", "must be from 0.01 to 600", "hold_s"),
        ("min_s = 0.1", "min_s = -1", "phases.1.min_s", "must be from 0 to 600", "min_s = -1"),
        ("repetitions = [6, 10]", "repetitions = [6.5, 10]", "dose.repetitions.1",
         "must be a whole number", "repetitions"),
        ("repetitions = [6, 10]", "repetitions = [6, 10]\nper_side = \"perhaps\"",
         "dose.per_side", "must be true or false", "per_side"),
        ('setup = { en = "Rest.", da = "Hvil." }', "setup = 5", "setup",
         "must be a table, such as {en = \"…\", da = \"…\"}", "setup"),
        ('sides = "one"', 'sides = "left"', "sides", "must be one of 'one', 'both' or 'alternate'",
         "sides"),
        ('points = ["hip", "knee", "ankle"]', 'points = "hip"', "signals.knee.points",
         "must be a list in [brackets]", 'points = "hip"'),
        ('points = ["hip", "knee", "ankle"]', 'points = ["hip", "knee"]', "signals.knee",
         "the measure “angle” takes 3 points, not 2", "[signals.knee]"),
        ("above = 80, below = 110", "above = 110, below = 80", "start.when.1",
         "“above” (110) must be less than “below” (80)", "when ="),
        (PHASE_TWO, 'name = "Stretch!"', "phases.2.name",
         "must be small letters, digits and _, beginning with a letter", 'name = "Stretch!"'),
        # what no single part can know
        ('id = "toy"', 'id = "other"', "id", "must be the file's name, “toy”, not “other”", "id"),
        ('enter = [{ signal = "hip", above = 150', 'enter = [{ signal = "hop", above = 150',
         "phases.2.enter.1.signal", "there is no signal “hop”; the file has hip, knee, trunk",
         'enter = [{ signal = "hop"'),
        ('main = "hip"', 'main = "hop"', "repetition.main",
         "there is no signal “hop”; the file has hip, knee, trunk", "main"),
        ('signal = "trunk"', 'signal = "trunck"', "start.keep.1.signal",
         "there is no signal “trunck”; the file has hip, knee, trunk", "keep"),
        ("above = 185", 'above = 185\nphase = "up"', "faults.1.phase",
         "there is no phase “up”; the file has tuck, stretch", 'phase = "up"'),
        ("above = 185", 'above = 185\nunless = ["too_fast"]', "faults.1.unless",
         "no fault “too_fast” stands before this one", "unless"),
        ('name = "too_high"', 'name = "tuck"', "faults.1.name", "“tuck” is used twice",
         'name = "tuck"\nsignal'),
        ('statistic = "seconds"', 'statistic = "count"', "faults.2",
         "“count” needs [repetition.parts] or [cycle.parts]", None),
        ("above = 185", "above = 185\nexample = { middle = { hip = 1.0 } }", "faults.1.example",
         "there is no key pose “middle”; [good] has start, top", "example"),
        ('anchor = "wrist"', 'anchor = "left_wrist"', "good.anchor",
         "“left_wrist” is not a point", "anchor"),
    ],
)  # fmt: skip
def test_each_thing_wrong_is_told_in_plain_words_with_key_and_line(
    tmp_path: Path, old: str, new: str, key: str, what: str, line: str | None
) -> None:
    text = TOML.replace(old, new, 1)
    assert text != TOML
    (problem,) = problems(tmp_path, text)
    assert (problem.key, problem.message) == (key, what)
    if line is not None:
        assert problem.line == line_of(line, text)
    assert str(tmp_path / "toy.toml") in str(problem)


def test_a_start_cannot_be_defined_by_what_is_measured_from_it(tmp_path: Path) -> None:
    hip = 'points = ["shoulder", "hip", "knee"]'
    (problem,) = broken(tmp_path, (hip, f'{hip}\nfrom_start = "change"'))
    assert problem.key == "start.when.1"
    assert "“hip” is measured from the start posture and cannot define it" in problem.message


def test_what_is_measured_from_the_start_may_have_to_stay_true(tmp_path: Path) -> None:
    change = TOML.replace('measure = "tilt"', 'measure = "tilt"\nfrom_start = "change"')
    assert read(write(tmp_path, change)).exercise.signals["trunk"].from_start == "change"


def test_a_file_is_a_repetition_or_a_hold_and_not_both_or_neither(tmp_path: Path) -> None:
    either = "give one of [repetition] with [[phases]], [cycle] and [hold]"
    assert [p.message for p in problems(tmp_path, TOML + HOLD_TOML)] == [either]
    start, end = TOML.index("[repetition]"), TOML.index("[[phases]]")
    neither = TOML[:start] + TOML[end:]
    belong = "[[phases]] belong to a [repetition]"
    assert {p.message for p in problems(tmp_path, neither)} == {either, belong}
    held = TOML[:start] + TOML[TOML.index("[good]") :] + HOLD_TOML
    assert load_exercise(write(tmp_path, held)).exercise.hold is not None


def test_a_repetition_needs_a_phase(tmp_path: Path) -> None:
    start, end = TOML.index("[[phases]]"), TOML.index("[[faults]]")
    (problem,) = problems(tmp_path, TOML[:start] + TOML[end:])
    assert problem.message == "a repetition needs at least one of [[phases]]"
    assert problem.line == line_of("[repetition]")


# --- many things wrong ------------------------------------------------------------------------


def test_all_problems_of_the_parts_are_told_at_once(tmp_path: Path) -> None:
    told = broken(
        tmp_path,
        ('en = "Toy", ', ""),
        ('posture = "all_fours"', 'posture = "flying"'),
        ("[start]\nhold_s = 0.5", '[start]\nhold_s = "long"\nspeed = 1'),
        (PHASE_TWO, 'name = "STRETCH"'),
        ('anchor = "wrist"', ""),
    )
    assert {problem.key for problem in told} == {
        "name.en", "posture", "start.hold_s", "start.speed", "phases.2.name", "good.anchor",
    }  # fmt: skip
    assert all(problem.line for problem in told)


def test_all_wrong_names_are_told_at_once(tmp_path: Path) -> None:
    told = broken(
        tmp_path,
        ('id = "toy"', 'id = "tay"'),
        ('main = "hip"', 'main = "hop"'),
        ("above = 185", 'above = 185\nphase = "up"'),
        ("below = 1.0", 'below = 1.0\nphase = "down"'),
        ('anchor = "wrist"', 'anchor = "hand"'),
    )
    assert {problem.key for problem in told} == {
        "id", "repetition.main", "faults.1.phase", "faults.2.phase", "good.anchor",
    }  # fmt: skip


def test_the_message_has_a_line_for_each_problem(tmp_path: Path) -> None:
    path = write(tmp_path, "id = 5\nnothing = true\n")
    with pytest.raises(DefinitionError) as caught:
        read(path)
    lines = str(caught.value).splitlines()
    assert len(lines) == len(caught.value.problems)
    assert f"{path}:1: id: must be text in quotes" in lines
    assert f"{path}:2: nothing: is not a key of the format; check the spelling" in lines
    assert not any("pydantic" in line or "Input should" in line for line in lines)


# --- a person's own limits --------------------------------------------------------------------


def test_limits_are_named_after_their_fault_or_phase_and_signal() -> None:
    assert limit_names(toy()) == {
        "too_high": 185, "too_fast": 1.0, "tuck.hip": 60, "stretch.hip": 150,
    }  # fmt: skip


@pytest.mark.parametrize("name", ["too_high", "too_fast", "tuck.hip", "stretch.hip"])
def test_one_limit_is_changed_and_no_other(name: str) -> None:
    changed = with_limits(toy(), {name: 57.0})
    assert limit_names(changed) == limit_names(toy()) | {name: 57.0}
    assert changed.model_dump(exclude={"faults", "phases"}) == toy().model_dump(
        exclude={"faults", "phases"}
    )


def test_several_limits_are_changed_and_the_exercise_given_stays_as_it_was() -> None:
    before = toy()
    changed = with_limits(before, {"too_high": 170, "stretch.hip": 140})
    assert changed.faults[0].above == 170
    assert changed.faults[0].below is None
    assert changed.phases[1].enter[0].above == 140
    assert before == toy()


def test_no_limits_change_nothing() -> None:
    assert with_limits(toy(), {}) == toy()


@pytest.mark.parametrize("name", ["too_low", "tuck.knee", "start.hip", "hip", "tuck", ""])
def test_an_unknown_limit_is_told_with_those_that_exist(name: str) -> None:
    with pytest.raises(LimitError) as caught:
        with_limits(toy(), {name: 1.0})
    assert str(caught.value) == (
        f"toy has no limit “{name}”. It has: stretch.hip, too_fast, too_high, tuck.hip."
    )


def test_a_definition_takes_the_limits_that_its_exercise_still_has(tmp_path: Path) -> None:
    definition = read(write(tmp_path, TOML))
    assert isinstance(definition, Definition)
    own = definition.with_limits({"too_high": 170.0, "gone_since": 5.0})
    assert limit_names(own.exercise) == limit_names(toy()) | {"too_high": 170.0}
    assert (own.path, own.sha256) == (definition.path, definition.sha256)
    assert definition.with_limits({"gone_since": 5.0}) is definition
    assert definition.with_limits({}) is definition
    with pytest.raises(LimitError, match="cannot take"):
        definition.with_limits({"too_high": math.inf})


@pytest.mark.parametrize("definition", tracked(), ids=lambda found: found.exercise.id)
def test_every_limit_of_every_exercise_can_be_a_persons_own(definition: Definition) -> None:
    exercise = definition.exercise
    for name, value in limit_names(exercise).items():
        own = with_limits(exercise, {name: value + 0.001})
        assert limit_names(own)[name] == value + 0.001


def test_the_toy_of_these_tests_is_a_clean_file(tmp_path: Path) -> None:
    data: dict[str, Any] = tomllib.loads(TOML)
    assert read(write(tmp_path, TOML)).exercise.id == data["id"]


def test_no_exercise_is_named_in_the_code() -> None:
    ids = [path.stem for path in paths()]
    assert "squat" in ids
    named = re.compile(rf"\b({'|'.join(ids)})\b")
    found = {
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in (ROOT / "poseguide").rglob("*.py")
        for match in named.finditer(path.read_text(encoding="utf-8"))
    }
    assert not found

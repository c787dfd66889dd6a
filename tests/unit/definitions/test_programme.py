"""Programme files: what comes along, what is taken, and every mistake with its line."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from poseguide.core.errors import DefinitionError, PoseGuideError, Problem, UnknownProgrammeError
from poseguide.core.i18n import LANGUAGES, Language
from poseguide.definitions import catalog
from poseguide.definitions.base import Text
from poseguide.definitions.catalog import load_any, paths
from poseguide.definitions.programme import (
    WEEKDAYS,
    Programme,
    is_programme,
    load_programme,
    programme_from_table,
    programme_paths,
    programmes,
    programmes_folder,
    read_programme,
    table_of,
    worst_clashes,
)
from poseguide.definitions.schema import BaseExercise, Exercise, PacedExercise

#: More than this in one sentence is hard to read aloud or on a phone.
LONGEST_WORDS = 25

WHOLE = """\
id = "toy"
name = { en = "Toy", da = "Legetøj" }
purpose.en = "Known answers."
purpose.da = "Kendte svar."
source = { en = "Made up.", da = "Fundet på." }
days = ["mon", "wed"]
times = ["08:00", "20:30"]
felt_after_weeks = [4, 6]

[[guide]]
name = "first"
title = { en = "First", da = "Først" }
text = { en = "Read.", da = "Læs." }
once = true

[[steps]]
exercise = "leg_stretch_seated"
repetitions = 3
seconds = 15
rest_s = 20

[[steps]]
exercise = "squat"
repetitions = 4
sets = 1

[[steps]]
exercise = "pelvic_floor_hold"
levels = [1, 5]
"""

each_programme = pytest.mark.parametrize("programme", programmes(), ids=lambda one: one.id)
each_language = pytest.mark.parametrize("language", LANGUAGES)


def write(folder: Path, text: str | bytes, name: str = "toy.toml") -> Path:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def changed(*changes: tuple[str, str]) -> str:
    """The whole file after these replacements, each of which must change it."""
    text = WHOLE
    for old, new in changes:
        assert text.count(old) >= 1, old
        text = text.replace(old, new, 1)
    return text


def problems(folder: Path, text: str | bytes, name: str = "toy.toml") -> list[Problem]:
    """Everything that is told of a broken file."""
    with pytest.raises(DefinitionError) as caught:
        read_programme(write(folder, text, name))
    return list(caught.value.problems)


def line_of(part: str, text: str) -> int:
    return text[: text.index(part)].count("\n") + 1


def texts(programme: Programme) -> list[Text]:
    """Every word of a programme."""
    cards = [text for card in programme.guide for text in (card.title, card.text)]
    return [programme.name, programme.purpose, programme.source, *programme.cautions, *cards]


def sentences(text: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.?!])\s+", text) if part]


def described(name: str) -> BaseExercise:
    return load_any(name).exercise


# --- those that come along ----------------------------------------------------------------------


def test_four_programmes_come_along_by_their_ids() -> None:
    known = ["desk_muscle_pump", "pelvic_floor", "slow_strength", "vein_pump"]
    assert [one.id for one in programmes()] == known
    assert [path.stem for path in programme_paths()] == known
    assert [load_programme(name) for name in known] == programmes()


def test_the_vein_pump_is_the_leaflet_from_one_to_seven() -> None:
    pump = load_programme("vein_pump")
    assert [step.exercise for step in pump.steps] == [
        "belly_breathing", "ankle_pump_supine", "pelvic_lift_tilt", "belly_slosh",
        "leg_stretch_supine", "leg_extension_all_fours", "elbow_rest",
    ]  # fmt: skip
    for number, step in enumerate(pump.steps, start=1):
        source = described(step.exercise).dose.source
        assert f"exercise {number}:" in source.en
        assert f"øvelse {number}:" in source.da
    assert pump.days == WEEKDAYS
    (time,) = pump.times
    assert "12:00" < time < "21:00"


def test_the_vein_pump_alone_is_for_the_worst_pain() -> None:
    assert [one.id for one in programmes() if one.worst] == ["vein_pump"]
    assert worst_clashes(programmes()) == []


def test_there_is_time_to_come_from_the_back_to_hands_and_knees() -> None:
    rests = {step.exercise: step.rest_s for step in load_programme("vein_pump").steps}
    longest = max(rests, key=lambda name: rests[name])
    assert longest == "leg_extension_all_fours"


def test_the_desk_is_for_the_breaks_of_working_days_on_a_chair() -> None:
    desk = load_programme("desk_muscle_pump")
    exercises = [described(step.exercise) for step in desk.steps]
    assert [one.id for one in exercises] == [
        "heel_raise_seated", "foot_tap_seated", "leg_stretch_seated",
    ]  # fmt: skip
    assert all(isinstance(one, Exercise) and one.posture == "seated" for one in exercises)
    assert desk.days == WEEKDAYS[:5]
    assert len(desk.times) == 2


def test_the_pelvic_floor_is_as_often_as_its_source_says_and_climbs_its_levels() -> None:
    floor = load_programme("pelvic_floor")
    (step,) = floor.steps
    exercise = described(step.exercise)
    assert isinstance(exercise, PacedExercise)
    assert (floor.days, len(floor.times)) == (WEEKDAYS, exercise.dose.times_a_day)
    assert step.levels == (1, 2, 3, 4)
    lengths = [exercise.pace.levels[level - 1].seconds[0] for level in step.levels]
    assert lengths == sorted(set(lengths))
    assert exercise.dose.repetitions is not None
    low, high = exercise.dose.repetitions
    for level in step.levels:
        assert low <= exercise.pace.levels[level - 1].repetitions <= high
    assert floor.felt_after_weeks == (4, 6)


def test_stopping_the_stream_is_the_only_card_for_once_and_warns_of_doing_it_again() -> None:
    (card,) = [card for card in load_programme("pelvic_floor").guide if card.once]
    for words in ("once", "exercise", "empty", "infection"):
        assert words in f"{card.title.en} {card.text.en}"
    for words in ("én gang", "øvelse", "tømt", "betændelse"):
        assert words in f"{card.title.da} {card.text.da}"


def test_slow_strength_has_a_day_of_rest_after_each_of_its_three_days() -> None:
    strength = load_programme("slow_strength")
    assert [step.exercise for step in strength.steps] == [
        "sit_to_stand", "heel_raise_standing", "squat", "march_standing",
    ]  # fmt: skip
    places = [WEEKDAYS.index(day) for day in strength.days]
    gaps = [(later - day) % 7 for day, later in zip(places, places[1:] + places[:1], strict=True)]
    assert len(places) == 3
    assert min(gaps) >= 2
    assert strength.grows


@each_programme
def test_every_sentence_is_short_and_told_twice(programme: Programme) -> None:
    for text in texts(programme):
        assert len(sentences(text.en)) == len(sentences(text.da)), text
        for language in LANGUAGES:
            for sentence in sentences(text[language]):
                assert len(sentence.split()) <= LONGEST_WORDS, sentence


@each_programme
def test_no_words_are_copied_from_one_language_to_the_other(programme: Programme) -> None:
    for text in texts(programme):
        assert not set(sentences(text.en)) & set(sentences(text.da))


@each_programme
@each_language
def test_dashes_are_not_in_the_words(programme: Programme, language: Language) -> None:
    assert not [text for text in texts(programme) if re.search("[–—]", text[language])]


# --- what is taken ------------------------------------------------------------------------------


def test_a_file_is_read_as_it_stands(tmp_path: Path) -> None:
    toy = read_programme(write(tmp_path, WHOLE))
    assert (toy.days, toy.times, toy.felt_after_weeks) == (
        ("mon", "wed"),
        ("08:00", "20:30"),
        (4, 6),
    )
    stretch, squat, squeeze = toy.steps
    assert (stretch.repetitions, stretch.seconds, stretch.sets, stretch.rest_s) == (3, 15, None, 20)
    assert (squat.repetitions, squat.sets, squat.rest_s) == (4, 1, 15)
    assert squeeze.levels == (1, 5)
    assert toy.guide[0].once
    assert (toy.grows, toy.worst) == (True, False)


def test_a_programme_is_understood_anew_when_an_exercise_in_it_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path, WHOLE)
    exercises = tmp_path / "exercises"
    shutil.copytree(catalog.folder(), exercises)
    monkeypatch.setattr(catalog, "folder", lambda: exercises)
    assert read_programme(path) is read_programme(path)
    squat = exercises / "squat.toml"
    text = squat.read_text(encoding="utf-8")
    squat.unlink()
    with pytest.raises(DefinitionError, match="there is no exercise “squat”"):
        read_programme(path)
    squat.write_text(text, encoding="utf-8")
    assert read_programme(path).steps[1].exercise == "squat"


def test_what_is_left_out_has_its_usual_value(tmp_path: Path) -> None:
    toy = read_programme(write(tmp_path, changed(('days = ["mon", "wed"]\n', ""))))
    assert toy.days == WEEKDAYS


@pytest.mark.parametrize(("repetitions", "sets"), [(1, 1), (4, 2), (5, 2), (12, 2)])
def test_fewer_than_the_dose_and_up_to_its_most_are_taken(
    tmp_path: Path, repetitions: int, sets: int
) -> None:
    assert described("squat").dose.repetitions == (5, 12)
    text = changed(("repetitions = 4\nsets = 1", f"repetitions = {repetitions}\nsets = {sets}"))
    step = read_programme(write(tmp_path, text)).steps[1]
    assert (step.repetitions, step.sets) == (repetitions, sets)


def test_what_a_camera_counts_beside_a_pace_may_be_told_in_repetitions(tmp_path: Path) -> None:
    lift = 'exercise = "pelvic_floor_lift"\nrepetitions = 3'
    text = changed(('exercise = "pelvic_floor_hold"\nlevels = [1, 5]', lift))
    assert read_programme(write(tmp_path, text)).steps[2].repetitions == 3


@each_programme
def test_a_programme_goes_through_json_and_back(programme: Programme) -> None:
    table: dict[str, Any] = json.loads(json.dumps(table_of(programme)))
    assert programme_from_table(table, Path(f"{programme.id}.toml")) == programme


def test_a_table_is_checked_as_a_file_is(tmp_path: Path) -> None:
    table = table_of(read_programme(write(tmp_path, WHOLE)))
    table["steps"][1]["repetitions"] = 13
    table["times"] = ["8:00"]
    with pytest.raises(DefinitionError) as caught:
        programme_from_table(table, Path("toy.toml"))
    found = {problem.key: problem.line for problem in caught.value.problems}
    assert found == {"steps.2.repetitions": None, "times.1": None}


def test_an_unknown_programme_is_told_with_those_that_exist() -> None:
    for name in ("vein", "../programmes/vein_pump", ""):
        with pytest.raises(UnknownProgrammeError) as caught:
            load_programme(name)
        assert caught.value.programme == name
        assert caught.value.known == tuple(one.id for one in programmes())
        assert f"There is no programme “{name}”" in str(caught.value)
        assert isinstance(caught.value, PoseGuideError)


# --- what cannot be read ------------------------------------------------------------------------


def test_a_missing_file_says_why(tmp_path: Path) -> None:
    with pytest.raises(DefinitionError) as caught:
        read_programme(tmp_path / "none.toml")
    assert "cannot be read (No such file" in str(caught.value)


def test_bad_toml_is_told_with_its_line(tmp_path: Path) -> None:
    text = changed(('days = ["mon", "wed"]', 'days = ["mon", wed]'))
    (problem,) = problems(tmp_path, text)
    assert "is not TOML" in problem.message
    assert problem.line == line_of("days", text)


def test_a_file_that_is_not_utf8_is_told(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, WHOLE.encode("latin-1"))
    assert problem.message == "is not text in UTF-8"


def test_an_empty_file_lacks_what_is_needed(tmp_path: Path) -> None:
    told = problems(tmp_path, "")
    assert {problem.key for problem in told} == {
        "id",
        "name",
        "purpose",
        "source",
        "times",
        "steps",
    }
    assert {problem.message for problem in told} == {"is missing; add it"}


# --- one thing wrong ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "key", "what", "line"),
    [
        # names
        ('id = "toy"', 'id = "other"', "id", "must be the file's name, “toy”, not “other”", "id"),
        ('"squat"', '"squats"', "steps.2.exercise", "there is no exercise “squats”; there are "
         "ankle_pump_supine, ", 'exercise = "squats"'),
        ("sets = 1", "set = 1", "steps.2.set", "is not a key of the format; check the spelling",
         "set = 1"),
        ("once = true", "one = true", "guide.1.one", "is not a key of the format; check the "
         "spelling", "one = true"),
        # words
        ('en = "Toy", ', "", "name.en", "is missing; add it", "name"),
        ('purpose.en = "Known answers."\n', "", "purpose.en", "is missing; add it", "purpose"),
        ('da = "Læs."', 'da = ""', "guide.1.text.da", "must not be empty", "text ="),
        # amounts
        ("repetitions = 4", "repetitions = 13", "steps.2.repetitions",
         "must be at most 12, the most of the dose of squat", "repetitions = 13"),
        ("repetitions = 4", "repetitions = 0", "steps.2.repetitions", "must be from 1 to 1000",
         "repetitions = 0"),
        ("repetitions = 4", "repetitions = 4.5", "steps.2.repetitions", "must be a whole number",
         "repetitions = 4.5"),
        ("sets = 1", "sets = 3", "steps.2.sets",
         "must be at most 2, the most of the dose of squat", "sets = 3"),
        ("sets = 1", "seconds = 10", "steps.2.seconds",
         "squat has no seconds in its dose; leave it out", "seconds = 10"),
        ("seconds = 15", "seconds = 20.5", "steps.1.seconds",
         "must be at most 20, the most of the dose of leg_stretch_seated", "seconds"),
        ("seconds = 15", "seconds = 0.5", "steps.1.seconds", "must be from 1 to 600", "seconds"),
        ('"squat"\nrepetitions = 4', '"elbow_rest"\nrepetitions = 4', "steps.2.repetitions",
         "elbow_rest has no repetitions in its dose; leave it out", "repetitions = 4"),
        ("rest_s = 20", "rest_s = -1", "steps.1.rest_s", "must be from 0 to 600", "rest_s"),
        ("rest_s = 20", "rest_s = inf", "steps.1.rest_s", "must be a finite number", "rest_s"),
        # levels
        ("levels = [1, 5]", "levels = [1, 6]", "steps.3.levels.2",
         "there is no level 6; pelvic_floor_hold has 1 to 5", "levels"),
        ("levels = [1, 5]", "levels = [0]", "steps.3.levels.1", "must be from 1 to 1000", "levels"),
        ("levels = [1, 5]", "levels = [2, 1, 2]", "steps.3.levels", "“2” is named twice",
         "levels"),
        ("levels = [1, 5]", "levels = 1", "steps.3.levels", "must be a list in [brackets]",
         "levels"),
        ("sets = 1", "levels = [1]", "steps.2.repetitions",
         "“levels” say how much: give one of both", "repetitions = 4"),
        ("repetitions = 4\nsets = 1", "levels = [1]", "steps.2.levels",
         "squat has no levels; leave it out", "levels = [1]"),
        ("levels = [1, 5]", "repetitions = 10", "steps.3.repetitions",
         "pelvic_floor_hold is led by a pace; give “levels” instead", "repetitions = 10"),
        # times
        ('"08:00"', '"8:00"', "times.1", "must be a time of day such as 08:00 or 16:30, up to "
         "23:59", "times"),
        ('"20:30"', '"24:00"', "times.2", "must be a time of day such as 08:00 or 16:30, up to "
         "23:59", "times"),
        ('"20:30"', '"20:30\\n"', "times.2", "must be a time of day such as 08:00 or 16:30, up to "
         "23:59", "times"),
        ('"08:00"', "08:00:00", "times.1", "must be text in quotes", "times"),
        ('"20:30"', '"08:00"', "times", "“08:00” is named twice", "times"),
        ('"08:00", "20:30"', '"20:30", "08:00"', "times", "must be in the order of the day",
         "times"),
        ('["08:00", "20:30"]', "[]", "times", "must have at least 1 in its list", "times"),
        ('times = ["08:00", "20:30"]\n', "", "times", "is missing; add it", None),
        # days
        ('["mon", "wed"]', "[]", "days", "must have at least 1 in its list", "days"),
        ('["mon", "wed"]', '"mon"', "days", "must be a list in [brackets]", "days"),
        ('["mon", "wed"]', '["mon", "mon"]', "days", "“mon” is named twice", "days"),
        ('["mon", "wed"]', '["wed", "mon"]', "days",
         "must be in the order of the week, “mon” first", "days"),
        ('"wed"', '"Wednesday"', "days.2", "must be one of 'mon', 'tue', 'wed', 'thu', 'fri', "
         "'sat' or 'sun'", "days"),
        # the rest
        ("[4, 6]", "[6, 4]", "felt_after_weeks", "goes from the fewest weeks to the most",
         "felt_after_weeks"),
        ("felt_after_weeks = [4, 6]", 'grows = "yes"', "grows", "must be true or false", "grows"),
        ("[[guide]]", '[[guide]]\nname = "first"\ntitle = { en = "A", da = "B" }\n'
         'text = { en = "C", da = "D" }\n[[guide]]', "guide", "“first” is named twice",
         "[[guide]]"),
    ],
)  # fmt: skip
def test_each_thing_wrong_is_told_in_plain_words_with_key_and_line(
    tmp_path: Path, old: str, new: str, key: str, what: str, line: str | None
) -> None:
    text = changed((old, new))
    problem = next(one for one in problems(tmp_path, text) if one.key == key)
    assert problem.message.startswith(what)
    assert problem.line == (line_of(line, text) if line is not None else None)
    assert str(tmp_path / "toy.toml") in str(problem)


def test_one_thing_wrong_is_told_once(tmp_path: Path) -> None:
    assert len(problems(tmp_path, changed(("repetitions = 4", "repetitions = 13")))) == 1
    assert len(problems(tmp_path, changed(('"08:00"', '"8:00"')))) == 1


def test_a_programme_needs_a_step(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, WHOLE[: WHOLE.index("[[steps]]")])
    assert (problem.key, problem.message) == ("steps", "is missing; add it")
    (problem,) = problems(tmp_path, "steps = []\n" + WHOLE[: WHOLE.index("[[steps]]")])
    assert (problem.key, problem.line) == ("steps", 1)
    (problem,) = problems(tmp_path, "steps = [5]\n" + WHOLE[: WHOLE.index("[[steps]]")])
    assert (problem.key, problem.line) == ("steps.1", 1)


def test_doubled_and_unsorted_times_are_both_told(tmp_path: Path) -> None:
    text = changed(('"08:00", "20:30"', '"20:30", "08:00", "20:30"'))
    (problem,) = problems(tmp_path, text)
    assert problem.message == "“20:30” is named twice, and must be in the order of the day"


def test_all_problems_are_told_at_once(tmp_path: Path) -> None:
    text = changed(
        ('id = "toy"', 'id = "other"'),
        ('en = "Toy", ', ""),
        ('["mon", "wed"]', "[]"),
        ('"08:00"', '"8 am"'),
        ("rest_s = 20", 'rest_s = "long"'),
        ("repetitions = 3", "repetitions = 30"),
        ('"squat"', '"squats"'),
        ("sets = 1", "set = 1"),
        ("levels = [1, 5]", "levels = [9]"),
    )
    told = problems(tmp_path, text)
    assert [problem.key for problem in told] == [
        "id", "name.en", "days", "times.1", "steps.1.repetitions", "steps.1.rest_s",
        "steps.2.exercise", "steps.2.set", "steps.3.levels.1",
    ]  # fmt: skip
    assert [problem.line for problem in told] == sorted(problem.line or 0 for problem in told)
    assert not any("pydantic" in str(problem) or "Input" in str(problem) for problem in told)


def test_a_step_whose_exercise_is_broken_points_to_its_check(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "exercises").mkdir()
    write(tmp_path / "exercises", 'id = "squat"\n', "squat.toml")
    monkeypatch.setattr("poseguide.definitions.catalog.folder", lambda: tmp_path / "exercises")
    told = {problem.key: problem.message for problem in problems(tmp_path, WHOLE)}
    assert told["steps.2.exercise"] == (
        "the file of “squat” is broken; `poseguide check` tells what is wrong"
    )
    assert told["steps.1.exercise"].startswith("there is no exercise “leg_stretch_seated”")


# --- beside each other --------------------------------------------------------------------------


def test_a_second_programme_for_the_worst_pain_is_told() -> None:
    pump, desk = load_programme("vein_pump"), load_programme("desk_muscle_pump")
    (clash,) = worst_clashes([pump, desk.model_copy(update={"worst": True})])
    assert clash.path == programmes_folder() / "desk_muscle_pump.toml"
    assert (clash.key, clash.message) == (
        "worst", "“vein_pump” is begun already when the pain is worst",
    )  # fmt: skip


def test_a_file_is_told_from_an_exercise_by_what_stands_in_it(tmp_path: Path) -> None:
    assert all(is_programme(path) for path in programme_paths())
    assert not any(is_programme(path) for path in paths())
    assert is_programme(write(tmp_path, "steps = 5", "any.toml"))
    assert not is_programme(write(tmp_path, "steps = = 5", "any.toml"))
    assert not is_programme(write(tmp_path, "pace = 5\nsteps = 5\nsignals = 5", "any.toml"))
    assert not is_programme(tmp_path / "none.toml")


def test_the_file_of_these_tests_is_sound(tmp_path: Path) -> None:
    assert read_programme(write(tmp_path, WHOLE)).id == "toy"

"""Files that are made, or happen, to take all memory or time are refused at once in a sentence."""

import os
import re
import time
from pathlib import Path

import pytest
from support.toy import TOML
from typer.testing import CliRunner

from poseguide.authoring.selftest import check
from poseguide.cli.main import app
from poseguide.core.errors import DefinitionError, LimitError, PoseGuideError
from poseguide.core.files import MOST_JSON_BYTES
from poseguide.definitions.catalog import Definition, load_exercise, paths, read
from poseguide.definitions.education import read_why
from poseguide.definitions.limits import with_limits
from poseguide.definitions.programme import is_programme, programme_paths, read_programme
from poseguide.definitions.toml_schema import MOST_BYTES
from poseguide.evaluation.ground_truth import MANIFEST, clips_of

#: What is put before a sound file, and what is said of it.
HARMFUL = {
    "deep lists": (f"x = {'[' * 500}{']' * 500}", "has more than 8 brackets in each other"),
    "deep tables": (f"x = {'{a = ' * 500}1{'}' * 500}", "has more than 8 brackets in each other"),
    "a long number": (f"x = {'9' * 5000}", "has a number of more than 60 digits"),
    "a long hexadecimal number": (f"x = 0x{'f' * 5000}", "has a number of more than 60 digits"),
    "a long key": (f"{'.'.join('a' * 20_000)} = 1", "has a key of more than 8 parts"),
    "a long key in quotes": (" . ".join(['"a.b"'] * 20_000) + " = 1", "has a key of more than 8"),
    "a long heading": (f"[{'.'.join('a' * 20_000)}]\n", "has a key of more than 8 parts"),
    "a long key in a table": (f"x = {{{'.'.join('a' * 20_000)} = 1}}", "has a key of more than 8"),
    "many keys": ("\n".join(f"k{n} = 1" for n in range(20_000)), "problems more"),
    "a large file": ("#" * MOST_BYTES, "has more than 256 kB"),
}


def within(seconds: float, began: float) -> None:
    assert time.process_time() - began < seconds


@pytest.mark.parametrize("kind", HARMFUL)
@pytest.mark.parametrize("door", [read, read_programme, read_why])
def test_a_harmful_file_is_refused_in_a_second(tmp_path: Path, kind: str, door: object) -> None:
    content, what = HARMFUL[kind]
    path = tmp_path / "a.toml"
    path.write_text(f"{content}\n{paths()[0].read_text(encoding='utf-8')}", encoding="utf-8")
    began = time.process_time()
    assert callable(door)
    with pytest.raises(DefinitionError) as caught:
        door(path)
    assert what in str(caught.value)
    is_programme(path)
    within(2.0, began)
    assert len(str(caught.value)) < 100_000


def test_brackets_dots_and_digits_in_words_are_no_harm(tmp_path: Path) -> None:
    words = "[" * 50 + "." * 50 + "7" * 70 + "…"
    for quoted in (f'"{words}"', f"'{words}'", f'"""{words}\n"x"\\"""""', f"'''{words}'''"):
        path = tmp_path / "toy.toml"
        text = f"{TOML}\n# {words}\n"
        path.write_text(text.replace('en = "Toy"', f"en = {quoted}"), encoding="utf-8")
        assert isinstance(read(path), Definition)


def test_a_list_of_many_is_refused_at_once(tmp_path: Path) -> None:
    path = programme_paths()[0]
    text = path.read_text(encoding="utf-8")
    many = ", ".join(['"08:00"'] * 20_000)
    (tmp_path / path.name).write_text(re.sub(r"times = .*", f"times = [{many}]", text), "utf-8")
    began = time.process_time()
    with pytest.raises(DefinitionError, match="times: must have at most 50 in its list"):
        read_programme(tmp_path / path.name)
    within(2.0, began)


def test_a_pipe_and_a_folder_are_no_exercise_files(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.toml"
    os.mkfifo(pipe)
    with pytest.raises(DefinitionError, match="a pipe or a device"):
        read(pipe)
    with pytest.raises(DefinitionError, match="Is a directory"):
        read(tmp_path)


# --- absurd numbers -----------------------------------------------------------------------------


def test_a_posture_to_be_held_for_years_is_refused_with_the_range(tmp_path: Path) -> None:
    path = tmp_path / "toy.toml"
    path.write_text(TOML.replace("hold_s = 0.5", "hold_s = 120000000"), encoding="utf-8")
    result = CliRunner().invoke(app, ["check", str(path)])
    assert result.exit_code == 2
    assert "start.hold_s: must be from 0.01 to 600" in result.output


@pytest.mark.parametrize("value", ["1e9", "-1e300", "inf", "nan"])
def test_a_limit_of_ones_own_has_the_same_range(value: str) -> None:
    exercise = load_exercise("leg_extension_all_fours")
    with pytest.raises(LimitError, match=r"must be (from -1000 to 1000|a finite number)"):
        with_limits(exercise.exercise, {"too_high": float(value)})
    with pytest.raises(LimitError):
        exercise.with_limits({"too_high": float(value)})


@pytest.mark.parametrize(
    ("example", "what"),
    [
        ("{ top = { leg_scale = -3 } }", "faults.1.example.top.leg_scale: must be from 0.01 to 10"),
        ("{ top = { after_s = 900 } }", "faults.1.example.top.after_s: must be from 0 to 600"),
        ("{ top = { tail = 1 } }", "faults.1.example.top.tail: is not a key of the format"),
        ("{ tempo = { scale = 1000 } }", "faults.1.example.tempo.scale: must be from 0.01 to 10"),
        ("{ tempo = { speed = 2 } }", "faults.1.example.tempo.speed: is not a key of the format"),
    ],
)
def test_an_example_can_only_be_what_a_key_pose_can(
    tmp_path: Path, example: str, what: str
) -> None:
    path = tmp_path / "toy.toml"
    path.write_text(TOML.replace("above = 185", f"above = 185\nexample = {example}", 1), "utf-8")
    with pytest.raises(DefinitionError) as caught:
        read(path)
    assert what in str(caught.value)


def test_what_would_take_minutes_to_play_is_told_and_not_played(tmp_path: Path) -> None:
    path = tmp_path / "toy.toml"
    path.write_text(TOML.replace("hold_s = 0.5", "hold_s = 600"), encoding="utf-8")
    began = time.process_time()
    (said,) = check(read(path))
    within(2.0, began)
    assert "pictures in all, and at most 10000 are played" in said


def test_many_signals_of_many_points_are_told_and_not_played(tmp_path: Path) -> None:
    points = ", ".join(['"hip"', '"knee"'] * 25)
    what = f'label = {{ en = "A", da = "A" }}\nmeasure = "length"\npoints = [{points}]\n'
    signals = "".join(f"[signals.s{number}]\n{what}" for number in range(40))
    path = tmp_path / "toy.toml"
    path.write_text(TOML + signals, encoding="utf-8")
    (said,) = check(read(path))
    assert "are played with so many signals and conditions" in said


# --- JSON ---------------------------------------------------------------------------------------

BROKEN_JSON = ["[" * 100_000, f"[{'9' * 5000}]", "{", '{"clips": 3}', "\ufeff{}"]


@pytest.mark.parametrize("text", BROKEN_JSON)
def test_a_harmful_list_of_clips_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / MANIFEST).write_text(text, encoding="utf-8")
    with pytest.raises(PoseGuideError, match="cannot be used"):
        clips_of(tmp_path)


def test_a_list_of_clips_of_many_megabytes_is_refused(tmp_path: Path) -> None:
    with (tmp_path / MANIFEST).open("wb") as file:
        file.truncate(MOST_JSON_BYTES + 1)
    with pytest.raises(PoseGuideError, match="more than 32 MB"):
        clips_of(tmp_path)

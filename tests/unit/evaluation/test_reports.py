"""An evaluation as JSON and as Markdown: the same numbers, for programs and for people."""

from __future__ import annotations

import json

import pytest
from support.judged import other, own, rep, true

from poseguide._version import __version__
from poseguide.evaluation.report_json import (
    as_dict,
    as_json,
    contained_in,
    cross_table,
    not_tracked,
)
from poseguide.evaluation.report_markdown import LEGEND, as_markdown, number, of, section, tables
from poseguide.evaluation.run import AngleErrors, ClipResult

OPTIONS = {"folder": "clips", "variant": None}
DATE = "2026-11-25"

KNEE = (AngleErrors("knee", "image", (1.0, -3.0)), AngleErrors("knee", "space", (5.0,)))
RESULTS = [
    own([rep(1, "low"), rep(5)], [true(1, "low"), true(5)], exercise="a", angles=KNEE),
    other([rep(3)], "b", "a"),
    other([rep(3)], "c", "a", contained="It begins with it."),
    other([rep(3), rep(6)], "a", "negative", clip="still.mp4"),
    other([], "b", "negative", clip="still.mp4"),
    other([], "c", "negative", clip="still.mp4"),
    other([], "a", "b", clip="film.mp4", rendered=False),
    own([rep(1)], None, 2, "b", clip="film.mp4", rendered=False, peaks_s=(1.2, 4.0)),
    other([], "c", "b", clip="film.mp4", rendered=False),
    other([], "a", "dance", clip="dance.mp4", rendered=False),
    other([], "b", "dance", clip="dance.mp4", rendered=False),
    other([rep(2)], "c", "dance", clip="dance.mp4", rendered=False),
]


def rows(lines: list[str], title: str) -> dict[str, list[str]]:
    """The rows of the table under a heading that begins so, by their first cell."""
    at = next(n for n, line in enumerate(lines) if line.startswith(f"## {title}"))
    cells = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in lines[at + 2 : lines.index("", at + 2)]
        if line.startswith("|") and not line.startswith("|-")
    ]
    return {row[0]: row[1:] for row in cells}


# --- JSON ---


def test_the_json_says_what_was_run() -> None:
    table = as_dict(RESULTS, OPTIONS, DATE)
    assert {key: table[key] for key in ("schema", "version", "date", "options")} == {
        "schema": 1, "version": __version__, "date": DATE, "options": OPTIONS,
    }  # fmt: skip
    assert json.loads(as_json(RESULTS, OPTIONS, DATE)) == table


def test_rendered_and_filmed_clips_are_never_mixed() -> None:
    groups = as_dict(RESULTS, OPTIONS, DATE)["groups"]
    rendered, filmed = (groups[name]["all"] for name in ("rendered", "filmed"))
    assert (rendered["counting"]["attempts"], filmed["counting"]["attempts"]) == (2, 2)
    assert (rendered["counting"]["exact_share"], filmed["counting"]["exact_share"]) == (1.0, 0.0)
    assert (rendered["counting"]["obo"], filmed["counting"]["obo"]) == (1.0, 1.0)
    assert rendered["false_repetitions"]["on_pairs"] == 3
    assert filmed["false_repetitions"]["on_pairs"] == 1
    assert filmed["peaks"] == {
        "right": 1, "wrong": 0, "missed": 1, "precision": 1.0, "recall": 0.5, "f1": 0.667,
    }  # fmt: skip


def test_the_json_has_every_exercise_and_none_for_what_cannot_be_told() -> None:
    exercises = as_dict(RESULTS, OPTIONS, DATE)["groups"]["rendered"]["exercises"]
    assert list(exercises) == ["a", "b", "c"]
    assert exercises["a"]["form"]["faults"] == [
        {"exercise": "a", "fault": "low", "true": 1, "right": 1, "wrong": 0, "missed": 0,
         "precision": 1.0, "recall": 1.0, "f1": 1.0}
    ]  # fmt: skip
    assert exercises["a"]["form"]["false_cue_share"] == 0.0
    assert exercises["a"]["form"]["side_accuracy"] == 1.0
    assert exercises["a"]["angles_deg"] == {
        "image": {"knee": {"count": 2, "mae": 2.0, "bias": -1.0, "rmse": 2.236}},
        "space": {"knee": {"count": 1, "mae": 5.0, "bias": 5.0, "rmse": 5.0}},
    }
    assert exercises["b"]["counting"]["mae"] is None
    assert exercises["b"]["form"]["macro_f1"] is None


def test_the_json_lists_own_clips_and_those_with_repetitions_of_something_else() -> None:
    clips = as_dict(RESULTS, OPTIONS, DATE)["clips"]
    assert [(clip["clip"], clip["checker"], clip["found"]) for clip in clips] == [
        ("a.mp4", "a", 2), ("a.mp4", "b", 1), ("a.mp4", "c", 1), ("still.mp4", "a", 2),
        ("film.mp4", "b", 1), ("dance.mp4", "c", 1),
    ]  # fmt: skip
    assert [clip["wrong"] for clip in clips] == [
        [], ["found 1 of 0"], [], ["found 2 of 0"], ["found 1 of 2"], ["found 1 of 0"],
    ]  # fmt: skip


def test_the_cross_table_has_neither_own_clips_nor_contained_exercises() -> None:
    assert cross_table(RESULTS) == {
        "a": {"b": 1},
        "b": {"a": 0, "c": 0},
        "dance": {"a": 0, "b": 0, "c": 1},
        "negative": {"a": 2, "b": 0, "c": 0},
    }
    (pair,) = contained_in(RESULTS)
    assert pair == {"shows": "a", "checker": "c", "why": "It begins with it.", "clips": 1,
                    "counted": 1}  # fmt: skip
    assert not_tracked(RESULTS) == ["dance"]


# --- Markdown ---


def test_the_page_begins_with_what_was_run_and_ends_with_what_it_means() -> None:
    page = as_markdown(RESULTS, OPTIONS | {"variant": "mirror"}, DATE)
    assert page.startswith(f"Version {__version__}, {DATE}; folder clips, variant mirror.\n\n## ")
    assert page.endswith(LEGEND)
    assert as_markdown(RESULTS, OPTIONS, DATE).startswith(
        f"Version {__version__}, {DATE}; folder clips.\n"
    )


def test_counts_are_told_for_each_exercise_and_over_all() -> None:
    lines = tables(RESULTS)
    rendered = rows(lines, "Rendered clips: counts")
    assert list(rendered) == ["exercise", "a", "b", "**all**"]  # c did nothing wrong, and is not
    told = dict(zip(rendered["exercise"], rendered["a"], strict=True))
    assert told["exact"] == told["within one"] == "1 of 1"
    assert (told["MAE"], told["bias"], told["end F1"]) == ("0.00", "0.00", "1.00")
    assert (told["false repetitions"], told["minutes"]) == ("2", "1.9")
    assert dict(zip(rendered["exercise"], rendered["b"], strict=True))["exact"] == "–"
    filmed = rows(lines, "Filmed clips: counts")
    told = dict(zip(filmed["exercise"], filmed["**all**"], strict=True))
    assert (told["clips"], told["attempts"], told["found"]) == ("1", "2", "1")
    assert (told["bias"], told["end F1"], told["peak F1"]) == ("−1.00", "–", "0.67")


def test_faults_sides_and_angles_are_told_where_the_truth_has_them() -> None:
    lines = tables(RESULTS)
    faults = rows(lines, "Rendered clips: faults")
    assert faults["a"] == ["low", "1", "1", "0", "0", "1.00", "1.00", "1.00"]
    assert faults["**all**"][0] == "macro F1 1.00, overall:"
    assert rows(lines, "Rendered clips: verdicts")["a"][2:] == ["1", "0 of 1", "2 of 2"]
    angles = rows(lines, "Rendered clips: joint angles")
    assert angles["a"] == ["2", "2.0 / −1.0 / 2.2", "–", "–", "–"]
    assert not any("Filmed clips: faults" in line for line in lines)
    assert not any("holds and breathing" in line for line in lines)


def test_holds_and_breathing_are_told_where_there_are_any() -> None:
    hold = own([rep(9)], [true(9, hold_s=30.0)], hold_s=32.0, exercise="rest")
    told = rows(tables([hold]), "Rendered clips: holds")
    assert told["longest hold"] == ["s", "1", "2.00", "+2.00", "2.00"]
    assert "breathing" not in told


def test_the_cross_table_is_one_to_read() -> None:
    lines = tables(RESULTS)
    cross = rows(lines, "False repetitions")
    assert cross == {
        "clips show": ["clips", "1", "2", "3"],
        "1 a": ["1", "own", "1", "(1)"],
        "2 b": ["1", "·", "own", "·"],
        "3 c": ["0", "", "", ""],
        "dance": ["1", "·", "·", "1"],
        "negative": ["1", "2", "·", "·"],
    }
    assert "This version does not track dance." in lines
    contained = rows(lines, "Exercises that contain another")
    assert contained["a"] == ["c", "It begins with it.", "1", "1"]


def test_columns_line_up_so_that_the_text_reads_as_a_table() -> None:
    lines = tables(RESULTS)
    at = next(n for n, line in enumerate(lines) if line.startswith("## Rendered clips: counts"))
    table = lines[at + 2 : lines.index("", at + 2)]
    assert len(table) == 5
    assert len({len(line) for line in table}) == 1


def test_a_table_without_rows_is_left_out() -> None:
    assert section("Nothing", ["a"], []) == []


@pytest.mark.parametrize(
    ("value", "plain", "signed"),
    [(1.0, "1.00", "+1.00"), (-0.5, "−0.50", "−0.50"), (-0.001, "0.00", "0.00"),
     (0.0, "0.00", "0.00"), (float("nan"), "–", "–")],
)  # fmt: skip
def test_numbers_have_a_true_minus_and_no_signed_nothing(
    value: float, plain: str, signed: str
) -> None:
    assert number(value) == plain
    assert number(value, sign=True) == signed


def test_a_part_of_nothing_is_a_dash() -> None:
    assert of(3, 4) == "3 of 4"
    assert of(0, 0) == "–"


def test_no_results_are_no_tables() -> None:
    nothing: list[ClipResult] = []
    assert tables(nothing) == []
    assert as_dict(nothing, OPTIONS, DATE)["clips"] == []

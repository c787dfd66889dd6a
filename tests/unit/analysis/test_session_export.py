"""The JSON contract and the table, of a session whose every number is known."""

import csv
import io
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from support.toy import toy

from poseguide._version import __version__
from poseguide.analysis.session_export import as_csv, as_json, session_dict, table
from poseguide.core.records import Counts, Finding, Rep, Session, Source, Span
from poseguide.definitions.catalog import load_exercise, paths, read
from poseguide.definitions.schema import Exercise

HIGH = Finding("too_high", "fault", 191.5, 185.0, "deg", "major")
SLOW = Finding("too_fast", "ok", 3.3, 1.0, "s", "minor", 0.1)
HIDDEN = Finding("too_high", "unseen", None, 185.0, "deg", "major")
WHOLE = Rep(
    1, "left", 1.03333, 3.0, 4.3337, None, None, 125.04,
    (Span("tuck", 1.36666, 2.0), Span("stretch", 2.6, 3.8)), (HIGH, SLOW),
)  # fmt: skip
POOR = Rep(2, "right", 5.0, 6.0, 7.0, "stretch", 3, 60.0, (Span("tuck", 5.2, 6.0),),
           (HIDDEN, SLOW))  # fmt: skip
SESSION = Session(
    exercise="toy",
    definition_sha256="ab" * 32,
    sides="one",
    source=Source("film.mp4", 12.34567, 300, 640, 480),
    counts=Counts().plus(WHOLE).plus(POOR),
    hold_s=None,
    cadence_per_min=12.34567,
    seen_share=0.98765,
    reps=(WHOLE, POOR),
)


def test_the_json_holds_the_whole_contract() -> None:
    assert session_dict(SESSION) == {
        "schema": 3,
        "version": __version__,
        "id": None,
        "started_at": None,
        "person": None,
        "exercise": "toy",
        "definition_sha256": "ab" * 32,
        "limits": None,
        "source": {
            "kind": None, "file": "film.mp4", "duration_s": 12.346, "frames": 300,
            "width_px": 640, "height_px": 480,
        },
        "summary": {
            "complete": 1, "incomplete": 1, "by_side": {"left": 1, "right": 0},
            "hold_s": None, "cadence_per_min": 12.346, "seen_share": 0.988,
            "measured_share": 1.0, "self_paced": False, "view_problems": [],
            "led": None, "corrected": None,
        },
        "pain_before": None,
        "pain_after": None,
        "told": None,
        "note": None,
        "series": [],
        "repetitions": [
            {
                "number": 1, "side": "left", "start_s": 1.033, "peak_s": 3.0, "end_s": 4.334,
                "complete": True, "missing": None, "cut_short": None, "parts": None,
                "phases": [
                    {"name": "tuck", "start_s": 1.367, "end_s": 2.0},
                    {"name": "stretch", "start_s": 2.6, "end_s": 3.8},
                ],
                "findings": [
                    {"rule": "too_high", "verdict": "fault", "value": 191.5, "limit": 185.0,
                     "unit": "deg", "severity": "major", "uncertainty": None},
                    {"rule": "too_fast", "verdict": "ok", "value": 3.3, "limit": 1.0,
                     "unit": "s", "severity": "minor", "uncertainty": 0.1},
                ],
                "said": None,
            },
            {
                "number": 2, "side": "right", "start_s": 5.0, "peak_s": 6.0, "end_s": 7.0,
                "complete": False, "missing": "stretch", "cut_short": None, "parts": 3,
                "phases": [{"name": "tuck", "start_s": 5.2, "end_s": 6.0}],
                "findings": [
                    {"rule": "too_high", "verdict": "unseen", "value": None, "limit": 185.0,
                     "unit": "deg", "severity": "major", "uncertainty": None},
                    {"rule": "too_fast", "verdict": "ok", "value": 3.3, "limit": 1.0,
                     "unit": "s", "severity": "minor", "uncertainty": 0.1},
                ],
                "said": None,
            },
        ],
        "added": None,
    }  # fmt: skip


def test_the_json_text_is_the_same_and_strict() -> None:
    def no_constant(name: str) -> Any:
        pytest.fail(f"{name} is not JSON")

    text = as_json(SESSION)
    assert json.loads(text, parse_constant=no_constant) == session_dict(SESSION)
    assert text.endswith("}\n")


def test_danish_letters_stay_readable_in_the_json() -> None:
    source = replace(SESSION.source, file="bækken.mp4")
    assert '"bækken.mp4"' in as_json(replace(SESSION, source=source))


def test_an_exercise_of_both_sides_has_no_count_per_side() -> None:
    both = replace(SESSION, sides="both", hold_s=9.87654)
    summary = session_dict(both)["summary"]
    assert summary["by_side"] == {"left": None, "right": None}
    assert summary["hold_s"] == 9.877


def test_a_session_without_a_repetition_has_an_empty_list() -> None:
    empty = replace(SESSION, reps=(), counts=Counts(), cadence_per_min=None)
    told = session_dict(empty)
    assert told["repetitions"] == []
    assert (told["summary"]["complete"], told["summary"]["cadence_per_min"]) == (0, None)


def rows(language: str = "en", session: Session = SESSION) -> list[dict[str, str]]:
    table = as_csv(session, toy(), language)  # type: ignore[arg-type]
    return list(csv.DictReader(io.StringIO(table)))


def test_the_csv_has_a_row_a_repetition_and_units_in_its_header() -> None:
    first, second = rows()
    assert first == {
        "number": "1", "side": "left", "start_s": "1.033", "peak_s": "3.000", "end_s": "4.334",
        "complete": "true", "missing": "", "cut_short": "", "parts": "", "hip_range_deg": "125.040",
        "tuck_s": "0.633", "stretch_s": "1.200",
        "too_high_deg": "191.5", "too_fast_s": "3.3", "faults": "too_high", "close": "",
        "cue": "Lower.",
    }  # fmt: skip
    assert (second["complete"], second["missing"], second["parts"]) == ("false", "stretch", "3")
    assert (second["too_high_deg"], second["faults"]) == ("unseen", "")
    assert (second["tuck_s"], second["stretch_s"]) == ("0.800", "")


@pytest.mark.parametrize("path", paths(), ids=lambda path: path.stem)
def test_no_two_columns_of_an_exercise_have_one_name(path: Path) -> None:
    exercise = read(path).exercise
    if isinstance(exercise, Exercise):
        columns, _ = table(replace(SESSION, reps=()), exercise)
        assert len(columns) == len(set(columns))


def test_a_value_that_compares_two_has_no_unit_of_its_own() -> None:
    exercise = load_exercise("belly_breathing").exercise
    columns, _ = table(replace(SESSION, reps=()), exercise)
    assert "short_exhale_ratio" in columns


def test_the_csv_says_the_cue_in_the_language_of_the_person() -> None:
    assert [row["cue"] for row in rows("en")] == ["Lower.", "Stretch."]
    assert [row["cue"] for row in rows("da")] == ["Lavere.", "Stræk."]


def test_a_table_without_repetitions_is_its_header() -> None:
    empty = as_csv(replace(SESSION, reps=()), toy(), "en")
    assert len(empty.splitlines()) == 1
    assert re.match(r"number,side,start_s", empty)


def test_several_faults_stand_in_one_cell() -> None:
    fast = replace(SLOW, verdict="fault", value=0.5)
    (row,) = rows(session=replace(SESSION, reps=(replace(WHOLE, findings=(HIGH, fast)),)))
    assert row["faults"] == "too_high too_fast"
    assert row["cue"] == "Lower."


def test_what_is_close_to_its_limit_stands_in_a_column_of_its_own_and_is_no_fault() -> None:
    close = replace(SLOW, verdict="close", value=1.02)
    (row,) = rows(session=replace(SESSION, reps=(replace(WHOLE, findings=(HIDDEN, close)),)))
    assert (row["faults"], row["close"], row["cue"]) == ("", "too_fast", "")

"""What the desk is given: curves, bands and rows of chosen repetitions, as plain values."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from typing import Any

import pytest
from support.toy import holding_toy, toy

from poseguide.core.i18n import Language
from poseguide.core.records import Finding, FindingVerdict, Rep, Span, WorkSide
from poseguide.definitions.catalog import load_exercise
from poseguide.definitions.schema import Exercise
from poseguide.engine.signal_trace import SignalTrace
from poseguide.reports import review_view as module
from poseguide.reports.review_view import board
from poseguide.training.corrections import Correction, Ruling, review_reps

NAN = math.nan

Signals = dict[str, tuple[float, ...]]


def rep(number: int = 1, start_s: float = 2.0, **changes: Any) -> Rep:
    """Four seconds: a tuck of half a second, then a stretch of one and a half; nothing wrong."""
    spans = (
        Span("tuck", start_s + 0.5, start_s + 1.0),
        Span("stretch", start_s + 1.5, start_s + 3.0),
    )
    findings = (
        Finding("too_high", "ok", 170.0, 185.0, "deg", "major"),
        Finding("too_fast", "ok", 4.0, 1.0, "s", "minor"),
    )
    found = Rep(
        number, "left", start_s, start_s + 2.0, start_s + 4.0, None, None, 120.0, spans, findings
    )
    return replace(found, **changes)


def found(rule: str, verdict: FindingVerdict, value: float | None, of: Rep | None = None) -> Rep:
    """The repetition with another finding for one of its rules."""
    whole = of or rep()
    findings = tuple(
        replace(finding, verdict=verdict, value=value) if finding.rule == rule else finding
        for finding in whole.findings
    )
    return replace(whole, findings=findings)


def shown(
    reps: list[Rep],
    *corrections: Correction,
    track: SignalTrace | None = None,
    language: Language = "en",
    exercise: Exercise | None = None,
) -> dict[str, Any]:
    return board(
        exercise or toy(),
        review_reps(reps, corrections),
        track,
        10.0,
        language,
        title="a.mp4",
        video_url=None,
    ).for_json()


def row(reps: list[Rep], *corrections: Correction, language: Language = "en") -> dict[str, Any]:
    """The first repetition of the board."""
    first: dict[str, Any] = shown(reps, *corrections, language=language)["repetitions"][0]
    return first


def track_of(hip: list[float], knee: list[float] | None = None, step_s: float = 1.0) -> SignalTrace:
    signals = {"hip": tuple(hip), "knee": tuple(knee or hip), "trunk": tuple(hip)}
    times = tuple(step_s * place for place in range(len(hip)))
    sides: tuple[WorkSide, ...] = tuple("left" for _ in hip)
    return SignalTrace(times, sides, signals)


# --- The whole ------------------------------------------------------------------------------


def test_a_board_is_plain_values_without_nan() -> None:
    track = track_of([90.0, NAN, 91.2345] * 3, step_s=0.1)
    whole = shown([found("too_high", "unseen", None, rep(range=NAN))], track=track)
    assert json.loads(json.dumps(whole, allow_nan=False)) == whole
    assert whole["signals"][0]["values"][:3] == [90.0, None, 91.23]
    assert whole["title"] == "a.mp4"
    assert whole["video"] is None


def test_the_time_shown_reaches_to_the_last_repetition() -> None:
    assert shown([rep()])["duration"] == 10.0
    assert shown([rep(start_s=8.0)])["duration"] == 12.0


def test_without_a_curve_there_are_repetitions_alone() -> None:
    whole = shown([rep()])
    assert (whole["times"], whole["signals"], whole["breaks"]) == ([], [], [])
    assert len(whole["repetitions"]) == 1


def test_the_main_signal_comes_first_and_each_has_its_limits() -> None:
    exercise = load_exercise("leg_stretch_seated").exercise
    still: Signals = dict.fromkeys(exercise.signals, (90.0,))
    track = SignalTrace((0.0,), ("left",), still)
    signals = shown([], track=track, exercise=exercise)["signals"]
    assert signals[0]["name"] == exercise.main
    assert sorted(signal["name"] for signal in signals) == sorted(exercise.signals)
    (hip,) = [s for s in shown([], track=track_of([90.0]))["signals"] if s["name"] == "hip"]
    assert [(limit["value"], limit["short"]) for limit in hip["limits"]] == [
        (60, "< 60"), (150, "> 150"), (185, "> 185"),
    ]  # fmt: skip
    assert hip["unit"] == "degrees"


def test_a_line_ends_where_the_other_side_works_and_where_frames_are_missing() -> None:
    signals: Signals = dict.fromkeys(("hip", "knee", "trunk"), (90.0,) * 5)
    times = (0.0, 0.1, 0.2, 0.9, 1.0)
    track = SignalTrace(times, ("left", "left", "right", "right", "right"), signals)
    assert shown([], track=track)["breaks"] == [2, 3]


def test_what_was_not_seen_for_longer_than_a_dropout_is_a_gap() -> None:
    hip = [90.0, 90.0, *[NAN] * 7, 90.0, NAN, 90.0, *[NAN] * 6]
    signals = shown([], track=track_of(hip, [90.0] * len(hip), step_s=0.1))["signals"]
    assert signals[0]["gaps"] == [[0.1, 0.9], [1.1, 1.7]]
    assert signals[1]["name"] == "knee"
    assert signals[1]["gaps"] == []


def test_a_signal_from_the_start_posture_is_not_unseen_before_it_was_taken() -> None:
    exercise = load_exercise("leg_extension_all_fours").exercise
    seen: Signals = dict.fromkeys(exercise.signals, (90.0,) * 20)
    late: Signals = {
        name: (NAN,) * 10 + (0.0,) * 10 for name in seen if exercise.is_from_start(name)
    }
    times = tuple(place / 10 for place in range(20))

    def gaps(signals: Signals) -> dict[str, Any]:
        whole = shown([], track=SignalTrace(times, ("left",) * 20, signals), exercise=exercise)
        return {signal["name"]: signal["gaps"] for signal in whole["signals"]}

    assert gaps(seen | late)["bend"] == []
    nobody: Signals = dict.fromkeys(seen, (NAN,) * 10 + (90.0,) * 10)
    assert gaps(nobody)["bend"] == gaps(nobody)["hip"] == [[0.0, 1.0]]


def test_a_long_recording_is_thinned_to_what_a_screen_can_show(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "_MOST_POINTS", 10)
    whole = shown([], track=track_of([float(place) for place in range(25)]))
    assert whole["times"] == [0.0, 3.0, 6.0, 9.0, 12.0, 15.0, 18.0, 21.0, 24.0]
    assert whole["signals"][0]["values"] == whole["times"]


# --- The table ------------------------------------------------------------------------------


def test_the_columns_are_figures_phases_and_rules() -> None:
    columns = shown([rep()])["columns"]
    assert [(column["id"], column["title"]) for column in columns] == [
        ("number", "No."), ("side", "Side"), ("verdict", "Verdict"), ("start", "Start"),
        ("end", "End"), ("phase tuck", "Tuck"), ("phase stretch", "Stretch"), ("range", "Range"),
        ("tempo", "Tempo"), ("rule too_high", "Lower"), ("rule too_fast", "Slowly"),
    ]  # fmt: skip
    assert columns[-2]["unit"] == "degrees"
    assert columns[-1]["unit"] == "seconds"
    together = shown([], exercise=load_exercise("pelvic_lift_tilt").exercise)["columns"]
    assert "side" not in [column["id"] for column in together]
    assert "parts" in [column["id"] for column in together]
    held = shown([], exercise=holding_toy())["columns"]
    assert "phase hold" in [column["id"] for column in held]


def test_every_figure_is_written_in_the_language_beside_its_raw_value() -> None:
    cells = row([rep()], language="da")["cells"]
    assert {name: (cell["text"], cell["sort"]) for name, cell in cells.items()} == {
        "number": ("1", 2.0), "side": ("venstre", "venstre"), "verdict": ("god", 0),
        "start": ("0:02,0", 2.0), "end": ("0:06,0", 6.0),
        "phase tuck": ("0,5", 0.5), "phase stretch": ("1,5", 1.5),
        "range": ("120", 120.0), "tempo": ("4,0", 4.0),
        "rule too_high": ("170 (≤ 185)", 170.0), "rule too_fast": ("4,0 (≥ 1,0)", 4.0),
    }  # fmt: skip
    assert not any(cell["said"] or cell["note"] for cell in cells.values())


def test_a_fault_stands_against_its_limit_and_is_marked_in_its_phase() -> None:
    fault = row([found("too_fast", "fault", 0.9, found("too_high", "fault", 190.0))])
    assert fault["kind"] == "fault"
    assert fault["cells"]["rule too_high"]["mark"] == "fault"
    assert fault["cells"]["rule too_high"]["text"] == "190 (≤ 185)"
    # Neither rule names a phase: the mark is where the movement was farthest.
    assert fault["marks"] == [{"time": 4.0, "text": "Lower."}, {"time": 4.0, "text": "Slowly."}]
    exercise = load_exercise("leg_extension_all_fours").exercise
    bent = Finding("knee_bent", "fault", 148.0, 150.0, "deg", "major")
    stretch = Span("stretch", 3.25, 5.0)
    bent_rep = rep(phases=(stretch,), findings=(bent,))
    whole = shown([bent_rep], exercise=exercise)["repetitions"][0]
    assert whole["marks"] == [{"time": 3.25, "text": "Straighten the knee."}]
    assert whole["cells"]["rule knee_bent"]["text"] == "148 (≥ 150)"


def test_a_value_is_never_written_as_the_limit_that_it_missed() -> None:
    def text(value: float, verdict: FindingVerdict) -> str:
        cells = row([found("too_high", verdict, value)])["cells"]
        return str(cells["rule too_high"]["text"])

    assert text(185.3, "fault") == "185.3 (≤ 185)"
    assert text(184.96, "ok") == "184.96 (≤ 185)"
    assert text(185.0, "ok") == "185 (≤ 185)"


def test_what_is_close_to_its_limit_says_so_and_how_sure_it_is() -> None:
    high = Finding("too_high", "close", 184.4, 185.0, "deg", "major", 1.2)
    near = row([rep(findings=(high,))])
    cell = near["cells"]["rule too_high"]
    assert (cell["text"], cell["mark"]) == ("184 ± 2 (≤ 185)", "close")
    assert (near["kind"], near["filters"]["verdict"], near["marks"]) == (
        "close",
        ["desk_close"],
        [],
    )
    assert near["cells"]["verdict"]["text"].startswith("close to the limit: “")


@pytest.mark.parametrize(("said", "kind"), [("ok", "good"), ("fault", "fault")])
def test_a_person_decides_what_is_close(said: Ruling, kind: str) -> None:
    high = Finding("too_high", "close", 184.4, 185.0, "deg", "major", 1.2)
    judged = row([rep(findings=(high,))], Correction(1, rulings={"too_high": said}))
    cell = judged["cells"]["rule too_high"]
    assert (judged["kind"], cell["mark"], cell["said"]) == (kind, said, True)
    assert "close to the limit" in cell["note"]


def test_what_was_hidden_says_so_and_has_no_number_to_sort_by() -> None:
    hidden = row([found("too_high", "unseen", None)])
    cell = hidden["cells"]["rule too_high"]
    assert (cell["text"], cell["sort"], cell["mark"]) == ("not seen", None, "unseen")
    assert hidden["kind"] == "partly"
    unjudged = Finding("tuck", "unseen", None, 60.0, "deg", "minor")
    tuck = row([rep(findings=(unjudged,))])["cells"]["phase tuck"]
    assert (tuck["text"], tuck["mark"], tuck["note"]) == ("0.5", "unseen", "not judged")


def test_an_incomplete_one_names_what_was_missed_and_is_not_counted() -> None:
    missed = row([rep(missing="stretch", phases=())])
    assert missed["kind"] == "incomplete"
    assert missed["counted"] is False
    assert missed["cells"]["number"]["struck"]
    assert missed["cells"]["verdict"]["text"] == "incomplete: “Stretch” is missing"
    assert missed["cells"]["verdict"]["note"] == "not counted"
    assert missed["cells"]["phase stretch"]["text"] == "–"


# --- What a person says ---------------------------------------------------------------------


def test_a_ruling_stands_beside_what_was_found_and_what_was_measured() -> None:
    faulty = found("too_high", "fault", 190.0)
    said = row([faulty], Correction(1, rulings={"too_high": "ok"}))
    cell = said["cells"]["rule too_high"]
    assert cell["text"] == "190 (≤ 185)"
    assert (cell["mark"], cell["said"], cell["note"]) == ("ok", True, "found: fault · you: kept")
    assert (said["kind"], said["corrected"], said["marks"]) == ("good", True, [])
    assert said["cells"]["verdict"]["note"] == "found: fault · you: good"
    danish = row([faulty], Correction(1, rulings={"too_high": "ok"}), language="da")
    assert danish["cells"]["rule too_high"]["note"] == "fundet: fejl · du: overholdt"


def test_a_fault_that_only_the_person_saw_is_a_fault() -> None:
    said = row([found("too_high", "unseen", None)], Correction(1, rulings={"too_high": "fault"}))
    assert said["kind"] == "fault"
    assert said["cells"]["rule too_high"]["note"] == "found: not seen · you: fault"
    assert said["filters"]["rule"] == ["too_high"]


def test_agreeing_with_what_was_found_corrects_nothing() -> None:
    said = row([found("too_high", "fault", 190.0)], Correction(1, rulings={"too_high": "fault"}))
    assert not said["corrected"]
    assert not said["cells"]["rule too_high"]["said"]
    assert said["cells"]["rule too_high"]["note"] == ""


def test_counting_or_not_stands_beside_what_was_found() -> None:
    out = row([rep()], Correction(1, counted=False))
    assert (out["kind"], out["counted"]) == ("not_counted", False)
    assert out["cells"]["verdict"]["text"] == "not counted"
    assert out["cells"]["verdict"]["note"] == "found: good · you: not counted"
    assert out["cells"]["number"]["struck"]
    counted = row([rep(missing="stretch")], Correction(1, counted=True))
    assert (counted["kind"], counted["counted"]) == ("good", True)
    note = "found: incomplete: “Stretch” is missing · you: counted"
    assert counted["cells"]["verdict"]["note"] == note


def test_another_side_stands_beside_the_one_that_was_found() -> None:
    said = row([rep()], Correction(1, side="right"))
    assert said["side"] == "right"
    assert said["cells"]["side"]["text"] == "right"
    assert said["cells"]["side"]["note"] == "found: left · you: right"
    assert not said["cells"]["verdict"]["note"]


def test_an_added_one_has_only_what_a_person_says() -> None:
    added = row([], Correction(-2, side="right", start_s=1.0, end_s=3.5))
    assert (added["label"], added["kind"], added["counted"]) == ("+2", "added", True)
    cells = added["cells"]
    said = {name for name, cell in cells.items() if cell["said"]}
    assert said == {"number", "side", "verdict", "start", "end", "tempo"}
    assert cells["tempo"]["text"] == "2.5"
    assert cells["verdict"]["note"] == "not found · you: added"
    rest = {name for name in cells if name not in said}
    assert {cells[name]["text"] for name in rest} == {"–"}
    bad = row([], Correction(-1, start_s=1.0, end_s=3.0, rulings={"too_fast": "fault"}))
    assert bad["kind"] == "fault"
    assert bad["cells"]["rule too_fast"]["note"] == "found: – · you: fault"


def test_nested_movements_are_counted_where_they_were_seen() -> None:
    exercise = load_exercise("pelvic_lift_tilt").exercise

    def cell(**changes: Any) -> tuple[str, Any]:
        lifted = rep(side="both", phases=(), findings=(), **changes)
        parts = shown([lifted], exercise=exercise)["repetitions"][0]["cells"]["parts"]
        return parts["text"], parts["sort"]

    assert cell(parts=3) == ("3", 3)
    assert cell(parts=None) == ("not seen", None)
    assert cell(parts=None, missing="lift") == ("–", None)


def test_filters_offer_what_occurs_and_how_often() -> None:
    reps = [
        rep(1, 0.0), found("too_high", "fault", 190.0, rep(2, 5.0)),
        rep(3, 10.0, side="right"), rep(4, 15.0, missing="tuck"),
    ]  # fmt: skip
    filters = shown(reps, Correction(3, counted=False))["filters"]
    offered = {each["id"]: [option["label"] for option in each["options"]] for each in filters}
    assert offered == {
        "side": ["left (3)", "right (1)"],
        "verdict": ["good (1)", "with faults (1)", "not counted (2)", "corrected (1)"],
        "rule": ["Lower (1)"],
    }
    assert [each["id"] for each in shown([rep()])["filters"]] == ["side", "verdict"]
    values = {o["value"] for each in filters for o in each["options"]}
    rows = shown(reps, Correction(3, counted=False))["repetitions"]
    assert {v for one in rows for of in one["filters"].values() for v in of} == values


def test_a_repetition_has_a_name_for_who_cannot_see_it() -> None:
    assert row([found("too_high", "fault", 190.0)])["name"] == "Repetition 1, left: fault"
    assert row([rep()], language="da")["name"] == "Gentagelse 1, venstre: god"


def test_a_note_is_passed_on_as_it_is() -> None:
    assert row([rep()], Correction(1, note="<b>close</b>"))["note"] == "<b>close</b>"

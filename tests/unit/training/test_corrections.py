"""Two views of a repetition: what was found, and what a person says."""

from poseguide.core.records import Counts, Finding, Rep
from poseguide.training.corrections import Correction, counts_of, next_added, review_reps

BENT = Finding("knee_bent", "fault", 148.0, 155.0, "deg", "major")
HIGH = Finding("too_high", "ok", 150.0, 190.0, "deg", "major")


def rep(number: int, missing: str | None = None) -> Rep:
    return Rep(number, "left", 10.0 * number, 10.0 * number + 1, 10.0 * number + 4, missing, None,
               120.0, (), (BENT, HIGH))  # fmt: skip


def test_without_a_word_from_a_person_all_is_as_found() -> None:
    one, two = review_reps([rep(1), rep(2, "stretch")], [])
    assert (one.counted, two.counted) == (True, False)
    assert (one.side, one.faults, one.corrected) == ("left", ("knee_bent",), False)


def test_a_person_may_see_each_thing_otherwise() -> None:
    said = [
        Correction(1, counted=False),
        Correction(2, counted=True),
        Correction(3, side="right"),
        Correction(4, rulings={"knee_bent": "ok", "too_high": "fault"}),
    ]
    one, two, three, four = review_reps([rep(1), rep(2, "stretch"), rep(3), rep(4)], said)
    assert [r.corrected for r in (one, two, three, four)] == [True] * 4
    assert (one.counted, two.counted) == (False, True)
    assert (three.side, three.rep.side) == ("right", "left")
    assert four.faults == ("too_high",)
    assert four.rep.findings == (BENT, HIGH)
    assert counts_of([one, two, three, four]) == Counts(complete=3, incomplete=1, left=2, right=1)


def test_to_agree_or_to_write_a_note_is_no_correction() -> None:
    said = Correction(1, counted=True, side="left", rulings={"knee_bent": "fault"}, note="Ja.")
    assert said.says_something
    (one,) = review_reps([rep(1)], [said])
    assert not one.corrected


def test_a_missed_repetition_stands_where_it_was() -> None:
    said = [
        Correction(-1, side="right", start_s=15.0, end_s=18.0),
        Correction(-2, start_s=1.0, end_s=2.0),
    ]
    found = review_reps([rep(1), rep(2)], said)
    assert [one.rep.number for one in found] == [-2, 1, -1, 2]
    assert [one.counted for one in found] == [True] * 4
    assert found[2].side == "right"
    assert found[2].corrected
    assert counts_of(found) == Counts(complete=4, left=2, right=1)
    assert next_added(said) == -3
    assert next_added([Correction(4)]) == -1


def test_an_opinion_that_says_nothing_is_told() -> None:
    assert not Correction(1).says_something
    assert Correction(-1, start_s=0.0, end_s=1.0).says_something

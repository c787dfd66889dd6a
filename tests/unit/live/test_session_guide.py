"""A whole live session on poses at hand: what is said, in which order, and when it ends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from support.places import POSES

from poseguide.core.i18n import Language, word
from poseguide.core.records import Frame, Pose, Rep
from poseguide.definitions.catalog import load_exercise
from poseguide.live.guidance import Guidance
from poseguide.live.session_guide import SessionGuide
from poseguide.live.set_guide import REST_S
from poseguide.training.goal import Goal, usual_goal
from poseguide.vision.pose_file import load_poses

RENDERED = POSES / "rendered"
FPS = 15.0
ALL_FOURS = load_exercise("leg_extension_all_fours")
LIFT = load_exercise("pelvic_lift_tilt")
GREY = np.full((8, 8, 3), 128, np.uint8)


class Replay:
    """Gives poses at hand for the frames of their times, as the pose model does for pictures."""

    def __init__(self, poses: Sequence[Pose]) -> None:
        self._poses = {pose.time_s: pose for pose in poses}

    def estimate(self, frame: Frame) -> Pose:
        return self._poses.get(frame.time_s, Pose.unseen(frame.time_s, 640, 480))


def lead_through(
    poses: Iterable[Pose],
    name: str = "leg_extension_all_fours",
    goal: Goal | None = None,
    language: Language = "en",
    people: int = 1,
    earlier: Sequence[Rep] = (),
) -> tuple[SessionGuide, list[Guidance]]:
    """The guide after the poses, and its guidance after each, until it ends."""
    poses = list(poses)
    definition = load_exercise(name)
    guide = SessionGuide(
        definition,
        goal or usual_goal(definition.exercise),
        language,
        Replay(poses),  # type: ignore[arg-type]
        lambda frame: people,
        earlier=earlier,
    )
    told = []
    for pose in poses:
        told.append(guide.push(Frame(pose.time_s, GREY)))
        if told[-1].end is not None:
            break
    return guide, told


def said(told: Iterable[Guidance], language: Language = "en") -> list[str]:
    return [line.message.text(language) for guidance in told for line in guidance.lines]


def advised(guidance: Guidance) -> str:
    return guidance.advice.text("en") if guidance.advice else ""


def stored(name: str) -> list[Pose]:
    """The poses of a clip, after two seconds in which its first posture is held."""
    poses = list(load_poses(RENDERED / f"{name}.npz"))
    return [*still(poses[0], 2.0), *shifted(poses, 2.0)]


def shifted(poses: Iterable[Pose], by_s: float) -> Iterator[Pose]:
    for pose in poses:
        yield replace(pose, time_s=pose.time_s + by_s)


def still(pose: Pose, for_s: float, from_s: float = 0.0) -> list[Pose]:
    return [replace(pose, time_s=from_s + number / FPS) for number in range(round(for_s * FPS))]


def gone(for_s: float, from_s: float) -> list[Pose]:
    return still(Pose.unseen(0.0, 640, 480), for_s, from_s)


def test_the_first_words_are_to_begin_and_nothing_counts_before() -> None:
    _, told = lead_through(stored("allfours_a"))
    begun = next(n for n, guidance in enumerate(told) if guidance.stage == "work")
    assert said(told)[0] == "Ready. Begin."
    assert said([told[begun]]) == ["Ready. Begin."]
    assert all(guidance.done == 0 for guidance in told[: begun + 1])
    assert [guidance.stage for guidance in told[:3]] == ["check"] * 3


def test_every_repetition_is_counted_aloud_then_the_legs_are_switched() -> None:
    guide, told = lead_through(stored("allfours_a"))
    assert said(told) == [
        "Ready. Begin.", "1.", "2.", "3. Straighten the knee.", "4.",
        "5. No higher than your back.", "6.",
        "Well done. Switch legs. Turn round, so that I can see the other leg.",
    ]  # fmt: skip
    assert guide.coach.counts.left == 6
    assert (told[-1].stage, told[-1].end) == ("posture", None)
    assert (told[-1].side, told[-1].done) == ("left", 6)  # for a moment, to be seen
    later = guide.push(Frame(told[-1].time_s + 4.0, GREY))
    assert (later.side, later.done, later.of) == ("right", 0, 6)


def test_danish_is_danish() -> None:
    _, told = lead_through(stored("bridge_a"), "pelvic_lift_tilt", language="da")
    assert said(told, "da") == [
        "Klar. Begynd.", "1.", "Løft enden lidt højere.", "2.",
        "3. Ikke så højt, undgå at svaje.", "4. Knæ i hoftebredde.",
        "5. Langsomt op, og sænk dig langsomt.", "Det var det hele. Flot.",
    ]  # fmt: skip


def test_the_goal_ends_the_session_and_the_repetitions_are_those_of_the_clip() -> None:
    guide, told = lead_through(stored("bridge_a"), "pelvic_lift_tilt")
    assert (told[-1].stage, told[-1].end) == ("done", "dose")
    assert (told[-1].done, told[-1].of) == (5, 5)
    assert [rep.missing for rep in guide.totals.reps] == [None, "lift", None, None, None, None]


def test_an_incomplete_repetition_is_told_without_a_number() -> None:
    _, told = lead_through(stored("bridge_a"), "pelvic_lift_tilt")
    ended = [guidance for guidance in told if guidance.update and guidance.update.reps]
    assert said([ended[1]]) == ["A little higher."]
    assert ended[1].done == ended[0].done == 1


def test_sides_that_take_turns_are_counted_together() -> None:
    _, told = lead_through(stored("heelraise_a"), "heel_raise_seated")
    numbers = [text for text in said(told) if text[0].isdigit()]
    assert [text.split(".")[0] for text in numbers] == [str(n) for n in range(1, 9)]
    assert told[-1].of == 20


def test_a_hold_is_told_every_ten_seconds_and_at_its_end() -> None:
    _, told = lead_through(stored("elbowrest_a"), "elbow_rest")
    texts = said(told)
    assert "Ready. Hold it." in texts
    assert texts[-4:] == [
        "10 seconds.", "20 seconds.", "Half a minute, well done.", "That was all. Well done."
    ]  # fmt: skip
    assert told[-1].end == "dose"
    clock = [guidance.timer.seconds for guidance in told if guidance.timer]
    assert clock == sorted(clock)
    assert clock[-1] >= 30


def test_sets_are_divided_by_a_rest_in_which_nothing_counts() -> None:
    goal = Goal(repetitions=2, seconds=None, sets=2)
    clip = stored("bridge_a")
    rest_from_s = clip[-1].time_s
    poses = [*clip, *still(clip[0], REST_S + 5, rest_from_s + 1 / FPS)]
    poses += shifted(list(load_poses(RENDERED / "bridge_a.npz")), poses[-1].time_s + 1 / FPS)
    guide, told = lead_through(poses, "pelvic_lift_tilt", goal)
    resting = [guidance for guidance in told if guidance.stage == "rest"]
    assert "Well done. Rest for 30 seconds." in said(told)
    clock = [guidance.timer.seconds for guidance in resting[1:] if guidance.timer]
    assert clock == sorted(clock, reverse=True)
    assert len(clock) == len(resting) - 1
    assert all(guidance.update is None for guidance in resting[1:])
    again = next(text for text in said(told) if text.startswith("Next set."))
    assert again == f"Next set. {LIFT.exercise.start.cue.en}"
    assert said(told).count("Ready. Begin.") == 2
    assert (told[-1].end, told[-1].set_number) == ("dose", 2)
    assert guide.coach.counts.complete == 4


def test_the_pace_leads_where_the_exercise_has_one() -> None:
    poses = still(stored("bridge_a")[0], 60.0)
    goal = usual_goal(load_exercise("pelvic_floor_lift").exercise, level=0)
    _, told = lead_through(poses, "pelvic_floor_lift", goal)
    texts = said(told)
    assert texts[:4] == [
        "Ready. Begin.", "Squeeze, and lift the pelvis.", "Lower slowly, and let go completely.",
        "2. Squeeze, and lift the pelvis.",
    ]  # fmt: skip
    steps = [guidance.pace_point for guidance in told if guidance.pace_point]
    assert steps[0].step.name == "squeeze"
    assert steps[0].repetition == 1


def test_a_pace_that_is_over_ends_the_session() -> None:
    poses = still(stored("bridge_a")[0], 80.0)
    goal = usual_goal(load_exercise("pelvic_floor_lift").exercise, level=0)
    _, told = lead_through(poses, "pelvic_floor_lift", goal)
    assert told[-1].end == "dose"
    assert told[-1].paced == 8
    assert said(told)[-1] == "That was all. Well done."


def test_somebody_who_is_lost_is_told_so_and_nothing_counts_until_found() -> None:
    clip = stored("allfours_a")
    in_the_second_s = 11.0
    poses = [pose for pose in clip if pose.time_s < in_the_second_s]
    poses += gone(10.0, in_the_second_s)
    poses += shifted([pose for pose in clip if pose.time_s >= in_the_second_s], 10.0)
    guide, told = lead_through(poses)
    texts = said(told)
    away = [guidance for guidance in told if 11.0 <= guidance.time_s < 21.0]
    assert "I can't see you." in texts
    assert "I can see you again. Go on." in texts
    assert texts.count(word("face_first", "en")) == 1
    assert {guidance.done for guidance in away} == {away[0].done}
    assert guide.coach.counts.left == 5  # the one that was cut is not counted


def test_nobody_for_a_minute_ends_the_session() -> None:
    clip = stored("allfours_a")[:40]
    _, told = lead_through([*clip, *gone(70.0, clip[-1].time_s + 1 / FPS)])
    assert told[-1].end == "nobody"
    assert said(told)[-1] == word("ended_nobody", "en")
    assert told[-1].time_s - clip[-1].time_s == pytest.approx(60.0, abs=0.2)


def test_while_the_camera_is_set_up_there_is_more_time() -> None:
    _, told = lead_through(gone(100.0, 0.0))
    assert told[-1].stage == "check"
    assert advised(told[-1]) == "I can't see you. Come into the picture."
    times = [guidance.time_s for guidance in told if guidance.lines]
    assert all(later - earlier >= 6.0 for earlier, later in pairwise(times))


def test_what_is_to_be_done_is_said_and_shown_until_it_is_done() -> None:
    clip = stored("allfours_a")
    far = [
        replace(pose, points=pose.points * 0.4 + (100.0, 100.0), time_s=pose.time_s)
        for pose in still(clip[0], 5.0)
    ]
    _, told = lead_through([*far, *shifted(clip, 5.0)])
    assert said(told)[:2] == ["Move the laptop a little closer.", "Ready. Begin."]
    assert {guidance.advice for guidance in told if guidance.stage != "check"} == {None}


def test_who_cannot_be_placed_better_is_followed_as_well_as_can_be() -> None:
    clip = stored("allfours_a")
    far = still(clip[0], 60.0)
    far = [replace(pose, points=pose.points * 0.4 + (100.0, 100.0)) for pose in far]
    _, told = lead_through(far)
    texts = said(told)
    assert texts[0] == "Move the laptop a little closer."
    assert texts.count("I try it as it is. I may not see everything.") == 1
    assert "Ready. Begin." in texts


def test_another_person_is_told_once_and_does_not_stop_it() -> None:
    guide, told = lead_through(stored("bridge_a"), "pelvic_lift_tilt", people=2)
    assert said(told).count(word("another_person", "en")) == 1
    assert guide.coach.counts.complete == 5


def test_another_person_before_it_begins_may_stay_after_a_while() -> None:
    clip = stored("bridge_a")
    unseen = gone(4.0, 0.0)  # long enough to look around twice
    poses = [*unseen, *still(clip[0], 12.0, 4.0), *shifted(clip, 16.0)]
    _, told = lead_through(poses, "pelvic_lift_tilt", people=2)
    texts = said(told)
    assert texts[1] == word("advice_two_people", "en")
    assert texts.index("Ready. Begin.") > 1
    assert texts.count(word("another_person", "en")) == 0


def test_a_session_that_goes_on_counts_on() -> None:
    clip = stored("allfours_a")
    before, _ = lead_through([pose for pose in clip if pose.time_s < 20.3])
    done = before.totals.reps
    poses = shifted(list(load_poses(RENDERED / "allfours_a.npz")), 100.0)
    after, told = lead_through([*still(clip[0], 2.0, 98.0), *poses], earlier=done)
    numbers = [text.split(".")[0] for text in said(told) if text[0].isdigit()]
    assert len(done) == 3
    assert numbers == ["4", "5", "6"]
    assert [rep.number for rep in after.totals.reps] == list(range(1, len(after.totals.reps) + 1))


def test_stop_in_the_middle_ends_with_what_was_done() -> None:
    clip = stored("allfours_a")
    guide, _ = lead_through([pose for pose in clip if pose.time_s < 20.3])
    last = guide.stop()
    assert (last.stage, last.end) == ("done", "stopped")
    assert said([last])[-1] == "Stopped."
    assert guide.coach.counts.complete == 3


def test_a_picture_that_stays_slow_is_told_once() -> None:
    clip = [pose for number, pose in enumerate(stored("allfours_a")) if number % 3 == 0]
    _, told = lead_through(clip)
    assert said(told).count(word("slow_picture", "en")) == 1


@pytest.mark.parametrize("every", [1, 2])
def test_the_rate_of_the_camera_does_not_change_what_is_counted(every: int) -> None:
    clip = [pose for number, pose in enumerate(stored("bridge_a")) if number % every == 0]
    guide, told = lead_through(clip, "pelvic_lift_tilt")
    assert guide.coach.counts.complete == 5
    assert told[-1].end == "dose"

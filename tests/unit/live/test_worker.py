"""The door of the camera: the newest frame and never a queue, one clock, every way to its end."""

from __future__ import annotations

import contextlib
import logging
import pickle
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from poseguide.core.errors import CameraError, LiveError, PoseGuideError
from poseguide.core.records import Frame
from poseguide.live import worker as live_module
from poseguide.live.guidance import End, Guidance
from poseguide.live.worker import LiveWorker, ProcessingRate

PICTURE = np.zeros((2, 2, 3), np.uint8)
#: Longer than anything here takes; nothing waits for it unless it is wrong.
DEADLINE_S = 30.0


class Fake:
    """A guide that takes a while, and says when it is given something it must not be given."""

    def __init__(self, work_s: float = 0.0, end_after: int | None = None) -> None:
        self.times_s: list[float] = []
        self.stops: list[End] = []
        self.most_at_once = 0
        self.error: Exception | None = None
        self.rests = 0
        self._work_s, self._end_after = work_s, end_after
        self._inside = 0

    def push(self, frame: Frame) -> Guidance:
        self._inside += 1
        self.most_at_once = max(self.most_at_once, self._inside)
        self.times_s.append(frame.time_s)
        self.work()
        self._inside -= 1
        if self.error is not None:
            raise self.error
        end: End | None = "dose" if len(self.times_s) == self._end_after else None
        return Guidance(frame.time_s, "done" if end else "work", end=end)

    def work(self) -> None:
        time.sleep(self._work_s)

    def rest(self) -> None:
        self.rests += 1

    def stop(self, end: End = "stopped") -> Guidance:
        self.stops.append(end)
        if self.error is not None:
            raise self.error
        return Guidance(self.times_s[-1] if self.times_s else 0.0, "done", end=end)


class Gated(Fake):
    """A guide that works on a frame until the gate is opened."""

    def __init__(self) -> None:
        super().__init__()
        self.began, self.gate = threading.Event(), threading.Event()

    def work(self) -> None:
        self.began.set()
        assert self.gate.wait(DEADLINE_S)


class Released:
    """Counts how often it is called, and in which thread."""

    def __init__(self) -> None:
        self.times = 0
        self.thread = ""

    def __call__(self) -> None:
        self.times += 1
        self.thread = threading.current_thread().name


def frame(time_s: float) -> Frame:
    return Frame(time_s, PICTURE)


def feed(live: LiveWorker, *times_s: float) -> None:
    """Offers frames one by one, each when the one before is done."""
    for time_s in times_s:
        live.result(live.offer(frame(time_s)), DEADLINE_S)


def in_background(what: Callable[[], object]) -> threading.Thread:
    thread = threading.Thread(target=what)
    thread.start()
    return thread


# --- the newest frame -------------------------------------------------------------------------


def test_the_newest_frame_wins_and_those_that_waited_are_dropped() -> None:
    guide = Gated()
    with LiveWorker(guide) as live:
        assert live.offer(frame(0.0)) == 1
        assert guide.began.wait(DEADLINE_S)
        assert [live.offer(frame(tenth / 10)) for tenth in (1, 2, 3)] == [2, 3, 4]
        guide.gate.set()
        last = live.result(4, DEADLINE_S)
    assert guide.times_s == pytest.approx([0.0, 0.3])
    assert (last.number, last.rate.used, last.rate.dropped) == (4, 2, 2)


def test_every_frame_is_used_dropped_or_a_repetition() -> None:
    guide = Fake(work_s=0.004)
    numbers = []
    with LiveWorker(guide) as live:
        for number in range(250):
            numbers.append(live.offer(frame((number - (number % 5 == 4)) / 30)))
            time.sleep(0.001)
        rate = live.result(numbers[-1], DEADLINE_S).rate
    repeated = len(numbers) - len(set(numbers))
    assert repeated == 50
    assert numbers[-1] == 200
    assert rate.used + rate.dropped + repeated == 250
    assert rate.used == len(guide.times_s)
    assert rate.dropped > 0
    assert all(later > earlier for earlier, later in pairwise(guide.times_s))


def test_frames_from_many_threads_are_worked_on_one_at_a_time() -> None:
    guide = Fake(work_s=0.002)
    with LiveWorker(guide) as live:

        def offer() -> None:
            for number in range(100):
                live.offer(frame(number / 30))
                time.sleep(0.0005)

        threads = [in_background(offer) for _ in range(4)]
        for thread in threads:
            thread.join()
        last = live.offer(frame(100.0))
        rate = live.result(last, DEADLINE_S).rate
    assert guide.most_at_once == 1
    assert rate.used + rate.dropped == last
    assert all(later > earlier for earlier, later in pairwise(guide.times_s))


def test_frames_one_by_one_are_all_used() -> None:
    guide = Fake()
    with LiveWorker(guide) as live:
        feed(live, *(tenth / 10 for tenth in range(50)))
        rate = live.latest.rate
    assert (rate.used, rate.dropped) == (50, 0)
    assert rate.fps == pytest.approx(10.0)
    assert 0.0 <= rate.p50_ms <= rate.p95_ms


def test_nothing_is_known_before_the_first_frame() -> None:
    with LiveWorker(Fake()) as live:
        latest = live.latest
        assert (latest.number, latest.guidance, latest.error) == (0, None, None)
        assert latest.rate == ProcessingRate()


# --- the clock --------------------------------------------------------------------------------


def test_the_sessions_clock_begins_at_nought_and_keeps_the_distances() -> None:
    guide = Fake()
    with LiveWorker(guide) as live:
        feed(live, 1000.0, 1000.25, 1001.0)
    assert guide.times_s == pytest.approx([0.0, 0.25, 1.0])


def test_the_picture_stays_with_its_time() -> None:
    seen = []
    with LiveWorker(Fake(), after=lambda one, told: seen.append((one, told))) as live:
        picture = np.full((2, 2, 3), 7, np.uint8)
        live.result(live.offer(Frame(90.0, picture)), DEADLINE_S)
    ((one, told),) = seen
    assert one is not None
    assert (one.time_s, told.time_s) == (0.0, 0.0)
    assert one.image is picture


def test_times_grow_over_a_camera_that_begins_again_and_goes_backwards() -> None:
    guide = Fake()
    with LiveWorker(guide) as live:
        feed(live, 100.0, 100.1)
        live.new_clock()
        time.sleep(0.05)
        feed(live, 0.0, 0.1)  # it begins again at 0
        live.new_clock()
        feed(live, 50.0)
        feed(live, 49.0, 49.9, 50.0)  # it runs backwards, and stays at a time
        live.new_clock()
        feed(live, 49.5, 49.6)
        rate = live.latest.rate
    assert all(later > earlier for earlier, later in pairwise(guide.times_s))
    assert len(guide.times_s) == rate.used == 7
    steps = [later - earlier for earlier, later in pairwise(guide.times_s)]
    assert [steps[0], steps[2], steps[5]] == pytest.approx([0.1, 0.1, 0.1])
    assert steps[1] >= 0.05  # the time without a camera has passed, too


@pytest.mark.parametrize("absurd", [1e300, 1e9, 400.0, -1e300, -400.0])
def test_a_time_far_from_the_clock_is_refused_and_the_session_goes_on(absurd: float) -> None:
    guide = Fake()
    with LiveWorker(guide) as live:
        feed(live, 1.0, 1.1, absurd, 1.2, 1.3)
    assert guide.times_s[:2] == pytest.approx([0.0, 0.1])
    assert guide.times_s[2] < 0.1 + DEADLINE_S  # by the time that has passed
    assert guide.times_s[3:] == pytest.approx([guide.times_s[2] + 0.1])


@pytest.mark.parametrize("absurd", [1e300, -1e300, 1e6])
def test_an_absurd_first_time_does_not_keep_the_true_ones_out(absurd: float) -> None:
    guide = Fake()
    with LiveWorker(guide) as live:
        feed(live, absurd, 5.0, 5.1, 5.2)
    assert len(guide.times_s) >= 2
    assert guide.times_s[-1] - guide.times_s[-2] == pytest.approx(0.1)


def test_who_watches_is_told_of_each_state_until_they_stop() -> None:
    told = []
    with LiveWorker(Fake()) as live:
        unwatch = live.watch(lambda: told.append(live.latest.number))
        feed(live, 0.0, 0.1)
        unwatch()
        feed(live, 0.2)
    assert told == [1, 2]


def test_while_no_frames_come_what_others_can_use_is_given_back_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(live_module, "_QUIET_S", 0.01)
    guide = Fake()
    with LiveWorker(guide) as live:
        feed(live, 0.0)
        until_s = time.monotonic() + DEADLINE_S
        while not guide.rests and time.monotonic() < until_s:
            time.sleep(0.01)
        time.sleep(0.05)
        assert guide.rests == 1
        feed(live, 1.0)
    assert guide.times_s == pytest.approx([0.0, 1.0])


def test_who_has_gone_leaves_what_others_can_use_after_the_frame_that_waits() -> None:
    guide = Gated()
    with LiveWorker(guide) as live:
        live.offer(frame(0.0))
        assert guide.began.wait(DEADLINE_S)
        number = live.offer(frame(0.1))
        live.rest()
        guide.gate.set()
        live.result(number, DEADLINE_S)
        until_s = time.monotonic() + DEADLINE_S
        while not guide.rests and time.monotonic() < until_s:
            time.sleep(0.01)
    assert (len(guide.times_s), guide.rests) == (2, 1)


def test_after_a_clock_that_ran_backwards_it_goes_on_where_it_is_later() -> None:
    guide = Fake()
    with LiveWorker(guide) as live:
        feed(live, 10.0, 9.0, 9.5, 10.0, 10.5)
    assert guide.times_s == pytest.approx([0.0, 0.5])


def test_a_new_clock_before_the_first_frame_changes_nothing() -> None:
    guide = Fake()
    with LiveWorker(guide) as live:
        live.new_clock()
        feed(live, 77.0, 78.0)
    assert guide.times_s == pytest.approx([0.0, 1.0])


@pytest.mark.parametrize("spoilt", [float("nan"), float("inf")])
@pytest.mark.parametrize("first", [True, False])
def test_a_time_that_is_no_number_is_not_accepted(spoilt: float, first: bool) -> None:
    guide = Fake()
    with LiveWorker(guide) as live:
        feed(live, *([] if first else [1.0]))
        with contextlib.suppress(ValueError):
            feed(live, spoilt)
        feed(live, 1.1, 1.2, 1.2, 1.3)
    assert np.isfinite(guide.times_s).all()
    assert len(guide.times_s) == (3 if first else 4)
    assert guide.times_s[-1] - guide.times_s[-2] == pytest.approx(0.1)


# --- waiting for a result ---------------------------------------------------------------------


def test_a_result_is_waited_for_and_comes_with_its_guidance() -> None:
    guide = Gated()
    got = []
    with LiveWorker(guide) as live:
        number = live.offer(frame(0.0))
        waiting = in_background(lambda: got.append(live.result(number, DEADLINE_S)))
        assert guide.began.wait(DEADLINE_S)
        assert live.result(number, 0.02).number == 0  # not yet: the latest there is
        assert not got
        guide.gate.set()
        waiting.join(DEADLINE_S)
    assert got[0].number == 1
    assert got[0].guidance is not None
    assert got[0].guidance.stage == "work"


def test_the_result_of_a_dropped_frame_is_that_of_the_next() -> None:
    guide = Gated()
    with LiveWorker(guide) as live:
        live.offer(frame(0.0))
        assert guide.began.wait(DEADLINE_S)
        dropped = live.offer(frame(0.1))
        live.offer(frame(0.2))
        guide.gate.set()
        result = live.result(dropped, DEADLINE_S)
    assert result.number == 3
    assert result.guidance is not None
    assert result.guidance.time_s == pytest.approx(0.2)


# --- the end ----------------------------------------------------------------------------------


@pytest.mark.parametrize("end", ["stopped", "nobody"])
def test_stop_gives_the_leads_last_guidance(end: End) -> None:
    guide, released, seen = Fake(), Released(), []
    live = LiveWorker(guide, after=lambda one, told: seen.append((one, told)), release=released)
    feed(live, 0.0, 0.1)
    last = live.stop(end, DEADLINE_S)
    assert last.guidance == Guidance(0.1, "done", end=end)
    assert (last.number, last.rate.used, last.error) == (2, 2, None)
    assert seen[-1] == (None, last.guidance)
    live.close()
    assert (guide.stops, released.times) == ([end], 1)
    assert released.thread == "poseguide-live"


def test_stop_comes_after_the_frame_under_way_and_before_the_one_that_waits() -> None:
    guide, seen = Gated(), []
    with LiveWorker(guide, after=lambda one, told: seen.append((one, told))) as live:
        live.offer(frame(0.0))
        assert guide.began.wait(DEADLINE_S)
        live.offer(frame(0.1))
        stopping = in_background(lambda: live.stop("stopped", DEADLINE_S))
        while live._end is None:
            time.sleep(0.001)
        guide.gate.set()
        stopping.join(DEADLINE_S)
        last = live.latest
    assert guide.times_s == [0.0]
    assert [told.end for _, told in seen] == [None, "stopped"]
    assert seen[1][0] is not None
    assert seen[1][0].time_s == pytest.approx(0.1)
    assert last.guidance is seen[1][1]


def test_stop_before_anything_was_seen_ends_it_too() -> None:
    guide = Fake()
    with LiveWorker(guide) as live:
        last = live.stop("stopped", DEADLINE_S)
    assert last.guidance is not None
    assert (last.number, last.guidance.end) == (0, "stopped")


def test_stop_again_changes_nothing() -> None:
    guide, released = Fake(), Released()
    with LiveWorker(guide, release=released) as live:
        feed(live, 0.0)
        first = live.stop("stopped", DEADLINE_S)
        assert live.stop("nobody", DEADLINE_S) is first
    assert (guide.stops, released.times) == (["stopped"], 1)


def test_the_first_of_two_reasons_to_stop_is_the_one() -> None:
    guide = Gated()
    with LiveWorker(guide) as live:
        live.offer(frame(0.0))
        assert guide.began.wait(DEADLINE_S)
        live.stop("nobody", 0.0)
        live.stop("stopped", 0.0)
        guide.gate.set()
        live.stop("stopped", DEADLINE_S)
    assert guide.stops == ["nobody"]


def test_a_lead_that_ends_gets_no_more_frames_and_is_not_stopped() -> None:
    guide, released = Fake(end_after=3), Released()
    with LiveWorker(guide, release=released) as live:
        feed(live, 0.0, 0.1, 0.2, 0.3, 0.4)
        last = live.latest
        assert live.stop("stopped", DEADLINE_S) is last
    assert last.guidance is not None
    assert (last.number, last.guidance.end) == (3, "dose")
    assert (len(guide.times_s), guide.stops, released.times) == (3, [], 1)


def test_close_without_an_end_leaves_the_session_as_it_is() -> None:
    guide, released = Fake(), Released()
    with LiveWorker(guide, release=released) as live:
        feed(live, 0.0, 0.1)
    live.close()
    assert (guide.stops, released.times) == ([], 1)
    assert live.latest.guidance is not None
    assert live.latest.guidance.end is None
    assert not live._thread.is_alive()


def test_close_waits_for_the_frame_under_way_and_leaves_the_one_that_waits() -> None:
    guide, released = Gated(), Released()
    live = LiveWorker(guide, release=released)
    live.offer(frame(0.0))
    assert guide.began.wait(DEADLINE_S)
    live.offer(frame(0.1))
    closing = in_background(live.close)
    assert released.times == 0
    while not live._closed:
        time.sleep(0.001)
    guide.gate.set()
    closing.join(DEADLINE_S)
    assert (guide.times_s, released.times) == ([0.0], 1)
    assert live.latest.number == 1


def test_a_block_that_fails_closes_it() -> None:
    released = Released()
    with pytest.raises(KeyboardInterrupt), LiveWorker(Fake(), release=released):
        raise KeyboardInterrupt
    assert released.times == 1


# --- what fails -------------------------------------------------------------------------------


OURS = CameraError("Plug it in.")


@pytest.mark.parametrize("where", ["push", "stop", "after"])
@pytest.mark.parametrize("error", [OURS, ValueError("oops")])
def test_what_fails_is_told_and_everything_is_released_once(
    error: Exception, where: str, caplog: pytest.LogCaptureFixture
) -> None:
    guide, released = Fake(), Released()
    fails = [where == "after"]

    def after(one: Frame | None, told: Guidance) -> None:
        if fails[0] and len(guide.times_s) == 2:
            raise error

    with (
        caplog.at_level(logging.CRITICAL),
        LiveWorker(guide, after=after, release=released) as live,
    ):
        feed(live, 0.0)
        guide.error = None if where == "after" else error
        if where == "stop":
            live.stop("stopped", DEADLINE_S)
        else:
            feed(live, 0.1)
        last = live.latest
        feed(live, 0.2, 0.3)  # nobody works on these, and nobody waits for them
        assert live.latest is last
        assert live.stop("stopped", DEADLINE_S) is last
    assert isinstance(last.error, PoseGuideError)
    if error is OURS:
        assert last.error is OURS
    else:
        assert isinstance(last.error, LiveError)
        assert "Start again" in str(last.error)
    assert last.number == 1
    assert last.guidance == Guidance(0.0, "work")
    assert released.times == 1


def test_a_failure_of_our_own_is_logged_with_its_cause(caplog: pytest.LogCaptureFixture) -> None:
    guide = Fake()
    guide.error = ZeroDivisionError("a cause")
    with LiveWorker(guide) as live:
        feed(live, 0.0)
    assert "a cause" in caplog.text
    assert caplog.records[0].levelno == logging.ERROR


def test_who_waits_is_told_of_the_failure_at_once() -> None:
    guide = Gated()
    guide.error = OURS
    got = []
    with LiveWorker(guide) as live:
        live.offer(frame(0.0))
        assert guide.began.wait(DEADLINE_S)
        later = live.offer(frame(0.1))
        waiting = in_background(lambda: got.append(live.result(later, 10 * DEADLINE_S)))
        guide.gate.set()
        waiting.join(DEADLINE_S)
        assert not waiting.is_alive()
    assert got[0].error is OURS


# --- memory -----------------------------------------------------------------------------------


def test_a_long_session_holds_no_more_than_a_short_one() -> None:
    with LiveWorker(Fake()) as live:
        feed(live, *(number / 30 for number in range(300)))
        early, held = live.latest, len(live._latencies_ms) + len(live._rate._times)
        feed(live, *(number / 30 for number in range(300, 1200)))
        late, holds = live.latest, len(live._latencies_ms) + len(live._rate._times)
    assert late.rate.used == 1200
    assert holds <= held + 1
    assert len(live._latencies_ms) == 150
    same = replace(late, number=early.number, rate=early.rate)
    assert len(pickle.dumps(same)) == len(pickle.dumps(early))


def test_a_state_is_never_changed_afterwards() -> None:
    with LiveWorker(Fake()) as live:
        feed(live, 0.0)
        first = live.latest
        kept = replace(first)
        feed(live, 0.1, 0.2)
        assert live.latest is not first
    assert first == kept

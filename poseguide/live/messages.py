"""The messages of the live socket: what the browser draws and says, and what it asks for.

Beside these the browser sends its frames: the time in seconds, 8 bytes, and a JPEG.
"""

from __future__ import annotations

from typing import Literal

from pydantic import ConfigDict, Field

from poseguide.core.browser_message import BrowserMessage
from poseguide.live.guidance import GuideStage
from poseguide.live.speech import SpeechKind
from poseguide.vision.overlay_body import LimbKind

#: A line from one point to another, in pixels of the picture, and what it belongs to.
Bone = tuple[float, float, float, float, LimbKind]


class SayingView(BrowserMessage):
    """One thing to say; an urgent one cuts off what is being said."""

    text: str
    kind: SpeechKind
    urgent: bool


class TimerView(BrowserMessage):
    """A time under way, `of` the whole; `share` is 0 to 1."""

    label: str
    text: str
    of: str
    share: float


class RingView(BrowserMessage):
    """The step of a pace; `share` of it is over, and the ring is filled by `fill`, 0 to 1."""

    label: str
    text: str
    share: float
    fill: float


class GaugeView(BrowserMessage):
    """The main signal on a scale from `low` to `high`, in its unit, with the target to reach."""

    label: str
    text: str
    low: float
    high: float
    value: float | None
    above: float | None = Field(alias="from")
    below: float | None = Field(alias="to")
    reached: bool


class AngleView(BrowserMessage):
    """The angle at a joint: an arc, ticks at its limits, and its number.

    `at` is in pixels of the picture; the others are degrees, measured clockwise from the right.
    """

    at: tuple[float, float]
    from_deg: float = Field(alias="from")
    sweep: float
    ticks: list[float]
    text: str
    reached: bool


class VoiceSettings(BrowserMessage):
    """How the voice speaks: `language` is a tag such as “da-DK”, `volume` 0 to 1."""

    language: str
    muted: bool
    volume: float = Field(ge=0, le=1)
    rate: float = Field(ge=0.1, le=10)


class PictureSize(BrowserMessage):
    """The picture that the camera is asked for, in pixels."""

    width: int = Field(ge=1, le=10_000)
    height: int = Field(ge=1, le=10_000)


class ViewMessage(BrowserMessage):
    """The state of a session as words, numbers and lines.

    Before the model has started there are only `stage`, `say` and `done`. `session` and `round`
    are the ids of what is stored, None where nothing is: they are there when they are new, for a
    browser that has to go on with another process, and in the last message.
    """

    stage: GuideStage | None = None
    title: str = ""
    count: str = ""
    of: str | None = None
    side: str = ""
    now: str = ""
    detail: str = ""
    advice: str = ""
    say: list[SayingView]
    timer: TimerView | None = None
    ring: RingView | None = None
    size: tuple[int, int] | None = None
    bones: list[Bone] = Field(default_factory=list)
    gauge: GaugeView | None = None
    angle: AngleView | None = None
    done: bool
    rate: str = ""
    camera: bool = True
    more: bool = False
    note: str = ""
    session: str | None = None
    round: str | None = None


class ProblemMessage(BrowserMessage):
    """The reason why the session cannot go on, in words."""

    error: str
    retry: bool
    session: str | None = None
    round: str | None = None


class AliveMessage(BrowserMessage):
    """A sign of life while there is no answer; `slow` where a frame has waited for long."""

    alive: Literal[True]
    slow: bool


class LostRun(BrowserMessage):
    """What a browser was in the middle of when its connection broke.

    `token` is that of its slot; `session` and `round` are the ids of what is stored. The rest are
    the settings of its window, for a page that comes back to another process.
    """

    token: str
    session: str | None
    round: str | None
    voice: VoiceSettings
    picture: PictureSize
    mirror: bool
    show_rate: bool


class ButtonMessage(BrowserMessage):
    """A request of the browser; other keys of the message are ignored."""

    model_config = ConfigDict(extra="ignore")

    do: Literal["alive", "move_on", "stop"]

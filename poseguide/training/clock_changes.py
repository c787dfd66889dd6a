"""Changes of the clocks of a time zone, and the yearly rule behind them, if there is one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class YearlyRule:
    """A day of each year: the `nth` weekday (Monday is 0) of a month, -1 for the last."""

    month: int
    nth: int
    weekday: int


@dataclass(frozen=True)
class Offset:
    """A distance from UTC that comes into force at `starts`, in place of the one `before`.

    `starts` are without a zone, as the clocks show until then, in order. With a `rule` it comes
    into force again each year, for ever, at that time of day, and `starts` are only the first of
    these.
    """

    name: str
    before: timedelta
    after: timedelta
    starts: tuple[datetime, ...]
    rule: YearlyRule | None = None

    @property
    def is_summer(self) -> bool:
        """Return whether the clocks go forward to it."""
        return self.after > self.before


def offsets(zone: tzinfo, year: int, years: int) -> list[Offset]:
    """Return the offsets that come into force in a zone in so many years from `year` on.

    They are enough to know the time after that first year: where it has no change, the offset that
    it begins with comes first. What comes each year by one rule has that rule.
    """
    alike: dict[tuple[str, timedelta, timedelta], list[datetime]] = defaultdict(list)
    for at in _changes(zone, datetime(year, 1, 1, tzinfo=UTC), years):
        before, after = _offset(at - timedelta(seconds=1), zone), _offset(at, zone)
        alike[at.astimezone(zone).tzname() or "", before, after].append(
            (at + before).replace(tzinfo=None)
        )
    found = [
        Offset(name, before, after, tuple(starts), _rule(starts) if len(starts) == years else None)
        for (name, before, after), starts in alike.items()
    ]
    if all(one.starts[0].year > year for one in found):
        began = datetime(year, 1, 1, tzinfo=zone)
        offset = began.utcoffset() or timedelta(0)
        found.insert(0, Offset(began.tzname() or "", offset, offset, (datetime(year, 1, 1),)))
    return found


def _changes(zone: tzinfo, start: datetime, years: int) -> Iterator[datetime]:
    """Yield the moments in UTC, to the second, from which the offset is another."""
    end = start.replace(year=start.year + years)
    while start < end:
        low, high = start, start + _DAY
        if _offset(low, zone) != _offset(high, zone):
            before = _offset(low, zone)
            while high - low > timedelta(seconds=1):
                middle = low + timedelta(seconds=(high - low) // timedelta(seconds=2))
                low, high = (middle, high) if _offset(middle, zone) == before else (low, middle)
            yield high
        start += _DAY


def _offset(at: datetime, zone: tzinfo) -> timedelta:
    return at.astimezone(zone).utcoffset() or timedelta(0)


def _rule(starts: Sequence[datetime]) -> YearlyRule | None:
    """Return the rule that gives the days of all these starts; None where there is none."""
    for of_month in (_nth, _nth_from_end):
        rules = {YearlyRule(at.month, of_month(at), at.weekday()) for at in starts}
        if len(rules) == 1 and len({at.time() for at in starts}) == 1:
            return rules.pop()
    return None


def _nth(at: datetime) -> int:
    return (at.day - 1) // 7 + 1


def _nth_from_end(at: datetime) -> int:
    """-1 on the last of its weekday in the month, -2 on the one before it."""
    following = (at.replace(day=28) + 4 * _DAY).replace(day=1)
    return -((following - at - _DAY).days // 7 + 1)

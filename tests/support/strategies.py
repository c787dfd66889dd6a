"""What the property tests draw from: rates, seeds, and good repetitions with a part changed."""

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

quick = settings(
    derandomize=True,
    deadline=None,
    max_examples=30,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)


rates = st.floats(10, 60)


seeds = st.integers(0, 10_000)


def part(low: float, high: float) -> st.SearchStrategy[float]:
    return st.floats(low, high).map(lambda value: round(value, 2))

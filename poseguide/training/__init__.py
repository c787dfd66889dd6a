"""Goals, doses, progression, plans, schedule and adherence: pure functions on what was done."""

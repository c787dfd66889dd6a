"""A guided session by a camera or a clock: takes frames or ticks, gives messages and a screen."""

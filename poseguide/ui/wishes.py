"""An exercise as a person does it: with the limits that are their own."""

from __future__ import annotations

from collections.abc import Mapping

from poseguide.definitions.catalog import Definition, PacedDefinition


def with_own_limits(
    definition: Definition | PacedDefinition, limits: Mapping[str, float]
) -> tuple[Definition | PacedDefinition, dict[str, float]]:
    """The exercise with own limits, and those that it has taken. Raises LimitError."""
    if isinstance(definition, PacedDefinition):
        return definition, {}
    return definition.with_limits(limits), definition.known_limits(limits)

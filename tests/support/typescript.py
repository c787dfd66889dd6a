"""TypeScript declarations of the messages between Python and the browser, made from their models.

`python tests/support/typescript.py` writes them anew; a test says when that is needed.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pydantic.json_schema import models_json_schema

from poseguide.core.browser_message import BrowserMessage
from poseguide.live.messages import (
    AliveMessage,
    ButtonMessage,
    LostRun,
    ProblemMessage,
    ViewMessage,
)
from poseguide.reports.review_board import Board
from poseguide.ui import components

_HEAD = "// Made from Python's models by `python tests/support/typescript.py`, not by hand.\n"
_PLAIN = {
    "string": "string",
    "number": "number",
    "integer": "number",
    "boolean": "boolean",
    "null": "null",
}
#: The messages of each component: those that they are made of follow.
MESSAGES: dict[str, Sequence[type[BrowserMessage]]] = {
    "live_stage": [ViewMessage, ProblemMessage, AliveMessage, ButtonMessage, LostRun],
    "review_desk": [Board],
}


def declarations_file(component: str) -> Path:
    """Return the committed declarations of a component."""
    return Path(components.__file__).parent / component / "messages.d.ts"


def declarations(models: Sequence[type[BrowserMessage]]) -> str:
    """Return an interface for each model, and for each that it is made of."""
    _, schema = models_json_schema([(model, "validation") for model in models], by_alias=True)
    found: dict[str, Any] = schema["$defs"]
    return "\n".join([_HEAD, *(_interface(name, each) for name, each in sorted(found.items()))])


def _interface(name: str, schema: dict[str, Any]) -> str:
    required = schema.get("required", [])
    lines = [" *" + (f" {line}" if line else "") for line in schema["description"].splitlines()]
    fields = [
        f"  {field}{'' if field in required else '?'}: {_type(each)};"
        for field, each in schema["properties"].items()
    ]
    return "\n".join(["/**", *lines, " */", f"export interface {name} {{", *fields, "}", ""])


def _type(schema: dict[str, Any]) -> str:
    """Return the type of a JSON Schema; raises KeyError for one that no message has had yet."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "anyOf" in schema:
        return " | ".join(dict.fromkeys(_type(each) for each in schema["anyOf"]))
    if "enum" in schema or "const" in schema:
        return " | ".join(_literal(each) for each in schema.get("enum", [schema.get("const")]))
    if "prefixItems" in schema:
        return f"[{', '.join(_type(each) for each in schema['prefixItems'])}]"
    if schema["type"] == "array":
        item = _type(schema["items"])
        return f"({item})[]" if "|" in item else f"{item}[]"
    if schema["type"] == "object":
        return f"{{ [name: string]: {_type(schema['additionalProperties'])} }}"
    return _PLAIN[schema["type"]]


def _literal(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else f'"{value}"'


if __name__ == "__main__":
    for component, models in MESSAGES.items():
        declarations_file(component).write_text(declarations(models), encoding="utf-8")

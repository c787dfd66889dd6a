"""What pydantic finds wrong, in plain words."""

from __future__ import annotations

#: pydantic's words in plain ones, by the kind of its error.
_PLAIN = {
    "missing": "is missing; add it",
    "extra_forbidden": "is not a key of the format; check the spelling",
    "string_type": "must be text in quotes",
    "string_too_short": "must not be empty",
    "float_type": "must be a number",
    "float_parsing": "must be a number",
    "int_type": "must be a whole number",
    "int_from_float": "must be a whole number",
    "bool_type": "must be true or false",
    "bool_parsing": "must be true or false",
    "list_type": "must be a list in [brackets]",
    "tuple_type": "must be a list of two in [brackets]",
    "finite_number": "must be a finite number",
    "model_type": "must be a table",
    "dict_type": "must be a table",
    "string_pattern_mismatch": "must be small letters, digits and _, beginning with a letter",
}


def plain(detail: object) -> str:
    """One sentence, without the key, of one of the entries of `ValidationError.errors()`."""
    assert isinstance(detail, dict)
    kind, context = detail["type"], detail.get("ctx", {})
    if kind == "model_type" and context.get("class_name") == "Text":
        return 'must be a table, such as {en = "…", da = "…"}'
    if kind in _PLAIN:
        return _PLAIN[kind]
    if kind == "literal_error":
        return f"must be one of {context['expected']}"
    if kind == "value_error":
        return str(context["error"])
    if kind in ("too_short", "too_long"):
        bound = "at least" if kind == "too_short" else "at most"
        length = context.get("min_length", context.get("max_length"))
        return f"must have {bound} {length} in its list"
    if kind == "greater_than":
        return f"must be more than {context['gt']:g}"
    if kind == "greater_than_equal":
        return f"must be at least {context['ge']:g}"
    if kind == "less_than_equal":
        return f"must be at most {context['le']:g}"
    return str(detail["msg"])

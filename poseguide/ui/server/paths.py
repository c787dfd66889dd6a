"""The paths of our own routes, beside Streamlit's."""

from __future__ import annotations

import streamlit as st


def own_path(name: str) -> str:
    """Return the path of one of our own routes, before which Streamlit puts no base path."""
    base = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{base}/poseguide/{name}" if base else f"/poseguide/{name}"

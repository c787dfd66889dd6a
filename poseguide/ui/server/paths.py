"""Where routes of our own are served, beside Streamlit's."""

from __future__ import annotations

import streamlit as st


def own_path(name: str) -> str:
    """The path of a route; Streamlit does not put its base path before routes of our own."""
    base = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{base}/poseguide/{name}" if base else f"/poseguide/{name}"

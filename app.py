"""The server of PoseGuide: its pages, the socket of the camera and the drawn videos.

Start it with `poseguide app` or `streamlit run app.py`.
"""

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from poseguide import ui
from poseguide.ui.server.access import AccessGuard
from poseguide.ui.server.live_socket import live_route
from poseguide.ui.server.media import media_route
from poseguide.ui.server.startup import open_store

app = st.App(
    Path(ui.__file__).with_name("pages.py"),
    lifespan=open_store,
    routes=[live_route(), media_route()],
    middleware=[Middleware(AccessGuard)],
)

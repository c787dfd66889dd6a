"""The pages of PoseGuide. Start them with `poseguide app` or `streamlit run app.py`."""

import streamlit as st

from poseguide.ui.check_video import check_video
from poseguide.ui.language import choose_language
from poseguide.words import word

st.set_page_config(page_title="PoseGuide", layout="wide")
language = choose_language()
# No icons here: Streamlit would fetch the browser tab's picture from the internet.
pages = [
    st.Page(
        check_video,
        title=word("check_video", language),
        url_path="check-video",
        default=True,
    ),
]
st.navigation(pages, position="top").run()

"""The pages of PoseGuide in the order of the menu; Streamlit runs this file for each of them."""

import streamlit as st

from poseguide.core.i18n import word
from poseguide.ui.navigation import exercise_place, history_place, programmes_place
from poseguide.ui.people.page import people_page
from poseguide.ui.review.page import check_video
from poseguide.ui.state import choose_language
from poseguide.ui.today.page import today_page
from poseguide.ui.why.page import why_page

st.set_page_config(page_title="PoseGuide", layout="wide")
language = choose_language()
# No icons here: Streamlit would fetch the browser tab's picture from the internet.
pages = [
    st.Page(today_page, title=word("today_page", language), url_path="today", default=True),
    exercise_place(language),
    st.Page(check_video, title=word("check_video", language), url_path="check-video"),
    history_place(language),
    programmes_place(language),
    st.Page(people_page, title=word("people_page", language), url_path="people"),
    st.Page(why_page, title=word("why_page", language), url_path="why"),
]
st.navigation(pages, position="top").run()

"""The panel that exports everything as one file, and imports such a file."""

from __future__ import annotations

from io import BytesIO

import streamlit as st

from poseguide.core.errors import PoseGuideError
from poseguide.core.i18n import Language, word
from poseguide.live.registry import store
from poseguide.storage.archive import export_all, import_all
from poseguide.ui.local_time import today
from poseguide.ui.problems import show_problem

#: Keys in the session state: the summary of the last import, and the number of imports, which gives
#: each a file field of its own.
_RESULT, _NUMBER = "imported", "imports"


def show_transfer(language: Language) -> None:
    """Show a button that exports everything, and a field for a file to import."""
    with st.expander(word("transfer", language), icon=":material/move_up:"):
        st.markdown(word("transfer_help", language))
        st.download_button(
            word("transfer_export", language),
            make_export,
            file_name=f"poseguide-{today()}.zip",
            mime="application/zip",
            icon=":material/download:",
            key="export",
            on_click="ignore",
        )
        _offer_import(language)


def make_export() -> bytes:
    """Return the ZIP file with everything as bytes; made when its button is pressed."""
    file = BytesIO()
    export_all(store(), file)
    return file.getvalue()


def _offer_import(language: Language) -> None:
    number = st.session_state.get(_NUMBER, 0)
    file = st.file_uploader(word("transfer_file", language), type="zip", key=f"import_{number}")
    if file is not None:
        st.caption(word("transfer_ask", language))
        if st.button(word("transfer_import", language), type="primary", key="import"):
            try:
                with st.spinner(word("transfer_importing", language)):
                    st.session_state[_RESULT] = import_all(store(), file)
            except PoseGuideError as error:
                show_problem(error, file.name, language)
            else:
                st.session_state[_NUMBER] = number + 1
                st.rerun()
        return
    result = st.session_state.get(_RESULT)
    if result is not None:
        text = word(
            "transfer_done",
            language,
            sessions=result.sessions,
            people=result.people,
            skipped=result.skipped,
        )
        st.success(text, icon=":material/check_circle:")

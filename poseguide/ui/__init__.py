"""The pages, one a file. Only here and in `app.py` is streamlit; all work is done elsewhere."""

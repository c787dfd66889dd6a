"""The pages, a folder each: they read widgets, call the packages below and show what comes back.

Streamlit is imported only here and in `app.py`.
"""

"""Any session that the program can write is kept, taken along, shown and printed."""

import json
import math
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.session_reports import pages_in
from support.sessions import EXERCISES, stored_sessions, words

from poseguide.core.i18n import Language
from poseguide.reports.pdf.document import person_pdf, session_pdf
from poseguide.reports.review_view import board
from poseguide.reports.session_report import (
    SessionReport,
    definition_of,
    report_csv,
    report_json,
    reports_csv,
    reports_json,
    session_report,
)
from poseguide.storage.archive import export_all, import_all
from poseguide.storage.store import Store
from poseguide.training.adherence import days, is_training, pains, weeks
from poseguide.training.session import StoredSession

some = settings(
    derandomize=True,
    deadline=None,
    database=None,
    max_examples=8,
    suppress_health_check=list(HealthCheck),
)
#: A page takes about a second.
few = settings(some, max_examples=4)
sessions = st.lists(stored_sessions(), min_size=1, max_size=2, unique_by=lambda one: one.id)
languages = st.sampled_from(["en", "da"])


def same(one: StoredSession) -> StoredSession:
    """The session, in which a range that was not seen is like another."""
    reps = (replace(rep, range=-1.0 if math.isnan(rep.range) else rep.range) for rep in one.reps)
    return replace(one, reps=tuple(reps))


@pytest.fixture
def stores(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[Store, Store]]:
    """One store of either kind, and one in a file."""
    monkeypatch.setenv("POSEGUIDE_DATA", str(tmp_path))
    with closing(Store(url)) as one, closing(Store(f"sqlite:///{tmp_path / 'other.db'}")) as other:
        yield one, other


@some
@given(given_=sessions)
def test_any_session_is_kept_and_taken_along_unchanged(
    stores: tuple[Store, Store], given_: list[StoredSession]
) -> None:
    one, other = stores
    for session in given_:
        one.sessions.save(session)
        assert same(one.sessions.load(session.id)) == same(session)
    there = {each.id: same(each) for each in one.history.all()}
    assert there == {each.id: same(each) for each in given_}
    file = BytesIO()
    export_all(one, file)
    assert import_all(other, file).sessions == len(given_)
    assert {each.id: same(each) for each in other.history.all()} == there
    for session in given_:
        one.sessions.delete(session.id)
        other.sessions.delete(session.id)


@few
@given(one=stored_sessions(), language=languages, person=st.none() | words)
def test_any_session_has_a_report_of_each_kind(
    one: StoredSession, language: Language, person: str | None
) -> None:
    whole = SessionReport(one, definition_of(one.beginning.exercise), person, None, None)
    assert pages_in(session_pdf(whole, language)) >= 1
    told = json.loads(report_json(whole))
    assert len(told["repetitions"]) == len(one.reps)
    assert report_csv(whole, language).count("\r\n") > len(one.repetitions)


@some
@given(one=stored_sessions(), language=languages)
def test_any_session_has_its_place_on_the_desk(one: StoredSession, language: Language) -> None:
    whole = SessionReport(one, definition_of(one.beginning.exercise), None, None, None)
    if whole.exercise is not None:
        shown = board(
            whole.exercise, one.repetitions, None, one.progress.seconds, language,
            title=one.beginning.name, video_url=None,
        ).for_json()  # fmt: skip
        assert len(json.loads(json.dumps(shown))["repetitions"]) == len(one.repetitions)


@few
@given(given_=sessions, language=languages, name=words, pages=st.booleans())
def test_any_sessions_have_a_history_and_a_report_over_time(
    stores: tuple[Store, Store], given_: list[StoredSession], language: Language, name: str,
    pages: bool,
) -> None:  # fmt: skip
    store, _ = stores
    for session in given_:
        store.sessions.save(session)
    entries = store.history.entries(None)
    reports = [session_report(store, entry.id) for entry in entries]
    assert person_pdf(name, entries, language, reports=reports if pages else [])
    assert json.loads(reports_json(name, reports))["sessions"]
    assert reports_csv(reports, language)
    known = {id_: d.exercise for id_ in EXERCISES if (d := definition_of(id_)) is not None}
    trained = [entry for entry in entries if is_training(entry)]
    days(entries, known, None)
    pains(trained, None)
    for session in given_:
        weeks(trained, session.beginning.exercise, None)
        store.history.similar(session, 5)
        store.history.newest(None, session.beginning.exercise, 3)
        store.sessions.delete(session.id)

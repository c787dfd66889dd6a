"""Annotations of a session by a person: pain, a note, answers, and corrections."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import delete
from sqlalchemy import orm as sql

from poseguide.storage.database import Database
from poseguide.storage.session_rows import correction_row
from poseguide.storage.tables import CorrectionRow, SessionRow
from poseguide.training.corrections import Correction
from poseguide.training.session import check_answers


class AnnotationRepository:
    """The annotations of sessions; all methods raise StoreError, also for one that is gone.

    The counts of the machine stay as they are stored, whatever is said of them.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def set_pain(self, session_id: str, pain: int | None) -> None:
        """Store the pain after a session, 0 to 10, None for no answer. ValueError outside."""
        if pain is not None and not 0 <= pain <= 10:
            raise ValueError(f"pain is 0 to 10, not {pain}")
        with self._database.writing() as database:
            self._database.row(database, SessionRow, session_id).pain_after = pain

    def set_note(self, session_id: str, note: str) -> None:
        """Store what a person says of a session as a whole."""
        with self._database.writing() as database:
            self._database.row(database, SessionRow, session_id).note = note.strip()

    def set_answers(self, session_id: str, answers: Mapping[str, str]) -> None:
        """Store a person's answers to questions of `QUESTIONS`, in place of earlier ones.

        Raises ValueError for another question or answer.
        """
        check_answers(answers)
        with self._database.writing() as database:
            self._database.row(database, SessionRow, session_id).told = dict(answers)

    def correct(self, session_id: str, correction: Correction) -> None:
        """Store what a person says of one repetition, in place of what they said before.

        A correction that says nothing takes back what was said. Raises ValueError for an added
        repetition without a start before its end.
        """
        if correction.added and not _is_span(correction.start_s, correction.end_s):
            raise ValueError(f"{correction} does not begin before it ends")
        with self._database.writing() as database:
            self._database.row(database, SessionRow, session_id)
            _delete_correction(database, session_id, correction.number)
            if correction.says_something:
                database.add(correction_row(session_id, correction))

    def take_back(self, session_id: str, number: int) -> None:
        """Delete what a person said of a repetition; an added repetition is gone then."""
        with self._database.writing() as database:
            _delete_correction(database, session_id, number)


def _delete_correction(database: sql.Session, session_id: str, number: int) -> None:
    database.execute(
        delete(CorrectionRow).where(
            CorrectionRow.session_id == session_id, CorrectionRow.number == number
        )
    )


def _is_span(start_s: float | None, end_s: float | None) -> bool:
    return start_s is not None and end_s is not None and 0 <= start_s < end_s

"""The command that saves what can be read of a damaged database."""

from __future__ import annotations

from poseguide.cli.options import LanguageName, tell
from poseguide.core.i18n import word


def rescue(language: LanguageName = "en") -> None:
    """Save what can be read of a damaged database in a new one; the damaged file is kept beside it.

    Close the app and other programs that use the database first.
    """
    from poseguide.storage.rescue import rescue as save
    from poseguide.storage.store import Store

    saved = save(Store())
    tell(word("rescued", language, saved=saved.sessions, lost=saved.lost, kept=saved.kept))
    if not saved.whole:
        tell(word("rescued_not_all", language))

"""A server with a journal of erasures, outside its database."""

from pathlib import Path

import pytest

from server.settings import Settings, database_url
from tests.server.people import QUICK_HASH, SECRET


@pytest.fixture
def settings(database_with_tables: str, tmp_path: Path) -> Settings:
    """As elsewhere, and a journal."""
    return Settings(
        database_url(database_with_tables),
        SECRET,
        hashing=QUICK_HASH,
        erasure_journal=f"sqlite:///{tmp_path / 'journal.erasures'}",
    )

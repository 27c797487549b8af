"""A server with a journal of erasures, outside its database."""

import pytest

from server.settings import Settings


@pytest.fixture
def settings(settings_with_journal: Settings) -> Settings:
    """As elsewhere, and a journal of erasures."""
    return settings_with_journal

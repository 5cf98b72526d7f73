"""What the tests of the words share."""

from dataclasses import replace
from pathlib import Path

import pytest

from locales import LANGUAGES, Languages, Translator
from tests.locales.catalogue_files import HOUSE, Catalogues


@pytest.fixture
def catalogues(tmp_path: Path) -> Catalogues:
    return Catalogues(tmp_path)


@pytest.fixture(scope="session")
def translators() -> dict[str, Translator]:
    """Let every language write English sentences, so that only its own rules show."""
    english = Languages.load(HOUSE).translator("en")
    return {code: replace(english, language=language) for code, language in LANGUAGES.items()}

"""One OCR engine for the whole run, and the shared pictures where they exist."""

from pathlib import Path

import pytest

from nlu.engines import find_engine
from nlu.ocr import Ocr

SHARED = Path(__file__).parents[3] / "shared"


@pytest.fixture(scope="session")
def engine() -> Ocr:
    found = find_engine()
    if found is None or found.name != "rapidocr":
        pytest.skip("rapidocr is not installed")
    return found


@pytest.fixture(scope="session")
def pictures() -> Path:
    """The folder with places, shelves and scenario pictures."""
    folder = SHARED / "eval" / "photos"
    if not folder.is_dir():
        pytest.skip(f"{folder} is absent")
    return folder


@pytest.fixture(scope="session")
def price_tags() -> Path:
    """The folder with labels.tsv and dev/."""
    folder = SHARED / "eval" / "pricetags"
    if not folder.is_dir():
        pytest.skip(f"{folder} is absent")
    return folder

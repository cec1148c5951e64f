"""Shared folders of real documents, which are beside the repository on some machines and absent on others."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2].parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    if not SHARED.is_dir():
        pytest.skip("the shared real documents are not beside this repository")
    return SHARED

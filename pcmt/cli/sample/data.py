"""Reads the data in /sample."""

from functools import cache
from typing import Any

import yaml
from django.conf import settings


@cache
def read(name: str) -> dict[str, Any]:
    """This will read one file of the sample's data."""
    data: dict[str, Any] = yaml.safe_load((settings.SAMPLE_DIR / name).read_text())
    return data

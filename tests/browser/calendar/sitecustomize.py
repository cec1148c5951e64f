"""Sets the calendar of the server that the browser walks: it starts on the sample's morning, 21/11/2026.

Python imports a module of this name when it starts; the test puts this folder on the path of the server only. So the
pages, and the pictures taken of them, are the same whenever the suite runs.
"""

import os
import time
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

MORNING = datetime(2026, 11, 21, 8, 30, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
BEGAN = float(os.environ.get("BROWSER_TEST_BEGAN", time.time()))


def now() -> datetime:
    """The morning, and as long after it as the server has been running."""
    return MORNING + timedelta(seconds=time.time() - BEGAN)


timezone.now = now

"""The process: settings, wiring, command line, intake, delivery, and the tick."""

import os

# Without this wish the library warns at each 429 that it will speak of times as times one day.
os.environ.setdefault("PTB_TIMEDELTA", "1")

"""How often a scenario is repeated: a little in every run, in full with FAIRLEAD_LONG=1."""

import os

from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

LONG = os.environ.get("FAIRLEAD_LONG") == "1"


def repetitions(reduced: int, full: int) -> int:
    """Return the count that the issue names in long runs, otherwise a small one."""
    return full if LONG else reduced


def load_hypothesis_profile() -> None:
    """Set how many examples property tests try; a deadline would judge the machine."""
    slow = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
    hypothesis_settings.register_profile(
        "reduced",
        max_examples=25,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=slow,
    )
    hypothesis_settings.register_profile(
        "full", max_examples=1000, deadline=None, database=None, suppress_health_check=slow
    )
    hypothesis_settings.load_profile("full" if LONG else "reduced")

"""What the environment makes of an installation, read by a process of its own."""

import os
import subprocess
import sys

import pytest

READ = "from ats import settings; print(settings.ENVIRONMENT, settings.DEMO, settings.DEBUG)"
OURS = ("DATABASE_URL", "SECRET_KEY", "DEBUG", "DJANGO_SETTINGS_MODULE")
KEY = {"SECRET_KEY": "only-for-this-test-" + "x" * 50}
OUTSIDE = {"DATABASE_URL": "postgres://nobody@127.0.0.1:1/none"} | KEY


def read(tmp_path, **environment):
    kept = {k: v for k, v in os.environ.items() if k not in OURS and not k.startswith("FAIRLEAD_")}
    return subprocess.run(
        [sys.executable, "-c", READ],
        env=kept | {"FAIRLEAD_VAR": str(tmp_path)} | environment,
        capture_output=True,
        text=True,
    )


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, "development True"),
        ({"FAIRLEAD_DEMO": "0"}, "development False"),
        ({"FAIRLEAD_ENV": "production", "FAIRLEAD_DEMO": "1"} | KEY, "production False"),
        (OUTSIDE, "production False"),
        ({"FAIRLEAD_DEMO": "1"} | OUTSIDE, "production False"),
        ({"FAIRLEAD_ENV": "development"} | OUTSIDE, "development False"),
        ({"FAIRLEAD_ENV": "development", "FAIRLEAD_DEMO": "1"} | OUTSIDE, "development True"),
    ],
)
def test_the_demo_is_for_embedded_servers_or_on_demand_and_never_in_production(
    tmp_path, environment, expected
):
    assert read(tmp_path, **environment).stdout.strip() == f"{expected} False"


def test_debug_cannot_be_switched_on_from_outside(tmp_path):
    assert read(tmp_path, DEBUG="1").stdout.strip().endswith("False")


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({"DATABASE_URL": OUTSIDE["DATABASE_URL"]}, "SECRET_KEY"),
        ({"FAIRLEAD_ENV": "prod"} | OUTSIDE, "FAIRLEAD_ENV"),
    ],
)
def test_production_is_never_half_set(tmp_path, environment, said):
    refused = read(tmp_path, **environment)
    assert refused.returncode != 0 and said in refused.stderr

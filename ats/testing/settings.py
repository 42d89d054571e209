"""The settings under test: those of production code, in the environment of a test run."""

from ats.testing import environment

environment.prepare()

from ats.settings import *  # noqa: E402, F403

# The real algorithm at a cost that hundreds of sign-ins can bear.
PASSWORD_HASHERS = ["ats.testing.hashers.CheapArgon2"]

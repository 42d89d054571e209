"""Argon2 at its lowest cost."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class CheapArgon2(Argon2PasswordHasher):
    """Makes hashes that production can check."""

    time_cost = 1
    memory_cost = 64
    parallelism = 1

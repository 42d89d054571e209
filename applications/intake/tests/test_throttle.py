from datetime import timedelta

import pytest

from applications.intake.tests.conftest import NOW
from applications.intake.throttle import client_address, network_of, seconds_to_wait


def test_a_network_that_sends_too_much_waits_no_longer_than_a_minute(settings):
    settings.APPLY_PER_MINUTE = 3

    waits = [seconds_to_wait("192.0.2.1", now=NOW) for _ in range(5)]

    assert waits == [0, 0, 0, 60, 60]
    assert seconds_to_wait("192.0.2.2", now=NOW) == 0
    assert seconds_to_wait("192.0.2.1", now=NOW + timedelta(seconds=60)) == 0


def test_no_limit_can_be_set(settings):
    settings.APPLY_PER_MINUTE = 0

    assert [seconds_to_wait("192.0.2.1", now=NOW) for _ in range(500)] == [0] * 500


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("2001:db8:1:2::9", "2001:db8:1:2::"),
        ("", "unknown"),
        ("x" * 10_000, "unknown"),
    ],
)
def test_an_ipv6_household_is_one_network(address, network):
    assert network_of(address) == network


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "203.0.113.9", "10.0.0.1"),
        (1, "", "10.0.0.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "1.1.1.1, 203.0.113.9", "203.0.113.9"),
        (2, "1.1.1.1, 203.0.113.9, 10.0.0.2", "203.0.113.9"),
        (2, "203.0.113.9", "10.0.0.1"),
    ],
)
def test_what_a_visitor_writes_into_the_header_counts_for_nothing(
    proxies, forwarded, address, settings
):
    settings.TRUSTED_PROXIES = proxies

    assert client_address(remote="10.0.0.1", forwarded=forwarded) == address

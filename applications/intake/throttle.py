"""How many forms one network may send in a minute: many, and never for longer than a minute."""

import ipaddress
from datetime import datetime

from django.conf import settings

from ats.cache import count_hit

WINDOW_SECONDS = 60


def seconds_to_wait(address: str, *, now: datetime) -> int:
    """Count one more form from an address; return 0, or how long its sender should wait.

    A campus or a job centre is one address, so the limit is generous. While Redis is away each
    process counts by itself.
    """
    limit: int = settings.APPLY_PER_MINUTE
    if not limit:
        return 0
    count, wait = count_hit(
        f"apply:{network_of(address)}", window_seconds=WINDOW_SECONDS, at=now.timestamp()
    )
    return 0 if count <= limit else max(1, round(wait))


def network_of(address: str) -> str:
    """Return an IPv4 address as it is, and the /64 that an IPv6 address comes from."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(parsed, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((parsed, 64), strict=False).network_address)
    return str(parsed)


def client_address(*, remote: str, forwarded: str) -> str:
    """Return the visitor's address: the one that the outermost proxy of ours has seen.

    What stands further left in X-Forwarded-For was written by the visitor.
    """
    proxies: int = settings.TRUSTED_PROXIES
    hops = [hop.strip() for hop in forwarded.split(",") if hop.strip()]
    return hops[-proxies] if 0 < proxies <= len(hops) else remote

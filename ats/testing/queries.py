"""Helpers that count SQL statements."""

from collections.abc import Callable, Sequence

from django.db import connection
from django.test.utils import CaptureQueriesContext

# Not work of the page: savepoints come and go with the test's own transaction.
UNCOUNTED = ("SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT")


def statements_of(act: Callable[[], object]) -> list[str]:
    """Return the SQL statements that `act` runs."""
    with CaptureQueriesContext(connection) as captured:
        act()
    return [q["sql"] for q in captured.captured_queries if not q["sql"].startswith(UNCOUNTED)]


def assert_same_queries(
    *,
    make: Callable[[int], object],
    act: Callable[[], object],
    sizes: Sequence[int] = (1, 3),
    most: int | None = None,
) -> None:
    """Fail when `act` needs more statements for more rows, or more than `most`.

    `make(n)` adds rows until there are n. `act` is run once before anything is counted, so that
    what is cached for a process (content types, the site) does not count against the first size.
    """
    counted: dict[int, list[str]] = {}
    for size in sizes:
        make(size)
        if not counted:
            act()
        counted[size] = statements_of(act)
    numbers = {size: len(statements) for size, statements in counted.items()}
    listing = "\n".join(counted[sizes[-1]])
    assert len(set(numbers.values())) == 1, f"Statements by size: {numbers}\n{listing}"
    if most is not None:
        assert numbers[sizes[-1]] <= most, f"{numbers[sizes[-1]]} statements:\n{listing}"

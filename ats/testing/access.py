"""The access matrix: every route, asked by every role, on its own and on foreign objects.

Each app says in `tests/access.py` what it adds to the world (`build(world)`) and what each of its
routes answers (`ROWS`). A route without a row is a failure, and so is a row without a route.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from importlib import import_module
from typing import Any, NamedTuple

from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.resolvers import RegexPattern

from ats.testing import caches

APPS = ("ats", "postings", "applications")
KINDS = ("own", "other", "confidential")
UNSAFE = ("POST", "PUT", "PATCH", "DELETE")


class Answers(NamedTuple):
    """The status code that each role gets."""

    anonymous: int
    interviewer: int
    hiring_manager: int
    recruiter: int
    admin: int


ROLES = Answers._fields


def everyone(status: int) -> Answers:
    """Return the same answer for all."""
    return Answers(*[status] * len(ROLES))


def staff(status: int, *, anonymous: int = 302) -> Answers:
    """Return one answer for whoever is signed in; 302 leads to the sign-in page."""
    return everyone(status)._replace(anonymous=anonymous)


def only(*, otherwise: int, anonymous: int = 302, **statuses: int) -> Answers:
    """Return the answers of the roles that are named, and `otherwise` for other staff."""
    return staff(otherwise, anonymous=anonymous)._replace(**statuses)


@dataclass
class World:
    """The objects that the rows speak of, and the people who ask."""

    users: dict[str, Any] = field(default_factory=dict)
    _objects: dict[str, dict[str, Any]] = field(default_factory=dict)

    def user(self, role: str) -> Any:
        return self.users[role]

    def put(self, name: str, *, own: Any, other: Any, confidential: Any = None) -> None:
        """Name an object of each kind; each may be a dict by role."""
        last = other if confidential is None else confidential
        self._objects[name] = {"own": own, "other": other, "confidential": last}

    def get(self, name: str, kind: str = "own", role: str = "admin") -> Any:
        found = self._objects[name][kind]
        return found[role] if isinstance(found, dict) else found

    def value(self, dotted: str, kind: str, role: str) -> Any:
        """Return what "posting.pk" or "application.candidate.pk" names."""
        name, *attributes = dotted.split(".")
        found = self.get(name, kind, role)
        for attribute in attributes:
            found = getattr(found, attribute)
        return found


# Nobody has an anonymous own object; what anonymous visitors ask for is a recruiter's.
ASKED_ON_BEHALF = {"anonymous": "recruiter"}
Data = Mapping[str, Any] | Callable[[World, str, str], Mapping[str, Any]]


@dataclass(frozen=True, kw_only=True)
class Row:
    """What one route answers for one method."""

    own: Answers
    other: Answers | None = None
    confidential: Answers | None = None
    path: Mapping[str, str] | str = field(default_factory=dict)
    method: str = "GET"
    data: Data | None = None
    json: bool = False
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def names_objects(self) -> bool:
        """Say whether the address names an object of the world."""
        return bool(self.path) and not isinstance(self.path, str)

    def cases(self) -> Iterator[tuple[str, str, int]]:
        """Yield kind, role and the expected status."""
        for kind in KINDS:
            answers = getattr(self, kind)
            for role, status in zip(ROLES, answers or (), strict=bool(answers)):
                yield kind, role, status


@dataclass
class Route:
    """A name under which the project has addresses, those of other packages included."""

    name: str
    methods: set[str] = field(default_factory=set)
    # Argument and a value for it that fits and names nothing.
    nowhere: dict[str, Any] = field(default_factory=dict)


def routes() -> list[Route]:
    """Return every route, once for each name."""
    found: dict[str, Route] = {}
    for name, pattern, nowhere in _walk(get_resolver(), "", {}):
        route = found.setdefault(name, Route(name, nowhere=nowhere))
        route.methods |= _unsafe_methods(pattern)
    return list(found.values())


def _walk(
    resolver: URLResolver, namespace: str, outer: dict[str, Any]
) -> Iterator[tuple[str, URLPattern, dict[str, Any]]]:
    for pattern in resolver.url_patterns:
        nowhere = outer | _nowhere(pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern, inner, nowhere)
        else:
            yield f"{namespace}{pattern.name or pattern.pattern}", pattern, nowhere


def _nowhere(pattern: URLPattern | URLResolver) -> dict[str, Any]:
    values: dict[str, Any] = {"int": 0, "uuid": "00000000-0000-4000-8000-000000000000"}
    if isinstance(pattern.pattern, RegexPattern):
        return dict.fromkeys(pattern.pattern.regex.groupindex, "nowhere")
    return {
        name: values.get(type(converter).__name__.removesuffix("Converter").lower(), "nowhere")
        for name, converter in pattern.pattern.converters.items()
    }


def _unsafe_methods(pattern: URLPattern) -> set[str]:
    """Return the unsafe methods that a view surely answers, as far as it can be known."""
    if actions := getattr(pattern.callback, "actions", None):
        return {method.upper() for method in actions} & set(UNSAFE)
    view = getattr(pattern.callback, "view_class", None) or getattr(pattern.callback, "cls", None)
    if view is None:
        return set()
    allowed = {name.upper() for name in view.http_method_names}
    return {method for method in UNSAFE if hasattr(view, method.lower())} & allowed


def collect_rows() -> dict[str, tuple[Row, ...]]:
    """Return the rows of all apps by route name."""
    rows: dict[str, tuple[Row, ...]] = {}
    for app in APPS:
        for name, value in import_module(f"{app}.tests.access").ROWS.items():
            assert name not in rows, f"{name} has rows in two apps"
            rows[name] = value if isinstance(value, tuple) else (value,)
    return rows


def build_world() -> World:
    """Let each app add its objects, those that others build on first."""
    world = World()
    for app in APPS:
        import_module(f"{app}.tests.access").build(world)
    return world


def rows_for(name: str, rows: Mapping[str, tuple[Row, ...]]) -> tuple[Row, ...]:
    """Return the rows of a route, or those of the first wildcard that fits."""
    if name in rows:
        return rows[name]
    return next((found for key, found in rows.items() if fnmatchcase(name, key)), ())


def gaps(rows: Mapping[str, tuple[Row, ...]]) -> list[str]:
    """Return what is missing from the matrix, or too much in it, in words."""
    found = routes()
    wrong = [words for route in found for words in _gaps_of(route, rows)]
    for key, several in rows.items():
        if not any(fnmatchcase(route.name, key) for route in found):
            wrong.append(f"{key}: a row, but no such route")
        wrong += [
            f"{key} {row.method}: say `other=` and `confidential=`"
            for row in several
            if row.names_objects and None in (row.other, row.confidential)
        ]
    return wrong


def _gaps_of(route: Route, rows: Mapping[str, tuple[Row, ...]]) -> Iterator[str]:
    mine = rows_for(route.name, rows)
    if not mine:
        yield f"{route.name}: no row"
    # A wildcard answers for routes of other packages, whose every method nobody lists.
    elif route.name in rows and (missing := route.methods - {row.method for row in mine}):
        yield f"{route.name}: no row for {', '.join(sorted(missing))}"


def disagreements(route: Route, row: Row, world: World) -> list[str]:
    """Ask every role on every kind of object; return where the answer is not that of the row."""
    wrong = []
    clients = {role: _client(world, role) for role in ROLES}
    for kind, role, expected in row.cases():
        caches.clear()  # or the throttles would answer in the end
        with transaction.atomic():
            status = _ask(clients[role], route, row, world, kind, role)
            transaction.set_rollback(True)
        if status != expected:
            wrong.append(f"{route.name} {row.method} {kind} {role}: {status}, not {expected}")
    return wrong


def _client(world: World, role: str) -> Client:
    client = Client(raise_request_exception=False)
    if role != "anonymous":
        client.force_login(world.user(role))
    return client


def _ask(client: Client, route: Route, row: Row, world: World, kind: str, role: str) -> int:
    owner = ASKED_ON_BEHALF.get(role, role)
    address = reverse(route.name, kwargs=_arguments(route, row, world, kind, owner))
    data = row.data(world, kind, owner) if callable(row.data) else row.data
    options: dict[str, Any] = {"headers": row.headers}
    if row.json:
        options["content_type"] = "application/json"
    response = getattr(client, row.method.lower())(address, data, **options)
    response.getvalue()  # closes files; close() would end the test's own connection
    return response.status_code


def _arguments(route: Route, row: Row, world: World, kind: str, role: str) -> dict[str, Any]:
    if isinstance(row.path, str):
        return route.nowhere
    return {name: world.value(dotted, kind, role) for name, dotted in row.path.items()}

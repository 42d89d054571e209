"""Keyset pagination for every list of the API."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Any

from django.core.exceptions import ValidationError as InvalidValue
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.settings import api_settings
from rest_framework.utils.urls import remove_query_param, replace_query_param
from rest_framework.views import APIView

from ats.web.paging import beyond, reversed_name

DEFAULT_ORDERING = ("-id",)
MAX_LIMIT = 200


class KeysetPagination(BasePagination):
    """Pages by position, never by count: page 500 costs what page 1 costs.

    A view may set `ordering`, a tuple of non-null columns of its own table that ends in a unique
    one. The cursor holds those columns of the row at the edge, so none of them may be personal
    data: they end up in addresses.
    """

    def paginate_queryset(  # type: ignore[override]
        self, queryset: QuerySet[Any], request: Request, view: APIView | None = None
    ) -> list[Any]:
        self.request = request
        self.order: tuple[str, ...] = getattr(view, "ordering", None) or DEFAULT_ORDERING
        limit = _limit(request)
        before, after = request.query_params.get("before"), request.query_params.get("after")
        edge = self._edge(queryset, "before" if before else "after", before or after)
        order = tuple(map(reversed_name, self.order)) if before else self.order
        selected = queryset if edge is None else queryset.filter(beyond(order, edge))
        rows = list(selected.order_by(*order)[: limit + 1])
        self.more, self.backwards, self.has_edge = len(rows) > limit, bool(before), bool(edge)
        self.rows = rows[:limit][:: -1 if before else 1]
        return self.rows

    def get_paginated_response(self, data: Any) -> Response:
        return Response({"next": self._next(), "previous": self._previous(), "results": data})

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        link = {"type": ["string", "null"], "format": "uri"}
        return {
            "type": "object",
            "required": ["next", "previous", "results"],
            "properties": {"next": link, "previous": link, "results": schema},
        }

    def get_schema_operation_parameters(self, view: APIView) -> list[dict[str, Any]]:
        limit = {"type": "integer", "minimum": 1, "maximum": MAX_LIMIT}
        limit["default"] = api_settings.PAGE_SIZE
        cursor = {"type": "string"}
        return [
            _parameter("limit", "How many results a page holds.", limit),
            _parameter("after", "Cursor out of `next`: the page after it.", cursor),
            _parameter("before", "Cursor out of `previous`: the page before it.", cursor),
        ]

    def _next(self) -> str | None:
        exists = self.has_edge if self.backwards else self.more
        return self._link("after", self.rows[-1]) if exists and self.rows else None

    def _previous(self) -> str | None:
        exists = self.more if self.backwards else self.has_edge
        return self._link("before", self.rows[0]) if exists and self.rows else None

    def _link(self, name: str, row: Any) -> str:
        url = self.request.build_absolute_uri()
        for parameter in ("before", "after"):
            url = remove_query_param(url, parameter)
        return replace_query_param(url, name, _encode(row, self.order))

    def _edge(
        self, queryset: QuerySet[Any], parameter: str, cursor: str | None
    ) -> tuple[Any, ...] | None:
        if not cursor:
            return None
        try:
            values = json.loads(urlsafe_b64decode(cursor))
            pairs = list(zip(_fields(queryset.model, self.order), values, strict=True))
            return tuple(field.clean(str(value), None) for field, value in pairs)
        except (ValueError, TypeError, RecursionError, InvalidValue) as error:
            message = _("Take the cursor unchanged out of “next” or “previous”.")
            raise ValidationError({parameter: message}) from error


def _limit(request: Request) -> int:
    given = request.query_params.get("limit")
    if given is None:
        return int(api_settings.PAGE_SIZE or MAX_LIMIT)
    is_number = given.isascii() and given.isdigit() and len(given) < 10
    if not (is_number and 1 <= int(given) <= MAX_LIMIT):
        message = _("Give a whole number from 1 to %(most)s.") % {"most": MAX_LIMIT}
        raise ValidationError({"limit": message})
    return int(given)


def _encode(row: Any, order: tuple[str, ...]) -> str:
    # As the columns write themselves: a time keeps its microseconds, unlike in JSON of Django's.
    values = [field.value_to_string(row) for field in _fields(row, order)]
    return urlsafe_b64encode(json.dumps(values).encode()).decode()


def _fields(model: Any, order: tuple[str, ...]) -> list[Any]:
    return [model._meta.get_field(name.lstrip("-")) for name in order]


def _parameter(name: str, description: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": name,
        "in": "query",
        "required": False,
        "description": description,
        "schema": schema,
    }

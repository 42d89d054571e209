"""Keyset pagination for every list of the API."""

from rest_framework.pagination import CursorPagination


class KeysetPagination(CursorPagination):
    """Pages by position, never by count. A view may set `ordering`; it must end in the id."""

    ordering = "-id"
    page_size_query_param = "limit"
    max_page_size = 200

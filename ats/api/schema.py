"""What the OpenAPI description says beyond the views: how to sign in, and the one error shape."""

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema

from ats.api.errors import MEDIA_TYPE, TITLES, TYPE_PREFIX

FIELD_ERROR = {
    "type": "object",
    "required": ["field", "code", "detail"],
    "properties": {
        "field": {"type": "string", "description": "Dotted path; empty for the whole request."},
        "code": {"type": "string"},
        "detail": {"type": "string"},
    },
}
PROBLEM = {
    "type": "object",
    "description": "RFC 9457. `type` never changes; `title` and `detail` are for people.",
    "required": ["type", "title", "status"],
    "properties": {
        "type": {
            "type": "string",
            "format": "uri",
            "enum": [TYPE_PREFIX + slug for slug in TITLES],
        },
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {"type": "array", "items": {"$ref": "#/components/schemas/FieldError"}},
        "current": {"type": "object", "description": "With a 409: how things stand now."},
        "instance": {"type": "string", "format": "uri", "description": "With a 500: its log id."},
    },
}
DESCRIPTIONS = {
    "400": "Not readable, or values refused",
    "401": "Not signed in",
    "403": "The token may only read, or the role does not allow it",
    "404": "Does not exist, or you may not see it",
    "409": "Stale, or not possible in the present state",
    "429": "Too many requests; see Retry-After",
}
WRITES = {"post", "put", "patch", "delete"}


class TokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    target_class = "ats.api.authentication.TokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: AutoSchema) -> dict[str, Any]:
        return {"type": "http", "scheme": "bearer", "description": "A token from your settings."}


def add_problems(result: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
    """Give every operation its error answers (a postprocessing hook of drf-spectacular)."""
    schemas = result.setdefault("components", {}).setdefault("schemas", {})
    schemas |= {"Problem": PROBLEM, "FieldError": FIELD_ERROR}
    for path, operations in result["paths"].items():
        for method, operation in operations.items():
            if isinstance(operation, dict) and "responses" in operation:
                for status in _statuses(path, method, operation):
                    operation["responses"].setdefault(status, _answer(status))
    return result


def _statuses(path: str, method: str, operation: dict[str, Any]) -> list[str]:
    statuses = ["401", "429"]
    asks = any(parameter["in"] == "query" for parameter in operation.get("parameters", ()))
    if asks or method in WRITES:
        statuses.append("400")
    if "{" in path:
        statuses.append("404")
    if method in WRITES:
        statuses += ["403", "409"]
    return sorted(statuses)


def _answer(status: str) -> dict[str, Any]:
    reference = {"$ref": "#/components/schemas/Problem"}
    return {"description": DESCRIPTIONS[status], "content": {MEDIA_TYPE: {"schema": reference}}}

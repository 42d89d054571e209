"""Plain widgets as HTML, the same that Django's templates write.

Django draws every option of a list with two templates of its own, and a filter with twenty postings
takes longer to draw than the fifty rows under it.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

_FOLDER = "django/forms/widgets/"
_INPUTS = (
    *("text", "number", "email", "url", "password", "hidden", "date", "datetime", "time"),
    *("checkbox", "file"),
)


def drawer_of(template_name: str) -> Callable[[Mapping[str, Any]], SafeString] | None:
    """Return what draws the widget of a template of Django's, or None where only that does."""
    return _DRAWERS.get(template_name)


def _input(widget: Mapping[str, Any]) -> SafeString:
    value = widget["value"]
    written = "" if value is None else f' value="{_text(value)}"'
    return mark_safe(  # noqa: S308 - escaped part by part, here and below
        f'<input type="{_text(widget["type"])}" name="{_text(widget["name"])}"'
        f"{written}{_attributes(widget)}>"
    )


def _choice(widget: Mapping[str, Any]) -> SafeString:
    drawn = _input(widget)
    if not widget.get("wrap_label"):
        return drawn
    identity = widget["attrs"].get("id")
    target = f' for="{_text(identity)}"' if identity else ""
    return mark_safe(f"<label{target}>{drawn}\n {_text(widget['label'])}</label>")  # noqa: S308


def _textarea(widget: Mapping[str, Any]) -> SafeString:
    content = _text(widget["value"]) if widget["value"] else ""
    return mark_safe(  # noqa: S308
        f'<textarea name="{_text(widget["name"])}"{_attributes(widget)}>\n{content}</textarea>'
    )


def _select(widget: Mapping[str, Any]) -> SafeString:
    groups = "".join(_group(name, options) for name, options, _ in widget["optgroups"])
    return mark_safe(  # noqa: S308
        f'<select name="{_text(widget["name"])}"{_attributes(widget)}>{groups}\n</select>'
    )


def _group(name: object, options: list[Mapping[str, Any]]) -> str:
    drawn = "".join(
        f'\n  <option value="{_text(option["value"])}"{_attributes(option)}>'
        f"{_text(option['label'])}</option>\n"
        for option in options
    )
    return f'\n  <optgroup label="{_text(name)}">{drawn}\n  </optgroup>' if name else drawn


def _attributes(widget: Mapping[str, Any]) -> str:
    return "".join(
        f" {_text(name)}" if value is True else f' {_text(name)}="{_text(value)}"'
        for name, value in widget["attrs"].items()
        if value is not False
    )


def _text(value: object) -> str:
    return conditional_escape(value if isinstance(value, str) else str(value))


_DRAWERS: dict[str, Callable[[Mapping[str, Any]], SafeString]] = {
    **{f"{_FOLDER}{name}.html": _input for name in _INPUTS},
    f"{_FOLDER}radio_option.html": _choice,
    f"{_FOLDER}checkbox_option.html": _choice,
    f"{_FOLDER}textarea.html": _textarea,
    f"{_FOLDER}select.html": _select,
}

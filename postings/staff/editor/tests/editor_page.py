"""The editor as a person without JavaScript uses it: read the form, change it, press a button."""

from collections.abc import Mapping
from typing import Any

from django.test import Client
from django.urls import reverse
from lxml import html

from postings.models import Posting

# What a browser sends even when there is nothing in it.
TEXTUAL = ("text", "hidden", "number", "url", "date")


class EditorPage:
    def __init__(self, client: Client, posting: Posting) -> None:
        self.client = client
        self.posting = posting
        self.address = reverse("posting-edit", kwargs={"pk": posting.pk})

    def open(self) -> Any:
        return self.client.get(self.address)

    def form(self, key: str, response: Any = None) -> dict[str, Any]:
        """What the browser would send for a section if nothing was changed."""
        document = html.fromstring((response or self.open()).content)
        form = document.get_element_by_id(key).find(".//form")
        empty = {field.name: "" for field in form.inputs if field.get("type") in TEXTUAL}
        return empty | {name: value for name, value in form.form_values() if name != "do"}

    def press(self, key: str, data: Mapping[str, Any], button: str = "save", **headers: str) -> Any:
        address = reverse("posting-edit-section", kwargs={"pk": self.posting.pk, "key": key})
        return self.client.post(address, {**data, "do": button}, headers=headers)

    def change(self, key: str, button: str = "save", **values: Any) -> Any:
        """Change some fields (`title` for `basics-title`) and press."""
        return self.press(key, self.form(key) | named(key, values), button)


def named(key: str, values: Mapping[str, Any]) -> dict[str, Any]:
    return {f"{key}-{name.replace('__', '-')}": value for name, value in values.items()}


def rows_of(form: Mapping[str, Any], key: str, name: str) -> list[Any]:
    """A column of the rows: `rows_of(form, "stages", "name")`."""
    count = int(form[f"{key}-rows-TOTAL_FORMS"])
    return [form[f"{key}-rows-{i}-{name}"] for i in range(count)]

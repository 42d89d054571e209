"""Form fields that lose nothing typed and say in plain words what is wrong."""

import re
import unicodedata
from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.forms.utils import flatatt
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from applications.profiles import rules

# Marks that turn the direction of all that follows; text in any language does without them.
_OVERRIDES = re.compile("[\u202a-\u202e\u2066-\u2069]")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")


class TextField(forms.CharField):
    """Text of several lines, without control characters. Too long is told, never cut off."""

    widget: type[forms.Widget] = forms.Textarea

    def __init__(self, *, longest: int, required: Any = False, **kwargs: Any) -> None:
        """`required` is False, or the sentence that asks for what is missing."""
        # Not max_length: its attribute makes browsers cut what is pasted, without a word.
        self.longest = longest
        messages = {"required": required} if required else {}
        super().__init__(required=bool(required), error_messages=messages, **kwargs)

    def validate(self, value: str) -> None:
        super().validate(value)
        if len(value) > self.longest:
            raise ValidationError(
                _("“%(label)s” may have %(most)d characters; this has %(count)d."),
                params={"label": self.label, "most": self.longest, "count": len(value)},
            )

    def to_python(self, value: Any) -> str:
        return super().to_python(self.clean_text(str(value or ""))) or ""

    def clean_text(self, text: str) -> str:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        return unicodedata.normalize("NFC", _CONTROLS.sub("", text))


class LineField(TextField):
    """Text of one line: what was pasted as several is joined, so nothing becomes a header."""

    widget = forms.TextInput

    def clean_text(self, text: str) -> str:
        return " ".join(_OVERRIDES.sub("", super().clean_text(text)).split())


class SkillsField(TextField):
    """Skills one per line or between commas; the value is a tuple."""

    def clean(self, value: Any) -> Any:
        skills = rules.split_skills(super().clean(value))
        if len(skills) > rules.MOST_SKILLS:
            raise ValidationError(
                _("Name at most %(most)d skills; these are %(count)d."),
                params={"most": rules.MOST_SKILLS, "count": len(skills)},
            )
        if long := next((skill for skill in skills if len(skill) > rules.SKILL_LENGTH), ""):
            raise ValidationError(
                _("Put each skill on a line of its own, or commas between: “%(start)s…” is long."),
                params={"start": long[:40]},
            )
        return skills


class LinksField(TextField):
    """Web addresses one per line, with https:// added where it was left out; a tuple."""

    check = URLValidator(schemes=["http", "https"])

    def clean(self, value: Any) -> Any:
        lines = rules.split_lines(super().clean(value))
        if len(lines) > rules.MOST_LINKS:
            raise ValidationError(
                _("Give at most %(most)d links; these are %(count)d."),
                params={"most": rules.MOST_LINKS, "count": len(lines)},
            )
        return tuple(self._link(line) for line in lines)

    def _link(self, line: str) -> str:
        link = line if "://" in line else f"https://{line}"
        try:
            self.check(link)
        except ValidationError as error:
            raise ValidationError(
                _("“%(line)s” is not a web address. Write it like https://example.com/work."),
                params={"line": line[:80]},
            ) from error
        if len(link) > rules.LINK_LENGTH:
            raise ValidationError(
                _("“%(line)s…” is longer than %(most)d characters. Give a shorter link."),
                params={"line": line[:40], "most": rules.LINK_LENGTH},
            )
        return link


class LongSelect(forms.Widget):
    """A select whose hundreds of options are drawn once for each language, not for each page."""

    def __init__(self, options: Callable[[], str], attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.options = options

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        options = self.options()
        if value:
            chosen = format_html("value={}>", value)
            options = options.replace(chosen, f"{chosen[:-1]} selected>", 1)
        final = flatatt({**self.attrs, "name": name, **(attrs or {})})
        return format_html(
            '<select{}><option value=""></option>{}</select>',
            final,
            mark_safe(options),  # noqa: S308 - drawn by choices.py, escaped there
        )

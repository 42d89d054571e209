"""Widgets drawn in Python are what Django's templates write, letter by letter."""

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy

from ats.web.forms import FormRenderer

CHOICES = [
    ("", gettext_lazy("Any")),
    (1, "One & only"),
    ("<b>", mark_safe("<i>kept</i>")),
    ("Group “one”", [("g1", "First"), ("g2", "Second")]),
]
WIDGETS = [
    (forms.TextInput(), 'Zoë <O\'Brien> & "Co"'),
    (forms.TextInput({"class": "width-20", "required": True, "disabled": False}), None),
    (forms.EmailInput({"spellcheck": "false"}), "a@b.example"),
    (forms.NumberInput({"min": 1, "step": "any"}), 1234567),
    (forms.URLInput(), ""),
    (forms.PasswordInput(render_value=False), "never shown"),
    (forms.HiddenInput(), 7),
    (forms.DateInput({"data-x": mark_safe("&amp;")}), "2026-03-09"),
    (forms.Textarea({"rows": 3}), "\nfirst line & <second>\n"),
    (forms.Textarea(), None),
    (forms.Select(choices=CHOICES), "<b>"),
    (forms.Select({"required": True}, choices=CHOICES), 1),
    (forms.Select(choices=CHOICES), "g2"),
    (forms.SelectMultiple({"size": 4}, choices=CHOICES), ["g1", "1"]),
    (forms.CheckboxInput(), True),
    (forms.CheckboxInput(), False),
    (forms.FileInput({"accept": ".pdf"}), "ignored"),
    (forms.RadioSelect(choices=CHOICES[:3]), "1"),
]


@pytest.mark.parametrize(("widget", "value"), WIDGETS)
def test_a_widget_is_drawn_as_django_draws_it(widget: forms.Widget, value: object) -> None:
    drawn, expected = (
        widget.render("na<me", value, {"id": "id_x"}, renderer=renderer)
        for renderer in (FormRenderer(), DjangoTemplates())
    )
    assert drawn == expected
    assert hasattr(drawn, "__html__")


@pytest.mark.parametrize("kind", [forms.RadioSelect, forms.CheckboxSelectMultiple])
@pytest.mark.parametrize("wrap_label", [True, False])
@pytest.mark.parametrize("attrs", [{"id": "id_x"}, {"class": "a&b"}])
def test_a_choice_is_drawn_as_django_draws_it(
    kind: type[forms.RadioSelect | forms.CheckboxSelectMultiple],
    wrap_label: bool,
    attrs: dict[str, str],
) -> None:
    widget = kind(choices=CHOICES[:3])
    for option in widget.subwidgets("name", ["1"], attrs):
        context = {"widget": {**option, "wrap_label": wrap_label}}
        drawn, expected = (
            renderer.render(option["template_name"], context)
            for renderer in (FormRenderer(), DjangoTemplates())
        )
        assert drawn.strip() == expected.strip()

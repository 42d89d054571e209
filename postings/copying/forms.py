"""Names of templates, and what a new posting begins with."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ats.users.models import User
from postings.copying.queries import templates
from postings.copying.rules import LONGEST_NAME
from postings.posting.forms import CreateForm


class NameForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Name of the template"),
        max_length=LONGEST_NAME,
        help_text=gettext_lazy("As you and others will look for it, for example “Engineering”."),
    )

    def add_taken(self) -> None:
        self.add_error("name", _("There is a template of this name. Choose another."))


class BeginForm(CreateForm):
    """The title of a new posting, and the template to begin with, if there are any."""

    template = forms.TypedChoiceField(
        label=gettext_lazy("Begin with"), coerce=int, empty_value=None, required=False
    )

    def __init__(self, *args: Any, viewer: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = templates(viewer).order_by("name").values_list("pk", "name")
        self.fields["template"].choices = [  # type: ignore[attr-defined]
            ("", _("An empty draft")),
            *((str(pk), name) for pk, name in names),
        ]
        if not names:
            del self.fields["template"]

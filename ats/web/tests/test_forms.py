"""Forms as people meet them: label, hint, error, and the summary on top."""

from html.parser import HTMLParser

import pytest
from django import forms
from django.template import Context, Template

from ats.web.forms import problems


class Apply(forms.Form):
    autocomplete = {"name": "name", "email": "email"}

    name = forms.CharField(label="Full name")
    email = forms.EmailField(label="Email address", help_text="Only to write to you.")
    country = forms.ChoiceField(label="Country", choices=[("", ""), ("no", "Norway")])
    door = forms.ChoiceField(
        label="Which way?",
        help_text="Both are equal.",
        widget=forms.RadioSelect,
        choices=[("file", "A file"), ("form", "A form")],
    )
    groups = forms.MultipleChoiceField(
        label="Groups",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("a", "Sensors"), ("b", "Fleet")],
    )
    resume = forms.FileField(label="Résumé")
    consent = forms.BooleanField(label="I have read the notice", help_text="It is short.")
    phone = forms.CharField(label="Phone", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["door"].widget.choice_hints = {"file": "PDF or text."}


class Elements(HTMLParser):
    """The start tags of some HTML, as (tag, attributes)."""

    def __init__(self, html):
        super().__init__()
        self.all = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.all.append((tag, dict(attrs)))

    def ids(self):
        return {attrs["id"] for _, attrs in self.all if "id" in attrs}

    def named(self, name):
        return next(attrs for _, attrs in self.all if attrs.get("name") == name)

    def of(self, tag):
        return [attrs for name, attrs in self.all if name == tag]


def summary(*sources):
    names = {f"f{number}": source for number, source in enumerate(sources)}
    source = "{% load ui %}{% error_summary " + " ".join(names) + " %}"
    return Template(source).render(Context(names))


def test_every_reference_on_a_refused_form_leads_somewhere():
    form = Apply({"email": "nobody"})
    page = Elements(summary(form) + str(form))
    described = " ".join(attrs.get("aria-describedby", "") for _, attrs in page.all).split()
    labelled = [attrs["for"] for attrs in page.of("label")]
    linked = [attrs["href"].removeprefix("#") for attrs in page.of("a")]
    assert len(linked) == 6
    assert len(described) == 9  # three hints, six errors
    assert set(described + labelled + linked) <= page.ids()


def test_hint_and_error_are_read_with_the_field():
    email = Elements(str(Apply({"email": "nobody"}))).named("email")
    assert email["aria-describedby"] == "id_email_helptext id_email_error"
    assert email["aria-invalid"] == "true"


def test_choices_are_a_fieldset_described_as_a_whole():
    page = Elements(Apply({})["door"].as_field_group())
    assert page.of("fieldset")[0]["aria-describedby"] == "id_door_helptext id_door_error"
    assert len(page.of("legend")) == 1


def test_a_choice_may_explain_itself():
    assert '<p class="hint">PDF or text.</p>' in Apply()["door"].as_field_group()


def test_only_what_is_not_required_says_optional():
    form = Apply()
    optional = [name for name in form.fields if "(optional)" in form[name].as_field_group()]
    assert optional == ["groups", "phone"]


def test_filters_do_not_say_optional():
    class Filter(forms.Form):
        mark_optional = False
        q = forms.CharField(required=False)

    assert "(optional)" not in str(Filter())


def test_autocomplete_only_where_the_form_asks_for_it():
    page = Elements(str(Apply()))
    assert page.named("name")["autocomplete"] == "name"
    assert page.named("email")["autocomplete"] == "email"
    assert "autocomplete" not in page.named("phone")


def test_missing_answers_are_named():
    assert [problem.message for problem in problems(Apply({}))] == [
        "Fill in “Full name”.",
        "Fill in “Email address”.",
        "Choose an option for “Country”.",
        "Choose an answer: Which way?",
        "Choose a file for “Résumé”.",
        "Tick “I have read the notice” to go on.",
    ]


def test_a_message_of_the_form_itself_wins():
    class Own(forms.Form):
        age = forms.IntegerField(error_messages={"required": "Say how old the boat is."})

    assert [problem.message for problem in problems(Own({}))] == ["Say how old the boat is."]


def test_the_summary_says_the_same_words_as_the_field():
    form = Apply({"email": "nobody"})
    on_top, below = summary(form), str(form)
    for problem in problems(form):
        assert problem.message in on_top
        assert problem.message in below


def test_the_summary_takes_the_focus():
    box = Elements(summary(Apply({}))).all[0][1]
    assert "autofocus" in box
    assert box["tabindex"] == "-1"


def test_no_summary_without_a_problem():
    assert summary(Apply(), None).strip() == ""


def test_errors_of_the_whole_form_and_of_formsets_are_listed():
    class Dates(forms.Form):
        since = forms.IntegerField(label="Since")

        def clean(self):
            raise forms.ValidationError("The dates do not fit.")

    many = forms.formset_factory(Dates, min_num=2, validate_min=True)
    data = {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", "form-0-since": "x"}
    found = problems(many(data))
    assert [problem.focus_id for problem in found] == ["", "", "id_form-0-since"]
    assert "The dates do not fit." in summary(many(data))


def test_what_was_typed_stays():
    html = str(Apply({"name": 'Ana "Nan" <b>', "email": "nobody", "door": "form"}))
    assert 'value="Ana &quot;Nan&quot; &lt;b&gt;"' in html
    assert Elements(html).named("email")["value"] == "nobody"
    ticked = [attrs["value"] for attrs in Elements(html).of("input") if "checked" in attrs]
    assert ticked == ["form"]


@pytest.mark.parametrize("kind", [forms.CharField, forms.BooleanField, forms.FileField])
def test_labels_and_hints_of_custom_questions_are_inert(kind):
    class Question(forms.Form):
        answer = kind(label="<script>1</script>", help_text="<script>2</script>")

    html = str(Question({})) + summary(Question({}))
    assert "<script>" not in html


def test_a_date_in_three_parts_is_one_group():
    class Start(forms.Form):
        day = forms.DateField(label="First day", widget=forms.SelectDateWidget)

    assert Start()["day"].kind == "group"
    assert "<legend>First day" in Start()["day"].as_field_group()

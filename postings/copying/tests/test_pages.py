"""History, restoring, duplicates and templates as people click them."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from lxml import html

from ats.events.models import Event
from ats.testing.queries import assert_same_queries
from ats.tests.factories import UserFactory
from postings.copying.entries import LIFE
from postings.copying.queries import history_page
from postings.lifecycle.actions import create_posting
from postings.models import Posting, PostingTemplate, Revision
from postings.posting import actions
from postings.posting.sections import Basics, Description, Pay
from postings.stages.actions import set_stages
from postings.stages.queries import StageRow
from postings.tests.factories import PostingFactory, TeamMemberFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client, recruiter):
    client.force_login(recruiter)
    return client


def describe(posting, text, actor, now) -> None:
    actions.set_description(
        actor=actor, posting_id=posting.pk, description=Description(description=text), now=now
    )


def history(page, posting, **query):
    return page.get(reverse("posting-history", args=[posting.pk]), query)


def revision_url(posting, revision) -> str:
    return reverse("posting-revision", args=[posting.pk, revision.pk])


def text_of(response) -> str:
    return " ".join(html.fromstring(response.content).text_content().split())


def test_the_history_says_who_changed_what_and_how(page, posting, recruiter, now) -> None:
    describe(posting, "Come\nand cook", recruiter, now)
    describe(posting, "Come\nand bake", recruiter, now)
    text = text_of(history(page, posting))
    assert "Rita Ruiz changed “Description”" in text
    assert "Removed: and cook" in text
    assert "Added: and bake" in text
    assert "Description as it was first" in text


def test_a_long_change_is_folded_after_its_first_lines(page, posting, recruiter, now) -> None:
    describe(posting, "\n".join(f"- line {number}" for number in range(30)), recruiter, now)
    document = html.fromstring(history(page, posting).content)
    shown, folded = document.xpath("//ul[@class='changes']")
    assert "line 0" in shown.text_content() and "line 29" not in shown.text_content()
    details = folded.getparent().getparent()
    assert details.tag == "details" and "open" not in details.attrib
    more = len(folded.findall("li"))
    assert details.find("summary").text_content().strip() == f"and {more} more lines"
    assert "line 29" in folded.text_content()


def test_the_life_stands_between_the_changes(page, recruiter, now) -> None:
    posting = create_posting(actor=recruiter, title="Cook", now=now)
    describe(posting, "Come", recruiter, now)
    copy = page.post(reverse("posting-duplicate", args=[posting.pk]), follow=True)
    made = copy.context["posting"]
    assert "Rita Ruiz made this draft" in text_of(history(page, posting))
    assert "Rita Ruiz made this as a copy of “Cook”" in text_of(history(page, made))


def test_everything_that_is_recorded_of_postings_is_told() -> None:
    recorded = set()
    for package in ("postings", "applications"):
        for path in (Path(settings.BASE_DIR) / package).rglob("*.py"):
            if "tests" not in path.parts and path.name != "queries.py":
                text = path.read_text()
                recorded |= set(re.findall(r'record\(\s*"(posting\.\w+)"', text))
                if "record(_VERBS" in text or "VERBS = {" in text:
                    recorded |= set(re.findall(r'"(posting\.\w+)"', text))
    assert {"posting.created", "posting.published", "posting.restored"} <= recorded
    assert recorded - set(LIFE) == {"posting.updated", "posting.restored"}


def test_an_original_that_one_may_not_see_is_not_named(client, recruiter, now, page) -> None:
    secret = PostingFactory(title="Spy", is_confidential=True)
    TeamMemberFactory(posting=secret, user=recruiter)
    made = page.post(reverse("posting-duplicate", args=[secret.pk]), follow=True).context["posting"]
    secret.team.all().delete()
    text = text_of(history(page, made))
    assert "“Spy”" not in text and "as a copy of “…”" in text


def test_a_posting_without_a_history_says_so(page, posting) -> None:
    assert "Nothing happened yet" in text_of(history(page, posting))


def test_pages_of_the_history_show_each_entry_once(page, posting, recruiter, now) -> None:
    for number in range(65):
        describe(posting, f"Text {number}", recruiter, now)
    seen, query = [], {}
    for _page in range(5):
        rows = history(page, posting, **query).context["page"]
        seen += [entry.revision.pk for entry in rows.rows]
        if not rows.after:
            break
        query = {"after": rows.after}
    assert seen == list(posting.revisions.order_by("-pk").values_list("pk", flat=True))
    back = history(page, posting, before=rows.before).context["page"]
    assert [entry.revision.pk for entry in back.rows] == seen[30:60]


def test_changes_and_life_at_the_same_moment_are_paged_without_loss(
    posting, recruiter, now
) -> None:
    for number in range(4):
        describe(posting, f"Text {number}", recruiter, now)
        Event.objects.create(
            verb="posting.paused",
            subject_type="posting",
            subject_id=posting.pk,
            actor_id=recruiter.pk,
            actor_kind="staff",
            occurred_at=now,
        )
    whole = history_page(posting, viewer=recruiter).rows
    cursor, pieces = "", []
    while True:
        found = history_page(posting, viewer=recruiter, after=cursor, size=2)
        pieces += found.rows
        cursor = found.after
        if not cursor:
            break
    assert len(whole) == 9
    assert [(e.text, e.revision) for e in pieces] == [(e.text, e.revision) for e in whole]


@pytest.mark.parametrize("cursor", ["x", "r", "r\x00", "e999999999999", "r" + "9" * 40, "r-1", "é"])
def test_a_cursor_that_names_nothing_shows_the_first_page(
    cursor, page, posting, recruiter, now
) -> None:
    describe(posting, "Second", recruiter, now)
    assert "Added: Second" in text_of(history(page, posting, after=cursor))


def test_the_history_needs_as_many_statements_for_many_changes_as_for_one(
    page, posting, now
) -> None:
    def make(count: int) -> None:
        while posting.revisions.filter(section="stages").count() < 2 * count:
            actor = UserFactory(role="recruiter")
            rows = (
                StageRow(name="New", kind="new"),
                StageRow(name=actor.email[:50], kind="review"),
            )
            set_stages(actor=actor, posting_id=posting.pk, stages=rows, now=now)

    assert_same_queries(make=make, act=lambda: history(page, posting), sizes=(1, 10))


def test_what_nobody_can_read_any_more_is_said_and_not_restored(page, posting, now) -> None:
    common = {"posting": posting, "section": "pay", "version": 1, "created_at": now}
    Revision.objects.create(value={"pay_min": "1"}, **common)
    broken = Revision.objects.create(value={"pay_min": ["<b>"]}, **common)
    unknown = Revision.objects.create(value={}, **common | {"section": "shoes"})
    assert "can no longer be shown" in text_of(history(page, posting))
    for revision in (broken, unknown):
        response = page.get(revision_url(posting, revision))
        assert response.status_code == 200
        assert "can no longer be shown" in text_of(response)
        assert page.post(revision_url(posting, revision)).status_code in (409, 422)


def test_hostile_text_is_text(page, posting, recruiter, now) -> None:
    describe(posting, "<script>alert(1)</script>", recruiter, now)
    describe(posting, "harmless", recruiter, now)
    for response in (
        history(page, posting),
        page.get(revision_url(posting, posting.revisions.latest("pk"))),
    ):
        assert b"<script>alert" not in response.content
        assert b"&lt;script&gt;alert" in response.content or response.context["revision"]


def restore_form(page, posting, revision):
    response = page.get(revision_url(posting, revision))
    document = html.fromstring(response.content)
    return {"seen": document.xpath("//input[@name='seen']/@value")[0]}


def test_restoring_from_the_page(page, posting, recruiter, now) -> None:
    describe(posting, "First", recruiter, now)
    first = posting.revisions.latest("pk")
    describe(posting, "Second", recruiter, now)
    response = page.get(revision_url(posting, first))
    assert "Removed: Second" in text_of(response)
    assert "Added: First" in text_of(response)
    done = page.post(revision_url(posting, first), restore_form(page, posting, first), follow=True)
    assert "“Description” is restored." in text_of(done)
    assert "Rita Ruiz restored “Description”" in text_of(done)
    assert Posting.objects.get(pk=posting.pk).description == "First"


def test_who_was_faster_is_shown_and_pressing_again_restores(page, posting, recruiter, now) -> None:
    describe(posting, "First", recruiter, now)
    first = posting.revisions.latest("pk")
    describe(posting, "Second", recruiter, now)
    sent = restore_form(page, posting, first)
    describe(posting, "Third", UserFactory(role="admin", name="Ada Admin"), now)
    response = page.post(revision_url(posting, first), sent)
    assert response.status_code == 409
    assert "Ada Admin changed this section meanwhile" in text_of(response)
    assert "Removed: Third" in text_of(response)
    assert Posting.objects.get(pk=posting.pk).description == "Third"
    again = {"seen": html.fromstring(response.content).xpath("//input[@name='seen']/@value")[0]}
    assert page.post(revision_url(posting, first), again).status_code == 302
    assert Posting.objects.get(pk=posting.pk).description == "First"


def test_a_refusal_says_why(page, posting, recruiter, now) -> None:
    for reference in ("OLD", "NEW"):
        actions.set_basics(
            actor=recruiter,
            posting_id=posting.pk,
            basics=Basics(title="Cook", reference=reference),
            now=now,
        )
    old = posting.revisions.filter(value__reference="OLD").get()
    PostingFactory(reference="OLD")
    response = page.post(revision_url(posting, old), restore_form(page, posting, old))
    assert response.status_code == 422
    assert "Another posting has this reference." in text_of(response)


def test_a_closed_posting_is_looked_at_and_not_restored(page, posting, recruiter, now) -> None:
    actions.set_pay(
        actor=recruiter, posting_id=posting.pk, pay=Pay(pay_min=1, pay_currency="EUR"), now=now
    )
    first = posting.revisions.earliest("pk")
    sent = restore_form(page, posting, first)
    Posting.objects.filter(pk=posting.pk).update(status="closed")
    assert b'name="seen"' not in page.get(revision_url(posting, first)).content
    response = page.post(revision_url(posting, first), sent)
    assert response.status_code == 409
    assert "Reopen it to change it" in text_of(response)


def test_a_revision_of_another_posting_is_not_there(page, posting, recruiter, now) -> None:
    describe(posting, "First", recruiter, now)
    other, revision = PostingFactory(), posting.revisions.latest("pk")
    assert page.get(revision_url(other, revision)).status_code == 404


def test_a_duplicate_from_the_page_and_from_the_list(page, posting) -> None:
    address = reverse("posting-duplicate", args=[posting.pk])
    for name, args in (
        ("posting-detail", [posting.pk]),
        ("posting-list", []),
        ("posting-create", []),
    ):
        document = html.fromstring(page.get(reverse(name, args=args)).content)
        assert document.xpath(f"//form[@action='{address}']//button"), name
    response = page.post(address, follow=True)
    assert response.redirect_chain[0][0].endswith("/edit")
    assert "This is a copy of “Cook”, as a draft." in text_of(response)


def test_new_from_a_copy_is_found_by_title(page, posting) -> None:
    PostingFactory(title="Baker")
    response = page.get(reverse("posting-create"), {"q": "bak"})
    assert [found.title for found in response.context["found"]] == ["Baker"]
    assert "No posting fits" in text_of(page.get(reverse("posting-create"), {"q": "zzz\x00"}))


def test_a_template_is_saved_used_renamed_and_deleted(page, posting) -> None:
    save = reverse("posting-template-save", args=[posting.pk])
    assert 'value="Cook"' in page.get(save).content.decode()
    assert "“Cooks” is saved" in text_of(page.post(save, {"name": "Cooks"}, follow=True))
    template = PostingTemplate.objects.get()

    new = page.get(reverse("posting-create"), {"template": template.pk})
    option = html.fromstring(new.content).xpath("//option[@selected]/text()")
    assert option == ["Cooks"]
    made = page.post(
        reverse("posting-create"), {"title": "Chef", "template": template.pk}, follow=True
    )
    assert "made from the template" in text_of(made)
    assert made.context["posting"].description == posting.description

    rename = reverse("posting-template-rename", args=[template.pk])
    assert page.get(rename).status_code == 200
    page.post(rename, {"name": "Kitchen"})
    assert "Kitchen" in text_of(page.get(reverse("posting-template-list")))
    page.post(reverse("posting-template-delete", args=[template.pk]))
    assert "No templates yet" in text_of(page.get(reverse("posting-template-list")))


@pytest.mark.parametrize("name", ["", " ", "x" * 101, "COOKS", "a\x00b"])
def test_a_wrong_name_is_explained_and_kept(name, page, posting) -> None:
    save = reverse("posting-template-save", args=[posting.pk])
    page.post(save, {"name": "Cooks"})
    other = reverse("posting-template-save", args=[posting.pk])
    response = page.post(other, {"name": name})
    assert response.status_code == 422
    assert "There is a problem" in text_of(response)
    assert PostingTemplate.objects.count() == 1


def test_a_confidential_posting_says_why_it_makes_no_template(page, posting) -> None:
    Posting.objects.filter(pk=posting.pk).update(is_confidential=True)
    save = reverse("posting-template-save", args=[posting.pk])
    assert "confidential" in text_of(page.get(save))
    assert page.post(save, {"name": "Cooks"}).status_code == 422


def test_a_template_is_hidden_with_its_posting(page, posting, now) -> None:
    page.post(reverse("posting-template-save", args=[posting.pk]), {"name": "Cooks"})
    outsider = Client()
    outsider.force_login(UserFactory(role="recruiter"))
    addresses = [reverse("posting-template-list"), reverse("posting-create")]
    for address in addresses:
        assert "Cooks" in text_of(outsider.get(address))
    Posting.objects.filter(pk=posting.pk).update(is_confidential=True)
    for address in addresses:
        assert "Cooks" not in text_of(outsider.get(address))
        assert "Cooks" in text_of(page.get(address))
    PostingTemplate.objects.create(name="Visible", content={}, created_at=now, updated_at=now)
    begun = {"title": "Chef", "template": PostingTemplate.objects.get(name="Cooks").pk}
    assert outsider.post(reverse("posting-create"), begun).status_code == 422


@pytest.mark.parametrize("template", ["99999", "x", "-1", "9" * 30])
def test_a_template_that_is_not_there_keeps_the_title(template, page, posting) -> None:
    page.post(reverse("posting-template-save", args=[posting.pk]), {"name": "Cooks"})
    response = page.post(reverse("posting-create"), {"title": "Chef", "template": template})
    assert response.status_code == 422
    assert 'value="Chef"' in response.content.decode()


def test_the_list_of_templates_needs_as_many_statements_for_many(page, posting, now) -> None:
    def make(count: int) -> None:
        while PostingTemplate.objects.count() < count:
            PostingTemplate.objects.create(
                name=f"T{PostingTemplate.objects.count()}",
                content={},
                created_by=UserFactory(),
                created_at=now,
                updated_at=now,
            )

    list_page = reverse("posting-template-list")
    assert_same_queries(make=make, act=lambda: page.get(list_page), sizes=(1, 10))

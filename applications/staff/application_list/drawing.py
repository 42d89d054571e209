"""Rows of the list as HTML: one format string for each of fifty, as on the board."""

from collections.abc import Iterable
from functools import cache, partial
from html import escape
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from applications.candidates.models import ApplicationStatus, Door
from applications.staff.application_list.rows import Row
from ats.web.tags import badge, when

_ROW = (
    '<tr><th scope="row"><a href="{url}" data-panel data-row>{name}</a>{flag}</th>'
    '<td data-label="{posting_label}"><a class="quiet-link" href="{board}">{posting}</a></td>'
    '<td class="nowrap" data-label="{stage_label}">{stage}</td>'
    '<td class="nowrap lesser" data-label="{door_label}">{door}</td>'
    '<td class="lesser" data-label="{source_label}">{source}</td>'
    '<td class="nowrap" data-label="{scores_label}">{scores}</td>'
    '<td data-label="{applied_label}">{applied}</td>'
    '<td data-label="{answer_label}">{answer}</td></tr>\n'
)


class RowDrawer:
    """Draws table rows; what is the same in all of them is translated and built once."""

    def __init__(self) -> None:
        self.labels = {
            "posting_label": escape(_("Posting")),
            "stage_label": escape(_("Stage")),
            "door_label": escape(_("Door")),
            "source_label": escape(_("Source")),
            "scores_label": escape(_("Scores")),
            "applied_label": escape(_("Applied")),
            "answer_label": escape(_("Answer due")),
        }
        self.doors = {door.value: escape(str(door.label)) for door in Door}
        self.statuses = {status.value: str(status.label) for status in ApplicationStatus}
        self.page = reverse("application-detail", args=[0]).replace("/0/", "/{}/")
        self.board = reverse("pipeline-board", args=[0]).replace("/0/", "/{}/")
        self.list = reverse("application-list")
        self.answered = format_html('<span class="soft">{}</span>', _("answered"))
        self.flag = format_html(" {}", badge(_("flagged answer"), tone="warning"))
        self.when = cache(partial(when, focus=False))  # many rows share the day of their answer

    def draw(self, rows: Iterable[Row]) -> SafeString:
        """Return the rows as HTML, every value escaped."""
        return mark_safe("".join(self._draw(row) for row in rows))  # noqa: S308

    def _draw(self, row: Row) -> str:
        application = row.application
        return _ROW.format(
            url=self.page.format(application.pk),
            name=escape(application.candidate.name),
            flag=self.flag if row.is_flagged else "",
            board=self.board.format(application.posting_id),
            posting=escape(application.posting.title),
            stage=self._stage(row),
            door=self.doors[application.door],
            source=self._source(application.source),
            scores=self._scores(row),
            applied=self.when(application.submitted_at),
            answer=self._answer(row),
            **self.labels,
        )

    def _source(self, source: str) -> str:
        """A link to the applications that came the same way."""
        if not source:
            return ""
        link = '<a class="quiet-link" href="{}?{}">{}</a>'
        return format_html(link, self.list, urlencode({"source": source}), source)

    def _stage(self, row: Row) -> str:
        status = row.application.status
        if status == ApplicationStatus.ACTIVE:
            return escape(row.application.stage.name)
        return badge(self.statuses[status], tone=row.status_tone)

    def _scores(self, row: Row) -> str:
        if not row.scores:
            return ""
        return format_html('<span title="{}">{}</span>', row.scores_title, row.scores)

    def _answer(self, row: Row) -> str:
        if not row.owes_answer:
            return self.answered if row.application.answered_at else ""
        day = self.when(row.application.reply_by_on)
        if not row.due_tone:
            return day
        return format_html('<span class="badge {}">{}</span>', row.due_tone, day)

"""The lists that all postings share, in the shape of a section of the editor."""

from django.utils.translation import gettext_lazy as _

from postings.criteria.actions import set_company_criteria
from postings.criteria.forms import CriterionForm, criterion_initial
from postings.criteria.queries import company_criteria
from postings.staff.editor.rows import rows_formset
from postings.staff.editor.sections import Rows, Section
from postings.stages.actions import set_default_stages
from postings.stages.forms import StageForm
from postings.stages.queries import default_stages
from postings.stages.rules import order_problem

LISTS = {
    each.key: each
    for each in (
        Section(
            key="stages",
            title=_("Stages"),
            hint=_(
                "New postings begin with these. Postings that exist keep theirs; their editor "
                "offers these while nobody has applied."
            ),
            stored=lambda posting: default_stages(),
            save=set_default_stages,
            argument="stages",
            rows=Rows(
                rows_formset(
                    StageForm,
                    unique=("name",),
                    check=lambda rows: order_problem([row.kind for row in rows]),
                ),
                _("Add a stage"),
                _("Stage"),
            ),
        ),
        Section(
            key="criteria",
            title=_("Criteria library"),
            hint=_(
                "Postings take copies of these: changing one here changes no scorecard. Words for "
                "each level make scores comparable."
            ),
            stored=lambda posting: company_criteria(),
            save=set_company_criteria,
            argument="criteria",
            rows=Rows(
                rows_formset(CriterionForm, unique=("name",)),
                _("Add a criterion"),
                _("Criterion"),
                initial=criterion_initial,
                template="postings/editor/criterion.html",
            ),
        ),
    )
}

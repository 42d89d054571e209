"""The lists that all postings share, in the shape of a section of the editor."""

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from postings.criteria.actions import set_company_criteria
from postings.criteria.queries import company_criteria
from postings.staff.editor.section import Rows, Section
from postings.staff.editor.sections import SECTIONS
from postings.stages.actions import set_default_stages
from postings.stages.queries import default_stages


def _rows(key: str, **instead: Any) -> Rows:
    """The rows of the editor's section without what it takes from these lists or puts into them."""
    rows = SECTIONS[key].rows
    assert rows
    return replace(rows, operations={}, more="", offer=None, keep=None, **instead)


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
            rows=_rows("stages"),
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
            rows=_rows("criteria", template="postings/editor/criterion.html"),
        ),
    )
}

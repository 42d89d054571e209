"""What the texts of an advert must fulfil, and which pictures they show."""

from django.apps import apps
from django.utils.translation import gettext as _

from ats.web.direction import without_overrides
from postings.posting.markdown import images_in, is_too_deep, keys_in
from postings.posting.models import Posting
from postings.posting.picture_sizes import sizes_of
from postings.posting.rules import LONGEST_DESCRIPTION


class UnusableText(Exception):
    """A text that no page can show as it is; `problem` says why, to whoever wrote it."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem


def usable_text(text: str) -> str:
    """Return Markdown as it is stored: without characters that turn the reading around.

    Raises UnusableText.
    """
    text = without_overrides(text)
    if problem := text_problem(text):
        raise UnusableText(problem)
    return text


def text_problem(text: str) -> str:
    """Say what is wrong with a text in Markdown, or ""; a statement only if it shows pictures."""
    if len(text) > LONGEST_DESCRIPTION:
        return _("The text is too long: at most %(most)d characters.") % {
            "most": LONGEST_DESCRIPTION
        }
    if is_too_deep(text):
        return _("Lists or quotes are nested too deeply to be shown. Use fewer levels.")
    return _picture_problem(text)


def sync_pictures(posting: Posting) -> None:
    """Note which pictures the posting's own texts show; call it inside the change of a text."""
    translated = posting.translations.values_list("description", flat=True)
    keys = frozenset().union(*map(keys_in, (posting.description, *translated)))
    pictures = apps.get_model("postings", "Picture")
    posting.pictures.set(pictures._default_manager.filter(key__in=keys).only("pk"))


def _picture_problem(text: str) -> str:
    images = images_in(text)
    for image in images:
        if image.key is None:
            return _(
                "“%(source)s” is a picture of another place. Only pictures that were uploaded here "
                "are shown: upload it, or make it a link by taking the “!” away."
            ) % {"source": image.source[:80]}
        if not image.alt:
            return _(
                "A picture has no alternative text. Say between the brackets what it shows: "
                "![what it shows](picture:…)."
            )
    keys = frozenset(image.key for image in images if image.key)
    if missing := keys - sizes_of(keys).keys():
        return _("There is no picture %(key)s. Upload it once more.") % {
            "key": min(str(key) for key in missing)
        }
    return ""

"""Pictures by their key, and in which texts they are."""

from uuid import UUID

from django.db.models import Q

from postings.pictures.models import Picture


def find_picture(key: UUID) -> Picture | None:
    """Return a picture without its image, or None."""
    return Picture.objects.filter(key=key).defer("image").first()


def shown_by(picture: Picture) -> Q:
    """Return the condition for postings that show a picture, themselves or in a shared text."""
    return Q(pictures=picture) | showing(picture, "text_blocks__block__texts__")


def showing(picture: Picture, prefix: str = "") -> Q:
    """Return the condition for shared texts that show a picture."""
    return Q(**{f"{prefix}text__contains": f"picture:{picture.key}"})

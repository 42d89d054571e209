"""Why a file is not taken, each with a sentence that tells the person what to do next."""

from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class UploadRefused(Exception):
    """A file was not taken. `code` is for programs, `message` for the person who chose it."""

    code: ClassVar[str]
    message: ClassVar[str | Promise]

    def __str__(self) -> str:
        return str(self.message)


class FileEmpty(UploadRefused):
    code = "empty"
    message = _("This file is empty. Check that you chose the right one.")


class FileTooBig(UploadRefused):
    code = "too_big"
    message = _("This file is larger than 10 MB. Save a smaller version, for example as a PDF.")


class UploadIncomplete(UploadRefused):
    code = "incomplete"
    message = _("The file did not arrive whole. Choose it again.")


class TooManyFiles(UploadRefused):
    code = "too_many"
    message = _("You have added as many files as we can take. Remove one to add another.")


class WrongType(UploadRefused):
    code = "wrong_type"
    message = _(
        "We can read PDF, DOCX, ODT, RTF and TXT. Most programs can save or export a PDF: "
        "choose that instead."
    )


class OldWordFormat(WrongType):
    code = "old_word_format"
    message = _("This file is in the old Word format. Save it as DOCX or PDF and choose that.")


class ContentContradictsName(UploadRefused):
    code = "content_contradicts_name"
    message = _(
        "What is inside this file is not what the end of its name says. Open it in the program "
        "that you wrote it with and save it again, for example as a PDF."
    )


class PasswordProtected(UploadRefused):
    code = "password_protected"
    message = _("This file opens only with a password. Save a copy without one and choose that.")


class HasMacros(UploadRefused):
    code = "macros"
    message = _(
        "This file contains macros, which are small programs. Save it as a PDF and choose that."
    )


class HasActiveContent(UploadRefused):
    code = "active_content"
    message = _(
        "This file has another file inside it or loads something from elsewhere. "
        "Save it as a PDF and choose that."
    )


class UnpacksTooBig(UploadRefused):
    code = "unpacks_too_big"
    message = _(
        "Unpacked, this file is far bigger than a document should be. "
        "Save it as a PDF and choose that."
    )


class FileDamaged(UploadRefused):
    code = "damaged"
    message = _(
        "This file is damaged, cut short, or has something else attached to it. "
        "Open it, check that it looks right, and save it again."
    )

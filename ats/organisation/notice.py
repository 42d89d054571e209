"""The privacy notice that a fresh installation proposes; administrators make it their own."""

from django.utils.translation import gettext as _


def proposed_notice() -> str:
    """Return a notice with what GDPR article 13 asks for, as plain paragraphs."""
    return "\n\n".join(
        [
            _(
                "We use what you send us to decide about your application and to answer you, and "
                "for nothing else. The legal basis is the step before a contract that you ask us "
                "to take (GDPR, article 6(1)(b))."
            ),
            _(
                "The people who decide about this position see your application: recruiting, the "
                "hiring manager and the interviewers. Interviewers do not see your contact data. "
                "Nobody is rejected by a machine."
            ),
            _(
                "We keep your application for six months after our answer and then delete it, "
                "unless you agree to stay in touch for longer."
            ),
            _(
                "You may ask us at any time what we hold about you, and have it corrected, handed "
                "over or deleted. You may object, and you may complain to the data protection "
                "authority. You may withdraw your application on its status page."
            ),
            _("Write to the contact address on this page about any of this."),
        ]
    )

"""All tables of this app; Django finds models only through this module."""

from ats.events.models import Delivery, Event
from ats.mail.models import Message, MessageState
from ats.organisation.models import Logo, Organisation, PrivacyNotice
from ats.users.models import ApiToken, Invitation, Role, TokenScope, User

__all__ = [
    "ApiToken",
    "Delivery",
    "Event",
    "Invitation",
    "Logo",
    "Message",
    "MessageState",
    "Organisation",
    "PrivacyNotice",
    "Role",
    "TokenScope",
    "User",
]

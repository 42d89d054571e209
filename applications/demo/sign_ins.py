"""The demo's staff. They exist only where demo data may be loaded, see ats/settings.py."""

from dataclasses import dataclass

DEMO_PASSWORD = "crossing-at-dawn"  # noqa: S105 - printed at every start of the demo


@dataclass(frozen=True)
class SignIn:
    email: str
    name: str
    role: str


STAFF = (
    SignIn("ada@tidewell.example", "Ada Brightmore", "admin"),
    SignIn("renata@tidewell.example", "Renata Silveira", "recruiter"),
    SignIn("piet@tidewell.example", "Piet Oosterhuis", "recruiter"),
    SignIn("hanna@tidewell.example", "Hanna Lindqvist", "hiring_manager"),
    SignIn("marco@tidewell.example", "Marco Debono", "hiring_manager"),
    SignIn("ines@tidewell.example", "Inês Valadares", "hiring_manager"),
    SignIn("ivo@tidewell.example", "Ivo Terpstra", "interviewer"),
    SignIn("jo@tidewell.example", "Jo Abernethy", "interviewer"),
    SignIn("samir@tidewell.example", "Samir Haddad", "interviewer"),
)

# One of each role, to be printed.
SIGN_INS = tuple(STAFF[i] for i in (0, 1, 3, 6))

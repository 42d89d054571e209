from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    name = "applications"

    def ready(self) -> None:
        # Mails are filled in by whichever process sends them.
        from applications.status_page import placeholders  # noqa: F401

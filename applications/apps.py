from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    name = "applications"

    def ready(self) -> None:
        from applications.closing import guards

        # Mails are filled in by whichever process sends them.
        from applications.status_page import placeholders  # noqa: F401

        guards.register()

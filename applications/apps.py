from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    name = "applications"

    def ready(self) -> None:
        from applications.closing import guards, stage_removal
        from applications.decisions.queries import taken_of

        # Mails are filled in by whichever process sends them.
        from applications.status_page import placeholders  # noqa: F401
        from postings.posting import seats
        from postings.stages import holding

        guards.register()
        holding.register(stage_removal)
        seats.register(taken_of)

from django.apps import AppConfig


class AtsConfig(AppConfig):
    name = "ats"

    def ready(self) -> None:
        # Handlers register themselves; every process must know them before it records an event.
        from ats.events.discovery import import_handlers

        import_handlers()

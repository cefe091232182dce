from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HearingConfig(AppConfig):
    name = "hearing"
    verbose_name = _("Hearing")

    def ready(self) -> None:
        # Registers the handlers of the outbox kinds.
        import_module("hearing.deliveries")

from importlib import import_module

from django.apps import AppConfig
from django.conf import settings
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class OutboxConfig(AppConfig):
    name = "outbox"
    verbose_name = _("Outbox")

    def ready(self) -> None:
        # Each app's deliveries.py registers the handlers of the kinds it enqueues.
        autodiscover_modules("deliveries")
        if settings.CELERY_BROKER_URL:
            import_module("config.celery")  # slow import: Celery, only with a broker

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PublicationConfig(AppConfig):
    name = "publication"
    verbose_name = _("Publication")

    def ready(self) -> None:
        # Registers what puts a draft together, for the hearing's floor below.
        import_module("publication.snapshots")
        # Registers what `manage.py check --deploy` asks of the machine.
        import_module("publication.exports.fonts")

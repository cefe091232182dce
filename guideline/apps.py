from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class GuidelineConfig(AppConfig):
    name = "guideline"
    verbose_name = _("Guideline")

    def ready(self) -> None:
        # Each app's permissions.py declares who may do what.
        autodiscover_modules("permissions")

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HearingConfig(AppConfig):
    name = "hearing"
    verbose_name = _("Hearing")

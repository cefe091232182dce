from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EvidenceConfig(AppConfig):
    name = "evidence"
    verbose_name = _("Evidence")

    def ready(self) -> None:
        # The ground keeps moments of the evidence without knowing what evidence is.
        from evidence.fingerprint import taken  # needs the models
        from guideline.moments import register

        register(taken)

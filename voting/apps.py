from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class VotingConfig(AppConfig):
    name = "voting"
    verbose_name = _("Voting")

    def ready(self) -> None:
        from voting import guards  # needs the apps' registry

        pre_migrate.connect(guards.take_down, sender=self)
        post_migrate.connect(guards.set_up, sender=self)

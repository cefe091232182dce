from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class VotingConfig(AppConfig):
    name = "voting"
    verbose_name = _("Voting")

    def ready(self) -> None:
        from guideline import signals  # needs the apps' registry
        from voting import guards  # needs the apps' registry
        from voting.actions import late_changes  # needs the apps' registry

        pre_migrate.connect(guards.take_down, sender=self)
        post_migrate.connect(guards.set_up, sender=self)

        signals.deciding_conflict.connect(late_changes.lock_rolls)
        signals.conflict_decided.connect(late_changes.apply_decision)
        signals.moment_kept.connect(late_changes.notice_evidence)

"""A receipt as plain text, for whoever wants to keep it outside the program."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from guideline.text import localized
from guideline.times import in_zone
from guideline.words import words
from voting.ballots.receipts import commitment
from voting.models import Round


def in_text(round: Round, ballot: Any) -> str:
    """Everything needed to find the ballot again: its receipt, and its mark in the audit log."""
    lines = {
        _("Guideline"): str(round.guideline),
        _("Question"): localized(round.question.text),
        _("Recommendation"): f"{round.recommendation.ref}, {localized(round.statement)}",
        _("Round"): str(round.number),
        _("Your vote"): words(ballot.choice),
        _("Comment"): ballot.comment or "–",
        _("Cast"): in_zone(ballot.cast_at, round.guideline),
        _("Receipt"): ballot.receipt,
        _("Mark in the audit log (SHA-256 of receipt, vote and comment)"): commitment(
            ballot.receipt, ballot.choice, ballot.comment
        ),
        _("Address"): f"{settings.SITE_URL}{reverse('receipt', args=[round.pk])}",
    }
    return "".join(f"{name}: {said}\n" for name, said in lines.items())

"""Telling the chair, by mail through the outbox, of what changed after a vote."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from guideline.actions.survey_invitations import mail_places
from guideline.text import localized
from voting.models import DeclaredResult, Round, Voter


def tell_of_recusal(voter: Voter) -> None:
    """A member lost the vote after a round was closed: the chair decides what becomes of the ballot."""
    sentence = _(
        "{voter} was on the roll of round {round} on {target}, which is closed, and may no longer "
        "vote on the question. Decide whether the ballot is void or stands."
    ).format(voter=voter.member, round=voter.round.label, target=_target(voter.round))
    key = f"round-{voter.round_id}-recused-{voter.pk}-{_noted(voter)}"
    _tell(voter.round, sentence, key=key, link=_address("voter_revoke", voter.round_id, voter.pk))


def tell_of_new_result(declared: DeclaredResult) -> None:
    """The result of a closed round was computed anew."""
    round = declared.round
    sentence = _(
        "The result of round {round} on {target} was computed anew: {reason}. What was declared "
        "before is kept beside it."
    ).format(round=round.label, target=_target(round), reason=declared.because)
    key = f"round-{round.pk}-declared-{declared.number}"
    _tell(round, sentence, key=key, link=_address("round_changes", round.pk))


def tell_of_evidence(round: Round) -> None:
    """The evidence changed after the vote: once, until somebody takes note of it."""
    sentence = _(
        "The evidence on {target} is no longer what round {round} voted on. See whether the panel "
        "has to vote again."
    ).format(round=round.label, target=_target(round))
    key = f"round-{round.pk}-evidence-{round.acknowledgements.count()}"
    _tell(round, sentence, key=key, link=_address("round_changes", round.pk))


def _tell(round: Round, sentence: str, *, key: str, link: str) -> None:
    subject = _("After the vote: {guideline}").format(guideline=round.guideline)
    body = "\n\n".join([sentence, localized(round.question.text), link])
    chairs = round.guideline.panel.filter(role="chair").select_related("user")
    mail_places(list(chairs), key=key, subject=subject, body=body)


def _noted(voter: Voter) -> str:
    return voter.kept_at.isoformat() if voter.kept_at else "first"


def _target(round: Round) -> str:
    return round.recommendation.ref


def _address(name: str, *args: int) -> str:
    return f"{settings.SITE_URL}{reverse(name, args=args)}"

"""Telling voters that they are polled: by mail, through the outbox."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from guideline.actions.survey_invitations import mail_places
from guideline.models import PanelMember
from guideline.text import localized
from guideline.times import in_zone
from voting.models import Poll


def invite(poll: Poll, places: list[PanelMember]) -> None:
    """One mail to each place whose person has an address; one more each time it is opened again."""
    subject = _("How would you judge the criteria? {guideline}").format(guideline=poll.guideline)
    opened = poll.reopened_at or poll.opened_at
    key = f"poll-{poll.pk}-{opened:%Y%m%d%H%M%S%f}"
    mail_places(places, key=key, subject=subject, body=_body(poll))


def _body(poll: Poll) -> str:
    path = reverse("poll_answer", args=[poll.guideline.slug, poll.question.ref, poll.number])
    lines = [
        localized(poll.question.text),
        _("Please say how you would judge each criterion, before the panel meets."),
        _("Answer here: {link}").format(link=f"{settings.SITE_URL}{path}"),
        _("Nobody sees what you say before the poll is closed; then it is shown without names."),
    ]
    if poll.closes_at:
        when = in_zone(poll.closes_at, poll.guideline)
        lines.append(_("The poll closes on {when}.").format(when=when))
    return "\n\n".join(lines)

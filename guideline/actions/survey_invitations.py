"""Telling the panel that its scores are asked for: by mail, through the outbox."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from guideline.models import ImportanceSurvey, PanelMember
from guideline.text import localized
from outbox.actions import enqueue


def invite(survey: ImportanceSurvey, places: list[PanelMember]) -> None:
    """One mail to each place whose person has an address; written with the survey itself."""
    subject = _("How important are these outcomes? {guideline}").format(guideline=survey.guideline)
    mail_places(places, key=f"survey-{survey.pk}-invitation", subject=subject, body=_body(survey))


def mail_places(places: list[PanelMember], *, key: str, subject: str, body: str) -> None:
    """The same mail to each place whose person has an address; the same key again sends nothing."""
    for place in places:
        if place.address:
            enqueue("mail", key=f"{key}-{place.pk}", to=place.address, subject=subject, body=body)


def _body(survey: ImportanceSurvey) -> str:
    path = reverse("importance_answer", args=[survey.guideline.slug, survey.question.ref])
    lines = [
        localized(survey.question.text),
        _("Please rate how important each outcome is to a decision, from 1 to 9."),
        _("Rate here: {link}").format(link=f"{settings.SITE_URL}{path}"),
        _("Nobody sees what you say before the survey is closed."),
    ]
    return "\n\n".join(lines)

"""How the events of the top floor read."""

from django.utils.translation import gettext_lazy as _

from audit.sentences import register

register(
    {
        "check-switched-off": _("{who} switched off the check “{target}”. Reason: {reason}"),
        "check-switched-on": _("{who} switched the check “{target}” on again."),
        "demo-seated": _("{who} gave {places} panel places their demo accounts."),
        "guideline-imported": _("{who} imported the guideline with {questions} questions."),
        "guideline-published": _("{who} published version {target}."),
    }
)

"""How the events of a hearing read in the log. Who commented is not named there."""

from django.utils.translation import gettext_lazy as _

from audit.sentences import register

register(
    {
        "hearing-opened": _("{who} opened the hearing {target}."),
        "hearing-closed": _("{who} closed the hearing {target}."),
        "comment-received": _("Comment {number} on {part} was received in {target}."),
        "comment-edited": _("Comment {number} in {target} was edited by its author."),
        "comment-withdrawn": _("Comment {number} in {target} was withdrawn by its author."),
        "comment-answered": _("{who} answered comment {number} in {target}."),
    }
)

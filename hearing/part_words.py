"""The part of a draft that a comment is about, in words."""

from django.utils.translation import gettext as _

from hearing.intake.parts import SECTION

# The hearing's own questions, see hearing/drafts.py.
_OWN = f"{SECTION}asked-"


def part_in_words(part: str) -> str:
    """`the whole draft`, `section q6`, `question 1 of the hearing`, `recommendation q1r1`."""
    if part == "document":
        return _("the whole draft")
    if part.startswith(_OWN):
        return _("question {n} of the hearing").format(n=part.removeprefix(_OWN))
    if part.startswith(SECTION):
        return _("section {name}").format(name=part.removeprefix(SECTION))
    return _("recommendation {name}").format(name=part)

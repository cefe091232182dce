"""The terms on which a hearing is opened; everything has a default."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from accounts.blockers import Blocker
from guideline.models import Guideline
from hearing.codes import AUDIENCES, MOMENTS
from hearing.drafts import Draft, draft_of, laid_open

PRIVACY_VERSION = "1"
MOST_QUESTIONS = 20
LONGEST_QUESTION = 500


@dataclass(frozen=True, slots=True)
class Terms:
    """What is fixed with the draft: on what, who may, what is asked, and what becomes of the data.

    `questions` are the hearing's own, `seen_hash` the draft that whoever opens has looked at.
    """

    moment: str = "draft"
    audience: str = "everybody"
    questions: tuple[str, ...] = ()
    asks_interests: bool = False
    asks_tobacco: bool = False
    publishes_declarations: bool = False
    takes_files: bool = False
    language: str = ""
    privacy_text: str = ""
    privacy_version: str = ""
    keeps_months: int = 24
    seen_hash: str = ""

    def draft(self, guideline: Guideline) -> Draft:
        """The guideline's draft as it stands now, as these terms lay it open."""
        return laid_open(draft_of(guideline), moment=self.moment, asked=self.questions)

    def columns(self, guideline: Guideline) -> dict[str, Any]:
        """The hearing's columns, with a default for everything that was left empty."""
        said = {each.name: getattr(self, each.name) for each in fields(self)}
        del said["questions"], said["seen_hash"]
        return said | {
            "language": self.language or governing_language(guideline),
            "privacy_text": self.privacy_text.strip() or default_privacy_text(),
            "privacy_version": self.privacy_version.strip() or PRIVACY_VERSION,
        }


def blockers_to_terms(terms: Terms) -> Iterable[Blocker]:
    """What is wrong with the terms."""
    if terms.moment not in MOMENTS:
        yield Blocker(_("A hearing is on the evidence or on the draft."))
    if terms.audience not in AUDIENCES:
        yield Blocker(_("Everybody may comment, or only who is invited."))
    if len(terms.questions) > MOST_QUESTIONS:
        yield Blocker(_("More than {n} questions are asked.").format(n=MOST_QUESTIONS))
    if any(len(text) > LONGEST_QUESTION for text in terms.questions):
        yield Blocker(_("A question has more than {n} characters.").format(n=LONGEST_QUESTION))
    if not 1 <= terms.keeps_months <= 600:
        yield Blocker(_("Personal data are kept for 1 to 600 months."))


def governing_language(guideline: Guideline) -> str:
    """The language whose wording counts where translations differ: the guideline's first."""
    return next(iter(guideline.languages), settings.LANGUAGE_CODE)


def default_privacy_text() -> str:
    """What a hearing says about personal data where nobody wrote something else."""
    return _(
        "Your comment is read by the guideline's committee and published with its answer after the"
        " hearing. Your name is published only if you agree; your mail address never is: it serves"
        " to send you the receipt and the answer. With the receipt you can read, change and withdraw"
        " the comment. Network addresses are kept only as salted hashes, for 30 days."
    )

"""What a comment may carry beside its text: passage, support, signatories, declarations, who invited.

Gathered by forms and by REST; checked in one place.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from hearing.codes import DECLARATIONS
from hearing.models import Guest, Hearing
from hearing.models.comment import DECLARATION_LENGTH, MOST_SIGNATORIES, QUOTE_LENGTH
from hearing.paragraphs import paragraphs_of

LONGEST_SIGNATORY = 200
Signatory = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Details:
    """`paragraph` is a number of the draft, `quote` the passage marked in it.

    `signatories` are `{"name", "place"}` of an organisation's submission, `declarations` texts by
    code, `guest` who was invited.
    """

    paragraph: int | None = None
    quote: str = ""
    support: bool = False
    signatories: Sequence[Signatory] = ()
    declarations: Mapping[str, str] = field(default_factory=dict)
    guest: Guest | None = None

    def columns(self, hearing: Hearing) -> dict[str, Any]:
        """The comment's columns, with the version of the privacy text that was shown with the form."""
        declared = {code: text.strip() for code, text in self.declarations.items()}
        return {
            "paragraph": self.paragraph,
            "quote": self.quote.strip(),
            "support": self.support,
            "signatories": [
                {key: each[key].strip() for key in ("name", "place")} for each in self.signatories
            ],
            "declarations": {code: text for code, text in declared.items() if text},
            "privacy_version": hearing.privacy_version,
            "guest": self.guest,
            # It came by itself: a society's table does not go this way.
            "collected_by": "",
        }


def problems_with(details: Details, hearing: Hearing, kind: str) -> list[str]:
    """What is wrong with the details of a comment of this kind, as sentences; empty when nothing is."""
    return [*_about_passage(details, hearing), *_about_people(details, hearing, kind)]


def _about_passage(details: Details, hearing: Hearing) -> Iterable[str]:
    if details.paragraph is not None:
        numbers = {each.number for each in paragraphs_of(hearing.draft)}
        if details.paragraph not in numbers:
            yield _("The draft has no paragraph {n}.").format(n=details.paragraph)
    if len(details.quote) > QUOTE_LENGTH:
        yield _("The passage has more than {n} characters; quote less of it.").format(
            n=QUOTE_LENGTH
        )


def _about_people(details: Details, hearing: Hearing, kind: str) -> Iterable[str]:
    if details.signatories and kind != "organisation":
        yield _("Only an organisation's comment has signatories.")
    if len(details.signatories) > MOST_SIGNATORIES:
        yield _("There are more than {n} signatories.").format(n=MOST_SIGNATORIES)
    for each in details.signatories:
        if not each["name"].strip():
            yield _("A signatory has no name.")
        if max(len(each["name"]), len(each["place"])) > LONGEST_SIGNATORY:
            yield _("The name or the place of a signatory has more than {n} characters.").format(
                n=LONGEST_SIGNATORY
            )
    for code in hearing.asked:
        if not details.declarations.get(code, "").strip():
            yield missing_declaration(code)
    for code, text in details.declarations.items():
        if code not in DECLARATIONS:
            yield _("There is no declaration “{code}”.").format(code=code)
        if len(text) > DECLARATION_LENGTH:
            yield _("A declaration has more than {n} characters.").format(n=DECLARATION_LENGTH)


def missing_declaration(code: str) -> str:
    """What to say to somebody who leaves out a declaration that the hearing asks for."""
    if code == "tobacco":
        return _("Say what links with the tobacco industry there are, or that there are none.")
    return _("Say which interests you have in the matter, or that you have none.")


def signatories_in(text: str) -> list[dict[str, str]]:
    """Signatories typed one a line as `name; place`; a comma separates too, a full-width one as well."""
    found = []
    for line in filter(None, map(str.strip, text.splitlines())):
        mark = next((each for each in ";；,，、\t" if each in line), ";")
        name, _mark, place = line.partition(mark)
        found.append({"name": name.strip(), "place": place.strip()})
    return found


def signatories_as_text(signatories: Iterable[Signatory]) -> str:
    """The lines that `signatories_in` reads."""
    return "\n".join("; ".join(filter(None, (each["name"], each["place"]))) for each in signatories)

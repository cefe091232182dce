"""What stands beside a comment's text, as its viewer may see it: for pages, files, REST and the bundle."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from hearing.details import Signatory
from hearing.models import Comment
from hearing.publishing.redacting import Span, blacked_out, spans_of
from hearing.publishing.states import mark_of, redactions_of, sight
from hearing.visibility import CommentSight, Viewer


@dataclass(frozen=True, slots=True)
class Beside:
    """Texts that may not be shown are empty; `unnamed` counts the signatories who may not be named."""

    paragraph: int | None = None
    quote: str = ""
    support: bool = False
    signatories: tuple[Signatory, ...] = ()
    unnamed: int = 0
    declarations: Mapping[str, str] = field(default_factory=dict)
    is_invited: bool = False
    collected_by: str = ""

    @property
    def declared(self) -> list[tuple[str, str]]:
        """The declarations, each with what it is on."""
        names = {"interests": _("Interests"), "tobacco": _("Links with the tobacco industry")}
        return [(names.get(code, code), text) for code, text in self.declarations.items()]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing but, at most, a number of a paragraph."""
        texts = (self.quote, self.support, self.signatories, self.unnamed, self.declarations)
        return not any((*texts, self.is_invited, self.collected_by))


def beside_of(comment: Comment, viewer: Viewer, seen: CommentSight | None = None) -> Beside:
    """What this viewer may see beside the words; `seen` where that was asked already."""
    seen = seen or sight(viewer, comment)
    if not seen.beside:
        return Beside(paragraph=comment.paragraph if seen.row else None)
    texts = _blacked_out(comment)
    return Beside(
        paragraph=comment.paragraph,
        quote=texts.get("quote", ""),
        support=comment.support,
        signatories=_signatories(comment, texts) if seen.signatories else (),
        unnamed=0 if seen.signatories else len(comment.signatories),
        declarations=_declarations(comment, texts) if seen.declarations else {},
        is_invited=viewer != "public" and comment.guest_id is not None,
        collected_by=comment.collected_by,
    )


def texts_beside(comment: Comment) -> dict[str, str]:
    """Every text beside the words that can be redacted, by its place, such as `signatories.0.name`."""
    return {place: text for place, text in _texts(comment) if text}


def spans_beside(comment: Comment, passage: str) -> dict[str, list[Span]]:
    """Where the passage stands beside the words; all of it for an empty passage."""
    found = {place: spans_of(text, passage) for place, text in texts_beside(comment).items()}
    return {place: spans for place, spans in found.items() if spans}


def _texts(comment: Comment) -> Iterator[tuple[str, str]]:
    yield "quote", comment.quote
    for place, each in enumerate(comment.signatories):
        for key in ("name", "place"):
            yield f"signatories.{place}.{key}", each.get(key, "")
    for code, text in comment.declarations.items():
        yield f"declarations.{code}", text


def _blacked_out(comment: Comment) -> dict[str, str]:
    redactions = redactions_of(comment)
    return {
        place: blacked_out(
            text,
            [
                ([(start, end) for start, end in each.beside.get(place, [])], mark_of(each.reason))
                for each in redactions
            ],
        )
        for place, text in texts_beside(comment).items()
    }


def _signatories(comment: Comment, texts: Mapping[str, str]) -> tuple[Signatory, ...]:
    return tuple(
        {key: texts.get(f"signatories.{place}.{key}", "") for key in ("name", "place")}
        for place in range(len(comment.signatories))
    )


def _declarations(comment: Comment, texts: Mapping[str, str]) -> dict[str, str]:
    return {
        code: texts[f"declarations.{code}"] for code, text in comment.declarations.items() if text
    }

"""The form of the criteria: judgement, what is written beside it, and whether somebody else was quicker."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from guideline.forms import text_lines
from guideline.text import localized, reworded
from guideline.words import words
from voting.codes import shown_answers
from voting.models import EtdJudgement

TEXTS = ("evidence", "considerations")


@dataclass(frozen=True)
class Asked:
    """The fields of one criterion together, for the page; `fallback` is the question's own answer."""

    criterion: str
    judgement: Any
    evidence: Any
    considerations: Any
    seen: Any
    row: EtdJudgement | None
    fallback: EtdJudgement | None


class EtdForm(forms.Form):
    """The criteria, each with its standard answers, evidence and considerations.

    `fallback` are the question's judgements, where the form asks for those of a narrower population:
    what is left out there is as it is for the question.
    """

    def __init__(
        self,
        criteria: tuple[str, ...],
        judged: Mapping[str, EtdJudgement],
        data: Any = None,
        *,
        fallback: Mapping[str, EtdJudgement] | None = None,
    ) -> None:
        super().__init__(data)
        self.asked_for, self.judged, self.fallback = criteria, judged, fallback
        for criterion in criteria:
            self._add(criterion)

    def _add(self, criterion: str) -> None:
        shown = self._shown(criterion)
        self.fields[criterion] = forms.ChoiceField(
            label=words(criterion),
            required=False,
            widget=forms.RadioSelect,
            choices=[
                ("", self._unjudged(criterion)),
                *[(each, words(each)) for each in shown_answers(criterion)],
            ],
            initial=shown["judgement"],
        )
        for part, label in zip(
            TEXTS, (_("Further research evidence"), _("Further considerations")), strict=True
        ):
            self.fields[f"{criterion}-{part}"] = forms.CharField(
                label=label, required=False, widget=text_lines(2), initial=shown[part]
            )
        self.fields[f"{criterion}-seen"] = forms.CharField(
            required=False, widget=forms.HiddenInput, initial=_digest(shown)
        )

    def _unjudged(self, criterion: str) -> str:
        if self.fallback is None:
            return _("not judged yet")
        row = self.fallback.get(criterion)
        known = words(row.judgement) if row and row.judgement else _("not judged yet")
        return _("as for the question: {judgement}").format(judgement=known)

    def _shown(self, criterion: str) -> dict[str, str]:
        """What the page shows of a criterion, in the reader's language."""
        row = self.judged.get(criterion)
        texts = {part: localized(getattr(row, part, None), _language()) for part in TEXTS}
        return {"judgement": row.judgement if row else "", **texts}

    def clean(self) -> dict[str, Any]:
        """Refuse what would undo a judgement that somebody else gave since the page was shown."""
        for criterion in self.asked_for:
            seen = self.cleaned_data.get(f"{criterion}-seen")
            if not seen or seen in (_digest(self._typed(criterion)), self._now(criterion)):
                continue
            if _digest(self._typed(criterion)) != self._now(criterion):
                now = words(self._shown(criterion)["judgement"]) or _("not judged yet")
                sentence = _("Somebody else has judged this since; it now says: {judgement}.")
                self.add_error(criterion, sentence.format(judgement=now))
        return self.cleaned_data

    def _typed(self, criterion: str) -> dict[str, str]:
        texts = {part: self.cleaned_data.get(f"{criterion}-{part}", "") for part in TEXTS}
        return {"judgement": self.cleaned_data.get(criterion, ""), **texts}

    def _now(self, criterion: str) -> str:
        return _digest(self._shown(criterion))

    def criteria(self) -> Iterator[Asked]:
        """What is asked, criterion by criterion."""
        for each in self.asked_for:
            texts = {part: self[f"{each}-{part}"] for part in TEXTS}
            fallback = (self.fallback or {}).get(each)
            yield Asked(
                each,
                self[each],
                seen=self[f"{each}-seen"],
                row=self.judged.get(each),
                fallback=fallback,
                **texts,
            )

    def judgements(self) -> Iterator[dict[str, Any]]:
        """What was said, as the action takes it; what nobody touched is left alone."""
        for criterion in self.asked_for:
            typed = self._typed(criterion)
            if self.cleaned_data[f"{criterion}-seen"] == _digest(typed):
                continue
            row = self.judged.get(criterion)
            parts = {
                part: reworded(getattr(row, part, None), typed[part], _language()) for part in TEXTS
            }
            yield {"criterion": criterion, "judgement": typed["judgement"], **parts}


def _digest(shown: Mapping[str, str]) -> str:
    """What a criterion says, in a few characters; line ends as browsers send them count as none."""
    said = "\x1f".join("\n".join(str(shown[key]).split()) for key in ("judgement", *TEXTS))
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def _language() -> str:
    return get_language() or "en"

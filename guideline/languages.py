"""In which languages a guideline words what it says, and which one governs."""

from collections.abc import Iterable, Mapping

from django.conf.locale import LANG_INFO
from django.utils.translation import get_language_info

from guideline.models import Guideline
from guideline.text import Text


def languages_of(guideline: Guideline, *texts: Text) -> list[str]:
    """The guideline's languages, the governing one first, then others in which these texts stand.

    A guideline that names none and whose texts name none has one: that of its plain texts, ''.
    """
    found = [tongue for text in texts if isinstance(text, Mapping) for tongue in text]
    if not guideline.languages:
        found = sorted(dict.fromkeys(found), key=lambda tongue: tongue != "en")
    return list(dict.fromkeys((*guideline.languages, *found))) or [""]


def language_name(code: str) -> str:
    """`Japanese` in the reader's language; the code where nobody knows its name."""
    known = code if code in LANG_INFO else code.split("-")[0]
    return get_language_info(known)["name_translated"] if known in LANG_INFO else code


def wording_in(text: Text, language: str, governing: str) -> str:
    """What a text says in exactly this language; plain text is in the governing one."""
    if isinstance(text, Mapping):
        return text.get(language, "")
    return (text or "") if language == governing else ""


def composed(before: Text, wordings: Mapping[str, str], governing: str) -> Text:
    """A text with these wordings, its wordings in other languages left as they are.

    Plain text stays plain as long as nothing but the governing language is there.
    """
    known = dict(before) if isinstance(before, Mapping) else {governing: before or ""}
    said = {tongue: words.strip() for tongue, words in {**known, **wordings}.items()}
    filled = {tongue: words for tongue, words in said.items() if words}
    if not filled:
        return None
    if not isinstance(before, Mapping) and set(filled) == {governing}:
        return filled[governing]
    return filled


def unknown_codes(codes: Iterable[str]) -> list[str]:
    """Those that are no language that this program knows the name of."""
    return [code for code in codes if code.split("-")[0] not in LANG_INFO]

"""How an event reads. Each app registers the sentences of its own verbs in its `sentences.py`."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.functional import Promise

# What stands in words, or what chooses the words by the facts: `comment 3`, `comments 3–5`.
Sentence = str | Promise | Callable[[Mapping[str, Any]], str]
_SENTENCES: dict[str, Sentence] = {}
_IN_WORDS: dict[str, Mapping[str, Callable[[Any], object]]] = {}


def register(
    sentences: Mapping[str, Sentence],
    in_words: Mapping[str, Callable[[Any], object]] | None = None,
) -> None:
    """Add verbs; a sentence names `{who}` and the facts recorded with the event.

    `in_words` says how those facts read, by their names, that are kept as codes.
    """
    _SENTENCES.update(sentences)
    _IN_WORDS.update(dict.fromkeys(sentences, in_words or {}))


def known_verbs() -> frozenset[str]:
    """Every verb that has a sentence."""
    return frozenset(_SENTENCES)


class _Facts(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "…"


def sentence(event: Any) -> str:
    """The event as a sentence; an unknown verb reads as itself rather than failing the page."""
    template = _SENTENCES.get(event.verb, "{who}: {verb} {target}")
    said = template(event.facts) if callable(template) else str(template)
    read = _IN_WORDS.get(event.verb, {})
    facts = _Facts(
        {name: read[name](fact) if name in read else fact for name, fact in event.facts.items()},
        who=event.actor_label,
        verb=event.verb,
        target=event.target,
        reason=event.reason,
    )
    return said.format_map(facts)

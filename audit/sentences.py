"""How an event reads. Each app registers the sentences of its own verbs in its `sentences.py`."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise

_SENTENCES: dict[str, str | Promise] = {}


def register(sentences: Mapping[str, str | Promise]) -> None:
    """Add verbs; a sentence names `{who}` and the facts recorded with the event."""
    _SENTENCES.update(sentences)


def known_verbs() -> frozenset[str]:
    """Every verb that has a sentence."""
    return frozenset(_SENTENCES)


class _Facts(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "…"


def sentence(event: Any) -> str:
    """The event as a sentence; an unknown verb reads as itself rather than failing the page."""
    template = str(_SENTENCES.get(event.verb, "{who}: {verb} {target}"))
    facts = _Facts(
        event.facts,
        who=event.actor_label,
        verb=event.verb,
        target=event.target,
        reason=event.reason,
    )
    return template.format_map(facts)

"""How a recommendation of a direction and strength is usually worded: offered, never forced. Pure.

Recommend for strong, suggest for weak (GRADE guidelines 14, Andrews et al. 2013; Minds manual 2020).
"""

from collections.abc import Mapping

# With the comparison where one is known, then without.
_WORDINGS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "en": {
        "strong-for": ("We recommend {i} rather than {c}{p}.", "We recommend {i}{p}."),
        "weak-for": ("We suggest {i} rather than {c}{p}.", "We suggest {i}{p}."),
        "either": ("We suggest either {i} or {c}{p}.", "We suggest either option{p}."),
        "weak-against": ("We suggest {c} rather than {i}{p}.", "We suggest against {i}{p}."),
        "strong-against": ("We recommend {c} rather than {i}{p}.", "We recommend against {i}{p}."),
    },
    "ja": {
        "strong-for": ("{p}{c}よりも{i}を行うことを推奨する。", "{p}{i}を行うことを推奨する。"),
        "weak-for": ("{p}{c}よりも{i}を行うことを提案する。", "{p}{i}を行うことを提案する。"),
        "either": ("{p}{i}または{c}のいずれかを提案する。", "{p}いずれかを提案する。"),
        "weak-against": (
            "{p}{i}よりも{c}を行うことを提案する。",
            "{p}{i}を行わないことを提案する。",
        ),
        "strong-against": (
            "{p}{i}よりも{c}を行うことを推奨する。",
            "{p}{i}を行わないことを推奨する。",
        ),
    },
}
_FOR_WHOM = {"en": " in {p}", "ja": "{p}に対して、"}


def offered(
    language: str, *, intervention: str, comparator: str = "", population: str = ""
) -> dict[str, str]:
    """Strength and direction -> the usual sentence; empty where the language has none here."""
    tongue = language.split("-")[0] or "en"
    templates = _WORDINGS.get(tongue, {})
    whom = _FOR_WHOM.get(tongue, "").format(p=_inside(population)) if population else ""
    parts = {"i": _inside(intervention) or "…", "c": _inside(comparator), "p": whom}
    return {
        code: (both if comparator else alone).format_map(parts)
        for code, (both, alone) in templates.items()
    }


def _inside(text: str) -> str:
    """As it reads inside a sentence: no full stop, no capital unless it is an abbreviation or a name."""
    said = text.strip().rstrip(".。")
    plain = len(said) > 1 and said[0].isupper() and said[1].islower()
    return said[0].lower() + said[1:] if plain else said

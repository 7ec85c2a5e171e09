"""Wording: what people write of themselves, as referentials do (« je rendais la monnaie » → « rendre la monnaie »)."""

from __future__ import annotations

import re
from types import MappingProxyType

from matching.french.statements import first_deed
from matching.french.verbs import AUXILIARIES, IRREGULAR
from referentials.text import fold

_INFINITIVE = MappingProxyType(
    {
        **{form: infinitive for infinitive, forms in IRREGULAR.items() for form in forms},
        "faites": "faire", "faisons": "faire", "ferez": "faire", "ferai": "faire", "dites": "dire", "verrez": "voir",
        "tiendrez": "tenir", "recevrez": "recevoir", "envoie": "envoyer", "nettoie": "nettoyer",
    }
)  # fmt: skip
"""Form to infinitive, where no ending tells it; forms of two verbs (« suis ») are settled by what follows."""

_IN_ERER = frozenset(
    [
        "accelerer",
        "adherer",
        "cooperer",
        "differer",
        "gerer",
        "generer",
        "inserer",
        "interpreter",
        "liberer",
        "moderer",
        "operer",
        "preferer",
        "recuperer",
        "referer",
        "reperer",
        "suggerer",
        "transferer",
    ]
)
"""Verbs whose « vous gérez » looks, without accents, like the future of another."""

_SECOND_GROUP = re.compile(r"(?P<stem>\w*[^ao])iss(?:ais|ait|ions|iez|ons|ez)")
_IN_ISSER = frozenset(["v", "dev", "gl", "t", "l", "h", "pl", "esqu", "tap", "rat"])
"""« vissais » is of visser, « finissais » of finir."""

_PERSON = re.compile(
    r"\b(?:(?:je|nous|on|vous)\s+|j')(?:(?:les?|la|leur|lui|y|en|me|nous|vous)\s+|[lm]')?"
    r"(?:(?:ai|avais|avons|a)\s+)?(?P<verb>\w+)(?P<plural>(?=\s+les\b))?"
)
_POSSESSIVE = re.compile(r"\b(?:mon|ma|mes|nos|notre)\b\s*")


def impersonal(text: str) -> str:
    """Fold a statement and put its verbs of the first person, or of an advertisement's « vous », in the infinitive.

    >>> impersonal("Je rendais la monnaie et j'ai encaissé les clients")
    'rendre la monnaie et encaisser les clients'
    >>> impersonal("Je suis responsable de la caisse et je suis les commandes")
    'responsable de la caisse et suivre les commandes'
    >>> impersonal("Gardé des enfants")
    'garder des enfants'
    """
    deed = first_deed(text)
    if deed:
        text = infinitive(fold(deed["word"])) + text[deed.end() :]
    plain = _PERSON.sub(_doing, fold(text))
    return " ".join(_POSSESSIVE.sub("", plain).split())


_VERB_FIRST = re.compile(r"(?:s'|se )?\w{2,}(?:er|ir|oir|dre|tre|ire|vre)\b")


def begins_with_verb(plain: str) -> bool:
    """Whether an impersonal statement says what is done by a verb, and not by a noun alone.

    >>> begins_with_verb("encaisser les clients"), begins_with_verb("tenue de caisse")
    (True, False)
    """
    return _VERB_FIRST.match(plain) is not None


def _doing(found: re.Match[str]) -> str:
    verb = found["verb"]
    if verb == "suis" and found["plural"] is not None:
        return "suivre"
    return "" if verb in AUXILIARIES else infinitive(verb)


def infinitive(verb: str) -> str:
    """Infinitive of a folded first-person form; a verb of the first group when nothing says otherwise."""
    if verb in _INFINITIVE:
        return _INFINITIVE[verb]
    if verb in IRREGULAR:
        return verb
    imperfect = re.sub(r"(?:ait|ions|iez|ez|ons)$", "ais", verb)
    if imperfect in _INFINITIVE:
        return _INFINITIVE[imperfect]
    return _future(verb) or _by_ending(verb)


def _future(verb: str) -> str | None:
    """« vous assurerez », « j'assurerai » → assurer; None when the form is no future."""
    base = re.sub(r"(?:ez|ons|ai)$", "", verb)
    if base == verb or not base.endswith("r"):
        return None
    if base + "e" in IRREGULAR:
        return base + "e"
    return base if base.endswith(("er", "ir")) and base + "er" not in _IN_ERER else None


def _by_ending(verb: str) -> str:
    second = _SECOND_GROUP.fullmatch(verb)
    if second and second["stem"] not in _IN_ISSER:
        return second["stem"] + "ir"
    if re.fullmatch(r"\w{3,}i", verb):  # « fini »
        return verb + "r"
    for ending in ("ais", "ait", "ions", "iez", "ons", "ez", "ees", "ee", "es", "e"):
        if verb.endswith(ending) and len(verb) > len(ending) + 2:
            return verb.removesuffix(ending) + "er"
    return verb

"""Does holding every bloc give the certification? What the fiche's text on partial validation says, and no more.

A sentence is believed to say so only when all its words are known ones, in an order that says so, and when the other
sentences only tell what one bloc gives. One word beyond these lists (« entretien », « projet », « sauf ») and the
text is not read as giving the certification.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from referentials.text import fold


class Outcome(StrEnum):
    """What the text says."""

    GIVES = "gives"
    """Every bloc gives the certification."""
    MORE_NEEDED = "more_needed"
    """Something else is asked for, or partial validation is refused."""
    UNREAD = "unread"
    """There is a text, and we cannot read it as either."""
    UNKNOWN = "unknown"
    """The snapshot has no text."""


@dataclass(frozen=True, slots=True)
class Whole:
    """The outcome, and the words of the fiche it rests on (None: there is no text)."""

    outcome: Outcome
    words: str | None


_ALL = (
    r"(?:(?:l ensemble|la totalite|l integralite) des|tous les) "
    r"(?:(?:\d+|deux|trois|quatre|cinq|six|sept|huit|neuf|dix) )?blocs"
)
_EACH = rf"(?:{_ALL}|chacun des blocs|chaque bloc)"
_WHOLE = r"(?:certification|titre|diplome|cqp)\b"
_TO = (
    r"(?:(?:droit|lieu|a|au|l|la|le|de|du|d|cette|ce|obtention|delivrance|attribution|acquisition|obtenir|delivrer) )*"
)

_SAYS_SO = re.compile(
    rf"\b{_ALL} (?:.+ )?(?:donne(?:nt)?|entraine(?:nt)?|emporte(?:nt)?|confere(?:nt)?|permet(?:tent)?|obtien(?:nen)?t"
    rf"|(?:equi)?(?:vaut|valent)|voi(?:en)?t) {_TO}{_WHOLE}"
    rf"|\b{_ALL} (?:.+ )?{_WHOLE} (?:\w+ )?(?:est|sont) (?:delivre|obtenu|acquis|attribue|decerne)e?s?\b"
    rf"|\b{_WHOLE} (?:.+ )?(?:s obtient|(?:est|sont) (?:delivre|obtenu|acquis|attribue|decerne)e?s?) (?:.+ )?{_EACH}\b"
)
_WORDS = """
a acquis acquise acquises acquisition apres attribue attribuee attribution au automatiquement aux ayant candidat
candidate candidats capitalisation capitalise capitalises ce certification cette competences complet complete composant
composent confere conferent constituant constitutifs cqp d de decerne decernee delivrance delivre delivree delivrer des
diplome directement donne donnent droit du emporte emportent entier entiere entraine entrainent equivalent equivaut est
fois issue l la le les lieu lors obtenir obtention obtenu obtenue obtenus obtient obtiennent ont par permet permettent
professionnel professionnelle qui s se sont suite titre une valent valide validee valident valides validation vaut vise
visee voient voit
"""
"""Those that a sentence which gives the certification may have, beside « tous les blocs »."""
_WORDS_OF_ONE = """
attestation attestations autonome bloc blocs capitalisable capitalisables certificat certificats chacun chaque conserve
conserves definitivement donnant duree en etre independamment independants limite oui partielle peut peuvent possible
sans separement tous tout un vie
"""
"""Those that tell, beside them, what one bloc gives."""
_PLAIN = frozenset(_WORDS.split())
_OF_ONE_BLOC = _PLAIN.union(_WORDS_OF_ONE.split())

_REFUSED = re.compile(
    r"^(?:non|aucune?|sans objet)$|\baucune validation partielle\b"
    r"|\b(?:n est|n y a) pas (?:de )?(?:possible|prevue?|validation partielle)"
)
_NOT_ENOUGH = re.compile(rf"\b{_ALL}\b.* (?:n|ne) \w+ pas\b")
_MORE = re.compile(
    r"\b(?:en (?:plus|complement|sus)|sous reserve|a condition|ainsi que|doi(?:t|vent) egalement|puis|"
    r"et (?:la )?reussite|epreuve (?:finale|transversale|terminale|complementaire)|memoire|soutenance|grand oral|these|"
    r"stage|projet|entretien|examen final|jury final|obligatoires?|hors blocs?|transversale?s?)\b"
)
_ASIDE = re.compile(r"^(?:chaque|chacun des) blocs?\b|\b(?:n|ne|ni|sans|aucune?)\b")
"""Of one bloc, or a negation: a word of `_MORE` there may be what is not asked for."""


def whole_by_blocs(partial_validation: str | None) -> Whole:
    """Read a fiche's VALIDATION_PARTIELLE; whatever is neither plain nor the only thing said is not assumed.

    >>> whole_by_blocs("La certification est obtenue par la validation de tous les blocs.").outcome
    <Outcome.GIVES: 'gives'>
    >>> whole_by_blocs("Validation de tous les blocs et soutenance d'un mémoire.").outcome
    <Outcome.MORE_NEEDED: 'more_needed'>
    """
    words = " ".join((partial_validation or "").split())
    if not words:
        return Whole(Outcome.UNKNOWN, None)
    return Whole(_outcome(_sentences(partial_validation or "")), words)


def _outcome(sentences: list[str]) -> Outcome:
    if any(_asks_for_more(sentence) for sentence in sentences):
        return Outcome.MORE_NEEDED
    said = [sentence for sentence in sentences if _gives(sentence)]
    others = (sentence for sentence in sentences if sentence not in said)
    return Outcome.GIVES if said and all(_OF_ONE_BLOC.issuperset(one.split()) for one in others) else Outcome.UNREAD


def _sentences(text: str) -> list[str]:
    """Without accents nor marks, words apart by one space."""
    parts = (" ".join(re.findall(r"\w+", part)) for part in re.split(r"[.;:!?\n•]", fold(text)))
    return [part for part in parts if part]


def _asks_for_more(sentence: str) -> bool:
    if _REFUSED.search(sentence) or _NOT_ENOUGH.search(sentence):
        return True
    return bool(_MORE.search(sentence)) and not _ASIDE.search(sentence)


def _gives(sentence: str) -> bool:
    return bool(_SAYS_SO.search(sentence)) and _PLAIN.issuperset(re.sub(_EACH, "", sentence).split())

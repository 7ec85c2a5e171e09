"""What the holder says that their health lets them do no more, wherever it is written, in plain words.

« plus de port de charge », « allergie aux produits », « mal de dos », « ne peut plus rester debout »: of oneself alone,
as `disability`. It is no diagnosis: it says about which trades the occupational physician is to be asked. Health is
nobody else's concern: kept with the profile, logged nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from passport.document.model import Passport
from recommend.law.strains import Limit
from recommend.profile.disability import SENTENCE, tells_disability, texts
from referentials.text import fold

_L = Limit
_THINGS = {
    _L.LOADS: r"\bcharges?\b(?! (?:de|du) (?:travail|mission|projet|clientele))|\bmanutention|\bporter\b|\bsoulever\b"
    r"|\bport de poids|\blourd",
    _L.POSTURES: r"\bgenoux?\b|\baccroupi|\bbras (?:en l'air|leves?)|\bpostures?\b|\bpenche|\bse baisser|\bflexion",
    _L.REPETITION: r"\brepetiti|\bcadences?\b",
    _L.STANDING: r"\bdebout\b|\bpietine|\bmarcher\b|\bstation prolongee",
    _L.SITTING: r"\bassise?\b",
    _L.VIBRATION: r"\bvibration|\bsecousses?\b|\bengins? vibrants?",
    _L.HEIGHTS: r"\bhauteurs?\b|\bechafaudages?\b|\bechelles?\b|\bvertiges?\b",
    _L.DRIVING: r"\bconduire\b|\bconduite\b(?! d)|\bau volant\b",
    _L.PRODUCTS: r"\bproduits? (?!locaux|frais|alimentaire|laitier)|\bproduits?$|\bsolvants?\b|\bpersulfates?\b"
    r"|\bpeintures?\b|\bcolles?\b|\bresines?\b|\bcolorations?\b|\bciment\b|\bchimiques?\b|\bdetergents?\b|\blatex\b"
    r"|\bacrylates?\b|\bjavel\b|\bvapeurs?\b|\bfumees?\b|\bammoniaque\b|\bdesinfectants?\b|\bisocyanates?\b",
    _L.DUST: r"\bpoussieres?\b|\bfarines?\b|\bpoils?\b|\bfoin\b|\bacariens?\b|\bpollens?\b|\bbois\b|\bplumes?\b",
    _L.NOISE: r"\bbruits?\b|\bbruyants?\b",
    _L.NIGHT: r"\bnuits?\b|\b[235]x8\b|\bhoraires postes\b|\bposte de nuit",
    _L.COLD: r"\bfroid\b|\bfrigo",
    _L.HEAT: r"\bchaleurs?\b|\bfortes temperatures",
}
"""What a restriction names."""
_ILLS = {
    r"\b(?:mal|maux|problemes?|douleurs?|soucis?|pathologies?) (?:de |du |au )?(?:dos|lombaires?|rachis)\b|\bdos (?:"
    r"abime|casse|fragile|bloque|en compote)|\bhernies? (?:discales?|lombaires?|l ?\d)|\blombalgi|\blumbago|"
    r"\bsciatique|\blombo-?sciat": (_L.LOADS, _L.VIBRATION),
    r"\btendinites?\b|\bcanal carpien|\bcoiffe des rotateurs|\bepicondylit": (_L.REPETITION, _L.LOADS),
    r"\b(?:prothese|arthrose|mal|douleurs?|problemes?) (?:de |du |au |aux |a la |des )?(?:genoux?|hanches?)\b": (
        _L.STANDING, _L.POSTURES),
    r"\basthme (?:du boulanger|a la farine)": (_L.DUST,),
    r"\basthme\b(?! (?:du boulanger|a la farine))|\beczema\b|\bdermatite": (_L.PRODUCTS,),
    r"\bsurdite\b|\bmalentendante?\b|\bacouphenes?\b|\bappareillee? (?:des|aux) (?:deux )?oreilles?": (_L.NOISE,),
    r"\bepilepsi|\bepileptique": (_L.HEIGHTS, _L.DRIVING, _L.NIGHT),
    r"\bvertiges?\b": (_L.HEIGHTS,),
}  # fmt: skip
"""What a complaint keeps away from, as a rule."""
_OWN = re.compile(
    r"\binapte?s?\b|\binaptitude\b|\brestrictions? (?:medical|d'aptitude|du medecin|medecin|de poste)|"
    r"\bapte avec restrictions?|\brestrictions?\s*:|\bmedecin(?:e)? du travail\b|\bmaladie pro\w*|"
    r"\b(?:rqth|mi-?temps therapeutique|amenagement de poste|invalidite)\b|\bje ne (?:peux|supporte|dois)\b|"
    r"\bne (?:peut|peux|doit|dois|supporte) (?:plus|pas)\b|\bj'ai (?:mal|un |une |des |le )|\bmon (?:dos|epaule|genou)|"
    r"\bsuite (?:a )?(?:un |mon )?accident\b|\boperee? d[eu']|\bcontre-?indication|\ballergique\b|\bje suis\b"
)
"""Words of somebody about themself."""
_LISTED = re.compile(
    r"\binaptes?\b|\binaptitude\b|\brestrictions?\b|\bcontre-?indications?\b|\ballergi(?:que|e)s?\b(?! alimentaires?)|"
    r"\bintoleran\w+ (?:a|au|aux)\b"
)
"""What is followed by a list of things to keep away from, to the end of the sentence."""
_NO_MORE = re.compile(
    r"\b(?:ne |n'|je )?(?:peut|peux|doit|dois|supporte|pouvoir|pouvant) (?:plus|pas)\b|"
    r"\bplus (?:de |d'|du |aucun )(?!\d)|\binterdi(?:t|ction)\b|\ba eviter\b|\beviter (?:le|la|les|tout)\b"
)
"""That something is over, said in one breath."""
_NOT = re.compile(r"\bpas (?:de |d')(?!\d)|\baucun\b|\bni (?:de |d')?")
"""That something is not: a restriction only in the mouth of who tells of their health."""
_FORBIDDEN = re.compile(
    r"\b(?:penibles?|interdite?s?|contre-?indiquee?s?|proscrite?s?|impossibles?|limitee?s?|a eviter|difficiles?)\b"
)
"""What follows a thing to keep away from: a restriction in the mouth of who tells of their health."""
_NONE = re.compile(r"\b(?:pas|aucune?|sans|jamais|plus) (?:de |d'|eu |le |les )?(?:\w+ )?$")
_OTHERS = re.compile(
    r"\b(?:patients?|residents?|usagers?|clients?|clientes?|eleves?|stagiaires?|salaries|personnes|beneficiaires|"
    r"publics?|enfants?|collegues|prevention|prevenir|sensibilis\w+|form(?:er|ation|ateur|atrice)|animer|soigner|soins?|"
    r"prise en charge|reeducation|reeduquer|massages?|accompagn\w+|conseil\w*|vente|vendre|traitement|traiter|"
    r"chsct|duerp|ergonom\w+|risques|diagnosti\w+|kine|regles|consignes|respect)\b"
)
"""Of others' health."""
_BREATH = re.compile(r"[,:(]")
_EASE = re.compile(r"\b(?:soucis?|problemes?|difficultes?|gene|restrictions?|contre-?indications?)\b")
"""What one has not, when all is well: « pas de souci pour conduire »."""


def limits_told(passport: Passport) -> tuple[Limit, ...]:
    """What the holder has to keep away from, in the order of Limit; empty when nothing is said."""
    said = [sentence for text in texts(passport) for sentence in SENTENCE.split(fold(text)) if sentence.strip()]
    is_ill = tells_disability(passport) or any(_OWN.search(one) for one in said)
    found = {limit for sentence in said for limit in _limits(sentence, is_ill=is_ill)}
    return tuple(limit for limit in Limit if limit in found)


def things_named(words: str) -> tuple[Limit, ...]:
    """What some words name of what may be kept away from.

    >>> things_named("produits chimiques")
    (<Limit.PRODUCTS: 'products'>,)
    """
    said = fold(words)
    return tuple(limit for limit, thing in _THINGS.items() if re.search(thing, said))


def _limits(sentence: str, *, is_ill: bool) -> Iterator[Limit]:
    own = bool(_OWN.search(sentence))
    if _OTHERS.search(sentence) and not own:
        return
    for pattern, limits in _ILLS.items():
        if (ill := re.search(pattern, sentence)) and not _NONE.search(sentence[: ill.start()]):
            yield from limits
    for part in _restricted(sentence, is_ill=is_ill):
        yield from things_named(part)


def _restricted(sentence: str, *, is_ill: bool) -> Iterator[str]:
    """Parts of a sentence that name what is to be kept away from."""
    listed = _LISTED.search(sentence)
    if listed and not _NONE.search(sentence[: listed.start()]):
        yield sentence[listed.end() :].strip()
    for breath in _BREATH.split(sentence):
        over = _NO_MORE.search(breath) or (_NOT.search(breath) if is_ill else None)
        if over and not _EASE.search(breath):
            yield breath[over.end() :].strip()
        if is_ill and (forbidden := _FORBIDDEN.search(breath)):
            yield breath[: forbidden.start()].strip()

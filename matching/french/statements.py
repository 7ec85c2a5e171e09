"""Statements: the pieces of a description that each say one thing, however the list is written.

>>> [s.text for s in statements("• Encaissement des clients. Tenue de la caisse ; mise en rayon<br>ménage")]
['Encaissement des clients', 'Tenue de la caisse', 'mise en rayon', 'ménage']
>>> [s.read for s in statements("Je fais le ménage, les courses et les repas")]
['Je fais le ménage', 'Je fais les courses', 'Je fais les repas']
>>> [s.text for s in statements("Je ne peux plus porter, rester debout. Tri du courrier", of_a_job=True)]
['Tri du courrier']
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from matching.french.abbreviations import ABBREVIATIONS, DOTTED
from matching.french.undone import done_of, goes_on, is_of_health, is_undone, limits
from matching.french.verbs import NO_DEED, PARTICIPLES
from referentials.text import fold, read_html, visible

LONG = 160
"""Characters beyond which a list is cut in an advertisement: one vector cannot carry that much."""

_BREAK = re.compile(
    r"""[\r\n\t\v\f\x1c-\x1e\x85\u2028\u2029]+  # end of line, tab
      | ;\s*                                    # semicolon
      | \s(?:[/|+]|[=-]+>|→)\s                  # what people write between two things
      | (?:(?<=\s)|^)[•·*▪◦●➢✓✔■–—-]+\s+        # bullet
      | [•▪◦●➢✓✔■]\s*
      | (?:(?<=\s)|^)(?:\d{1,2}|[a-z])[.)]\s+  # numbered item
      | (?<=[.!?…])\s+(?=[A-ZÀ-ÖØ-Þ«"'(\d])    # end of sentence
      | (?<=[^\W\d_]{4}[.!?…])\s+(?=[^\W\d_A-ZÀ-ÖØ-Þ]{2})  # the same, when the next begins in lower case
    """,
    re.VERBOSE,
)
_ANNOUNCED = re.compile(r"(?<!\d):\s+")
"""In the record of a job, what announces a list and the list: « avec mon mari : traite, agnelage »."""
_HEADING = re.compile(
    r"\W*(?:(?:mes|les|principales?|principaux)\s+)*(?:missions?|taches?|activites?|fonctions?|responsabilites?|roles?|"
    r"postes?|logiciels?|outils?|competences?|objectifs?|realisations?|environnement(?: technique)?|stack|contexte|"
    r"divers|autres?|ex|exemples?|secteurs?)(?:\s+principales?|\s+principaux)?\W*"
)
"""What announces a list and says nothing by itself."""
_ABBREVIATION = re.compile(r"(?:^|[\s(])(?:M|Mme|Mlle|Dr|Pr|St|Ste|ex|p|cf|env|tél|tel|n|no|art|etc|réf|resp|[A-Z])\.$")
_CONTACT = re.compile(r"[\w.+-]{1,64}@[\w.-]+|https?://\S+|www\.\S+|(?:\+33|0)\s?[1-9](?:[\s.-]?\d\d){4}")
_COMMA = re.compile(r",(?!\d)\s*")
_BRACKETS = re.compile(r"\([^()]*\)")
_AND = re.compile(r"(?<!\s)\s+(?:et|puis|ainsi que)\s+(?!/|puis\b)", re.IGNORECASE)
_ARTICLE = r"(?:les?|la|une?|du|des|mes|mon|ma|nos|notre|leurs?|de la|aux?)\b|(?:de )?l['’]"
_VERB = (
    r"(?:(?:je|nous|on|vous|tu)\s+|j['’])(?:(?:les?|la|leur|lui|y|en|me|nous|vous)\s+|[lm]['’])?"
    r"(?:(?:ai|avais|avons|a|dois|devais|sais|peux|suis|étais)\s+)?\w+"
)
_HEAD = re.compile(
    rf"(?P<verb>{_VERB}|\w{{2,}}(?:er|ir|oir|dre|tre|ire|vre)|\w{{2,}}[éi])\s+(?={_ARTICLE})"
    r"|(?P<noun>\w+(?:tions?|sions?|ages?|ements?|ances?|ente|ervice|uivi|enue|ise|ccueil|onseil)\s+)"
    r"(?=(?:des?|du)\b|d['’])",
    re.IGNORECASE,
)
"""What the members of a list share: « Je fais | le ménage, les courses », « Gestion | des stocks, des commandes »."""
_OBJECT = re.compile(rf"(?:{_ARTICLE})\s*\w", re.IGNORECASE)
_COMPLEMENT = re.compile(r"(?:des?|du)\s+\w|d['’]\w", re.IGNORECASE)
_GOES_ON = re.compile(
    r"(?:dont|qui|que|où|afin|pour|avec|dans|en|sans|chez|à|au|aux|sous|sur|par|lors|comme|mais|car|y compris|tout|"
    r"notamment|ainsi|soit|selon|de|du|des|etc|ou|voire|jusqu|entre|vers|depuis|pendant|si|quand)\b|d['’]|qu['’]",
    re.IGNORECASE,
)
"""What begins so belongs to what comes before."""
_INFINITIVE = re.compile(r"\w{2,}(?:er|ir|oir|dre|tre|ire|vre)\b", re.IGNORECASE)
_BEGINS_ANEW = re.compile(rf"{_VERB}|\w{{2,}}(?:er|ir|oir|dre|tre|ire|vre)\s", re.IGNORECASE)
_LAST_WORD = re.compile(r"[^\W\d_]+(?=\.$)")
_ABRIDGED = frozenset([*ABBREVIATIONS, *DOTTED, "pers", "approx", "niv", "env", "prep", "gest", "serv", "suppl"])
_OF_NOBODY = re.compile(
    r"\b(?:postul\w+|lettres? de motivation|tickets? restaurant|egalite des chances|mutuelle|leader|"
    r"chiffre d'affaires)\b"
)
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_FIRST_WORD = re.compile(r"\W*(?P<word>\w+)(?=\s+(?:(?:des|les?|la|une?|du|aux?|à|en|dans|sur|pour|\d+)\b|l['’]))")

_I = re.compile(r"\b(?:je|moi|me|mon|ma|mes)\b|\b[jm]'")
_WE = re.compile(r"\b(?:nous|on|notre|nos)\b")
_ACTION_NOUNS = (
    r"(?:vente|accueil|suivi|tenue|mise|prise|soin|conseil|appui|aide|controle|caisse|menage|cuisine|service|"
    r"conduite|relance|saisie|pose|reprise|livraison|commande|recherche|reunion|repas|course|cours|bricolage)s?\b"
)
_DOING = r"\w{2,}(?:er|ir|oir|dre|tre|ire|vre|tions?|sions?|ages?|ements?)\b"
_NO_DOING = (
    r"(?!(?:janvier|fevrier|super|hiver|cher|leger|entier|particulier|premiere?|derniere?|entre|contre|notre|votre|"
    r"autre|titre|salaire|centre|cadre|etre|hier|environ|depuis|"
    r"region|comment|moment|departement|etablissement|groupement|leader|remuneration|conformement|actuellement|"
    r"egalement|candidater)s?\b)"
)
_ACTION = re.compile(
    rf"\b{_NO_DOING}(?:{_DOING}|{_ACTION_NOUNS}|\w{{2,}}(?:ait|ais|aient|tion|sion|age|ement|ance|erie|ture)\b)"
)
_BEGINS_WITH_ACTION = re.compile(rf"\W*(?:[^\W\d_][\w' ]{{1,30}}:\s*)?{_NO_DOING}(?:{_DOING}|{_ACTION_NOUNS})")
"""An infinitive or a noun of action comes first, after a label such as « Missions : » if any."""

_TO_THE_READER = re.compile(
    r"\b(?:(?<!rendez-)vous|votre|vos|postul\w+|lettres? de motivation|tickets? restaurant|envo\w+ (?:\w+ )?cv)\b"
)
_YOU_DO = re.compile(
    r"\bvous (?:l[ae]s?\s|l'|y\s|en\s|leur\s|lui\s|vous\s)?(?!(?:avez|etes|aurez|serez|souhaitez|voulez|desirez|pouvez|"
    r"aimez|recherchez|cherchez|rejoignez|integrez|beneficiez|profitez|disposez|justifiez|possedez|postulez|envoyez|"
    r"connaissez|appreciez|evoluez|reconnaissez|trouvez|percevez|detenez|recevez|recevrez|obtenez|obtiendrez|"
    r"pourrez|beneficierez|rejoindrez|integrerez|evoluerez|disposerez)\b)(?:\w+ez|faites)\b"
    r"|\bvous (?:etes|serez) (?:charge|en charge|responsable|amene|garant)"
)
"""« vous encaissez »: an advertisement's way of telling the work; not « vous êtes, avez, souhaitez, postulez »."""
_YOUR_TASKS = re.compile(r"\W*(?:vos|votre) (?:missions?|taches?|roles?|activites?|responsabilites?)\b.{20,}")
_OF_THE_EMPLOYER = re.compile(
    r"\b(?:candidat\w*|recrut\w+|cv|rgpd|egalite des chances|en situation de handicap|diversite|mutuelle|remuneration|"
    r"salaire|leader|filiale|chiffre d'affaires|implante\w*|nous (?:recherchons|recrutons|offrons|sommes))\b"
    r"|^\W*(?:notre|nos|les?|la|l'|une?)\s*(?:\w+ )?(?:entreprise|societe|groupe|cabinet|enseigne|client)s?\b"
)
"""Support for the rule, not the rule: looked at only where no action comes first and nobody says « je »."""


_SEEN = re.compile(
    r"^\W*(?:j'ai |stage d')?(?:observ(?:ation|er|e|ant)s?\b|decouverte|assiste\w* (?:a|aux?)\b)|"
    r"\ben observation\b"
)
"""What one has seen others do."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A piece of a text that says one thing: the person's words, and what is read: these, after the verb they share."""

    text: str
    read: str


def first_deed(text: str) -> re.Match[str] | None:
    """The past participle, its `word`, that a statement begins with, as lines of a CV do; None when it does not.

    >>> first_deed("Gardé des enfants")["word"]
    'Gardé'
    >>> first_deed("Garde des enfants") or first_deed("Employé dans une banque")
    """
    found = _FIRST_WORD.match(text)
    if not found:
        return None
    word = fold(found["word"])
    is_deed = word in PARTICIPLES or (found["word"].lower().endswith("é") and word not in NO_DEED)
    return found if is_deed else None


def statements(text: str, *, of_a_job: bool = False) -> list[Statement]:
    """Statements of a description that tell what the person did, in order.

    HTML is read as text and what nobody sees is dropped. Cut at lines, tabs, bullets, semicolons, sentences, and lists
    at commas and « et »; a verb that the members of a list share goes with each. Left out: what has no word or is only
    a contact, what is not done or no more, and what tells no doing of the person (praise of a company, legal notice,
    instructions to apply). In the record of a job (`of_a_job`) a noun alone is a doing; of an advertisement only a LONG
    list is cut.
    """
    tells = _may_be_a_doing if of_a_job else _tells_a_doing
    sentences = _sentences(visible(read_html(text)))
    if of_a_job:
        sentences = (one for sentence in sentences for one in _ANNOUNCED.split(sentence))
    lists = (_enumerated(one) if of_a_job or _is_cut(one) else _whole(one) for one in sentences)
    return [one for pieces in lists for one in pieces if tells(one.read)]


def is_only_seen(text: str) -> bool:
    """Whether a statement tells what others were seen to do.

    >>> is_only_seen("observation des entretiens"), is_only_seen("J'ai mené des entretiens")
    (True, False)
    """
    return _SEEN.search(fold(text)) is not None


def _is_cut(sentence: str) -> bool:
    """Whether the list in a sentence of an advertisement is cut: a long one, or what a person says of themselves."""
    return len(sentence) > LONG or _I.search(fold(sentence)) is not None


def _whole(sentence: str) -> Iterator[Statement]:
    text = sentence.rstrip(_END)
    if text:
        yield Statement(text, text)


def _sentences(text: str) -> Iterator[str]:
    start = 0
    for found in _BREAK.finditer(text):
        before = text[max(start, found.start() - 24) : found.start()]
        if found.start() < start or (found[0].isspace() and _abridged(before)):
            continue
        yield text[start : found.start()].strip()
        start = found.end()
    yield text[start:].strip()


def _abridged(before: str) -> bool:
    """Whether a text ends with an abbreviation, whose dot ends no sentence."""
    if not before.endswith("."):
        return False
    last = _LAST_WORD.search(before)
    return bool(_ABBREVIATION.search(before)) or (last is not None and fold(last[0]) in _ABRIDGED)


def _enumerated(sentence: str) -> Iterator[Statement]:
    """Cut a list into its members, each with the verb or the noun that they share."""
    shared = ""
    object_ = _OBJECT
    for piece in _done(_joined(_members(sentence.rstrip(_END)))):
        head = _HEAD.match(piece)
        if head:
            shared = head["verb"] or head["noun"]
            object_ = _OBJECT if head["verb"] else _COMPLEMENT
        elif not object_.match(piece):
            shared = ""
        done = done_of(piece)
        yield Statement(piece, f"{shared.strip()} {done}" if shared and not head else done)


def _done(members: Iterator[str]) -> Iterator[str]:
    """Members of a list, without what one does not do, and what goes on with what one cannot."""
    limited = False
    for member in members:
        undone = is_undone(member)
        limited = limits(member) if undone else limited and goes_on(member)
        if not (undone or limited):
            yield member


def _members(sentence: str) -> list[str]:
    """Members of a list: cut at commas out of brackets, and at the « et » of the last."""
    hidden = _BRACKETS.sub(lambda found: "_" * len(found[0]), sentence)
    cuts = [(found.start(), found.end()) for found in _COMMA.finditer(hidden)]
    start = cuts[-1][1] if cuts else 0
    last = _AND.search(hidden, start)
    if last and (cuts or _both_begin(hidden[: last.start()], hidden[last.end() :])):
        cuts.append(last.span())
    places = [0, *(place for cut in cuts for place in cut), len(sentence)]
    return [sentence[a:b] for a, b in zip(places[::2], places[1::2], strict=True)]


def _both_begin(one: str, other: str) -> bool:
    """Whether what stands on each side of « et » is a doing of its own: « servir les clients et tenir la caisse »."""
    if _BEGINS_ANEW.match(other):
        return " " in one
    head = _HEAD.match(one)
    return bool(head and (_OBJECT if head["verb"] else _COMPLEMENT).match(other)) or bool(
        _HEAD.match(other) and not _GOES_ON.match(other)
    )


_END = " .;:,…"
"""What ends a statement and says nothing."""


def _joined(members: list[str]) -> Iterator[str]:
    """Put together what does not stand alone: verbs of one object, a complement with what it completes."""
    waiting, shares = "", False
    for member in members:
        piece = member.strip().rstrip(_END)
        if not piece or fold(piece).strip(".… ") == "etc":
            continue
        verbs = _INFINITIVE.fullmatch(waiting.rsplit(", ", 1)[-1]) and _INFINITIVE.match(piece)
        if waiting and (verbs or (_GOES_ON.match(piece) and not (shares and _OBJECT.match(piece)))):
            waiting = f"{waiting}, {piece}"
            continue
        if waiting:
            yield waiting
        waiting, shares = piece, bool(_HEAD.match(piece)) or (shares and bool(_OBJECT.match(piece)))
    if waiting:
        yield waiting


def _may_be_a_doing(text: str) -> bool:
    """Whether a piece of the record of a job has words of the person's own work."""
    words = _CONTACT.sub(" ", text)
    plain = fold(words)
    is_of_work = not (_OF_NOBODY.search(plain) or _HEADING.fullmatch(plain) or is_of_health(words))
    return is_of_work and bool(_LETTERS.search(words))


def _tells_a_doing(text: str) -> bool:
    """Whether a statement has an action in it and does not speak of somebody else than the person."""
    words = _CONTACT.sub(" ", text)
    if not _LETTERS.search(words):
        return False
    plain = fold(words)
    if _TO_THE_READER.search(plain):
        return bool(_YOU_DO.search(plain) or _YOUR_TASKS.match(plain))
    if _I.search(plain) or _BEGINS_WITH_ACTION.match(plain):
        return True
    in_it = first_deed(text) or _WE.search(plain) or _ACTION.search(plain)
    return bool(in_it) and not _OF_THE_EMPLOYER.search(plain)

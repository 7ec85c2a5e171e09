"""Pairs of texts that mean the same, from the tables of a snapshot.

Never used: evaluation lists, the ROME–ESCO mapping (`rome_esco`), mobilities. Kept aside, so that what is fitted and
measured later stays honest: the certifiers and ROME families that `held_out` names.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from lab.held_out import held_out
from lab.training.lay import everyday
from matching.french.gender import gender_pairs, neutral
from matching.french.statements import statements
from matching.index.tables import appellations, items, needed_items
from referentials.snapshot import Snapshot
from referentials.text import fold

Text = str | tuple[str, ...]
"""A text, or several ways of writing it, one of which is drawn each time."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts that belong together; pairs of one group are never each other's negatives."""

    left: Text
    right: Text
    group: str
    domain: str


Pairs = list[Pair]

FRENCH_WORDS = re.compile(r"\b(?:les|des|du|une|dans|aux|est)\b")
"""Words of a French description: under some French labels ESCO's description is English."""


def pairs_of(snapshot: Snapshot, rng: random.Random) -> dict[str, Pairs]:
    """Every kind of pair that a snapshot gives, by name; empty where it lacks the source."""
    titles = Titles(snapshot)
    return {
        "appellations": list(_appellations(snapshot, titles)),
        "definitions": list(_definitions(snapshot, titles)),
        "adverts": list(_adverts(snapshot, titles, rng)),
        "requirements": list(_requirements(snapshot, titles)),
        "lay": list(_lay(snapshot, rng)),
        "macros": list(_macros(snapshot)),
        "certifications": list(_certifications(snapshot)),
        "certification_occupations": list(_certification_occupations(snapshot, titles)),
        "successions": list(_successions(snapshot)),
        "formacodes": list(_formacodes(snapshot)),
        "esco_skills": list(_esco(snapshot, ("skill", "knowledge"), lambda label: label)),
        "esco_occupations": list(_esco(snapshot, ("occupation",), titles.forms)),
        "esco_needs": list(_esco_needs(snapshot, titles)),
    }


class Titles:
    """Ways of writing a job title, and the appellations of each occupation."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.rows = appellations(snapshot).select("label", "occupation").rows()
        esco = snapshot.table("esco_concepts").filter(pl.col("kind") == "occupation")["label"]
        self._pairs = gender_pairs([*(label for label, _ in self.rows), *(e.replace("/", " / ") for e in esco)])
        self._forms: dict[str, tuple[str, ...]] = {}
        self.of: dict[str, list[str]] = defaultdict(list)
        for label, occupation in self.rows:
            self.of[occupation].append(label)

    def forms(self, label: str) -> tuple[str, ...]:
        """Without gender (three times in five, as the matcher writes titles), both genders, the last one given."""
        if label not in self._forms:
            plain = neutral(label, self._pairs)
            self._forms[label] = (plain, plain, plain, fold(label), fold(label.split("/")[-1].strip()))
        return self._forms[label]


def _appellations(snapshot: Snapshot, titles: Titles) -> Iterator[Pair]:
    labels = dict(snapshot.table("occupations").select("code", "label").iter_rows())
    for label, occupation in titles.rows:
        group, domain = occupation, occupation[0]
        if fold(label) != fold(labels[occupation]):
            yield Pair(titles.forms(label), titles.forms(labels[occupation]), group, domain)
        same = titles.of[occupation]
        if len(same) > 2:
            others = tuple(form for other in same if other != label for form in titles.forms(other)[2:4])
            yield Pair(titles.forms(label), others, group, domain)


def _sentences(definition: str) -> list[str]:
    return [s.text for line in definition.split("\n") for s in statements(line)]


def _definitions(snapshot: Snapshot, titles: Titles) -> Iterator[Pair]:
    for code, definition in snapshot.table("occupations").select("code", "definition").drop_nulls().iter_rows():
        forms = tuple(form for label in titles.of[code] for form in titles.forms(label))
        for sentence in _sentences(definition):
            yield Pair(sentence, forms, code, code[0])


def sentences_to_mine(snapshot: Snapshot) -> list[tuple[str, str, list[str]]]:
    """Sentences of definitions with their domain and the labels among which each has its own; families not held out."""
    needs = _needs(snapshot)
    rows = snapshot.table("occupations").select("code", "family", "definition").drop_nulls("definition").iter_rows()
    return [
        (sentence, code[0], sorted(set(needs[code])))
        for code, family, definition in rows
        if not held_out(family)
        for sentence in _sentences(definition)
    ]


def _needs(snapshot: Snapshot) -> dict[str, list[str]]:
    """Labels of the competencies and savoirs of each occupation."""
    labels = items(snapshot)["label"]
    found: dict[str, list[str]] = defaultdict(list)
    for occupation, place in needed_items(snapshot).select("occupation", "place").iter_rows():
        found[occupation].append(labels[place])
    return found


def _adverts(snapshot: Snapshot, titles: Titles, rng: random.Random) -> Iterator[Pair]:
    """What an advertisement or a CV says of a job: some sentences of its definition, some of its competencies."""
    needs = _needs(snapshot)
    rows = snapshot.table("occupations").select("code", "definition").drop_nulls().rows()
    for code, definition in rows * 4:
        said = [*_sentences(definition), *rng.sample(needs[code], min(len(needs[code]), 5))]
        text = ". ".join(rng.sample(said, min(len(said), rng.randint(2, 5))))
        forms = tuple(form for label in titles.of[code] for form in titles.forms(label))
        yield Pair(text, forms, code, code[0])


def _requirements(snapshot: Snapshot, titles: Titles) -> Iterator[Pair]:
    for code, labels in _needs(snapshot).items():
        forms = tuple(form for label in titles.of[code] for form in titles.forms(label))
        if forms:
            yield from (Pair(forms, fold(label), code, code[0]) for label in labels)


def _lay(snapshot: Snapshot, rng: random.Random) -> Iterator[Pair]:
    for table, key in (("competencies", "macro"), ("macro_competencies", "ogr")):
        for ogr, label, domain in snapshot.table(table).select("ogr", "label", domain=pl.col(key)).iter_rows():
            said = {text for _ in range(6) if (text := everyday(label, rng))} - {fold(label)}
            if said:
                yield Pair(tuple(sorted(said)), fold(label), ogr, str(domain)[:4])


def _macros(snapshot: Snapshot) -> Iterator[Pair]:
    macros = dict(snapshot.table("macro_competencies").select("ogr", "label").iter_rows())
    for label, macro in snapshot.table("competencies").select("label", "macro").drop_nulls().iter_rows():
        yield Pair(fold(label), fold(macros[macro]), macro, "")


def _kept(snapshot: Snapshot) -> set[str]:
    """Certifications of which no certifier is held out."""
    links = snapshot.table("certification_certifiers")
    aside = {code for code, siret in links.select("certification", "siret").iter_rows() if held_out(siret)}
    return set(links["certification"]) - aside


def _certifications(snapshot: Snapshot) -> Iterator[Pair]:
    kept = _kept(snapshot)
    named = snapshot.table("certifications").select("code", "title").drop_nulls()
    blocs = snapshot.table("blocs").select("certification", bloc="title").drop_nulls()
    rows = named.join(blocs, left_on="code", right_on="certification").select("code", "title", "bloc")
    yield from (Pair(fold(bloc), fold(title), code, "") for code, title, bloc in rows.iter_rows() if code in kept)


def _certification_occupations(snapshot: Snapshot, titles: Titles) -> Iterator[Pair]:
    kept = _kept(snapshot)
    families: dict[str, list[str]] = defaultdict(list)
    for code, family, label in snapshot.table("occupations").select("code", "family", "label").iter_rows():
        if not held_out(family):
            families[family] += [form for form in titles.forms(label)[2:4] if titles.of[code]]
    title = dict(snapshot.table("certifications").select("code", "title").drop_nulls().iter_rows())
    links = snapshot.table("certification_occupations").select("certification", "rome", "label")
    for code, rome, label in links.iter_rows():
        if code in kept and code in title and rome in families:
            yield Pair(fold(title[code]), (fold(label), *families[rome]), rome, rome[0])


def _successions(snapshot: Snapshot) -> Iterator[Pair]:
    kept = _kept(snapshot)
    title = dict(snapshot.table("certifications").select("code", "title").drop_nulls().iter_rows())
    for old, new in snapshot.table("successions").select("old", "new").iter_rows():
        if {old, new} <= kept & title.keys() and fold(title[old]) != fold(title[new]):
            yield Pair(fold(title[old]), fold(title[new]), new, "")


def _formacodes(snapshot: Snapshot) -> Iterator[Pair]:
    columns = ("code", "label", "synonyms", "note", "field")
    for code, label, synonyms, note, field in snapshot.table("formacodes").select(columns).iter_rows():
        yield from (Pair(fold(synonym), fold(label), code, field or "") for synonym in synonyms or ())
        if note:
            yield Pair(fold(note.split("\n")[0]), fold(label), code, field or "")


def _esco(snapshot: Snapshot, kinds: Sequence[str], forms: Callable[[str], Text]) -> Iterator[Pair]:
    """Labels of a concept, two by two, and its label with the first sentence of its description."""
    concepts = snapshot.table("esco_concepts").filter(pl.col("kind").is_in(kinds), pl.col("language") == "fr")
    for uri, label, others, description in concepts.select("uri", "label", "alt_labels", "description").iter_rows():
        domain = uri.rsplit("/", 1)[-1][0]
        yield from (Pair(forms(other), forms(label), uri, domain) for other in others or ())
        for one, two in zip(others or (), (others or ())[1:], strict=False):
            yield Pair(forms(one), forms(two), uri, domain)
        if description and FRENCH_WORDS.search(description):
            yield Pair(description.split(". ")[0], forms(label), uri, domain)


def _esco_needs(snapshot: Snapshot, titles: Titles) -> Iterator[Pair]:
    concepts = snapshot.table("esco_concepts").filter(pl.col("language") == "fr")
    labels: Mapping[str, str] = dict(concepts.select("uri", "label").iter_rows())
    relations = snapshot.table("esco_relations").filter(pl.col("relation") == "essential")
    for source, target in relations.select("source", "target").iter_rows():
        if source in labels and target in labels:
            yield Pair(titles.forms(labels[source]), fold(labels[target]), source, "")


def texts_of(pairs: Iterable[Pair]) -> Iterator[str]:
    """Every way of writing that the pairs hold."""
    for pair in pairs:
        for side in (pair.left, pair.right):
            yield from (side,) if isinstance(side, str) else side

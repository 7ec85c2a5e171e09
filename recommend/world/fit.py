"""Fit: how much a certification speaks of an occupation, rather than of another one of the same family.

A certification is linked to families of version 3, each of several occupations of ROME 4: its title tells them apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

import numpy as np

from matching.encoders.encoder import Vectors
from matching.index.fusion import Scores
from matching.links.spoken import spoken
from matching.matcher import Matcher
from recommend.weights import W
from referentials.catalogue import Catalogue
from referentials.titles import subject


class Fits:
    """Factors, `fit.least` to 1, of certifications for occupations; each title is read once."""

    def __init__(self, catalogue: Catalogue, matcher: Matcher) -> None:
        self._catalogue, self._matcher = catalogue, matcher
        self._siblings: dict[str, tuple[str, ...]] = {}
        self._said: dict[str, Vectors] = {}

    def of(self, occupation: str, certifications: Iterable[str]) -> dict[str, float]:
        """How much each of these certifications, which have a title, speaks of an occupation."""
        asked = list(dict.fromkeys(certifications))
        if not asked:
            return {}
        near = self._matcher.title_nearness(self._vectors(asked), (occupation, *self._beside(occupation)))
        siblings = near[:, 1:].max(axis=1) if near.shape[1] > 1 else np.zeros(len(near))
        return dict(zip(asked, _factors(near[:, 0], siblings), strict=True))

    def about(self, occupation: str, certifications: Sequence[str]) -> dict[str, float]:
        """How near their titles are to what the occupation is called and defined as, and not to one appellation of it.

        Cosines: « Artiste tatoueur » is one of the appellations of a beautician, « Boucher » of who sells in a shop.
        """
        asked = list(dict.fromkeys(certifications))
        if not asked:
            return {}
        near = (self._vectors(asked) @ self._defined(occupation).T).max(axis=1)
        return dict(zip(asked, near.round(4).tolist(), strict=True))

    def named(self, occupation: str, blocs: Sequence[str]) -> dict[str, float]:
        """How near the own titles of these blocs are to an appellation of the occupation: cosines."""
        asked = list(dict.fromkeys(blocs))
        if not asked:
            return {}
        vectors = self._matcher.encode_titles([self._catalogue.blocs[bloc].title or bloc for bloc in asked])
        near = self._matcher.title_nearness(vectors, (occupation,))[:, 0]
        return dict(zip(asked, near.round(4).tolist(), strict=True))

    def _defined(self, occupation: str) -> Vectors:
        said = [self._catalogue.occupations[occupation].label, self._definitions.get(occupation, "")]
        return self._matcher.encode_titles([text for text in said if text])

    @cached_property
    def _definitions(self) -> dict[str, str]:
        rows = self._catalogue.snapshot.table("occupations").select("code", "definition").drop_nulls()
        return dict(rows.iter_rows())

    def roughly(self, occupation: str, certifications: Sequence[str]) -> dict[str, float]:
        """The same by the words of their titles alone, 0 to 1: to know which are worth reading."""
        titles = [self._subject(code) for code in certifications]
        found = self._matcher.title_likeness(titles, occupation)
        return dict(zip(certifications, found.tolist(), strict=True))

    def _vectors(self, certifications: Sequence[str]) -> Vectors:
        new = [code for code in certifications if code not in self._said]
        if new:
            vectors = self._matcher.encode_titles([self._subject(code) for code in new])
            self._said |= dict(zip(new, vectors, strict=True))
        return np.stack([self._said[code] for code in certifications])

    def _subject(self, certification: str) -> str:
        return subject(self._catalogue.certifications[certification].title or certification)

    def _beside(self, occupation: str) -> tuple[str, ...]:
        """The other occupations of its family."""
        if not self._siblings:
            families: dict[str, list[str]] = {}
            for one in self._catalogue.occupations.values():
                families.setdefault(one.family, []).append(one.code)
            self._siblings = {
                code: tuple(other for other in codes if other != code) for codes in families.values() for code in codes
            }
        return self._siblings.get(occupation, ())


def _factors(own: Scores, sibling: Scores) -> list[float]:
    """From cosines with the appellations of the occupation, and of the best of its siblings."""
    said = spoken(own.astype(np.float64), sibling.astype(np.float64))
    return [round(max(one, W["fit.least"]), 4) for one in said.tolist()]

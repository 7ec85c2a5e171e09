"""The register on a day: what the law says that day of every certification of a snapshot, asked once each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from types import MappingProxyType

from recommend.law.levels import Level, level
from recommend.law.standing import Entry, Standing, entry_of, standing
from recommend.law.vae import Application, Vae, vae
from referentials.catalogue import Catalogue


class Register:
    """What depends on a snapshot and a day, whoever asks; shared by all the answers about that day."""

    def __init__(self, catalogue: Catalogue, day: date) -> None:
        self.catalogue, self.day = catalogue, day
        self._standings: dict[str, Standing] = {}
        self._levels: dict[str, Level] = {}
        self._vae: dict[str, Vae] = {}

    @cached_property
    def entries(self) -> Mapping[str, Entry]:
        """Whether one enters each certification, by code."""
        known = self.catalogue.certifications
        return MappingProxyType({code: entry_of(one, self.day, self.catalogue) for code, one in known.items()})

    def standing(self, certification: str) -> Standing:
        """Where a certification stands."""
        if certification not in self._standings:
            self._standings[certification] = standing(certification, self.day, self.entries, self.catalogue)
        return self._standings[certification]

    def level(self, certification: str) -> Level:
        """What a certification gives, and asks for to enter."""
        if certification not in self._levels:
            one = self.catalogue.certifications[certification]
            self._levels[certification] = level(one.level, one.prerequisites)
        return self._levels[certification]

    def vae(self, code: str, applied: Sequence[Application] = ()) -> Vae:
        """Whether who made these applications may ask for a certification or a bloc by VAE."""
        if applied:
            return self._ask_vae(code, applied)
        if code not in self._vae:
            self._vae[code] = self._ask_vae(code, ())
        return self._vae[code]

    def _ask_vae(self, code: str, applied: Sequence[Application]) -> Vae:
        entry = self.entries[self.catalogue.owner_of(code)]
        return vae(code, entry, self.day, applied, self.catalogue)

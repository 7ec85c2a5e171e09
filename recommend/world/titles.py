"""The titles of ROME (diplomas, licences, certificates, habilitations), read once: which of them something held is."""

from __future__ import annotations

from collections import defaultdict

from matching.french.diplomas import Diploma, diploma, same
from matching.french.qualifications import Tokens, closed, tokens
from referentials.catalogue import Catalogue


class TitleIndex:
    """Titles by what their label says: by token where a grammar reads it, else by the word of its level."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._tokens: dict[str, list[tuple[Tokens, str]]] = defaultdict(list)
        self._diplomas: dict[str | int | None, list[tuple[Diploma, str]]] = defaultdict(list)
        for code in sorted(catalogue.titles):
            label = catalogue.items[code].label
            needs = tokens(label)
            for token in needs:
                self._tokens[token].append((needs, code))
            if not needs:
                read = diploma(label)
                for key in {read.word, read.level}:
                    self._diplomas[key].append((read, code))

    def of(self, held: Tokens, read: Diploma | None) -> list[str]:
        """Codes of the titles that one held is, in order: all that its label says must be held."""
        have = closed(held)
        found = {code for token in have for needs, code in self._tokens.get(token, ()) if needs <= have}
        if read:
            near = [one for key in {read.word, read.level} for one in self._diplomas.get(key, ())]
            found |= {code for other, code in near if same(read, other)}
        return sorted(found)

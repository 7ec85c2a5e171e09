"""A reader that reads each text once: the same job told a hundred times costs what it costs once."""

from __future__ import annotations

from collections.abc import Sequence

from matching.index.expected import Expected
from matching.index.items import ItemMatch
from matching.titles.reading import NOTHING_ELSE, TitleContext, TitleReading
from recommend.profile.infer import Reader


class ReadOnce:
    """Remembers what a reader said, for as long as one passport is read."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._titles: dict[tuple[str, TitleContext, bool], TitleReading] = {}

    def read_title(self, text: str, context: TitleContext = NOTHING_ELSE, *, complete: bool = False) -> TitleReading:
        """Occupations that the title of a record names, with what the record says around it."""
        key = (text, context, complete)
        if key not in self._titles:
            self._titles[key] = self._reader.read_title(text, context, complete=complete)
        return self._titles[key]

    def items(
        self, texts: Sequence[str], n: int = 10, within: Sequence[Expected] | None = None
    ) -> list[list[ItemMatch]]:
        """Items each text states; `within`: what to expect in each."""
        asked = list(zip(texts, within or [Expected()] * len(texts), strict=True))
        different = list(dict.fromkeys(asked))
        read = self._reader.items([text for text, _ in different], n, [expected for _, expected in different])
        found = dict(zip(different, read, strict=True))
        return [found[one] for one in asked]

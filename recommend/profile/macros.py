"""From a competency to its macro-competency: whoever has a case of something has it, in part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from recommend.profile.evidence import Evidence
from recommend.weights import W
from referentials.catalogue import Catalogue


def with_macros(found: Iterable[Evidence], catalogue: Catalogue) -> Iterator[Evidence]:
    """Evidence as given, each piece about a competency also counting, in part, for its macro-competency."""
    for evidence in found:
        yield evidence
        macro = catalogue.macro_of.get(evidence.item)
        if macro:
            probability = round(evidence.probability * W["macro"], 6)
            yield replace(evidence, item=macro, through=catalogue.items[evidence.item], probability=probability)

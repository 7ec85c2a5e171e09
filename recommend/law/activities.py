"""What the kind of an experience says by itself: occupations, or competencies, whatever its title.

The law lists these activities beside paid work (code du travail, L5151-9, and L6323-8 III which opens the passport to
them); what each consists in is read in the text that creates it. Data, to be disputed line by line.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from passport.document.model import ExperienceKind

READ_ON = "2026-11-26"
"""Day on which these texts were read."""


@dataclass(frozen=True, slots=True)
class Means:
    """What a kind of experience is, by its nature."""

    law: str
    """Where the activity, and what one does in it, is written."""
    occupations: tuple[tuple[str, float], ...] = ()
    """ROME codes with their probabilities, where the title says nothing surer."""
    always: bool = False
    """Whether these stand whatever the title."""
    items: tuple[str, ...] = ()
    """Competencies (OGR codes) that the activity asks for by itself."""
    where_near: tuple[str, ...] = ()
    """Those that it asks for where the trade, or the trades near it, do."""
    weight: str = "kind.by_nature"
    """Weight of how likely these are, at length."""
    tells_trade: bool = True
    """Whether it says what is done, so that no trade is to be asked for."""


MEANS = MappingProxyType(
    {
        ExperienceKind.VOLUNTEER_FIREFIGHTER: Means(
            law="L5151-9 ; code de la sécurité intérieure, L723-3 à L723-6",
            occupations=(("K1705", 0.95),),
            always=True,
        ),
        ExperienceKind.CAREGIVING: Means(
            law="L5151-9 ; code de l'action sociale et des familles, L113-1-3",
            occupations=(("K1302", 0.65), ("K1304", 0.5)),
        ),
        ExperienceKind.APPRENTICESHIP_MENTORING: Means(
            law="L5151-9 ; L6223-5 (transmettre, suivre, évaluer l'apprenti)",
            items=("300021", "300022", "300018", "115611"),
        ),
        ExperienceKind.MILITARY_RESERVE: Means(
            law="L5151-9 ; code de la défense, L4211-1",
            occupations=(("K1701", 0.55),),
            items=("300448", "511150"),
        ),
        ExperienceKind.POLICE_RESERVE: Means(
            law="L5151-9 ; code de la sécurité intérieure, L411-7",
            occupations=(("K1708", 0.5), ("K1706", 0.4)),
            items=("300448", "300283"),
        ),
        ExperienceKind.CIVIC_RESERVE: Means(
            law="L5151-9 ; loi n° 2017-86 du 27 janvier 2017, article 1", items=("300448", "300361")
        ),
        ExperienceKind.HEALTH_RESERVE: Means(
            law="L5151-9 ; code de la santé publique, L3132-1", items=("300448", "300045")
        ),
        ExperienceKind.CIVIC_SERVICE: Means(
            law="L5151-9 ; code du service national, L120-1", items=("300361", "300448")
        ),
        ExperienceKind.MANDATE: Means(
            law="L6323-8 III ; L6112-4 ; code général des collectivités territoriales, L2123-12",
            items=("300469", "300413", "300415", "300347", "300450"),
        ),
        ExperienceKind.SELF_EMPLOYMENT: Means(
            law="code de commerce, L123-12 (comptes) et L441-9 (factures) ; code de la consommation, L111-1 (prix)",
            items=("300307", "124377", "300305", "300379", "300464"),
            where_near=("117243", "125971", "300371", "300261", "300316"),
            weight="kind.own_account",
            tells_trade=False,
        ),
    }
)  # fmt: skip
"""By kind; the others say nothing by themselves."""

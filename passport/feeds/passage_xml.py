"""One passage of the certifiers' flux, as a record of the passport: what the XSD cannot say is checked here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from passport.feeds.passage import Dossier, HolderKey, Named, Passage, Read, Refusal, digest_of, holder_content, shown
from passport.feeds.receipt import Reason
from passport.feeds.schema import NAMESPACE, SchemaFault, fault_of, text_of, texts_of
from referentials.codes import RncpCode, RsCode
from referentials.errors import CodeError

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_GENDER = {"M": "male", "F": "female"}
_TRUE = frozenset({"true", "1"})
_PARSE = {"RNCP": RncpCode.parse, "RS": RsCode.parse}
_DETAILS: Mapping[str, str] = {
    "proof_url": "urlPreuve",
    "option": "libelleOption",
    "obtained": "obtentionCertification",
    "until": "dateFinValidite",
    "language_level": "niveauLangueEuropeen",
    "scoring": "scoring",
    "mention": "mentionValidee",
    "access": "modaliteAcces",
}
"""What a passage says beyond the record, by the names that it is kept under."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What stands above a passage: who issues it, who sends it, of what; `fault`: what is wrong there."""

    issuer: str
    sender: str
    type: str
    code: str
    depositor: str
    fault: SchemaFault | None = None


def passage_of(element: Element, context: Context) -> Read:
    """Read a passage that ended; it is valid, or the first thing wrong with it is told."""
    fault = context.fault or fault_of(element)
    if fault:
        line = element.sourceline if context.fault else fault.line
        return _refused(element, context, fault.reason, line, **fault.parameters)
    try:
        code = _PARSE[context.type](context.code)
    except CodeError:
        return _refused(element, context, Reason.BAD_CODE, None, type=context.type)
    said = texts_of(element)
    wrong = _wrong(said)
    if wrong:
        return _refused(element, context, wrong[0], None, **wrong[1])
    try:
        holder = _holder(said)
    except ValueError:
        return _refused(element, context, Reason.NO_SUCH_DAY, None, element="jourNaissance")
    details = _details(said, element) | {"depositor": context.depositor}
    record = {"type": "certification", "code": str(code), "date": said["dateDebutValidite"]}
    return Passage(
        issuer=context.issuer,
        external_id=said["idTechnique"],
        holder=holder,
        record=record,
        digest=digest_of({"record": record, "details": details, "holder": holder_content(holder)}),
        details=details,
        sender=context.sender if context.sender != context.issuer else None,
        line=element.sourceline,
    )


Texts = Mapping[str, str]
"""Texts of a valid passage, by the names of their elements: each comes once, but for the results of DigComp."""


def _wrong(said: Texts) -> tuple[Reason, dict[str, object]] | None:
    """What no type of the XSD says: a name that can be shown, whether it is vouched for, and its dates."""
    if shown(said["idTechnique"]) is None:
        return Reason.VALUE, {"element": "idTechnique", "expected": []}
    if said["donneeCertifiee"] not in _TRUE:
        return Reason.NOT_VOUCHED, {}
    start, end = said["dateDebutValidite"], said.get("dateFinValidite")
    if end and end < start:
        return Reason.DATES_REVERSED, {"start": start, "end": end}
    if said.get("anneeNaissance", "") > start[:4]:
        return Reason.BORN_AFTER, {}
    return None


def _holder(said: Texts) -> HolderKey:
    """Who it is of. Raises ValueError for a day of birth that is not of the calendar."""
    if "idDossier" in said:
        return Dossier(said["idDossier"], said["nomTitulaire"], said["prenom1Titulaire"])
    return Named(
        family_name=said["nomNaissance"],
        given_names=tuple(said[name] for name in ("prenom1", "prenom2", "prenom3") if name in said),
        birthdate=_birthdate(said),
        usual_name=said.get("nomUsage"),
        gender=_GENDER[said["sexe"]],
        birthplace=said.get("codeInsee"),
        postcode=said.get("codePostal"),
    )


def _birthdate(said: Texts) -> str:
    """Year, month and day, as far as they are known. Raises ValueError."""
    year, month, day = said["anneeNaissance"], said.get("moisNaissance"), said.get("jourNaissance")
    if not month:
        return year
    date(int(year), int(month), int(day or 1))
    return f"{year}-{int(month):02d}" + (f"-{int(day):02d}" if day else "")


def _details(said: Texts, element: Element) -> dict[str, Any]:
    found: dict[str, Any] = {name: said[source] for name, source in _DETAILS.items() if source in said}
    if "scoreGeneral" in said:
        found["digital"] = {"score": int(said["scoreGeneral"]), "levels": _levels(element)}
    return found


def _levels(digital: Element) -> list[list[int]]:
    """Domain, competency and level of each result, DigComp's numbers."""
    names = ("domaineCompetenceId", "competenceId", "niveau")
    return [[int(text_of(result, name) or 0) for name in names] for result in digital.iter(f"{{{NAMESPACE}}}resultat")]


def _refused(
    element: Element, context: Context, reason: Reason, line: int | None = None, /, **parameters: object
) -> Refusal:
    return Refusal(
        reason=reason,
        external_id=shown(text_of(element, "idTechnique") or ""),
        issuer=shown(context.issuer),
        line=line or element.sourceline,
        parameters=parameters,
    )

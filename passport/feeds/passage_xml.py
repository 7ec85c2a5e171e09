"""One passage of the certifiers' flux, as a record of the passport: what the XSD cannot say is checked here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from passport.feeds.passage import Dossier, HolderKey, Named, Passage, Read, Refusal, holder_content, shown
from passport.feeds.receipt import Reason
from passport.feeds.schema import NAMESPACE, SchemaFault, fault_of, text_of
from passport.proof.canonical import digest
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
    wrong = _wrong(element)
    if wrong:
        return _refused(element, context, wrong[0], None, **wrong[1])
    try:
        holder = _holder(element)
    except ValueError:
        return _refused(element, context, Reason.NO_SUCH_DAY, None, element="jourNaissance")
    return _made(element, context, str(code), holder)


def _made(element: Element, context: Context, code: str, holder: HolderKey) -> Passage:
    record = {"type": "certification", "code": code, "date": text_of(element, "dateDebutValidite")}
    details = _details(element) | {"depositor": context.depositor}
    return Passage(
        issuer=context.issuer,
        external_id=text_of(element, "idTechnique") or "",
        holder=holder,
        record=record,
        digest=digest({"record": record, "details": details, "holder": holder_content(holder)}),
        details=details,
        sender=context.sender if context.sender != context.issuer else None,
        line=element.sourceline,
    )


def _wrong(element: Element) -> tuple[Reason, dict[str, object]] | None:
    """What no type of the XSD says: whether it is vouched for, and its dates."""
    if text_of(element, "donneeCertifiee") not in _TRUE:
        return Reason.NOT_VOUCHED, {}
    start, end = text_of(element, "dateDebutValidite") or "", text_of(element, "dateFinValidite")
    if end and end < start:
        return Reason.DATES_REVERSED, {"start": start, "end": end}
    born = element.findtext(f".//{{{NAMESPACE}}}anneeNaissance")
    if born and born.strip() > start[:4]:
        return Reason.BORN_AFTER, {}
    return None


def _holder(element: Element) -> HolderKey:
    """Who it is of. Raises ValueError for a day of birth that is not of the calendar."""
    dossier = element.find(f".//{{{NAMESPACE}}}dossierFormation")
    if dossier is not None:
        said = [text_of(dossier, name) or "" for name in ("idDossier", "nomTitulaire", "prenom1Titulaire")]
        return Dossier(*said)
    person = element.find(f".//{{{NAMESPACE}}}titulaire")
    assert person is not None
    given = (text_of(person, f"prenom{rank}") for rank in (1, 2, 3))
    birth = person.find(f"{{{NAMESPACE}}}codeCommuneNaissance")
    return Named(
        family_name=text_of(person, "nomNaissance") or "",
        given_names=tuple(name for name in given if name),
        birthdate=_birthdate(person),
        usual_name=text_of(person, "nomUsage"),
        gender=_GENDER[text_of(person, "sexe") or ""],
        birthplace=_within(birth, "codeInseeNaissance", "codeInsee"),
        postcode=_within(birth, "codePostalNaissance", "codePostal"),
    )


def _within(parent: Element | None, *names: str) -> str | None:
    for name in names[:-1]:
        parent = None if parent is None else parent.find(f"{{{NAMESPACE}}}{name}")
    return None if parent is None else text_of(parent, names[-1])


def _birthdate(person: Element) -> str:
    """Year, month and day, as far as they are known. Raises ValueError."""
    year = text_of(person, "anneeNaissance") or ""
    month, day = text_of(person, "moisNaissance"), text_of(person, "jourNaissance")
    if not month:
        return year
    date(int(year), int(month), int(day or 1))
    return f"{year}-{int(month):02d}" + (f"-{int(day):02d}" if day else "")


def _details(element: Element) -> dict[str, Any]:
    found: dict[str, Any] = {name: text_of(element, source) for name, source in _DETAILS.items()}
    access = element.find(f"{{{NAMESPACE}}}modalitesInscription")
    found["access"] = None if access is None else text_of(access, "modaliteAcces")
    digital = element.find(f"{{{NAMESPACE}}}niveauNumeriqueEuropeen")
    if digital is not None and (score := text_of(digital, "scoreGeneral")):
        found["digital"] = {"score": int(score), "levels": _levels(digital)}
    return {name: value for name, value in found.items() if value is not None}


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

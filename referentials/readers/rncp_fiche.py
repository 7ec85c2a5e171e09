"""RNCP and RS: the rows of every table that one fiche of the XML flux gives."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from types import MappingProxyType
from xml.etree.ElementTree import Element

from referentials.codes import BlocCode, CertificationCode, Formacode, parse_certification
from referentials.extract import Part
from referentials.plain import clean, has_markup, without_markup
from referentials.readers.rncp_values import YES_NO, Named, active, certifier, day, level, siret
from referentials.remarks import Oddity
from referentials.values import whole_number

Fiche = Element
Parts = dict[str, Part]

_WITHDRAWN = "Inactif"
"""State of a certifier that no longer certifies; the CSV exports leave these out."""
ROUTES = MappingProxyType(
    {
        "SI_JURY_FI": "initial",
        "SI_JURY_CA": "apprenticeship",
        "SI_JURY_FC": "continuing",
        "SI_JURY_CQ": "professionalisation",
        "SI_JURY_CL": "individual",
        "SI_JURY_VAE": "vae",
    }
)


def _rome(text: str) -> str:
    """As given, without blanks: some fiches name a domain."""
    return "".join(text.split()).upper()


_CODED: tuple[tuple[str, str, str, Callable[[str], object]], ...] = (
    # table, items of the fiche, column, parser of the code (ROME and NSF codes are kept as given)
    ("certification_occupations", "CODES_ROME/ROME", "rome", _rome),
    ("certification_formacodes", "FORMACODES/FORMACODE", "formacode", Formacode.parse),
    ("certification_nsf", "CODES_NSF/NSF", "nsf", str),
)
_CONDITIONS = (
    ("bloc_prerequisites", "PREREQUIS_VALIDATION_BLOC"),
    ("partial_scope", "VALIDATION_PARTIELLE_PERIMETRE"),
    ("regulations", "REGLEMENTATIONS_ACTIVITES"),
)
_PERCENT, _PEOPLE, _YEARS = 100, 1_000_000, range(1990, 2101)
_STATISTICS = (
    # column, item, the most that it may be
    ("certified", "NOMBRE_CERTIFIES", _PEOPLE),
    ("certified_vae", "NOMBRE_CERTIFIES_VAE", _PEOPLE),
    ("employed", "TAUX_INSERTION_GLOBAL_6MOIS", _PERCENT),
    ("in_trade", "TAUX_INSERTION_METIER_6MOIS", _PERCENT),
    ("in_trade_later", "TAUX_INSERTION_METIER_2ANS", _PERCENT),
)
_SUCCESSIONS = (
    # items of the fiche, whether the other fiche is the older one
    ("ANCIENNES_CERTIFICATIONS/ANCIENNE_CERTIFICATION/ID_FICHE_ANCIENNE_CERTIFICATION", True),
    ("NOUVELLES_CERTIFICATIONS/NOUVELLE_CERTIFICATION/ID_FICHE_NOUVELLE_CERTIFICATION", False),
)
TABLES = (
    "certifications", "blocs", "certification_occupations", "certification_formacodes", "certification_nsf",
    "certifiers", "certification_certifiers", "certification_partners", "access_routes", "successions",
    "equivalences", "certification_conditions", "certification_insertions",
)  # fmt: skip
_BULLET = re.compile(r"(^|[ \t\u00a0])([-–•*▪➢])[ \t\u00a0]+")
_BREAK = re.compile(
    r"[ \t\u00a0]{4,}"  # the flux writes line breaks as runs of blanks
    r"|[ \t\u00a0]{2,}(?=[-–•*▪➢] )"
    r"|(?<![\d:])(?<!\d\.)(?<![-–•*▪➢])[ \t\u00a0]{2,}(?=[A-ZÀ-ÖØ-Þ])"
)


def take(parts: Parts, line: int, fiche: Fiche) -> None:
    """Fill every table from one fiche."""
    part = parts["certifications"]
    part.read += 1
    code = part.parse(line, "NUMERO_FICHE", parse_certification, _text(fiche, "NUMERO_FICHE") or "")
    if code is None or not part.once(line, "NUMERO_FICHE", code.value):
        return
    _without_html(part, line, fiche)
    _certification(part, line, code.value, fiche)
    _blocs(parts["blocs"], line, code, fiche)
    for table, items, column, parser in _CODED:
        _coded(parts[table], line, code.value, fiche.iterfind(items), column, parser)
    _certifiers(parts["certifiers"], parts["certification_certifiers"], line, code.value, fiche)
    _partners(parts["certification_partners"], line, code.value, fiche)
    _routes(parts["access_routes"], line, code.value, fiche)
    _successions(parts["successions"], line, code.value, fiche)
    _equivalences(parts["equivalences"], line, code, fiche)
    _conditions(parts["certification_conditions"], code.value, fiche)
    _insertions(parts["certification_insertions"], line, code.value, fiche)


def _without_html(part: Part, line: int, fiche: Fiche) -> None:
    """Put the text that it shows in the place of HTML, a reservation each."""
    for item in fiche.iter():
        if item.text and has_markup(item.text):
            part.reserve(line, item.tag, item.text, Oddity.MARKUP)
            item.text = without_markup(item.text)


def _certification(part: Part, line: int, code: str, fiche: Fiche) -> None:
    part.add(
        code=code, register=re.sub(r"\d", "", code), title=part.titled(line, "INTITULE", _text(fiche, "INTITULE")),
        short_title=_text(fiche, "ABREGE/LIBELLE") or _text(fiche, "ABREGE/CODE"), level=_level(part, line, fiche),
        active=active(part, line, "ACTIF", _text(fiche, "ACTIF"), YES_NO),
        registration_type=_text(fiche, "TYPE_ENREGISTREMENT"),
        decision_date=_day(part, line, fiche, "DATE_DECISION"), effective_date=_day(part, line, fiche, "DATE_EFFET"),
        registration_end=_day(part, line, fiche, "DATE_FIN_ENREGISTREMENT"),
        last_delivery=_day(part, line, fiche, "DATE_LIMITE_DELIVRANCE"),
        partial_validation=_lines(fiche, "VALIDATION_PARTIELLE"),
        attested_abilities=_lines(fiche, "CAPACITES_ATTESTEES"),
        prerequisites=_lines(fiche, "PREREQUIS_ENTREE_FORMATION"), mentioned_only=False,
    )  # fmt: skip


def _blocs(part: Part, line: int, code: CertificationCode, fiche: Fiche) -> None:
    for item in fiche.iterfind("BLOCS_COMPETENCES/BLOC_COMPETENCES"):
        part.read += 1
        bloc = part.parse(line, "BLOC_COMPETENCES/CODE", partial(BlocCode.of, code), _text(item, "CODE") or "")
        if bloc is None or not part.once(line, "BLOC_COMPETENCES/CODE", bloc.value):
            continue
        if bloc.certification.value != code.value:
            part.reserve(line, "BLOC_COMPETENCES/CODE", bloc.value, Oddity.BLOC_ELSEWHERE, fiche=str(code))
        part.add(
            code=bloc.value, certification=bloc.certification.value,
            title=part.titled(line, "BLOC_COMPETENCES/LIBELLE", _text(item, "LIBELLE")),
            competencies=_lines(item, "LISTE_COMPETENCES"), assessment=_lines(item, "MODALITES_EVALUATION"),
        )  # fmt: skip


def _coded(
    part: Part, line: int, code: str, items: Iterable[Fiche], column: str, parser: Callable[[str], object]
) -> None:
    """Add rows made of a code and its label."""
    for item in items:
        part.read += 1
        text = _text(item, "CODE")
        if not text:
            part.reject(line, f"{item.tag}/CODE", _text(item, "LIBELLE") or "", Oddity.CODE_EMPTY, fiche=str(code))
            continue
        if value := part.parse(line, f"{item.tag}/CODE", parser, text):
            part.add(certification=code, label=_text(item, "LIBELLE"), **{column: str(value)})


def _certifiers(names: Part, links: Part, line: int, code: str, fiche: Fiche) -> None:
    for item in fiche.iterfind("CERTIFICATEURS/CERTIFICATEUR"):
        names.read += 1
        links.read += 1
        siret_, name = _text(item, "SIRET_CERTIFICATEUR"), _text(item, "NOM_CERTIFICATEUR")
        if _text(item, "ETAT_CERTIFICATEUR") == _WITHDRAWN and (name or siret_):
            links.reject(line, "ETAT_CERTIFICATEUR", name or siret_ or "", Oddity.CERTIFIES_NO_MORE, fiche=code)
            continue
        certifier(links, names, (line, "SIRET_CERTIFICATEUR"), code, Named(siret_, name))


def _partners(part: Part, line: int, code: str, fiche: Fiche) -> None:
    for item in fiche.iterfind("PARTENAIRES/PARTENAIRE"):
        part.read += 1
        number = siret(part, line, "SIRET_PARTENAIRE", _text(item, "SIRET_PARTENAIRE"))
        part.add(
            certification=code, siret=number or "", name=_text(item, "NOM_PARTENAIRE") or "",
            habilitation=_text(item, "HABILITATION_PARTENAIRE"), state=_text(item, "ETAT_HABILITATION"),
        )  # fmt: skip


def _routes(part: Part, line: int, code: str, fiche: Fiche) -> None:
    for tag, route in ROUTES.items():
        if _flag(part, line, fiche, f"{tag}/ACTIF"):
            part.read += 1
            part.add(certification=code, route=route)


def _successions(part: Part, line: int, code: str, fiche: Fiche) -> None:
    for path, older in _SUCCESSIONS:
        for item in fiche.iterfind(path):
            part.read += 1
            other = part.parse(line, item.tag, parse_certification, item.text or "")
            if other:
                old, new = (other.value, code) if older else (code, other.value)
                part.add(old=old, new=new)


def _equivalences(part: Part, line: int, code: CertificationCode, fiche: Fiche) -> None:
    for item in fiche.iterfind("CORRESPONDANCES/CORRESPONDANCE"):
        part.read += 1
        number = _text(item, "DESTINATION/NUMERO_FICHE") or ""
        target = part.parse(line, "DESTINATION/NUMERO_FICHE", parse_certification, number)
        blocs = _bloc_codes(part, line, item.find("SOURCE"), code) if target else None
        target_blocs = (
            _bloc_codes(part, line, item.find("DESTINATION"), target) if target and blocs is not None else None
        )
        if target and blocs is not None and target_blocs is not None:
            part.add(certification=code.value, blocs=blocs, target=target.value, target_blocs=target_blocs)


def _bloc_codes(part: Part, line: int, side: Fiche | None, of: CertificationCode) -> list[str] | None:
    """Sorted codes of one side of an equivalence; None, and the row rejected, when one is not a bloc code."""
    if side is None:
        return []
    found = side.findall("BLOC_COMPETENCES/CODE")
    codes = [
        part.parse(line, f"{side.tag}/BLOC_COMPETENCES/CODE", partial(BlocCode.of, of), x.text or "") for x in found
    ]
    known = [code.value for code in codes if code]
    return sorted(known) if len(known) == len(codes) else None


def _conditions(part: Part, code: str, fiche: Fiche) -> None:
    """What a fiche says of its blocs, of partial validation and of regulated activities beyond the usual fields."""
    said = {column: _lines(fiche, path) for column, path in _CONDITIONS}
    if any(said.values()):
        part.read += 1
        part.add(certification=code, **said)


def _insertions(part: Part, line: int, code: str, fiche: Fiche) -> None:
    """Who obtained a certification each year, and what became of them."""
    for item in fiche.iterfind("STATISTIQUES_PROMOTIONS/STATISTIQUES_PROMOTION"):
        part.read += 1
        given = _text(item, "ANNEE") or ""
        year = whole_number(given)
        if year is None or year not in _YEARS:
            part.reject(line, "ANNEE", given, Oddity.NUMBER)
        elif part.once(line, "ANNEE", f"{code} {year}"):
            numbers = {column: _count(part, line, item, path, most) for column, path, most in _STATISTICS}
            part.add(certification=code, year=year, **numbers)


def _count(part: Part, line: int, item: Fiche, path: str, most: int) -> int | None:
    """A number of people, or a rate in percent; None, with a reservation, for what is none."""
    text = (_text(item, path) or "").removesuffix("%").strip()
    number = whole_number(re.sub(r"[.,]0+$", "", text))
    if text and (number is None or number > most):
        part.reserve(line, path, text, Oddity.RATE if most == _PERCENT else Oddity.NUMBER)
        return None
    return number


def _text(item: Fiche, path: str) -> str | None:
    return clean(item.findtext(path))


def _lines(item: Fiche, path: str) -> str | None:
    return in_lines(item.findtext(path) or "")


def in_lines(text: str) -> str | None:
    r"""Text of a fiche with its lines restored, needless blanks and wrapping quotes taken away; None when empty.

    >>> in_lines('"- Accueillir   le client    - Encaisser  * Ranger"')
    '- Accueillir le client\n- Encaisser\n* Ranger'
    """
    stripped = text.strip()
    if len(stripped) > 1 and stripped[0] == stripped[-1] == '"' and '"' not in stripped[1:-1]:
        stripped = stripped[1:-1]
    broken = _BREAK.sub("\n", _BULLET.sub(r"\1\2 ", stripped))
    return clean("\n".join(line for raw in broken.splitlines() if (line := " ".join(raw.split()))))


def _flag(part: Part, line: int, fiche: Fiche, path: str) -> bool | None:
    text = _text(fiche, path)
    if text is not None and text.lower() not in YES_NO:
        part.reserve(line, path, text, Oddity.YES_OR_NO)
    return YES_NO.get((text or "").lower())


def _level(part: Part, line: int, fiche: Fiche) -> int | None:
    return level(part, line, "NOMENCLATURE_EUROPE/NIVEAU", _text(fiche, "NOMENCLATURE_EUROPE/NIVEAU"))


def _day(part: Part, line: int, fiche: Fiche, tag: str) -> date | None:
    return day(part, line, tag, _text(fiche, tag))

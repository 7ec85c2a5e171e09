"""Invented feeds of certifiers, passage by passage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

NAMESPACE = "urn:cdc:cpf:pc5:schema:1.0.0"
NIL = ' xsi:nil="true"'
_NOTHING: Mapping[str, str] = MappingProxyType({})
_HOLDER = (
    "<cpf:titulaire><cpf:nomNaissance>{family}</cpf:nomNaissance><cpf:nomUsage xsi:nil=\"true\"/>"
    "<cpf:prenom1>{given}</cpf:prenom1><cpf:anneeNaissance>{year}</cpf:anneeNaissance>"
    "<cpf:moisNaissance>{month}</cpf:moisNaissance><cpf:jourNaissance>{day}</cpf:jourNaissance>"
    "<cpf:sexe>{sex}</cpf:sexe><cpf:codeCommuneNaissance><cpf:codeInseeNaissance><cpf:codeInsee>{birthplace}"
    "</cpf:codeInsee></cpf:codeInseeNaissance></cpf:codeCommuneNaissance></cpf:titulaire>"
)  # fmt: skip
DOSSIER = (
    "<cpf:dossierFormation><cpf:idDossier>{dossier}</cpf:idDossier><cpf:nomTitulaire>{family}</cpf:nomTitulaire>"
    "<cpf:prenom1Titulaire>{given}</cpf:prenom1Titulaire></cpf:dossierFormation>"
)
_PERSON = MappingProxyType(
    {"family": "Haba", "given": "Berthe", "year": "1993", "month": "05", "day": "23", "sex": "F", "birthplace": "75102"}
)


def passage(name: str, *, holder: str = _HOLDER, replace: Mapping[str, str] = _NOTHING, **said: str) -> str:
    """One passage; `said`: another date, end, holder's name…; `replace`: texts of the XML and what stands instead."""
    given = {"date": "2021-08-09", "end": "", **_PERSON, **said}
    end = f">{given['end']}</cpf:dateFinValidite>" if given["end"] else f"{NIL}/>"
    text = f"""<cpf:passageCertification>
<cpf:idTechnique>{name}</cpf:idTechnique>
<cpf:obtentionCertification>PAR_SCORING</cpf:obtentionCertification>
<cpf:donneeCertifiee>true</cpf:donneeCertifiee>
<cpf:dateDebutValidite>{given["date"]}</cpf:dateDebutValidite>
<cpf:dateFinValidite{end}
<cpf:presenceNiveauLangueEuro>false</cpf:presenceNiveauLangueEuro>
<cpf:presenceNiveauNumeriqueEuro>false</cpf:presenceNiveauNumeriqueEuro>
<cpf:scoring>324</cpf:scoring>
<cpf:mentionValidee{NIL}/>
<cpf:modalitesInscription><cpf:modaliteAcces>VAE</cpf:modaliteAcces></cpf:modalitesInscription>
<cpf:identificationTitulaire>{holder.format(**given)}</cpf:identificationTitulaire>
</cpf:passageCertification>
"""
    for old, new in replace.items():
        assert old in text
        text = text.replace(old, new)
    return text


def certification(passages: Iterable[str], code: str = "RNCP32198", kind: str = "RNCP") -> str:
    """A certification and its passages."""
    return (
        f"<cpf:certification><cpf:type>{kind}</cpf:type><cpf:code>{code}</cpf:code>\n"
        "<cpf:natureDeposant>CERTIFICATEUR</cpf:natureDeposant>\n"
        f"<cpf:passageCertifications>\n{''.join(passages)}</cpf:passageCertifications></cpf:certification>\n"
    )


def certifier(certifications: Iterable[str], name: str = "03VML243") -> str:
    """A certifier and its certifications."""
    return (
        f"<cpf:certificateur><cpf:idClient>{name}</cpf:idClient><cpf:idContrat>MCFCER000209</cpf:idContrat>\n"
        f"<cpf:certifications>\n{''.join(certifications)}</cpf:certifications></cpf:certificateur>\n"
    )


def flux(certifiers: Iterable[str], sender: str = "03VML243", namespace: str = NAMESPACE) -> str:
    """A whole flux."""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<cpf:flux xmlns:cpf="{namespace}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<cpf:idFlux>flux-1</cpf:idFlux><cpf:horodatage>2021-10-01T10:20:30+01:00</cpf:horodatage>
<cpf:emetteur><cpf:idClient>{sender}</cpf:idClient>
<cpf:certificateurs>
{"".join(certifiers)}</cpf:certificateurs></cpf:emetteur></cpf:flux>
"""


def flux_of(*passages: str) -> str:
    """A flux of one certification."""
    return flux([certifier([certification(passages)])])


def written(folder: Path, content: str | bytes, name: str = "flux.xml") -> Path:
    """The file of a feed."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path

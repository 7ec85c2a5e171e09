"""Large fluxes of invented passages, written as they are made: the same bytes for the same seed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

CERTIFIER = "03VML243"
CODES = tuple(f"RNCP{30_000 + at}" for at in range(25))
FAULTY = 100
"""One passage in so many has its dates reversed."""
RETURNING = 7
"""One passage in so many is of the holder of the one before."""
_SYLLABLES = "ba bri co da dou é fa gui ha jo ka lau mé na ou pa quo ra sé ta vi wa yo zé".split()  # noqa: SIM905
_PASSAGE = """\
 <cpf:passageCertification>
  <cpf:idTechnique>{name}</cpf:idTechnique>
  <cpf:urlPreuve>https://certificateur.example/preuves/{name}</cpf:urlPreuve>
  <cpf:libelleOption>Option inventée</cpf:libelleOption>
  <cpf:obtentionCertification>PAR_ADMISSION</cpf:obtentionCertification>
  <cpf:donneeCertifiee>true</cpf:donneeCertifiee>
  <cpf:dateDebutValidite>{start}</cpf:dateDebutValidite>
  <cpf:dateFinValidite>{end}</cpf:dateFinValidite>
  <cpf:presenceNiveauLangueEuro>false</cpf:presenceNiveauLangueEuro>
  <cpf:presenceNiveauNumeriqueEuro>false</cpf:presenceNiveauNumeriqueEuro>
  <cpf:scoring>{score}</cpf:scoring>
  <cpf:mentionValidee>MENTION_BIEN</cpf:mentionValidee>
  <cpf:modalitesInscription>
   <cpf:modaliteAcces>VAE</cpf:modaliteAcces>
  </cpf:modalitesInscription>
  <cpf:identificationTitulaire><cpf:titulaire>
   <cpf:nomNaissance>{family}</cpf:nomNaissance>
   <cpf:nomUsage xsi:nil="true"/>
   <cpf:prenom1>{given}</cpf:prenom1>
   <cpf:anneeNaissance>{year}</cpf:anneeNaissance>
   <cpf:moisNaissance>{month:02d}</cpf:moisNaissance>
   <cpf:jourNaissance>{day:02d}</cpf:jourNaissance>
   <cpf:sexe>{sex}</cpf:sexe>
   <cpf:codeCommuneNaissance><cpf:codeInseeNaissance>
    <cpf:codeInsee>{birthplace}</cpf:codeInsee>
   </cpf:codeInseeNaissance></cpf:codeCommuneNaissance>
  </cpf:titulaire></cpf:identificationTitulaire>
 </cpf:passageCertification>
"""


@dataclass(frozen=True)
class FeedFile:
    """A flux: how many passages, and how many of them are of a good certification and in order."""

    path: Path
    passages: int

    @property
    def good(self) -> frozenset[str]:
        """Names of the passages that are to be accepted."""
        return frozenset(_name(at) for at in range(self.passages) if not _is_faulty(at))


def write_feed(path: Path, passages: int, seed: int = 15) -> FeedFile:
    """Write a flux of so many passages: some 1.4 KB each."""
    with path.open("w", encoding="utf-8") as stream:
        stream.writelines(_parts(passages, seed))
    return FeedFile(path, passages)


def _parts(passages: int, seed: int) -> Iterator[str]:
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n<cpf:flux xmlns:cpf="urn:cdc:cpf:pc5:schema:1.0.0" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n  <cpf:idFlux>invente-{seed}</cpf:idFlux>\n'
        "  <cpf:horodatage>2026-11-20T08:00:00+01:00</cpf:horodatage>\n"
        f"  <cpf:emetteur><cpf:idClient>{CERTIFIER}</cpf:idClient><cpf:certificateurs><cpf:certificateur>\n"
        f"    <cpf:idClient>{CERTIFIER}</cpf:idClient><cpf:idContrat>MCFCER000000</cpf:idContrat><cpf:certifications>\n"
    )
    share = -(-passages // len(CODES))
    for rank, code in enumerate(CODES):
        yield (
            f"      <cpf:certification><cpf:type>RNCP</cpf:type><cpf:code>{code}</cpf:code>\n"
            "        <cpf:natureDeposant>CERTIFICATEUR</cpf:natureDeposant><cpf:passageCertifications>\n"
        )
        yield from (_passage(at, seed) for at in range(rank * share, min((rank + 1) * share, passages)))
        yield "        </cpf:passageCertifications></cpf:certification>\n"
    yield "  </cpf:certifications></cpf:certificateur></cpf:certificateurs></cpf:emetteur>\n</cpf:flux>\n"


def _passage(at: int, seed: int) -> str:
    rng = Random(f"{seed}-{at - at % RETURNING % 2}")
    person = {
        "family": _word(rng, 4), "given": _word(rng, 3), "year": rng.randint(1950, 2005), "month": rng.randint(1, 12),
        "day": rng.randint(1, 28), "sex": rng.choice("MF"), "birthplace": str(rng.randint(21_001, 95_400)),
    }  # fmt: skip
    year = rng.randint(2023, 2025)
    start, end = f"{year}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}", f"{year + 5}-01-01"
    if _is_faulty(at):
        start, end = end, start
    return _PASSAGE.format(name=_name(at), start=start, end=end, score=rng.randint(10, 990), **person)


def _name(at: int) -> str:
    return f"invente-{at:07d}"


def _is_faulty(at: int) -> bool:
    return at % FAULTY == FAULTY - 1


def _word(rng: Random, syllables: int) -> str:
    return "".join(rng.choice(_SYLLABLES) for _ in range(syllables)).capitalize()

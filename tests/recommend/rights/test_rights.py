"""What the law gives, case by case: the YAML files of `rights/`, which a jurist can read and add to.

`fiches` are invented (but in `officielles.yaml`); `blocs: 2` gives two blocs, BC01 and BC02, `intitules` their titles;
`dit` and `ne_dit_pas` are words that are said to the holder, or are not. What a file says at its top holds for all its
cases.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import polars as pl
import pytest
import yaml

from answers.words.rights import blocs_all_held, chain, told
from matching.matcher import Matcher
from passport.document.read import passport_from
from recommend.law.rules import FIGURES, RULES, Law, in_force
from recommend.law.vae import Application
from recommend.profile.abilities import Abilities
from recommend.profile.held import held_units, holdings
from recommend.profile.profile import Profile
from recommend.rights.rights import Right, rights
from recommend.world import World
from referentials.build import build_snapshot
from referentials.codes import parse_certification_or_bloc
from referentials.snapshot import Snapshot
from tests.support.authority import vouched
from tests.support.graph_world import snapshot_of
from tests.support.official_files import rome_archive

FOLDER = Path(__file__).parent
NO_LINKS = pl.DataFrame(
    schema={"unit": pl.String, "item": pl.String, "probability": pl.Float64, "statement": pl.String}
)
ENTRY = {"open": "ouverte", "closed": "close", "not_yet": "pas_encore", "unknown": "inconnue"}
WHOLE = {"gives": "donne", "more_needed": "plus", "unread": "illisible", "unknown": "inconnu"}
VAE = {"yes": "oui", "no": "non", "unknown": "inconnu", "needless": "sans objet"}
ARTICLE = re.compile(r"\b[LRD]\d{4}-\d+\b")

NONE = "aucun"
"""The article of a case of a day when no rule of the table was in force."""

Case = dict[str, Any]


def cases() -> Iterator[Any]:
    for file in sorted(FOLDER.glob("*.yaml")):
        head = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
        for case in head.pop("cas"):
            yield pytest.param({**head, **case}, id=f"{file.stem}: {case['cas']}")


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def tables_of(fiches: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """Rows of a snapshot that holds these fiches, and those they mention."""
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in (
        "certifications", "blocs", "successions", "equivalences", "access_routes", "certification_occupations",
        "certification_conditions",
    )}  # fmt: skip
    for code, fiche in fiches.items():
        found["certifications"].append(
            {"code": code, "register": code.rstrip("0123456789"), "title": f"Titre {code}",
             "level": int(fiche["niveau"]) if "niveau" in fiche else None,
             "active": {"true": True, "false": False}.get(fiche.get("active", "")),
             "effective_date": day(fiche.get("date_effet")), "registration_end": day(fiche.get("fin_enregistrement")),
             "last_delivery": day(fiche.get("derniere_delivrance")),
             "partial_validation": fiche.get("validation_partielle"), "prerequisites": fiche.get("prerequis")}
        )  # fmt: skip
        found["certification_conditions"].append(
            {"certification": code, "partial_scope": fiche.get("perimetre"),
             "bloc_prerequisites": fiche.get("avant_un_bloc"), "regulations": fiche.get("reglementation")}
        )  # fmt: skip
        blocs = [f"{code}BC{n:02}" for n in range(1, int(fiche.get("blocs", 0)) + 1)]
        titles = dict(zip(blocs, fiche.get("intitules", []), strict=False))
        found["blocs"] += [
            {"code": bloc, "certification": code, "title": titles.get(bloc, f"Bloc {bloc}")} for bloc in blocs
        ]
        found["successions"] += [{"old": code, "new": new} for new in fiche.get("remplacee_par", [])]
        found["access_routes"] += [{"certification": code, "route": route} for route in fiche.get("voies", [])]
        found["certification_occupations"] += [
            {"certification": code, "rome": rome, "resolution": "family"} for rome in fiche.get("metiers", [])
        ]
        for rule in fiche.get("correspondances", []):
            against = rule["contre"]
            found["equivalences"].append(
                {"certification": code, "blocs": rule.get("donne", []), "target": against[0].split("BC")[0],
                 "target_blocs": [bloc for bloc in against if "BC" in bloc]}
            )  # fmt: skip
    return found


@pytest.fixture(scope="module")
def official(tmp_path_factory: pytest.TempPathFactory, data: Path) -> Snapshot:
    """The fiches of the official XML flux, beside an invented ROME."""
    folder = tmp_path_factory.mktemp("officielles")
    rome = rome_archive(folder / "RefRomeCsv_v460.zip")
    return build_snapshot([rome, data / "rncp" / "xml_v4_1"], folder / "home")


def profile_of(case: Case, world: World) -> Profile:
    """A profile with nothing but what is held."""
    asked = [entry if isinstance(entry, dict) else {"code": entry} for entry in case.get("detient", [])]
    records: dict[str, list[dict[str, Any]]] = {"certifications": [], "blocs": []}
    for rank, entry in enumerate(asked):
        attestation = {"status": "guaranteed", "issuer": "Certificateur"} if entry.get("garanti") else {}
        records["blocs" if "BC" in entry["code"] else "certifications"].append(
            {"id": f"r{rank}", "code": entry["code"], "date": entry.get("le", "2020"), "attestation": attestation}
        )
    document = vouched(passport_from({"version": 1, "holder": {"id": "essai"}, **records}))
    held = holdings([*document.certifications, *document.blocs], world.following)
    blocs = held_units(held, world.catalogue)
    others = frozenset(code for code in held if code not in blocs)
    return Profile(
        holder="essai",
        as_of=date.fromisoformat(case["au"]),
        beliefs=(),
        exercised=(),
        holdings=held,
        held=blocs,
        certifications=others,
        ignored=(),
        abilities=Abilities.of((), np.zeros(len(world.catalogue.occupations)), world),
        trades={},
        _by_item={},
    )


def said(right: Right, profile: Profile) -> dict[str, Any]:
    """The answer in the words of the cases."""
    held = profile.holdings
    return {
        "entree": ENTRY[right.standing.entry],
        "delivree": {True: "oui", False: "non", None: "inconnu"}[right.standing.delivered],
        "remplacee_par": list(right.standing.replaced_by),
        "par": list(right.standing.replaced_through),
        "metiers": list(right.standing.occupations),
        "cpf": {True: "oui", False: "non", None: "inconnu"}[right.standing.cpf],
        "droit_maintenu": "oui" if right.claim else "à vérifier" if right.claim_to_check else "non",
        "manque": list(right.blocs_missing),
        "options": list(right.blocs_optional),
        "blocs_tenus": list(right.blocs_held),
        "entier": WHOLE[right.whole.outcome],
        "vae": VAE[right.vae.admissible],
        "niveau": str(right.level.given or "null"),
        "niveau_requis": str(right.level.required or "null"),
        "tient": list(held),
        "garanti": [code for code, one in held.items() if one.guaranteed],
        "chaine": {code: [RULES[link.law].article for link in one.chain] for code, one in held.items() if one.chain},
    }


@pytest.mark.parametrize("case", list(cases()))
def test_the_law_is_applied(case: Case, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """Each expected line is what the engine answers; the article is among those of the day, and no other is cited."""
    snapshot = (
        request.getfixturevalue("official")
        if case.get("officielles")
        else snapshot_of(tables_of(case["fiches"]), tmp_path)
    )
    world = World(snapshot, cast("Matcher", SimpleNamespace(unit_links=NO_LINKS)))
    profile = profile_of(case, world)
    applied = [
        Application(parse_certification_or_bloc(a["code"]), date.fromisoformat(a["le"]))
        for a in case.get("demandes", [])
    ]
    (right,) = rights(profile, [case["question"]], applied, world).asked
    answer = said(right, profile)
    text = "\n".join(told(right, world.catalogue))
    for key, expected in case["attendu"].items():
        if key in {"dit", "ne_dit_pas"}:
            assert [word for word in expected if (word in text) is not (key == "dit")] == [], text
        elif key == "chaine":
            assert {code: answer[key].get(code) for code in expected} == expected
        else:
            assert answer[key] == expected, key
    every = right.code == right.certification and right.blocs_held and not right.blocs_missing and not right.held
    whole = world.following.whole_held(right.code, profile.holdings)
    assert (whole is not None) == bool(every)
    assert whole is None or blocs_all_held(whole, profile.as_of).removeprefix("vous en tenez tous les blocs ; ") in text
    chains = {link.law for one in profile.holdings.values() for link in one.chain}
    in_question = {RULES[law].article for law in in_force({*right.laws, *chains, Law.EQUIVALENCE}, profile.as_of)}
    assert case["article"] in in_question or case["article"] == NONE
    told_of = "\n".join([text, *(chain(one, profile.as_of) for one in profile.holdings.values())])
    of_the_day = {rule.article for rule in RULES.values() if rule.in_force(profile.as_of)}
    assert {RULES[law].article for law in right.laws} | set(ARTICLE.findall(told_of)) <= of_the_day


def test_there_are_enough_cases_and_every_rule_has_one() -> None:
    """Sixty cases, and an article that no case names is not known to be applied."""
    every = [param.values[0] for param in cases()]
    assert len(every) >= 60
    untold = {rule.article for rule in RULES.values()} - {case["article"] for case in every}
    assert all(figure.value and figure.unit and figure.law in RULES for figure in FIGURES.values())
    assert untold <= {"L6411-1", "R6412-4", "R6412-7"}, "these are told, and nothing is decided by them"

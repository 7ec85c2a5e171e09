"""Who may do what with a passport, case by case: the YAML files of `cases/`, which a jurist can read and add to.

What a file says at its top holds for all its cases. Hours are of universal time; a day without an hour is its noon
where something is asked, and its first instant where something begins or ends.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from answers.words.matrix_page import ACTOR, CONDITION, PAGE, matrix_page
from answers.words.permissions import ACTION, BODY, GROUND, MISSION, REASON
from passport.access.actor import Actor, ActorKind, Body, Mission, Period
from passport.access.decide import allowed
from passport.access.matrix import PROHIBITIONS, RULES, rules_for
from passport.access.share import Grantee, GranteeKind, Share, ShareField
from passport.access.subject import Line, Subject
from passport.access.terms import Action, Condition, Ground, Reason

FOLDER = Path(__file__).parent / "cases"
KEYS = {"situation", "qui", "demande", "date", "réponse", "fondement"}
WHO = {
    "titulaire": ActorKind.HOLDER,
    "agent": ActorKind.AGENT,
    "émetteur": ActorKind.ISSUER,
    "tiers": ActorKind.GUEST,
    "opérateur": ActorKind.OPERATOR,
}
ASKED = {
    "ouvrir": Action.OPEN,
    "consulter": Action.CONSULT,
    "consulter les compétences": Action.CONSULT_COMPETENCIES,
    "déclarer": Action.DECLARE,
    "corriger une ligne déclarée": Action.CORRECT_DECLARED,
    "retirer une ligne déclarée": Action.REMOVE_DECLARED,
    "alimenter": Action.FEED,
    "corriger": Action.CORRECT,
    "retirer": Action.WITHDRAW,
    "contester": Action.CONTEST,
    "partager": Action.SHARE,
    "révoquer un partage": Action.REVOKE_SHARE,
    "exporter": Action.EXPORT,
    "lire le journal": Action.JOURNAL,
    "limiter": Action.LIMIT,
    "rectifier l'identité": Action.RECTIFY_IDENTITY,
    "effacer": Action.ERASE,
    "s'opposer": Action.OBJECT,
    "émettre un CV": Action.ISSUE_CV,
    "révoquer un CV": Action.REVOKE_CV,
    "enregistrer un décès": Action.RECORD_DEATH,
    "purger": Action.PURGE,
    "alléger le journal": Action.TRIM_JOURNAL,
    "vérifier le journal": Action.VERIFY_JOURNAL,
    "signer le journal": Action.SIGN_JOURNAL,
    "sauvegarder": Action.BACKUP,
    "changer les clés": Action.ROTATE_KEYS,
}
ON = {
    "titulaire": Ground.HOLDER,
    "partage": Ground.SHARE,
    "mission": Ground.MISSION,
    "propre ligne": Ground.OWN_LINE,
    "transmission": Ground.TRANSMISSION,
    "tenue": Ground.KEEPING,
}
WHY = {
    "aucune règle": Reason.NO_RULE,
    "exclu par la loi": Reason.PROHIBITED,
    "pas en vigueur": Reason.NOT_IN_FORCE,
    "passeport d'un autre": Reason.OTHER_HOLDER,
    "âge inconnu": Reason.AGE_UNKNOWN,
    "trop jeune": Reason.TOO_YOUNG,
    "décès": Reason.DECEASED,
    "passeport limité": Reason.LIMITED,
    "organisme hors liste": Reason.BODY_NOT_LISTED,
    "mission hors liste": Reason.MISSION_NOT_LISTED,
    "pas habilité": Reason.NOT_HABILITATED,
    "habilitation à venir": Reason.HABILITATION_TO_COME,
    "habilitation terminée": Reason.HABILITATION_OVER,
    "pas de partage": Reason.NO_SHARE,
    "partage avec un autre": Reason.OTHER_GRANTEE,
    "autre finalité": Reason.OTHER_PURPOSE,
    "partage à venir": Reason.SHARE_TO_COME,
    "partage terminé": Reason.SHARE_OVER,
    "partage révoqué": Reason.SHARE_REVOKED,
    "compétences seules": Reason.COMPETENCIES_ONLY,
    "ligne non partagée": Reason.LINE_NOT_SHARED,
    "pas de ligne": Reason.NO_LINE,
    "ligne garantie": Reason.GUARANTEED_LINE,
    "ligne déclarée": Reason.DECLARED_LINE,
    "ligne retirée": Reason.WITHDRAWN_LINE,
    "autre émetteur": Reason.OTHER_ISSUER,
    "émetteur inconnu": Reason.UNKNOWN_ISSUER,
    "émetteur à venir": Reason.ISSUER_TO_COME,
    "émetteur révoqué": Reason.REVOKED_ISSUER,
    "en vie": Reason.ALIVE,
    "encore conservé": Reason.STILL_KEPT,
    "identité prouvée": Reason.IDENTITY_PROVEN,
    "pas de justificatif": Reason.NO_EVIDENCE,
    "titulaire trop jeune": Reason.HOLDER_TOO_YOUNG,
}
BODIES = {
    "France Travail": Body.FRANCE_TRAVAIL,
    "France compétences": Body.FRANCE_COMPETENCES,
    "Cap emploi": Body.CAP_EMPLOI,
    "APEC": Body.APEC,
    "mission locale": Body.MISSION_LOCALE,
    "opérateur régional": Body.REGIONAL_OPERATOR,
    "PLIE": Body.PLIE,
    "autre": Body.OTHER,
}
MISSIONS = {
    "orientation": Mission.ORIENTATION,
    "accompagnement": Mission.SUPPORT,
    "formation": Mission.TRAINING,
    "insertion": Mission.INSERTION,
    "contrôle": Mission.CONTROL,
    "statistiques": Mission.STATISTICS,
}
DAY = datetime(2026, 3, 10, 12, tzinfo=UTC)

Case = dict[str, Any]


def read() -> list[tuple[str, Case]]:
    """Every case, with the name of its file."""
    found = []
    for file in sorted(FOLDER.glob("*.yaml")):
        head = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
        found += [(file.stem, {**head, **case}) for case in head.pop("cas")]
    return found


CASES = read()


def instant(text: str, hour: int = 0) -> datetime:
    """A day, with its hour or without."""
    if " " in text:
        return datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=UTC)
    return datetime.fromisoformat(text).replace(hour=hour, tzinfo=UTC)


def period(days: list[str] | None) -> Period | None:
    return Period(*map(date.fromisoformat, days)) if days else None


def share(said: dict[str, Any] | None) -> Share | None:
    if said is None:
        return None
    link = "par lien" in said
    return Share(
        id="share",
        holder=said["titulaire"],
        grantee=Grantee(GranteeKind.LINK if link else GranteeKind.BODY, said["par lien" if link else "avec"]),
        purpose=said["pour"],
        granted_at=instant(said.get("donné", said["du"])),
        since=instant(said["du"]),
        until=instant(said["au"]),
        records=frozenset(said["lignes"]) if "lignes" in said else None,
        competencies_only=said.get("compétences seules") == "oui",
        revoked_at=instant(said["révoqué"]) if "révoqué" in said else None,
    )


def actor(said: dict[str, Any]) -> Actor:
    """Who asks: the first key says what, and its value who."""
    kind = next(iter(said))
    body, mission = said.get("organisme"), said.get("mission")
    return Actor(
        kind=WHO[kind],
        id=said[kind],
        body=BODIES[body] if body else None,
        mission=MISSIONS[mission] if mission else None,
        habilitation=period(said.get("habilité") or said.get("au registre")),
        share=share(said.get("partage")),
        purpose=said.get("pour"),
        age=int(said["âge"]) if "âge" in said else None,
    )


def subject(said: dict[str, Any]) -> Subject:
    line = said.get("ligne")
    return Subject(
        holder=said["titulaire"],
        line=None
        if line is None
        else Line(
            id=line.get("nom", "L1"),
            issuer=line.get("émetteur"),
            withdrawn=line.get("retirée") == "oui",
            contested=line.get("contestée") == "oui",
            hidden=line.get("cachée") == "oui",
        ),
        limited_at=instant(said["limité"]) if "limité" in said else None,
        died_on=date.fromisoformat(said["décès"]) if "décès" in said else None,
        born_on=date.fromisoformat(said.get("né", "1992-01-01")),
        changes_who=said.get("change de nom ou de naissance") == "oui",
        evidence=said.get("justificatif") == "oui",
    )


@pytest.mark.parametrize("case", [pytest.param(case, id=f"{file}: {case['situation']}") for file, case in CASES])
def test_the_answer_is_that_of_the_case(case: Case) -> None:
    """Allowed on this ground and by this article; or refused, for this reason and by this article."""
    found = allowed(actor(case["qui"]), ASKED[case["demande"]], subject(case["passeport"]), instant(case["date"], 12))
    assert found.allowed is (case["réponse"] == "oui"), found
    if case["réponse"] == "oui":
        ground, article = case["fondement"].split(", ")
        assert (found.ground, found.article, found.reason) == (ON[ground], article, None)
        assert "motif" not in case
        return
    article = None if case["fondement"] == "aucun" else case["fondement"]
    assert (found.reason, found.article, found.ground) == (WHY[case["motif"]], article, None)


def test_there_are_cases_enough_and_each_says_what_a_jurist_asks() -> None:
    """Sixty at least, each with its situation, who, what, when, the answer and its ground; none is told twice."""
    assert len(CASES) >= 60
    assert all(case.keys() >= KEYS for _, case in CASES)
    told = [case["situation"] for _, case in CASES]
    assert len(set(told)) == len(told)


def test_every_right_has_a_case_that_grants_it_and_every_reason_one_that_gives_it() -> None:
    """No rule and no reason is without an example."""
    granted = {(WHO[next(iter(case["qui"]))], ASKED[case["demande"]]) for _, case in CASES if case["réponse"] == "oui"}
    assert granted == {(rule.actor, rule.action) for rule in RULES}
    assert {WHY[case["motif"]] for _, case in CASES if "motif" in case} == set(Reason)


ANYBODY = [
    Actor(kind=ActorKind.HOLDER, id="Awa", age=34),
    Actor(
        kind=ActorKind.AGENT,
        id="Agent7",
        body=Body.FRANCE_TRAVAIL,
        mission=Mission.SUPPORT,
        habilitation=Period(date(2025, 1, 1)),
    ),
    Actor(kind=ActorKind.ISSUER, id="Certif", habilitation=Period(date(2025, 1, 1))),
    Actor(
        kind=ActorKind.GUEST,
        id="Recruteur",
        share=Share(
            id="S1",
            holder="Awa",
            grantee=Grantee(GranteeKind.BODY, "Recruteur"),
            purpose="recrutement",
            granted_at=datetime(2026, 3, 1, tzinfo=UTC),
            since=datetime(2026, 3, 1, tzinfo=UTC),
            until=datetime(2026, 4, 1, tzinfo=UTC),
        ),
    ),
    Actor(kind=ActorKind.OPERATOR, id="Gardien"),
]


@pytest.mark.parametrize("action", Action)
@pytest.mark.parametrize("who", ANYBODY, ids=lambda who: who.kind)
def test_what_no_rule_opens_is_refused(who: Actor, action: Action) -> None:
    """Whoever asks, whatever for: nothing is allowed by default, and what the law rules out has no rule."""
    line = Line(id="L1", issuer="Certif")
    found = allowed(who, action, Subject(holder="Awa", line=line), DAY)
    if action in PROHIBITIONS:
        assert not rules_for(who.kind, action)
        assert found.reason is Reason.PROHIBITED
    elif not rules_for(who.kind, action):
        assert found.reason is Reason.NO_RULE
    assert found.allowed is (found.reason is None)


@given(
    st.sampled_from(list(Body)),
    st.sampled_from(list(Mission)),
    st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    st.dates(),
)
def test_an_agent_outside_the_list_is_never_let_in(body: Body, mission: Mission, day: date, since: date) -> None:
    """Only a listed body, a listed mission, an habilitation that runs and a decree in force, all of them, open."""
    agent = Actor(kind=ActorKind.AGENT, id="A", body=body, mission=mission, habilitation=Period(since))
    at = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    found = allowed(agent, Action.CONSULT, Subject(holder="Awa"), at)
    listed = body not in (Body.PLIE, Body.OTHER) and mission in (
        Mission.ORIENTATION,
        Mission.SUPPORT,
        Mission.TRAINING,
        Mission.INSERTION,
    )
    assert found.allowed is (listed and day >= date(2025, 1, 1) and since <= day)


def test_proofs_leave_with_the_first_field_that_is_hidden() -> None:
    """A proof carries all that was signed: it is shown with all of it, or not at all; the name is no part of it."""
    shared = ANYBODY[3].share
    assert shared is not None
    assert shared.shows_field(ShareField.PROOFS)
    for hidden in set(ShareField) - {ShareField.NAME}:
        part = Share(
            id="S2",
            holder="Awa",
            grantee=shared.grantee,
            purpose="recrutement",
            granted_at=shared.granted_at,
            since=shared.since,
            until=shared.until,
            fields=frozenset(ShareField) - {hidden},
        )
        assert not part.shows_field(ShareField.PROOFS)
        assert not part.shows_field(hidden)
        assert part.shows_field(ShareField.NAME)


@pytest.mark.parametrize(
    ("codes", "words"),
    [
        (Action, ACTION),
        (Ground, GROUND),
        (Reason, REASON),
        (Body, BODY),
        (Mission, MISSION),
        (ActorKind, ACTOR),
        (Condition, CONDITION),
    ],
)
def test_every_code_has_its_words(codes: Any, words: Any) -> None:
    """What is refused or granted is told in French."""
    assert set(words) == set(codes)
    assert all(words.values())


def test_the_page_of_the_matrix_is_what_the_matrix_says() -> None:
    """docs/who-may.md is written from the rules that decide: `python -m answers.words.matrix_page`."""
    assert PAGE.read_text(encoding="utf-8") == matrix_page()

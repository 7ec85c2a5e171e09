"""Certifications that lead to a target, in French: what each is, what is doubted; what comes first, why no step is."""

from __future__ import annotations

from answers.words.coverage import covered, mastered
from answers.words.forms import titled
from answers.words.limits import met
from answers.words.plan import level_told
from recommend.gap.target import ToldBy
from recommend.law.standing import Entry
from recommend.law.vae import Admissible
from recommend.plan.judged import Doubt
from recommend.plan.leads import Lead, Towards
from recommend.plan.modality import is_to_study
from recommend.plan.records import Empty, Plan, Ready
from referentials.catalogue import Catalogue

LEADS_SHOWN, ALIKE = 10, 4
"""Certifications named in an answer."""
DOUBT = {
    Doubt.OTHER_TRADE: "elle parle plutôt d'un autre métier",
    Doubt.TOO_HIGH: "plus de deux niveaux au-dessus du vôtre",
    Doubt.BELOW: "en dessous du niveau que vous avez déjà",
    Doubt.FAR_LEVEL: "loin du niveau habituel de ce métier",
    Doubt.LANGUAGE: "à ce niveau, le français écrit demandé dépasse celui que vous déclarez",
    Doubt.REQUIRED: "un niveau que rien n'atteste est demandé pour entrer",
    Doubt.ENTRY: "nos données du RNCP ne disent pas si elle est active, à vérifier",
}
EMPTY = {
    Empty.HELD: "Vous l'avez déjà.",
    Empty.READY: "Aucune formation n'est nécessaire pour commencer.",
    Empty.NOTHING_LEADS: "Aucune certification dans laquelle on puisse encore entrer ne mène à ce métier, ni à un "
    "métier proche, à ce qu'on en sait : un conseiller en évolution professionnelle peut en chercher d'autres.",
    Empty.RECOGNITION: "Vous avez déjà exercé ce métier : le prochain pas est de faire reconnaître votre diplôme "
    "étranger, comme dit ci-dessus, et non de refaire les études.",
    Empty.ACCESS: "Le prochain pas est la condition d'accès dite ci-dessus : aucune certification ouverte ne nomme "
    "assez ce métier pour en tenir lieu.",
    Empty.LIMITS: "Ce qui y mène sort de vos limites : en voici les raisons.",
}


def leading_said(lead: Lead, plan: Plan) -> str:
    """What is said of one of them, in a line."""
    said = ["" if Doubt.ENTRY in lead.doubts else _entry(lead), _blocs(lead), _vae(lead), _courses(lead)]
    if lead.towards is Towards.NEAR:
        said.insert(0, "mène à un métier proche, pas à celui-ci")
    if lead.replaces and plan.target.kind == "occupation":
        said.append(f"remplace {lead.replaces}")
    if lead.alike:
        others = "une autre fiche" if len(lead.alike) == 1 else f"{len(lead.alike)} autres fiches"
        said.append(f"{others} de même intitulé : {', '.join(lead.alike[:ALIKE])}{' …' * (len(lead.alike) > ALIKE)}")
    if lead.held:
        said.append("vous l'avez" if lead.is_held else f"commencée : {', '.join(lead.held)}")
    doubted = f" ; à peser : {', '.join(DOUBT[doubt] for doubt in lead.doubts)}" if lead.doubts else ""
    return ", ".join(part for part in said if part) + doubted


def remarks(plan: Plan, catalogue: Catalogue) -> list[str]:
    """What comes before the steps: that one is ready, that French comes first, why there is no step."""
    said = [_ready(plan, catalogue)] if plan.ready else []
    if plan.limits:
        said.append(f"Votre passeport parle de votre santé ; avant de vous engager, {met(plan.limits)}.")
    if plan.ready and plan.shut:
        said.append("Reste ce qui est demandé pour l'exercer : voir « Pour exercer ce métier ».")
    if plan.steps and plan.shut and not plan.ready:
        said.append(
            "Rien ne remplace le titre que ce métier demande, et que votre passeport ne montre pas : voir « Pour "
            "exercer ce métier »."
        )
    if plan.steps and plan.ready:
        said.append("Reste, si vous le souhaitez, à faire reconnaître cette expérience.")
    if plan.open_now and not plan.ready:
        said.append(
            "Vous pouvez candidater dès maintenant : ROME dit ce métier accessible sans diplôme, avec de l'expérience "
            "dans le secteur selon les postes ; ce qui suit n'est qu'un plus."
        )
    if plan.french_first and plan.steps:
        said.append(
            f"D'abord le français : vous déclarez un niveau {plan.french_first} ; "
            "une formation de français, à l'écrit surtout, ouvrira les autres."
        )
    if plan.empty and not plan.is_needless:
        said.append(EMPTY[plan.empty])
    if plan.leading and plan.leading[0].towards is Towards.NEAR and plan.steps:
        said.append(
            "Aucune certification ouverte ne mène à ce métier même ; celle-ci mène à un métier proche : à discuter "
            "avec un conseiller."
        )
    return said


def told_by(plan: Plan) -> list[str]:
    """Where what a certification asks for is read, when its own blocs are not known."""
    target = plan.target
    if target.told_by is ToldBy.PREDECESSOR:
        return [
            f"ses blocs ne sont pas connus ; ceux de {target.blocs_from}, qu'elle remplace, disent ce qu'elle demande"
        ]
    if target.told_by is ToldBy.OCCUPATIONS:
        return ["ses blocs ne sont pas connus ; les métiers auxquels elle mène disent ce qu'elle demande"]
    return []


def _ready(plan: Plan, catalogue: Catalogue) -> str:
    if plan.ready is Ready.HELD:
        code = plan.ready_by[0]
        title = titled(code, catalogue.certifications[code].title)
        first = "Vous avez déjà la certification" if plan.shut else "Vous avez déjà de quoi exercer"
        return f"{first} : {title} ({code}) mène à ce métier."
    return f"Vous avez déjà de quoi exercer ce métier : {mastered(plan.coverage_before)}."


def _entry(lead: Lead) -> str:
    end = lead.certification.registration_end
    if lead.entry is Entry.OPEN and end:
        return f"ouverte jusqu'au {end:%d/%m/%Y}"
    if lead.entry is Entry.CLOSED:
        return "fermée aux nouveaux, gardée à qui l'a commencée"
    return "dite active, date de fin inconnue" if lead.certification.active else "état inconnu"


def _blocs(lead: Lead) -> str:
    """What tells what it teaches, and its level where that is of what it replaced."""
    many, level_from = "s" if len(lead.blocs) > 1 else "", lead.certification.level_from
    if level_from and level_from == lead.blocs_from:
        return f"niveau et blocs de {level_from}, qu'elle remplace, les siens n'étant pas connus"
    if level_from:
        blocs = f", {len(lead.blocs)} bloc{many}" if lead.blocs and not lead.blocs_from else ", blocs inconnus"
        return f"{level_told(lead.certification)}{blocs}"
    if lead.blocs_from:
        return f"blocs inconnus, ceux de {lead.blocs_from} qu'elle remplace la décrivent"
    if lead.certification.is_specific:
        return ""
    return f"{len(lead.blocs)} bloc{many}" if lead.blocs else "blocs inconnus"


def _vae(lead: Lead) -> str:
    done = (
        f" (votre expérience en couvre {covered(lead.covered)})"
        if "vae" in lead.factors and lead.covered >= 0.1
        else ""
    )
    if lead.vae_open and not done and is_to_study(lead.covered):
        return f"VAE à étudier (votre expérience en couvre {covered(lead.covered)})"
    if lead.vae.admissible is Admissible.YES:
        return f"VAE possible{done}"
    return f"VAE à vérifier{done}" if lead.vae_open else "pas de VAE"


def _courses(lead: Lead) -> str:
    many = "s" if lead.courses > 1 else ""
    return f"{lead.courses} formation{many} connue{many}" if lead.courses else "formation à chercher"

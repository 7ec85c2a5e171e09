"""What the law opens to somebody for what they have done: VAE for a trade exercised, CPF, advice; in French."""

from __future__ import annotations

from collections.abc import Sequence

from answers.words.access import RECOGNITION
from answers.words.forms import titled
from answers.words.plan import vae_asks
from recommend.law.rules import RULES, Law, in_force
from recommend.plan.judged import Doubt
from recommend.plan.leads import Lead
from recommend.plan.own import OwnTrade
from recommend.profile.access import Recognition
from recommend.profile.profile import Profile
from referentials.catalogue import Catalogue

LONG = 2
"""Years from which they are told in figures."""
ADVICE = (
    "Conseil en évolution professionnelle (CEP), gratuit : France Travail, la mission locale avant 26 ans, Cap emploi "
    "si un handicap est reconnu, l'Apec pour les cadres, ou l'opérateur de votre région si vous êtes en poste."
)


def vae_for(trade: OwnTrade, profile: Profile, catalogue: Catalogue, *, again: bool = False) -> str:
    """That a VAE is to be weighed for a trade exercised, what it may have recognised, who decides.

    `again`: what it asks for was told just before.
    """
    years = round(profile.years.get(trade.occupation, 0.0))
    label = catalogue.occupations[trade.occupation].label
    done = f"environ {years} ans de « {label} »" if years >= LONG else f"votre expérience de « {label} »"
    asks = "mêmes conditions." if again else f"{vae_asks(profile.as_of)}. Une indication, jamais une certitude."
    return f"VAE à étudier, pour {done} : {_named(trade)} ; {asks}"


def opened(trades: Sequence[OwnTrade], profile: Profile, catalogue: Catalogue) -> list[str]:
    """What comes before what is held: VAE for what one has done, CPF, whom to ask."""
    vae = [vae_for(one, profile, catalogue) for one in trades] or [_any(profile)]
    return [*(one for one in (_from_abroad(profile), *vae, _answer(profile), _cpf(profile)) if one), ADVICE]


def _from_abroad(profile: Profile) -> str:
    """What a diploma of another country asks for, before anything that a VAE may give."""
    told = any(one.kind in {"certification", "training"} for one in profile.abroad)
    return f"Diplôme obtenu à l'étranger : {RECOGNITION[Recognition.COMPARABILITY]}." if told else ""


def _named(trade: OwnTrade) -> str:
    return ", ou ".join(
        f"{titled(lead.certification.code, lead.certification.title)} ({_beside(lead)})" for lead in trade.leads
    )


def _beside(lead: Lead) -> str:
    """Code and level of a certification, and whether its state is to be checked."""
    level = f"niveau {lead.certification.level}" if lead.certification.level else ""
    checked = "inscription à vérifier" if Doubt.ENTRY in lead.doubts else ""
    return ", ".join(one for one in (lead.certification.code, level, checked) if one)


def _any(profile: Profile) -> str:
    """What is so of any experience, where no certification is named."""
    if not profile.exercised or not in_force((Law.VAE_SCOPE, Law.VAE_EXPERIENCE), profile.as_of):
        return ""
    return (
        f"VAE : elle vise une certification du RNCP, ou un de ses blocs ({RULES[Law.VAE_SCOPE].article}), "
        f"{vae_asks(profile.as_of)} ; demandez ici les droits d'une certification précise."
    )


def _answer(profile: Profile) -> str:
    laws = in_force((Law.VAE_ANSWER, Law.VAE_PARTIAL), profile.as_of) if profile.exercised else ()
    said = " ; ".join(f"{_lowered(RULES[law].text)} ({RULES[law].article})" for law in laws)
    return f"VAE, ensuite : {said}." if said else ""


def _cpf(profile: Profile) -> str:
    law = RULES[Law.CPF]
    if not law.in_force(profile.as_of):
        return ""
    return f"{law.text.removesuffix('.')} ({law.article}) ; vos droits acquis se lisent sur votre compte."


def _lowered(sentence: str) -> str:
    """A sentence within another one."""
    return sentence[0].lower() + sentence[1:].removesuffix(".")

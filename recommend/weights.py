"""Every weight and threshold of the engine: value, unit and reason, in one table.

None is fitted on people's outcomes: no such data is open. They are stated judgements, in one place so that
an advisor can dispute them, but for two thresholds of reading, set for a stated precision. `describe()` prints the
table (`acquis weights`); the fitted coefficients of the rankers stand in `matching/coefficients.json`.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from matching.titles.reading import SURE as SURE_TITLE
from matching.weights import (
    ALIAS,
    BLOC_ITEMS,
    BLOC_MINIMUM,
    EXACT,
    FIT_NONE,
    FIT_SIBLING,
    FIT_WHOLE,
    LIKELY,
    SHOWN,
    WITHIN,
)
from passport.document.model import ExperienceKind


@dataclass(frozen=True, slots=True)
class Weight:
    """One number of the engine."""

    name: str
    value: float
    unit: str
    reason: str


TABLE: tuple[Weight, ...] = (
    # what an occupation exercised says of its competencies
    Weight("prior.core", 0.97, "probabilité", "Une compétence cœur de métier se pratique à coup sûr, à la longue."),
    Weight("prior.plain", 0.93, "probabilité", "Qui exerce un métier depuis des années en sait faire l'essentiel, même ce que son poste ne demande pas chaque jour."),
    Weight("prior.emerging", 0.60, "probabilité", "Une compétence émergente n'est encore demandée que par endroits."),
    Weight("prior.knowledge", 0.97, "facteur", "Un savoir s'acquiert en poste presque aussi sûrement qu'un geste."),
    Weight("prior.runner_up", 0.50, "facteur", "Un titre mal reconnu ne compte que pour les deux meilleures fiches, à moitié."),
    Weight("duration.core", 8.0, "mois à temps plein", "Deux tiers du cœur d'un métier s'apprennent en huit mois environ."),
    Weight("duration.plain", 15.0, "mois à temps plein", "Le reste vient avec les situations : deux fois plus lentement."),
    Weight("duration.full_time", 35.0, "heures par semaine", "Durée légale du travail (L3121-27)."),
    Weight("fade.half_life_experience", 12.0, "années", "Une pratique arrêtée s'estompe de moitié en douze ans."),
    Weight("fade.half_life_certification", 30.0, "années", "Une certification reste acquise ; ses gestes s'estompent lentement."),
    Weight("title.recognised", 0.30, "probabilité", "En deçà, l'intitulé d'une expérience est dit non reconnu."),
    Weight("title.certain", SURE_TITLE, "probabilité", "En deçà, on demande lequel de deux ou trois métiers un intitulé veut dire : au-delà, juste à deux pour cent près sur les intitulés de tous les jours."),
    Weight("title.practised", 0.50, "probabilité", "En deçà, d'un métier sur lequel on interroge encore, on ne dit pas qu'il a été exercé."),
    Weight("title.shown", 0.03, "probabilité", "En deçà, un métier n'est pas proposé au choix : il n'a d'un intitulé que des mots."),
    Weight("title.asked", 0.9, "facteur", "Tant qu'on demande lequel de plusieurs métiers c'était, ce qu'ils donnent n'est qu'à confirmer."),
    Weight("kind.by_nature", 0.80, "probabilité", "Ce qu'une activité demande par nature (encadrer un apprenti, siéger), à la longue : le texte qui la crée le dit."),
    Weight("kind.own_account", 0.60, "probabilité", "Qui est à son compte tient ses devis, ses factures, ses clients, à la longue : probable seulement, un conjoint ou un comptable peut s'en charger."),
    Weight("kind.where_near", 0.20, "part du métier", "En deçà, devis, achats, prospection ne sont pas du métier qu'on exerce à son compte, ni de ses voisins."),
    # what the person's own words say
    Weight("statement.experience", 0.95, "facteur", "Une phrase sur sa pratique, sous réserve de sa lecture par la machine."),
    Weight("statement.confirmed", 0.95, "probabilité", "Ce que le titulaire confirme savoir faire, phrase à l'appui : il reste à le prouver."),
    Weight("statement.observed", 0.40, "facteur", "Avoir observé ce que font les autres (« observation des entretiens ») n'est pas l'avoir fait."),
    Weight("statement.training", 0.50, "facteur", "Avoir suivi une formation ne prouve pas l'acquis."),
    Weight("statement.minimum", 0.72, "probabilité", "En deçà, la lecture d'une phrase est trop incertaine pour être retenue : elle est dite non comprise, et demandée. Au-delà, juste 86 fois sur cent, d'après deux juges, sur la moitié gardée à part de 300 phrases."),
    Weight("statement.doubtful", 0.50, "probabilité", "Au-delà, la première lecture d'une phrase, si elle est du métier ou de ses voisins, est à confirmer, et demandée."),
    Weight("statement.near", 0.30, "part du métier", "En deçà, une lecture n'est ni du métier lu dans l'intitulé, ni de ses voisins."),
    Weight("statement.to_confirm", 0.60, "facteur", "Tant qu'on la demande, une lecture n'est qu'à confirmer."),
    Weight("statement.written", 0.50, "degré", "Ce qui est aussi proche de ce qu'on a écrit n'est plus à demander."),
    Weight("statement.shown", 0.40, "probabilité", "En deçà, une lecture n'est qu'un air de famille (« alvenaria », « espèces d'algues ») : elle n'est pas proposée."),
    Weight("statement.shown_afar", 0.60, "probabilité", "La même, d'une lecture qui n'est ni du métier de l'expérience ni de ses voisins."),
    Weight("statement.asked", 2, "lectures par phrase", "D'une phrase non comprise, les lectures les plus proches, à confirmer ou à refuser."),
    Weight("statement.hint", 0.45, "probabilité", "Au-delà, ce qu'on demande pour un objectif l'est avec la phrase qui le dit peut-être."),
    Weight("statement.looked_at", 8, "compétences par phrase", "Parmi lesquelles une phrase peut dire ce qu'un objectif demande."),
    Weight("statement.items", 4, "compétences par phrase", "Une phrase dit rarement plus de quatre compétences."),
    # what a certification or a bloc held says
    Weight("certification.bloc", 0.95, "facteur", "Le jury a évalué le bloc ; reste l'incertitude du lien bloc → compétence."),
    # a target told in words
    Weight("target.clear", 0.60, "probabilité", "En deçà, un objectif donné en mots n'est pas tenu pour compris : les lectures sont proposées."),
    Weight("target.margin", 0.35, "probabilité", "Avance de la première lecture sur la deuxième, pour la tenir pour comprise."),
    Weight("target.shown", 0.05, "probabilité", "En deçà, une lecture d'un objectif n'est pas proposée au choix."),
    # a diploma told by its title
    Weight("diploma.sure", 0.80, "confiance", "Un intitulé de diplôme qui ressemble à ce point à une fiche, et à elle seule, est tenu pour elle ; en deçà, on le demande."),
    Weight("diploma.margin", 0.10, "confiance", "Avance de la meilleure fiche sur celle d'un autre diplôme : en deçà, on demande laquelle."),
    Weight("diploma.asked", 0.40, "confiance", "En deçà, une fiche n'est pas même proposée au choix."),
    Weight("diploma.read", 0.85, "facteur", "Un diplôme déclaré par son seul intitulé : reste l'incertitude de la lecture et de l'obtention."),
    # from a competency to those near it, from a trade to those near it
    Weight("carried", 0.60, "facteur", "Ce qui se transpose d'une compétence à une autre, au degré jugé sur 2 240 paires, reste à éprouver en poste."),
    Weight("near.most", 0.60, "part du métier", "Le plus proche des métiers en donne les trois cinquièmes, au-delà de ce que les deux fiches ont en commun."),
    Weight("near.middle", -3.5, "log-cote", "Log-cote d'une mobilité « proche » selon ROME 3 où cette part est de moitié : trois chances sur cent, quand deux métiers au hasard en ont une sur mille."),
    Weight("near.spread", 1.5, "log-cote", "Ce qui sépare un métier proche d'un autre : réglé sur les familles de ROME 3 d'empreinte paire (acquis evaluate readiness)."),
    Weight("near.taught", 0.50, "facteur", "Un métier appris, et non exercé, rapproche moitié moins des métiers voisins."),
    # combination
    Weight("ceiling", 0.98, "probabilité", "Aucune inférence n'est une certitude."),
    Weight("floor", 0.05, "probabilité", "En deçà, une trace n'est pas retenue."),
    # reading the profile and the gap
    Weight("status.held", 0.70, "probabilité", "« Acquis » : plus de deux chances sur trois."),
    Weight("status.likely", 0.45, "probabilité", "« Probable » : à peu près une chance sur deux."),
    Weight("status.to_confirm", 0.20, "probabilité", "« À confirmer » : une trace existe ; en deçà, « manque »."),
    Weight("need.core", 3.0, "poids", "Le cœur de métier pèse trois fois une compétence ordinaire."),
    Weight("need.plain", 1.0, "poids", "Compétence ordinaire de la fiche : l'unité."),
    Weight("need.emerging", 0.5, "poids", "Une compétence émergente n'est pas encore exigée partout."),
    Weight("need.knowledge", 0.5, "facteur", "Les savoirs appuient les savoir-faire ; ils sont nombreux dans les fiches."),
    Weight("reach", 0.50, "couverture", "« À portée » : au-delà, ROME recense la mobilité ou range les deux métiers dans une famille, deux fois sur trois, et une douzaine de métiers l'atteignent après cinq ans dans un autre (acquis evaluate reach)."),
    Weight("reach.bloc", 0.40, "couverture", "Ce qu'il faut en apporter pour qu'un seul bloc suffise : il complète un métier proche, une certification entière y forme."),
    Weight("reach.brings", 0.30, "couverture", "Ce qu'il faut apporter déjà d'un métier pour qu'une formation ou un premier poste y mène : en deçà, il est d'un autre univers trois fois sur cinq (acquis evaluate reach)."),
    Weight("prefer.tension", 0.10, "couverture", "Si l'on demande à préférer les métiers en tension : la tension la plus forte (5 sur 5) avance un métier de dix points de couverture, 1 sur 5 ou inconnue de rien ; un métier bien mieux couvert reste devant."),
    Weight("level.unknown", 3, "niveau", "Une certification dont le niveau n'est pas connu (répertoire spécifique, CQP anciens) n'ouvre pas plus de métiers qu'un premier diplôme."),
    Weight("explore.years", 2, "ans d'études", "Un titre exigé que le passeport ne montre pas et qui demande deux ans d'études au moins n'est pas à proposer en passant : le métier est dit à part, avec ce titre."),
    Weight("path.months", 24.0, "mois", "Deux ans dans un métier de passage, avant le suivant."),
    Weight("path.near", 0.20, "probabilité", "Un pas que ROME 4 ne recense pas : de la même famille ou recensé par ROME 3 trois fois sur quatre au-delà, une fois sur deux à 0,10 (acquis evaluate paths)."),
    Weight("path.nearer", 0.85, "part de l'effort", "Une étape presque aussi loin du porteur que le but n'en rapproche pas."),
    Weight("question.share", 0.60, "part du doute", "Au-delà, chaque question de plus apprend peu."),
    Weight("question.most", 7, "questions", "Un entretien n'en pose pas davantage sur un seul objectif."),
    # which certification a plan is made of
    Weight("fit.none", FIT_NONE, "cosinus", "Un intitulé qui n'est pas plus proche des appellations d'un métier ne parle pas de lui."),
    Weight("fit.whole", FIT_WHOLE, "cosinus", "Un intitulé aussi proche d'une appellation nomme le métier."),
    Weight("fit.least", 0.10, "facteur", "La fiche dit mener au métier, son intitulé parle d'autre chose."),
    Weight("fit.sibling", FIT_SIBLING, "cosinus", "Écart, en faveur d'un métier voisin de la même famille, qui divise par 2,7 ce que vaut la certification."),
    Weight("fit.taught", 0.80, "facteur", "Ce qu'enseigne une certification dit le métier moins sûrement que son intitulé."),
    Weight("fit.taught_whole", 0.30, "couverture", "Une certification qui enseigne autant d'un métier y prépare."),
    Weight("fit.listed", 0.75, "facteur", "La fiche du métier cite ce diplôme parmi les savoirs : elle parle de lui, quoi qu'en dise l'intitulé."),
    Weight("fit.speaks", 0.30, "facteur", "Au-delà, une certification parle assez du métier pour être dite de lui."),
    Weight("fit.names", 0.60, "facteur", "Au-delà, une certification nomme le métier, ou presque."),
    Weight("fit.about", 0.55, "cosinus", "En deçà, un intitulé ne parle que d'une appellation du métier, à la marge (« Boucher » pour un vendeur en épicerie) : il n'est pas proposé en passant."),
    Weight("fit.bloc", 0.45, "cosinus", "En deçà, un bloc ne dit rien du métier (« Langue vivante ») : ce n'est pas lui qui y mène."),
    Weight("fit.bloc_names", 0.70, "cosinus", "Au-delà, un bloc dit le métier (« Établissement de la paie »), d'où qu'il vienne."),
    Weight("lead.near", 0.35, "facteur", "Une certification qui ne mène qu'à un métier proche, quand aucune ne mène au métier."),
    Weight("lead.broad", 0.05, "par métier de plus", "Une certification qui mène à plusieurs familles prépare moins à chacune."),
    Weight("lead.level_away", 0.60, "facteur par niveau", "Un niveau de plus ou de moins que les certifications usuelles du métier, au-delà du premier."),
    Weight("lead.climb", 2, "niveaux", "Au-dessus du niveau tenu : deux niveaux d'un coup sont réalistes, trois rarement."),
    Weight("lead.too_high", 0.50, "facteur par niveau", "Chaque niveau au-delà."),
    Weight("lead.below", 0.60, "facteur par niveau", "Chaque niveau sous celui qui est tenu, quand le métier ne l'explique pas."),
    Weight("lead.untrained", 2, "niveau", "Qui ne tient aucune certification : un niveau 3 ou 4 est à sa portée."),
    Weight("lead.practised", 2, "années à temps plein", "Un métier exercé au moins autant tient lieu du niveau juste sous le sien ; quelques mois, non."),
    Weight("lead.level_unknown", 0.60, "facteur", "Le niveau de la certification n'est pas connu."),
    Weight("lead.language", 0.40, "facteur", "Français déclaré B1 ou moins : au-delà du niveau 4, les écrits d'examen arrêtent."),
    Weight("lead.language_level", 4, "niveau", "Le plus haut qui se prépare avec un français B1 ou moins."),
    Weight("lead.required", 0.70, "facteur par niveau", "La fiche demande pour entrer un niveau que rien n'atteste."),
    Weight("lead.open", 1.0, "facteur", "Inscription ouverte, la date de fin le dit."),
    Weight("lead.active", 0.90, "facteur", "Dite active, sans date de fin."),
    Weight("lead.unsure", 0.50, "facteur", "Rien ne dit si l'on peut encore s'inscrire."),
    Weight("lead.no_course", 0.85, "facteur", "Aucune formation connue n'y prépare."),
    Weight("lead.no_bloc", 0.95, "facteur", "Ce qu'elle enseigne n'est pas décrit."),
    Weight("lead.schooling", 0.90, "facteur", "Des blocs d'enseignement général (français, mathématiques) : un diplôme pensé pour la formation initiale."),
    Weight("lead.vae", 1.25, "facteur", "L'expérience en couvre assez pour une VAE."),
    Weight("lead.begun", 1.50, "facteur", "Un bloc au moins en est tenu : la finir."),
    Weight("lead.preparing", 2.0, "facteur", "On la prépare en ce moment : aller au bout d'abord."),
    Weight("lead.looked_at", 16, "certifications", "Parmi celles qui mènent à un métier, celles dont l'intitulé est lu."),
    Weight("lead.comparable", 0.60, "part de la première", "Une certification qui vaut au moins cela se compare à la première, pour le temps, le prix, les métiers ouverts."),
    Weight("lead.compared", 6, "certifications", "Comparées, au plus."),
    Weight("plan.ready_held", 0.60, "couverture", "Un diplôme qui mène au métier sans le nommer, et la plus grande part du métier : de quoi exercer."),
    Weight("plan.ready_level", 0.40, "couverture", "Le même, d'un niveau que ROME nomme pour le métier : de quoi postuler."),
    Weight("plan.ready", 0.75, "couverture", "Au-delà, l'essentiel du métier est là : une reconnaissance peut-être, pas une formation."),
    Weight("plan.blocs_enough", 0.50, "couverture", "Au-delà, un ou deux blocs suffisent à un titre entier."),
    Weight("plan.blocs", 2, "blocs", "Ceux qui comptent, quand un titre entier n'est pas nécessaire."),
    Weight("plan.hours_whole", 600.0, "heures", "Ordre de grandeur d'une certification entière dont ni les blocs ni une formation ne sont connus."),
    # ranking of blocs, in a mix of several certifications
    Weight("plan.leads_elsewhere", 0.35, "facteur", "Un bloc d'une certification qui vise un autre métier convainc peu : il doit apporter trois fois plus."),
    Weight("plan.level_step", 0.80, "facteur par niveau", "Un niveau de plus ou de moins que les certifications usuelles du métier."),
    Weight("plan.begun", 1.15, "facteur", "Finir une certification commencée vaut mieux qu'en ouvrir une autre."),
    Weight("plan.status_unknown", 0.70, "facteur", "L'instantané ne dit pas si l'on peut encore s'inscrire."),
    Weight("plan.minimum_gain", 0.5, "points de couverture", "En deçà, un bloc ne change rien d'utile : ce que coûte le seul fait de l'entreprendre."),
    Weight("plan.hour", 0.002, "points par heure", "Cent heures doivent apporter un cinquième de point."),
    Weight("plan.hour_quickest", 0.01, "points par heure", "Au plus vite : cinq fois plus."),
    Weight("plan.euro_cheapest", 0.001, "points par euro", "Au moins cher : mille euros doivent apporter un point."),
    Weight("plan.opening", 0.5, "points par métier", "Le plus ouvert : chaque métier mis à portée vaut un demi-point."),
    Weight("plan.openings", 10, "métiers", "Au-delà, les métiers ouverts en plus par un bloc ne comptent plus."),
    Weight("plan.whole", 1.0, "points", "Achever une certification commencée : entière, elle se reconnaît mieux que ses blocs."),
    Weight("plan.vae_covered", 0.50, "part du bloc", "La moitié au moins de ce que le bloc confère a été pratiquée : la VAE se tente."),
    Weight("plan.vae_to_study", 0.33, "part de la certification", "Un tiers de ce qu'elle confère est couvert par un métier voisin : la VAE est dite à étudier, à côté de la formation."),
    Weight("plan.vae_own", 0.25, "part de la certification", "Une certification du métier exercé dont l'expérience couvre moins ne se nomme pas pour une VAE."),
    Weight("plan.vae_practised", 0.60, "part du cœur de métier", "Un an environ dans le métier auquel une certification prépare : la VAE se tente aussi."),
    Weight("plan.hours_vae", 48.0, "heures", "Ordre de grandeur d'une VAE : un congé et son accompagnement."),
    Weight("plan.hours_bloc", 150.0, "heures", "Ordre de grandeur d'un bloc dont aucune formation n'est connue."),
    Weight("plan.hours_specific", 35.0, "heures", "Ordre de grandeur d'une certification du répertoire spécifique : une semaine."),
    Weight("plan.hours_month", 100.0, "heures par mois", "Ordre de grandeur d'une formation dont on sait les mois, vacances et stages ôtés."),
    Weight("plan.hours_per_week", 35.0, "heures par semaine", "Rythme d'une formation à temps plein, pour une date à tenir."),
)  # fmt: skip

READING: tuple[Weight, ...] = (
    Weight("reading.shown", SHOWN, "probabilité", "En deçà, une compétence lue dans un texte entier n'est montrée qu'à la demande : au-delà, quatre sur cinq sont dans la fiche du métier, sur des annonces composées."),
    Weight("reading.within", WITHIN, "log-cote", "Une compétence d'un métier visé par la certification du bloc est vingt fois plus attendue."),
    Weight("reading.likely", LIKELY, "probabilité", "Au-delà, les compétences d'un métier sont attendues d'un texte entier."),
    Weight("reading.exact_title", EXACT, "probabilité", "Un intitulé qui est une appellation à la lettre ; partagée si plusieurs métiers l'ont."),
    Weight("reading.local_term", ALIAS, "probabilité", "Un terme du fichier de l'utilisateur."),
    Weight("bloc.minimum", BLOC_MINIMUM, "probabilité", "En deçà, un lien d'un bloc à une compétence n'est pas gardé."),
    Weight("bloc.items", BLOC_ITEMS, "compétences par énoncé", "Un énoncé de bloc dit rarement plus de six compétences."),
)  # fmt: skip
"""Weights of matching that are judgements or thresholds; their meaning stands in `matching/weights.py`."""

W = MappingProxyType({weight.name: weight.value for weight in TABLE})

KIND_FACTOR = MappingProxyType(
    {
        ExperienceKind.EMPLOYMENT: 1.0,
        ExperienceKind.SELF_EMPLOYMENT: 1.0,
        ExperienceKind.APPRENTICESHIP: 0.9,
        ExperienceKind.INTERNSHIP: 0.5,
        ExperienceKind.CIVIC_SERVICE: 0.6,
        ExperienceKind.APPRENTICESHIP_MENTORING: 0.4,
        ExperienceKind.VOLUNTEERING: 0.5,
        ExperienceKind.CAREGIVING: 0.6,
        ExperienceKind.MILITARY_RESERVE: 0.6,
        ExperienceKind.POLICE_RESERVE: 0.6,
        ExperienceKind.CIVIC_RESERVE: 0.5,
        ExperienceKind.HEALTH_RESERVE: 0.7,
        ExperienceKind.VOLUNTEER_FIREFIGHTER: 0.8,
        ExperienceKind.MANDATE: 0.5,
        ExperienceKind.OTHER: 0.4,
    }
)
"""How much of an occupation a kind of experience lets one practise, beside paid work in it (factor 0 to 1)."""


def describe() -> list[Weight]:
    """The whole table, factors of the kinds of experience included."""
    kinds = [
        Weight(f"kind.{kind}", value, "facteur", "Part du métier pratiquée.") for kind, value in KIND_FACTOR.items()
    ]
    return [*TABLE, *READING, *kinds]

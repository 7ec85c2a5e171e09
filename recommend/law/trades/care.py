"""Social work, early childhood, help at home: some titles are protected, many are asked for by the conventions."""

from __future__ import annotations

from recommend.law.requirements import Requirement, RequirementKind, Strength, Trade, code, shows

_REQUIRED, _ASKED = Strength.REQUIRED, Strength.MAY_BE_ASKED
_HONOUR = Requirement(
    "care_clearance",
    RequirementKind.CLEARANCE,
    "Casier judiciaire et fichiers sans condamnation incompatible (attestation d'honorabilité auprès d'enfants)",
    code("casf", "L133-6"),
    "L'employeur ou le département le vérifie ; l'attestation se demande en ligne.",
)


_SOCIAL = "conventions collectives du 15 mars 1966 et du 31 octobre 1951, fonction publique"
"""Those of the social and medico-social establishments: the classification of these posts is that of their diploma."""
_HOME = "convention collective de l'aide à domicile du 21 mai 2010, qui classe ce poste par son diplôme"


def _state(
    name: str, label: str, articles: str, pattern: str, strength: Strength, obtained: str, *any_of: str,
    years: int = 0, custom: str = "",
) -> Requirement:  # fmt: skip
    diploma, article = RequirementKind.DIPLOMA, code("casf", articles)
    return Requirement(
        name, diploma, label, article, obtained, shows(pattern), strength, any_of, years=years, custom=custom
    )


_WAYS = "Formation en établissement agréé, en apprentissage, en reprise d'études ou par la VAE."
_CHILD_CARE = Requirement(
    "early_childhood",
    RequirementKind.DIPLOMA,
    "CAP accompagnant éducatif petite enfance, pour travailler en crèche",
    code("csp", "R2324-42"),
    "Un an environ, en lycée, en apprentissage, à distance ou par la VAE.",
    shows(
        "(?:cap|capa) .*petite enfance",
        "assistant maternel .*garde enfants",
        "auxiliaire puericulture",
        "educateur jeunes enfants",
    ),
    _ASKED,
    (
        "Diplôme d'auxiliaire de puériculture ou d'éducateur de jeunes enfants",
        "Autres titres et expériences listés par l'arrêté du 29 juillet 2022",
    ),
    "dans un établissement d'accueil du jeune enfant",
)

TRADES = (
    Trade(
        ("K1201",),
        (
            _state(
                "social_worker",
                "Diplôme d'État d'assistant de service social",
                "L411-1",
                "diplome etat assistant\\w* service social",
                _REQUIRED,
                "Trois ans en établissement de formation en travail social, ou par la VAE.",
                years=3,
            ),
            _HONOUR,
        ),
    ),
    Trade(
        ("K1225",),
        (
            _state(
                "family_economics",
                "Diplôme d'État de conseiller en économie sociale familiale",
                "D451-57-1 et suivants",
                "conseiller\\w* economie sociale familiale",
                _ASKED,
                "BTS ESF puis une année de formation, ou VAE.",
                years=3,
                custom=_SOCIAL,
            ),
            _HONOUR,
        ),
    ),
    Trade(
        ("K1202",),
        (
            _state(
                "young_children_educator",
                "Diplôme d'État d'éducateur de jeunes enfants",
                "D451-47 et suivants",
                "diplome etat educat\\w+ jeunes enfants",
                _REQUIRED,
                "Trois ans en établissement de formation en travail social, ou par la VAE.",
                years=3,
            ),
            _HONOUR,
        ),
    ),
    Trade(
        ("K1207",),
        (
            _state(
                "special_educator",
                "Diplôme d'État d'éducateur spécialisé",
                "D451-41 et suivants",
                "diplome etat educat\\w+ specialise",
                _ASKED,
                "Trois ans en établissement de formation en travail social, ou par la VAE.",
                "Faisant fonction, sur un remplacement, le temps de préparer le diplôme",
                years=3,
                custom=_SOCIAL,
            ),
            _HONOUR,
        ),
    ),
    Trade(
        ("K1208",),
        (
            _state(
                "educator_monitor",
                "Diplôme d'État de moniteur éducateur",
                "D451-73 et suivants",
                "diplome etat moniteur educateur",
                _ASKED,
                "Deux ans en établissement de formation en travail social, ou par la VAE.",
                "Faisant fonction, sur un remplacement, le temps de préparer le diplôme",
                years=2,
                custom=_SOCIAL,
            ),
            _HONOUR,
        ),
    ),
    Trade(
        ("K1203",),
        (
            _state(
                "technical_educator",
                "Diplôme d'État d'éducateur technique spécialisé",
                "D451-52 et suivants",
                "diplome etat educat\\w+ technique specialise",
                _ASKED,
                _WAYS,
                years=3,
                custom=_SOCIAL,
            ),
            _HONOUR,
        ),
    ),
    Trade(
        ("K1306",),
        (
            _state(
                "educational_companion",
                "Diplôme d'État d'accompagnant éducatif et social",
                "D451-88 et suivants",
                "diplome etat (?:accompagnant educatif social|auxiliaire vie sociale|aide medico psychologique)",
                _ASKED,
                "Un an environ en alternance, ou par la VAE.",
                custom=_SOCIAL,
            ),
            _HONOUR,
        ),
    ),
    Trade(
        ("K1305",),
        (
            _state(
                "family_technician",
                "Diplôme d'État de technicien de l'intervention sociale et familiale",
                "D451-81 et suivants",
                "technicien\\w* intervention sociale familiale",
                _ASKED,
                _WAYS,
                years=2,
                custom=_HOME,
            ),
            _HONOUR,
        ),
    ),
    Trade(
        ("K1102",),
        (
            Requirement(
                "guardian_certificate",
                RequirementKind.DIPLOMA,
                "Certificat national de compétence (ou licence professionnelle) de mandataire judiciaire à la protection des majeurs",
                code("casf", "L471-4 et D471-3"),
                "Formation à l'université ou dans un établissement agréé.",
                shows("mandataire judiciaire .*protection majeurs", "certificat national competence"),
            ),
            Requirement(
                "guardian_list",
                RequirementKind.REGISTRATION,
                "Inscription sur la liste départementale, agrément et prestation de serment",
                code("casf", "L471-2 et L472-1"),
                "Demande à la préfecture ; un salarié y est déclaré par son service.",
            ),
            _HONOUR,
        ),
    ),
    Trade(
        ("K1310",),
        (
            Requirement(
                "childminder_approval",
                RequirementKind.REGISTRATION,
                "Agrément d'assistant maternel du conseil départemental",
                code("casf", "L421-3"),
                "Demande à la PMI du département : visite du domicile, entretien, réponse en trois mois ; agrément de cinq ans, formation obligatoire de 120 heures.",
                shows(
                    "agrement .*assistant\\w* maternel",
                    "assistant\\w* maternel\\w* agree",
                    "(?:nounou|nourrice|assmat) agree",
                ),
            ),
            _HONOUR,
        ),
    ),
    Trade(
        ("K1309",),
        (
            Requirement(
                "foster_approval",
                RequirementKind.REGISTRATION,
                "Agrément d'assistant familial du conseil départemental",
                code("casf", "L421-3"),
                "Demande à la PMI du département : évaluation du foyer, puis formation à la charge de l'employeur.",
                shows("agrement .*assistant\\w* familial", "assistant\\w* familial\\w* agree"),
            ),
            _HONOUR,
        ),
    ),
    Trade(
        ("K1312",),
        (
            Requirement(
                "host_approval",
                RequirementKind.REGISTRATION,
                "Agrément d'accueillant familial",
                code("casf", "L441-1"),
                "Demande au président du conseil départemental.",
                shows("agrement .*accueillant\\w* familial"),
            ),
            _HONOUR,
        ),
    ),
    Trade(("K1307", "K1314", "K1216"), (_CHILD_CARE, _HONOUR)),
    Trade(
        ("K1308",),
        (
            Requirement(
                "atsem",
                RequirementKind.COMPETITION,
                "Concours d'ATSEM, ouvert aux titulaires du CAP petite enfance",
                code("fonction publique", "L320-1"),
                "Concours du centre de gestion ; un contrat de remplacement n'exige pas le concours.",
                shows("concours .*atsem"),
                _ASKED,
                ("Contrat de droit public, pour un remplacement ou un poste vacant",),
                "pour être titularisé",
            ),
            _CHILD_CARE,
            _HONOUR,
        ),
    ),
    Trade(
        ("G1203", "G1235"),
        (
            Requirement(
                "bafa",
                RequirementKind.TRAINING,
                "BAFA ou diplôme équivalent",
                code("casf", "R227-12"),
                "Session générale, stage pratique et approfondissement, à partir de 16 ans.",
                shows(
                    "cap .*petite enfance",
                    "bpjeps",
                    "bac pro animation",
                    "cqp animateur periscolaire",
                    tokens="youth:BAFA",
                ),
                _ASKED,
                ("Être stagiaire du BAFA", "Un animateur sur cinq peut n'avoir aucun diplôme"),
                "dans un accueil collectif de mineurs",
            ),
            _HONOUR,
        ),
    ),
    Trade(
        ("G1237", "G1241"),
        (
            Requirement(
                "bafd",
                RequirementKind.TRAINING,
                "BAFD, ou diplôme professionnel d'animation qui permet de diriger",
                code("casf", "R227-14"),
                "Deux sessions et deux stages de direction, dès 18 ans avec le BAFA.",
                shows("bpjeps", "dejeps", "desjeps", tokens="youth:BAFD"),
            ),
            _HONOUR,
        ),
    ),
    Trade(("K1301",), (_HONOUR,)),
)

"""Health professions: the code de la santé publique keeps each to the holders of a title."""

from __future__ import annotations

from datetime import date

from recommend.law.requirements import Article, Requirement, RequirementKind, Strength, Trade, code, shows

_YOUNGER = {"L4301-1": date(2016, 1, 28), "L4393-8": date(2016, 1, 28), "L4311-15": date(2006, 12, 22)}
"""Articles younger than the code."""


def _title(
    name: str,
    label: str,
    articles: str,
    *titles: str,
    obtained: str = "",
    any_of: tuple[str, ...] = (),
    years: int = 0,
) -> Requirement:
    return Requirement(
        name=name,
        kind=RequirementKind.DIPLOMA,
        label=label,
        article=code("csp", articles, _YOUNGER.get(articles)),
        obtained=obtained or "Formation dans un institut ou une université agréés, en initial ou en reprise d'études.",
        shows=shows(*titles),
        any_of=any_of,
        years=years,
    )


def _registered(order: str, articles: str, of: str) -> Requirement:
    """An order registers who holds the diploma; `of`: whose order it is, as a title says it."""
    return Requirement(
        name="health_register",
        kind=RequirementKind.REGISTRATION,
        label=f"Inscription au tableau de l'{order}",
        article=code("csp", articles, _YOUNGER.get(articles)),
        obtained="Demande au conseil de l'ordre du département ou de la région, diplôme à l'appui.",
        shows=shows(f"inscription .*ordre .*{of}", f"carte .*sante .*{of}"),
        on_request=True,
    )


_VACCINES = Requirement(
    name="vaccinations",
    kind=RequirementKind.MEDICAL,
    label="Vaccinations obligatoires du personnel exposé (hépatite B, DTP)",
    article=code("csp", "L3111-4"),
    obtained="Auprès d'un médecin, d'une infirmière ou d'une pharmacie, avant l'entrée en formation ou en poste.",
)
_AFGSU2 = Requirement(
    name="afgsu2",
    kind=RequirementKind.TRAINING,
    label="Attestation de formation aux gestes et soins d'urgence (AFGSU) de niveau 2, à jour",
    article=Article("arrêté du 30 décembre 2014 relatif à l'AFGSU", "", date(2015, 1, 1)),
    obtained="Trois jours dans un centre d'enseignement des soins d'urgence ; comprise dans la formation initiale.",
    shows=shows(
        "diplome etat (?:infirmier|aide soignant|auxiliaire puericulture|ambulancier)", tokens="first_aid:AFGSU2"
    ),
    strength=Strength.MAY_BE_ASKED,
)

_NURSE = _title(
    "nurse",
    "Diplôme d'État d'infirmier",
    "L4311-2 et L4311-3",
    "diplome etat infirmier",
    obtained="Trois ans en institut de formation en soins infirmiers ; en reprise d'études, entrée par la formation professionnelle continue.",
    years=3,
)
_NURSE_ORDER = _registered("Ordre national des infirmiers", "L4311-15", "infirmier")
_NURSES = "quatrième partie, livre III, titre Ier"
_MEDICAL_ORDER = _registered("Ordre des médecins", "L4112-1", "medecin")
_DOCTOR = _title(
    "doctor",
    "Diplôme d'État de docteur en médecine et diplôme d'études spécialisées",
    "L4111-1 et L4131-1",
    "doct\\w+ (?:en )?medecine(?! veterinaire)",
    "diplome etudes specialisees(?! .*(?:pharmacie|odontolog|chirurgie orale))",
    obtained="Études de médecine, puis internat de la spécialité.",
    years=9,
)
_PHARMACIST = _title(
    "pharmacist",
    "Diplôme d'État de docteur en pharmacie",
    "L4221-1 et L4221-2",
    "doct\\w+ (?:en )?pharmacie",
    obtained="Six ans d'études de pharmacie au moins.",
    years=6,
)
_DOCTORS = ("J1101*", "J1102*", "K1402", "K1411", "M1617")


def _allied(occupations: tuple[str, ...], *requirements: Requirement) -> Trade:
    return Trade(occupations, requirements, health=True)


TRADES = (
    _allied(_DOCTORS, _DOCTOR, _MEDICAL_ORDER),
    _allied(
        ("J1103",),
        _title(
            "dentist",
            "Diplôme d'État de docteur en chirurgie dentaire",
            "L4111-1 et L4141-3",
            "doct\\w+ (?:en )?chirurgie dentaire",
            obtained="Six ans d'études d'odontologie au moins.",
            years=6,
        ),
        _registered("Ordre des chirurgiens-dentistes", "L4112-1", "dentiste"),
    ),
    _allied(
        ("J1104",),
        _title(
            "midwife",
            "Diplôme d'État de sage-femme ou de docteur en maïeutique",
            "L4111-1 et L4151-5",
            "diplome etat sage femme",
            "maieutique",
            obtained="Études de maïeutique à l'université, après une première année d'accès aux études de santé.",
            years=5,
        ),
        _registered("Ordre des sages-femmes", "L4112-1", "sages? femmes?"),
    ),
    _allied(("J1202",), _PHARMACIST, _registered("Ordre des pharmaciens", "L4221-1", "pharmacien")),
    _allied(
        ("J1201", "J1204"),
        _title(
            "biologist",
            "Diplôme d'études spécialisées de biologie médicale (médecin ou pharmacien)",
            "L6213-1",
            "diplome etudes specialisees .*biologie medicale",
            "^biologie medicale$",  # « DES de biologie médicale », without its small words
            obtained="Internat de biologie médicale, après des études de médecine ou de pharmacie.",
            years=10,
        ),
    ),
    _allied(("J1506", "J1510", "J1512", "J1505", "J1511"), _NURSE, _NURSE_ORDER, _VACCINES),
    _allied(
        ("J1508",),
        _title(
            "advanced_nurse",
            "Diplôme d'État d'infirmier en pratique avancée",
            "L4301-1",
            "infirmier pratique avancee",
            obtained="Deux ans à l'université, ouverts aux infirmiers diplômés.",
            years=5,
        ),
        _NURSE_ORDER,
    ),
    _allied(
        ("J1503",),
        _title(
            "anaesthetic_nurse",
            "Diplôme d'État d'infirmier anesthésiste",
            _NURSES,
            "infirmier anesthesiste",
            obtained="Deux ans d'école, ouverts aux infirmiers diplômés.",
            years=5,
        ),
        _NURSE_ORDER,
    ),
    _allied(
        ("J1504",),
        _title(
            "theatre_nurse",
            "Diplôme d'État d'infirmier de bloc opératoire",
            _NURSES,
            "infirmier bloc operatoire",
            obtained="Deux ans d'école ou VAE, ouverts aux infirmiers diplômés.",
            any_of=("Diplôme d'État d'infirmier, pour les actes qui ne sont pas réservés à l'infirmier de bloc",),
            years=5,
        ),
        _NURSE_ORDER,
    ),
    _allied(
        ("J1507",),
        _title(
            "child_nurse",
            "Diplôme d'État de puéricultrice",
            _NURSES,
            "diplome etat puericult",
            obtained="Une formation après le diplôme d'infirmier ou de sage-femme.",
            years=4,
        ),
        _NURSE_ORDER,
    ),
    _allied(
        ("J1501",),
        _title(
            "care_assistant",
            "Diplôme d'État d'aide-soignant",
            "L4391-1",
            "diplome etat aide soignant",
            "diplome professionnel aide soignant",
            obtained="Onze mois environ en institut (IFAS), en apprentissage ou par la VAE ; passerelles depuis l'ASSP, l'AES et d'autres diplômes.",
            any_of=("Autorisation d'exercice donnée à un diplômé d'un autre État européen (L4391-2)",),
        ),
        _VACCINES,
        _AFGSU2,
    ),
    _allied(
        ("J1304",),
        _title(
            "nursery_assistant",
            "Diplôme d'État d'auxiliaire de puériculture",
            "L4392-1",
            "diplome etat auxiliaire puericulture",
            "diplome professionnel auxiliaire puericulture",
            obtained="Onze mois environ en institut (IFAP), en apprentissage ou par la VAE.",
        ),
        _VACCINES,
        _AFGSU2,
    ),
    _allied(
        ("J1502",),
        Requirement(
            name="health_manager",
            kind=RequirementKind.DIPLOMA,
            label="Diplôme de cadre de santé",
            article=Article(
                "décret n° 95-926 du 18 août 1995 créant le diplôme de cadre de santé", "", date(1995, 8, 20)
            ),
            obtained="Un an en institut (IFCS), après quatre ans d'exercice d'un métier paramédical dont on tient le diplôme ; à l'hôpital public, puis un concours sur titres.",
            shows=shows("diplome cadre sante"),
        ),
    ),
    _allied(
        ("J1305",),
        _title(
            "ambulance",
            "Diplôme d'État d'ambulancier",
            "L4393-1",
            "diplome etat ambulancier",
            "certificat capacite ambulancier",
            obtained="Six mois environ en institut (IFA), en apprentissage ou par la VAE.",
        ),
        _VACCINES,
    ),
    _allied(
        ("J1306",),
        _title(
            "radiographer",
            "Diplôme d'État de manipulateur d'électroradiologie médicale, ou DTS imagerie médicale",
            "L4351-2 et L4351-3",
            "manipulateur electroradiologie",
            "imagerie medicale radiologie therapeutique",
            years=3,
        ),
    ),
    _allied(
        ("J1307",),
        _title(
            "pharmacy_preparer",
            "DEUST préparateur-technicien en pharmacie, ou brevet professionnel de préparateur en pharmacie",
            "L4241-4",
            "preparateur (?:technicien )?(?:en )?pharmacie",
            obtained="Deux ans en alternance dans une officine.",
            years=2,
        ),
    ),
    _allied(
        ("J1302",),
        _title(
            "lab_technician",
            "Diplôme de technicien de laboratoire médical (BTS, BUT ou diplôme d'État listés)",
            "L4352-2",
            "technicien laboratoire medical",
            "analyses? biologie medicale",
            "biologie medicale",
            "bioanalyses controles",
            "genie biologique",
            "biotechnologies",
            years=2,
        ),
    ),
    _allied(
        ("J1404", "J1413"),
        _title(
            "physiotherapist",
            "Diplôme d'État de masseur-kinésithérapeute",
            "L4321-2",
            "masseur kinesitherapeute",
            obtained="Cinq ans d'études, en institut, après une première année universitaire.",
            years=5,
        ),
        _registered("Ordre des masseurs-kinésithérapeutes", "L4321-10", "kinesitherapeute"),
    ),
    _allied(
        ("J1403",),
        _title("occupational_therapist", "Diplôme d'État d'ergothérapeute", "L4331-2", "ergotherapeute", years=3),
    ),
    _allied(
        ("J1412",),
        _title("psychomotor_therapist", "Diplôme d'État de psychomotricien", "L4332-2", "psychomotricien", years=3),
    ),
    _allied(
        ("J1406",),
        _title(
            "speech_therapist",
            "Certificat de capacité d'orthophoniste",
            "L4341-2 et L4341-3",
            "orthophoniste",
            obtained="Cinq ans à l'université, sur sélection.",
            years=5,
        ),
    ),
    _allied(
        ("J1407",),
        _title("orthoptist", "Certificat de capacité d'orthoptiste", "L4342-2 et L4342-3", "orthoptiste", years=3),
    ),
    _allied(
        ("J1409",),
        _title("podiatrist", "Diplôme d'État de pédicure-podologue", "L4322-2", "pedicure podologue", years=3),
        _registered("Ordre des pédicures-podologues", "L4322-7", "podologue"),
    ),
    _allied(
        ("J1401",), _title("hearing_aid", "Diplôme d'État d'audioprothésiste", "L4361-2", "audioprothesiste", years=3)
    ),
    _allied(
        ("J1405",),
        _title(
            "optician",
            "BTS opticien-lunetier, ou titre équivalent",
            "L4362-2",
            "opticien lunetier",
            obtained="BTS en deux ans, en école ou en apprentissage.",
            years=2,
        ),
    ),
    _allied(
        ("J1411",),
        _title(
            "orthotist",
            "Diplôme ou certificat de prothésiste-orthésiste",
            "L4364-1",
            "prothesiste orthesiste",
            "orthoprothesiste",
            "podo orthesiste",
            years=3,
        ),
    ),
    _allied(
        ("J1402",),
        _title(
            "dietitian",
            "BTS diététique, ou BUT génie biologique option diététique",
            "L4371-2",
            "bts dietetique",
            "(?:dut|but) .*dietetique",
            obtained="BTS ou BUT, en école, à l'université ou en apprentissage.",
            years=2,
        ),
    ),
    _allied(
        ("J1312",),
        _title(
            "dental_assistant",
            "Titre d'assistant dentaire",
            "L4393-8",
            "assistant\\w* dentaire",
            obtained="Dix-huit mois environ en contrat de professionnalisation ou d'apprentissage dans un cabinet.",
            any_of=("Être en contrat avec un cabinet pendant la formation",),
        ),
    ),
    _allied(
        ("J1310",),
        Requirement(
            "ambulance_auxiliary",
            RequirementKind.TRAINING,
            "Formation d'auxiliaire ambulancier (70 heures) et AFGSU 2",
            code("csp", "R6312-7"),
            "Soixante-dix heures dans un institut de formation d'ambulanciers.",
            shows("auxiliaire ambulancier", "diplome etat ambulancier"),
        ),
    ),
    _allied(
        ("J1310", "J1305"),
        Requirement(
            "ambulance_licence",
            RequirementKind.LICENCE,
            "Permis B hors période probatoire",
            code("route", "R221-10"),
            "Permis B obtenu depuis trois ans (deux en conduite accompagnée).",
            shows(tokens="licence:B"),
        ),
        Requirement(
            "ambulance_fitness",
            RequirementKind.REGISTRATION,
            "Attestation préfectorale d'aptitude à conduire une ambulance",
            code("route", "R221-10"),
            "Visite chez un médecin agréé par la préfecture, le permis en main.",
            shows("attestation prefectorale", "attestation .*conduite .*ambulance"),
            on_request=True,
        ),
    ),
    Trade(
        ("J1408",),
        (
            Requirement(
                "osteopath",
                RequirementKind.DIPLOMA,
                "Diplôme d'ostéopathe d'un établissement agréé",
                Article("loi n° 2002-303 du 4 mars 2002", "article 75", date(2002, 3, 5)),
                "Cinq ans dans un établissement agréé par le ministère de la santé, puis enregistrement à l'ARS.",
                shows("osteopathe(?! animal)"),
                years=5,
            ),
        ),
        health=True,
    ),
    Trade(
        ("K1104",),
        (
            Requirement(
                "psychologist",
                RequirementKind.DIPLOMA,
                "Licence et master de psychologie (titre de psychologue)",
                Article("loi n° 85-772 du 25 juillet 1985", "article 44", date(1985, 7, 26)),
                "Licence puis master de psychologie avec stage, et enregistrement à l'ARS.",
                shows("master (?!1\\b).*psycholog", "desss? psycholog", "titre psychologue"),
                years=5,
            ),
        ),
    ),
    Trade(
        ("A1504",),
        (
            Requirement(
                "vet",
                RequirementKind.DIPLOMA,
                "Diplôme d'État de docteur vétérinaire",
                code("rural", "L241-1"),
                "Six ans d'études, dans une école nationale vétérinaire ou un établissement agréé.",
                shows("doct\\w+ (?:medecine )?veterinaire", "diplome etat (?:docteur )?veterinaire"),
                years=6,
            ),
            Requirement(
                "vet_register",
                RequirementKind.REGISTRATION,
                "Inscription au tableau de l'Ordre des vétérinaires",
                code("rural", "livre II, titre IV"),
                "Demande au conseil régional de l'ordre.",
                shows("inscription .*ordre .*veterinaire"),
                on_request=True,
            ),
        ),
    ),
    Trade(
        ("A1507",),
        (
            Requirement(
                "animal_osteopath",
                RequirementKind.REGISTRATION,
                "Inscription sur la liste tenue par l'Ordre des vétérinaires, après l'épreuve d'aptitude",
                code("rural", "L243-3, 12°"),
                "Épreuve d'aptitude théorique et pratique devant l'Ordre des vétérinaires, après des études d'ostéopathie animale.",
                shows("(?:inscription|liste|registre) .*osteopath\\w* .*anima\\w*"),
                years=5,
            ),
        ),
    ),
)

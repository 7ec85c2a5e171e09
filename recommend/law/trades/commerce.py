"""Crafts that the code de l'artisanat keeps to qualified persons; food, drink, beauty, vehicles, animals, funerals."""

from __future__ import annotations

from datetime import date

from recommend.law.requirements import Article, Requirement, RequirementKind, Strength, Trade, code, shows

_ASKED = Strength.MAY_BE_ASKED
_ON_ONE_S_OWN = "pour s'installer, ou encadrer l'activité ; un salarié peut exercer sous le contrôle effectif et permanent d'une personne qualifiée"
_YEARS = (
    "Trois ans d'expérience professionnelle du métier en Europe, à son compte ou comme salarié",
    "Titre d'un niveau égal ou supérieur du métier, inscrit au RNCP",
)


def craft(
    name: str, diploma: str, *titles: str, when: str = _ON_ONE_S_OWN, strength: Strength = Strength.REQUIRED
) -> Requirement:
    """A craft of article L121-1 of the code de l'artisanat: qualification of the person, or of who supervises."""
    obtained = "CAP en un ou deux ans, en apprentissage, en reprise d'études ou par la VAE ; la chambre de métiers atteste la qualification."
    return Requirement(
        f"craft_{name}",
        RequirementKind.DIPLOMA,
        f"Qualification artisanale : {diploma}",
        code("artisanat", "L121-1"),
        obtained,
        shows(*titles, level=3),
        strength,
        _YEARS,
        when,
    )


_HYGIENE = Requirement(
    "food_hygiene",
    RequirementKind.TRAINING,
    "Formation à l'hygiène alimentaire (HACCP) d'une personne au moins de l'établissement",
    code("rural", "L233-4", date(2012, 10, 1)),
    "Quatorze heures, en organisme déclaré ; certains diplômes et trois ans d'expérience de gérant en dispensent.",
    shows(
        "(?:cap|bep|bp|bac pro|bts|titre professionnel|tp) .*(?:cuisin|restaurant|boucher|boulanger|charcut|patiss|traiteur|hotel)",
        tokens="food:hygiene",
    ),
    _ASKED,
    ("Diplôme de cuisine ou de restauration listé par l'arrêté du 25 novembre 2011",),
    "dans la restauration commerciale ; une seule personne par établissement",
)
_HYGIENE_OWNER = Requirement(
    "food_hygiene",
    _HYGIENE.kind,
    _HYGIENE.label,
    _HYGIENE.article,
    _HYGIENE.obtained,
    _HYGIENE.shows,
    Strength.REQUIRED,
    _HYGIENE.any_of,
    _HYGIENE.when,
)
_DRINKS = Requirement(
    "drink_permit",
    RequirementKind.TRAINING,
    "Permis d'exploitation (licence de débit de boissons ou de restaurant)",
    code("csp", "L3332-1-1", date(2007, 4, 2)),
    "Vingt heures en organisme agréé, valable dix ans, puis déclaration en mairie.",
    shows("permis exploitation"),
    Strength.REQUIRED,
    (),
    "pour exploiter un établissement qui sert de l'alcool",
)
_PETS = Requirement(
    "pets",
    RequirementKind.TRAINING,
    "ACACED (animaux de compagnie d'espèces domestiques), ou diplôme équivalent, d'une personne au moins",
    code("rural", "L214-6-1", date(2016, 1, 1)),
    "Deux ou trois jours de formation et une évaluation, pour les espèces concernées ; mise à jour tous les dix ans.",
    shows("acaced", "animaux compagnie", "certificat capacite .*animaux", "(?:bac pro|bp) .*(?:canin|elevage)"),
    Strength.REQUIRED,
    ("Certificat de capacité délivré avant 2016",),
)
_PHYTO = Requirement(
    "certiphyto",
    RequirementKind.TRAINING,
    "Certificat individuel « Certiphyto »",
    code("rural", "L254-3"),
    "Deux ou trois jours, ou un test, tous les cinq ans.",
    shows(tokens="plants:certiphyto"),
    _ASKED,
    (),
    "pour utiliser, vendre ou conseiller des produits phytopharmaceutiques",
)
_VEHICLES = craft(
    "vehicles",
    "CAP de la réparation des véhicules",
    "(?:maintenance|repar\\w+|mecani\\w+) .*(?:vehicule|automobile|moto|cycle|voiture)",
    "mecanicien",
    "carross",
    "peintre automobile",
    "construction reparation carrosserie",
)
_LIVE_WIRES = Requirement(
    "vehicle_electrical",
    RequirementKind.TRAINING,
    "Habilitation électrique véhicules (B0L, B1L, B2L, BCL)",
    code("travail", "R4544-9 et R4544-10", date(2011, 7, 1)),
    "Un à trois jours, puis habilitation écrite de l'employeur.",
    shows(tokens="electrical"),
    _ASKED,
    (),
    "sur les véhicules électriques et hybrides",
)
_COOLING = Requirement(
    "vehicle_cooling",
    RequirementKind.TRAINING,
    "Attestation d'aptitude à la manipulation des fluides frigorigènes, catégorie V",
    code("environnement", "R543-106"),
    "Deux jours chez un évaluateur certifié.",
    shows(tokens="cooling:fluids"),
    _ASKED,
    (),
    "pour la climatisation des véhicules",
)
_BEAUTY = craft("beauty", "CAP esthétique, cosmétique, parfumerie", "esthetique", "estheticien")
_HAIR = Requirement(
    "craft_hair",
    RequirementKind.DIPLOMA,
    "Qualification de coiffeur : CAP (à domicile), BP ou BM coiffure (une personne qualifiée par salon)",
    code("artisanat", "L121-1"),
    "CAP en deux ans, BP en deux ans de plus, en apprentissage, en reprise d'études ou par la VAE.",
    shows("coiff", level=3),
    Strength.REQUIRED,
    _YEARS,
    _ON_ONE_S_OWN,
)
_FUNERAL = code("cgct", "L2223-25-1 et D2223-55-2 et suivants")
_DEAD = code("cgct", "R2223-42 et suivants")

TRADES = (
    Trade(("D1101", "D1109"), (craft("butcher", "CAP boucher", "bouch"),)),
    Trade(("D1102", "D1108"), (craft("baker", "CAP boulanger", "boulang"),)),
    Trade(("D1103", "D1111", "D1112"), (craft("pork_butcher", "CAP charcutier-traiteur", "charcut"),)),
    Trade(("D1104", "D1117", "D1118"), (craft("pastry", "CAP pâtissier ou glacier", "patiss", "glacier"),)),
    Trade(("D1105",), (craft("fishmonger", "CAP poissonnier écailler", "poissonn", "ecailler"),)),
    Trade(("G1601", "G1602", "G1609", "G1604", "G1612", "G1606", "G1607", "G1603", "G1401", "G1409"), (_HYGIENE,)),
    Trade(("G1402", "G1413", "G1613", "G1805"), (_HYGIENE_OWNER,)),
    Trade(("G1402", "G1413", "G1805", "G1807", "G1411", "G1410"), (_DRINKS,)),
    Trade(
        ("G1807",),
        (
            Requirement(
                "tobacco",
                RequirementKind.REGISTRATION,
                "Agrément et contrat de gérance des douanes, après un stage de débitant de tabac",
                Article(
                    "code général des impôts", "article 568 ; décret n° 2010-720 du 28 juin 2010", date(2010, 7, 1)
                ),
                "Dossier auprès de la direction des douanes ; stage de trois jours.",
                shows("agrement .*tabac", "gerance .*tabac"),
            ),
        ),
    ),
    Trade(("D1202", "D1216", "D1217", "D1220"), (_HAIR,)),
    Trade(("D1208", "D1225", "D1231", "D1237"), (_BEAUTY,)),
    Trade(
        ("D1222", "D1240"),
        (
            craft(
                "beauty",
                "CAP esthétique, cosmétique, parfumerie",
                "esthetique",
                "estheticien",
                strength=_ASKED,
                when="pour des soins esthétiques ou des modelages, et non pour la seule décoration des ongles",
            ),
        ),
    ),
    Trade(
        ("D1239",),
        (
            Requirement(
                "skin",
                RequirementKind.TRAINING,
                "Formation hygiène et salubrité",
                code("csp", "R1311-3", date(2009, 1, 1)),
                "Vingt et une heures dans un organisme habilité.",
                shows("hygiene salubrite"),
            ),
            Requirement(
                "skin_declared",
                RequirementKind.REGISTRATION,
                "Déclaration de l'activité à l'agence régionale de santé",
                code("csp", "R1311-2", date(2009, 1, 1)),
                "Déclaration en ligne, attestation de formation à l'appui.",
                shows("declaration .*(?:\\bars\\b|agence regionale sante|percage|tatouage)"),
                on_request=True,
            ),
        ),
    ),
    Trade(
        ("I1604", "I1613", "I1612", "I1622", "I1624", "I1606", "I1607", "I1627", "I1609", "I1621", "I1616", "I1603"),
        (_VEHICLES,),
    ),
    Trade(("I1604", "I1612", "I1615", "I1613", "I1622"), (_LIVE_WIRES, _COOLING)),
    Trade(
        ("I1617", "I1114"),
        (
            Requirement(
                "vehicle_inspector",
                RequirementKind.REGISTRATION,
                "Agrément préfectoral de contrôleur technique",
                code("route", "L323-1 et R323-18"),
                "Demande à la préfecture du centre, titre à l'appui.",
                shows("agrement .*(?:controleur technique|prefect\\w*)", "controleur technique .*agree"),
                on_request=True,
            ),
            Requirement(
                "vehicle_inspector_title",
                RequirementKind.TRAINING,
                "Qualification de contrôleur technique : titre ou diplôme automobile et formation initiale",
                code("route", "R323-18"),
                "CQP ou titre professionnel de contrôleur technique de véhicules.",
                shows("controleu\\w+ technique .*(?:vehicules?|automobiles?)"),
            ),
            Requirement(
                "inspector_clearance",
                RequirementKind.CLEARANCE,
                "Bulletin n° 2 du casier judiciaire sans condamnation",
                code("route", "L323-1"),
                "La préfecture le demande.",
            ),
        ),
    ),
    Trade(
        ("C1113",),
        (
            Requirement(
                "car_expert",
                RequirementKind.REGISTRATION,
                "Inscription sur la liste nationale des experts en automobile",
                code("route", "L326-1 et suivants"),
                "Demande à la commission nationale, diplôme à l'appui.",
                shows("(?:inscription|liste) .*experts? .*automobile", "expert automobile agree"),
                on_request=True,
            ),
            Requirement(
                "car_expert_diploma",
                RequirementKind.DIPLOMA,
                "Diplôme d'expert en automobile",
                code("route", "L326-1 et suivants"),
                "Trois épreuves et deux ans de pratique auprès d'un expert.",
                shows("diplome .*expert .*automobile", "expert automobile"),
                years=3,
            ),
        ),
    ),
    Trade(("A1502",), (craft("farrier", "CAP agricole maréchal-ferrant", "marechal"),)),
    Trade(
        ("A1308",),
        (
            Requirement(
                "insemination",
                RequirementKind.TRAINING,
                "Certificat d'aptitude aux fonctions de technicien d'insémination (CAFTI), et licence",
                Article(
                    "code rural et de la pêche maritime (insémination artificielle)",
                    "livre VI, titre V",
                    date(2007, 1, 1),
                ),
                "Formation en centre agréé.",
                shows("cafti", "inseminat"),
            ),
        ),
    ),
    Trade(("A1435", "A1426", "D1210", "A1511"), (_PETS,)),
    Trade(
        ("A1408",),
        (
            Requirement(
                "wild_animals",
                RequirementKind.REGISTRATION,
                "Certificat de capacité pour l'entretien d'animaux non domestiques",
                code("environnement", "L413-2"),
                "Dossier et commission, à la préfecture.",
                shows("certificat capacite .*(?:non domestiques?|sauvages?|reptiles|faune|rapaces)"),
            ),
        ),
    ),
    Trade(
        ("A1508",),
        (
            Requirement(
                "biting",
                RequirementKind.REGISTRATION,
                "Certificat de capacité pour le dressage des chiens au mordant",
                code("rural", "L211-17"),
                "Épreuve de connaissances, puis demande à la préfecture.",
                shows("certificat capacite .*mordant"),
                _ASKED,
                (),
                "pour le dressage au mordant",
            ),
        ),
    ),
    Trade(("A1203", "A1208", "A1211", "A1416", "A1405", "A1418", "A1402", "A1414", "D1219", "K2305"), (_PHYTO,)),
    Trade(
        ("K2305",),
        (
            Requirement(
                "certibiocide",
                RequirementKind.TRAINING,
                "Certificat individuel « Certibiocide »",
                Article("arrêté du 9 octobre 2013", "", date(2015, 7, 1)),
                "Un à trois jours en centre habilité, tous les cinq ans.",
                shows("certibiocide"),
            ),
        ),
    ),
    Trade(
        ("K2603",),
        (
            Requirement(
                "embalmer",
                RequirementKind.DIPLOMA,
                "Diplôme national de thanatopracteur",
                code("cgct", "L2223-45"),
                "Formation théorique et pratique, puis concours national à nombre limité.",
                shows("thanatopract"),
            ),
            Requirement(
                "embalmer_vaccine",
                RequirementKind.MEDICAL,
                "Vaccination contre l'hépatite B",
                code("csp", "L3111-4-1", date(2017, 1, 1)),
                "Auprès d'un médecin.",
            ),
        ),
    ),
    Trade(
        ("K2602", "K2605"),
        (
            Requirement(
                "funeral_diploma",
                RequirementKind.DIPLOMA,
                "Diplôme de conseiller funéraire ou de maître de cérémonie",
                _FUNERAL,
                "Formation de 70 à 140 heures dans les douze mois de l'embauche.",
                shows("conseiller\\w* funeraire", "maitre ceremonie", "assistant funeraire"),
            ),
        ),
    ),
    Trade(
        ("K2601", "N4129", "K2604"),
        (
            Requirement(
                "funeral_training",
                RequirementKind.TRAINING,
                "Formation professionnelle des agents funéraires, dans les trois mois de l'embauche",
                _DEAD,
                "Seize heures, chez l'employeur ou en organisme.",
                shows("funeraire"),
            ),
        ),
    ),
    Trade(
        ("N4129",),
        (
            Requirement(
                "licence_b",
                RequirementKind.LICENCE,
                "Permis B",
                code("route", "R221-1 et R221-4"),
                "Auto-école.",
                shows(tokens="licence:B"),
            ),
        ),
    ),
    Trade(
        ("J1410",),
        (
            craft(
                "dental_prosthesis",
                "BTS prothésiste dentaire, ou autre titre du métier",
                "prothesiste dentaire",
                "prothese dentaire",
            ),
        ),
    ),
)

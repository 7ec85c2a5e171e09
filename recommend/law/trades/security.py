"""Private security, police, prisons, armies, rescue."""

from __future__ import annotations

from datetime import date

from recommend.law.requirements import Article, Requirement, RequirementKind, Strength, Trade, code, shows

_CARD = Requirement(
    "security_card",
    RequirementKind.CARD,
    "Carte professionnelle délivrée par le CNAPS, de la bonne activité",
    code("csi", "L612-20"),
    "Formation (titre ou CQP d'agent de prévention et de sécurité, cinq semaines environ), après une autorisation préalable du CNAPS ; puis demande de carte en ligne, valable cinq ans.",
    shows("carte pro\\w* .*(?:securite|surveillance|cynophile|convoy|protection|suretes?)", tokens="card:CNAPS"),
)
_MORALITY = Requirement(
    "security_clearance",
    RequirementKind.CLEARANCE,
    "Moralité vérifiée (bulletin n° 2, fichiers de police) ; hors Union européenne, titre de séjour depuis cinq ans",
    code("csi", "L612-20"),
    "Le CNAPS enquête en instruisant la demande de carte.",
)
_MANAGER = Requirement(
    "security_approval",
    RequirementKind.REGISTRATION,
    "Agrément de dirigeant délivré par le CNAPS",
    code("csi", "L612-6 et L612-7"),
    "Demande au CNAPS, diplôme de dirigeant à l'appui.",
    shows("agrement .*(?:dirigeant|cnaps)"),
    Strength.MAY_BE_ASKED,
    (),
    "pour diriger une entreprise de sécurité privée",
)
_FIRE = Requirement(
    "ssiap",
    RequirementKind.TRAINING,
    "SSIAP 1 (ou 2, 3 selon le poste)",
    Article("arrêté du 2 mai 2005 relatif aux services de sécurité incendie", "", date(2005, 5, 27)),
    "Deux semaines environ en centre agréé, après un secourisme à jour ; recyclage tous les trois ans.",
    shows(tokens="security:SSIAP1"),
    Strength.MAY_BE_ASKED,
    ("Avoir servi un temps suffisant comme sapeur-pompier",),
    "pour la sécurité incendie d'un établissement recevant du public ou d'un immeuble de grande hauteur",
)
_FIRST_AID = Requirement(
    "first_aid",
    RequirementKind.TRAINING,
    "SST ou PSC1 à jour",
    Article("code du travail (secouristes du travail)", "R4224-15", date(2008, 5, 1)),
    "Deux jours (SST) ou une journée (PSC1).",
    shows(tokens="first_aid:SST first_aid:PSC1"),
    Strength.MAY_BE_ASKED,
)
_NATIONAL = Requirement(
    "public_conditions",
    RequirementKind.CLEARANCE,
    "Nationalité française, droits civiques, casier compatible, enquête administrative",
    code("fonction publique", "L321-1 à L321-3"),
    "L'administration le vérifie avant la nomination.",
)
_FIT = Requirement(
    "public_fitness",
    RequirementKind.MEDICAL,
    "Aptitude physique et médicale au service",
    code("fonction publique", "L321-1"),
    "Visite organisée par l'administration.",
)


def _contest(
    name: str, label: str, article: Article, obtained: str, *titles: str, years: int = 0
) -> tuple[Requirement, ...]:
    contest = Requirement(name, RequirementKind.COMPETITION, label, article, obtained, shows(*titles), years=years)
    return (contest, _NATIONAL, _FIT)


_POLICE = "Concours national, puis école de police."
_ARMY = (
    Requirement(
        "military",
        RequirementKind.COMPETITION,
        "Engagement ou concours des armées",
        code("defense", "L4132-1"),
        "Recrutement dans un CIRFA : tests, visite médicale, puis formation militaire.",
        shows(
            "engagement .*(?:armees?|militaire|legion|marine|gendarmerie)", "engage volontaire", "contrat .*militaire"
        ),
    ),
    Requirement(
        "military_conditions",
        RequirementKind.CLEARANCE,
        "Nationalité française, droits civiques, aptitude exigée",
        code("defense", "L4132-1"),
        "Les armées le vérifient au recrutement.",
    ),
)
_SHERIFF = "Concours de la fonction publique territoriale, puis formation et agréments."

TRADES = (
    Trade(("K2503", "K2504", "K2508", "K2509", "K2510", "K2506", "K2507", "N1208"), (_CARD, _MORALITY)),
    Trade(("K2503", "K2504"), (_FIRE, _FIRST_AID)),
    Trade(("K2502",), (_MANAGER, _FIRE)),
    Trade(
        ("K2507",),
        (
            Requirement(
                "airport",
                RequirementKind.REGISTRATION,
                "Double agrément (préfet et procureur)",
                code("transports", "L6342-4"),
                "Demandé par l'employeur, après l'embauche.",
                shows("agrement .*(?:suretes?|aero\\w*)"),
                on_request=True,
            ),
            Requirement(
                "airport_certified",
                RequirementKind.TRAINING,
                "Certification d'agent de sûreté aéroportuaire",
                code("transports", "livre III, titre IV (sûreté aéroportuaire)"),
                "Formation et examen de l'ENAC.",
                shows("suretes? aeroportuaire", "\\bt10\\b"),
            ),
        ),
    ),
    Trade(
        ("K2510",),
        (
            Requirement(
                "dog",
                RequirementKind.TRAINING,
                "Titre d'agent cynophile, avec le chien avec lequel on travaille",
                code("csi", "livre VI, titre Ier (agents cynophiles)"),
                "Formation du binôme, plusieurs mois, dans un centre autorisé.",
                shows("cynophile", "conducteur chien"),
            ),
        ),
    ),
    Trade(
        ("K2505",),
        (
            Requirement(
                "detective",
                RequirementKind.CARD,
                "Agrément (à son compte) ou carte professionnelle (salarié) d'agent de recherches privées",
                code("csi", "L622-6 et L622-19"),
                "Demande au CNAPS, titre à l'appui.",
                shows("(?:agrement|carte) .*(?:recherches privees|detective)"),
                on_request=True,
            ),
            Requirement(
                "detective_title",
                RequirementKind.TRAINING,
                "Aptitude professionnelle : titre ou licence d'agent de recherches privées",
                code("csi", "livre VI, titre II (recherches privées)"),
                "Deux ans environ dans une école, ou une licence professionnelle.",
                shows("agents? recherches privees", "enqueteur prive", "detective"),
            ),
            _MORALITY,
        ),
    ),
    Trade(
        ("K1708", "K1720"),
        _contest(
            "police",
            "Concours de gardien de la paix",
            Article("décret n° 2004-1439 du 23 décembre 2004", "", date(2005, 1, 1)),
            _POLICE + " Le baccalauréat est demandé au concours externe.",
            "gardien paix",
        ),
    ),
    Trade(
        ("K1704", "K1710"),
        _contest(
            "police_officer",
            "Concours d'officier de police (licence) ou de la gendarmerie",
            code("fonction publique", "L320-1"),
            _POLICE,
            "officier police",
            years=4,
        ),
    ),
    Trade(
        ("K1709",),
        _contest(
            "police_chief",
            "Concours de commissaire de police (master)",
            code("fonction publique", "L320-1"),
            _POLICE,
            "commissaire police",
            years=7,
        ),
    ),
    Trade(
        ("K1706", "K1721"),
        _contest(
            "force",
            "Concours ou sélection de la police ou de la gendarmerie",
            code("fonction publique", "L320-1"),
            "Concours, puis école ; policier adjoint et gendarme adjoint sur sélection, sans diplôme.",
            "gardien paix",
            "gendarme",
            "policier adjoint",
        ),
    ),
    Trade(
        ("K1707", "K1719"),
        (
            *_contest(
                "municipal_police",
                "Concours de gardien-brigadier de police municipale",
                Article("décret n° 2006-1391 du 17 novembre 2006", "", date(2006, 11, 18)),
                _SHERIFF,
                "(?:concours|gardien|brigadier) .*police municipale",
            ),
            Requirement(
                "municipal_approval",
                RequirementKind.REGISTRATION,
                "Double agrément du préfet et du procureur, assermentation",
                code("csi", "L511-2"),
                "Demandés par la commune après le recrutement.",
            ),
        ),
    ),
    Trade(
        ("K1711", "K1716", "K1223", "K1227"),
        _contest(
            "prison",
            "Concours de l'administration pénitentiaire",
            code("fonction publique", "L320-1"),
            "Concours, puis École nationale d'administration pénitentiaire.",
            "surveillant penitentiaire",
        ),
    ),
    Trade(
        ("K1210", "K1211"),
        _contest(
            "justice",
            "Concours de la protection judiciaire de la jeunesse ou de l'insertion et de la probation",
            code("fonction publique", "L320-1"),
            "Concours à bac + 2 ou bac + 3, puis école ; des contractuels sont recrutés.",
            "protection judiciaire jeunesse",
            "insertion probation",
            years=4,
        ),
    ),
    Trade(("K1701*", "K1703*", "K1722", "K1724"), _ARMY),
    Trade(
        ("K1705",),
        (
            Requirement(
                "rescuer",
                RequirementKind.TRAINING,
                "Premiers secours en équipe (PSE1, puis PSE2)",
                Article("arrêtés du 24 août 2007 et du 14 novembre 2007 (PSE)", "", date(2007, 12, 1)),
                "Cinq jours chacun, en association agréée ou en service d'incendie.",
                shows("sapeur pompier", tokens="first_aid:PSE1 first_aid:PSE2"),
            ),
            Requirement(
                "firefighter",
                RequirementKind.COMPETITION,
                "Concours de sapeur-pompier professionnel",
                Article("décret n° 2012-520 du 20 avril 2012", "", date(2012, 5, 1)),
                "Concours du SDIS ou du centre de gestion ; une voie est ouverte aux volontaires.",
                shows("sapeur pompier professionnel"),
                Strength.MAY_BE_ASKED,
                ("Engagement de sapeur-pompier volontaire",),
                "pour être sapeur-pompier professionnel",
            ),
        ),
    ),
    Trade(
        ("L1523",),
        (
            Requirement(
                "fireworks",
                RequirementKind.TRAINING,
                "Certificat de qualification F4-T2",
                Article("décret n° 2010-580 du 31 mai 2010", "", date(2010, 7, 4)),
                "Formation et examen en organisme agréé.",
                shows("f4 t2", "artificier", "c4 t2"),
            ),
            Requirement(
                "fireworks_approval",
                RequirementKind.REGISTRATION,
                "Agrément préfectoral pour acquérir et tirer des artifices",
                Article("décret n° 2010-580 du 31 mai 2010", "", date(2010, 7, 4)),
                "Demande à la préfecture, certificat à l'appui.",
                shows("agrement .*(?:artifice|artificier|prefect\\w*)"),
                on_request=True,
            ),
        ),
    ),
)

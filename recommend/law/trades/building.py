"""Building and works: qualified craftsmen, electricity, cooling fluids, networks, asbestos, heights; those who sign plans."""

from __future__ import annotations

from datetime import date

from recommend.law.requirements import Article, Requirement, RequirementKind, Strength, Trade, code, shows
from recommend.law.trades.commerce import craft

_ASKED, _TRAINING = Strength.MAY_BE_ASKED, RequirementKind.TRAINING
_2011 = date(2011, 7, 1)
_ELECTRICAL = Requirement(
    "electrical",
    _TRAINING,
    "Habilitation électrique du bon symbole (NF C18-510), que chaque employeur donne après formation",
    code("travail", "R4544-9 et R4544-10", _2011),
    "Un à quatre jours de formation, avis médical d'aptitude, puis habilitation écrite de l'employeur ; recyclage tous les trois ans conseillé.",
    shows(tokens="electrical"),
    when="une fois embauché",
)
_ELECTRICAL_MAYBE = Requirement(
    "electrical",
    _TRAINING,
    _ELECTRICAL.label,
    _ELECTRICAL.article,
    _ELECTRICAL.obtained,
    _ELECTRICAL.shows,
    _ASKED,
    (),
    "pour les opérations sur ou près d'installations électriques",
)
_COOLING = Requirement(
    "cooling",
    _TRAINING,
    "Attestation d'aptitude à la manipulation des fluides frigorigènes",
    code("environnement", "R543-106"),
    "Trois à cinq jours chez un évaluateur certifié ; l'entreprise a une attestation de capacité (R543-99).",
    shows(tokens="cooling:fluids"),
)
_COOLING_MAYBE = Requirement(
    "cooling",
    _TRAINING,
    _COOLING.label,
    _COOLING.article,
    _COOLING.obtained,
    _COOLING.shows,
    _ASKED,
    (),
    "pour les pompes à chaleur et climatisations",
)
_NETWORKS = Requirement(
    "networks",
    _TRAINING,
    "AIPR (autorisation d'intervention à proximité des réseaux) de l'employeur",
    code("environnement", "R554-31", date(2018, 1, 1)),
    "Examen par questionnaire en centre, puis autorisation de l'employeur.",
    shows(tokens="network:AIPR"),
    Strength.REQUIRED,
    ("CACES récent, titre ou diplôme listé",),
    "pour conduire un engin, ou encadrer, près de réseaux enterrés ou aériens",
)
_ASBESTOS = Requirement(
    "asbestos",
    _TRAINING,
    "Formation à la prévention du risque amiante (sous-section 3 ou 4)",
    code("travail", "R4412-94 à R4412-148", date(2012, 7, 1)),
    "Deux à dix jours selon le poste, en organisme certifié pour la sous-section 3.",
    shows("amiante", "sous section [34]", "\\bss[34]\\b"),
)
_ASBESTOS_MAYBE = Requirement(
    "asbestos",
    _TRAINING,
    _ASBESTOS.label,
    _ASBESTOS.article,
    _ASBESTOS.obtained,
    _ASBESTOS.shows,
    _ASKED,
    (),
    "sur des matériaux qui peuvent contenir de l'amiante",
)
_SCAFFOLDS = Requirement(
    "scaffolds",
    _TRAINING,
    "Formation au montage des échafaudages",
    code("travail", "R4323-69"),
    "Deux ou trois jours (recommandations R408 et R457), attestation de l'employeur.",
    shows("echafaud", tokens="caces:R408 caces:R457"),
)
_SCAFFOLDS_MAYBE = Requirement(
    "scaffolds",
    _TRAINING,
    _SCAFFOLDS.label,
    _SCAFFOLDS.article,
    _SCAFFOLDS.obtained,
    _SCAFFOLDS.shows,
    _ASKED,
    (),
    "pour monter ou démonter un échafaudage",
)


def _trade(occupations: str, name: str, diploma: str, titles: str, *more: Requirement) -> Trade:
    return Trade(tuple(occupations.split()), (craft(name, diploma, *titles.split("/")), *more))


TRADES = (
    _trade("F1602 F1628", "electrician", "CAP électricien", "electric/electrotechn/metiers electricite", _ELECTRICAL),
    Trade(("F1629", "F1605", "F1622", "I1309", "I1302", "I1304", "I1305", "H2602"), (_ELECTRICAL,)),
    Trade(
        ("I1310", "I1301", "I1306", "I1316", "I1308", "I1307", "I1311", "I1315", "I1317", "F1623", "F1134", "I1325"),
        (_ELECTRICAL_MAYBE,),
    ),
    Trade(("F1605", "F1622", "F1702", "F1705", "F1302", "F1207", "F1208", "F1209", "I1315"), (_NETWORKS,)),
    _trade("F1603", "plumber", "CAP monteur en installations sanitaires", "plomb/sanitaire/chauffag/thermique"),
    _trade(
        "F1620 I1308",
        "heating",
        "CAP monteur en installations thermiques",
        "chauffag/thermique/climati/plomb",
        _COOLING_MAYBE,
    ),
    Trade(
        ("I1306",), (craft("cooling", "CAP du froid et de la climatisation", "froid", "frigor", "climati"), _COOLING)
    ),
    Trade(("I1316",), (_COOLING_MAYBE,)),
    _trade("F1621", "sweep", "CAP ou titre de ramoneur", "ramon/fumist"),
    _trade(
        "F1610",
        "solar",
        "CAP électricien, couvreur ou chauffagiste",
        "couvr/electric/thermique/solaire/photovolta",
        _ELECTRICAL,
    ),
    _trade("F1619", "roofer", "CAP couvreur", "couvr/zingu", _SCAFFOLDS_MAYBE, _ASBESTOS_MAYBE),
    _trade("F1703", "mason", "CAP maçon", "macon/gros oeuvre", _SCAFFOLDS_MAYBE),
    _trade("F1503 F1501", "carpenter", "CAP charpentier bois", "charpent/constructi\\w* bois"),
    _trade("F1601 F1604", "plasterer", "CAP plâtrier-plaquiste", "platr/plaqu/finition"),
    _trade("F1606", "painter", "CAP peintre applicateur de revêtements", "peint/finition"),
    _trade("F1607 F1614 F1616", "joiner", "CAP menuisier", "menuis/serrur/fermeture"),
    _trade("F1608 F1609", "tiler", "CAP carreleur mosaïste", "carrel/solier/revetement"),
    _trade(
        "F1611",
        "facade",
        "CAP métiers du plâtre, de la peinture ou de la façade",
        "facad/peint/enduit",
        _SCAFFOLDS_MAYBE,
    ),
    _trade("F1613", "waterproofing", "CAP étancheur", "etanch", _ASBESTOS_MAYBE),
    _trade("F1612", "stonecutter", "CAP tailleur de pierre", "taill\\w+ pierre"),
    Trade(("F1505",), (_SCAFFOLDS,)),
    Trade(("F1709",), (_ASBESTOS_MAYBE, _NETWORKS)),
    Trade(
        ("I1508",),
        (
            _ASBESTOS,
            Requirement(
                "asbestos_fitness",
                RequirementKind.MEDICAL,
                "Suivi médical renforcé et aptitude au port d'appareils respiratoires",
                code("travail", "R4624-22 et R4624-23", date(2017, 1, 1)),
                "Médecin du travail, avant l'affectation.",
            ),
        ),
    ),
    Trade(
        ("I1502",),
        (
            Requirement(
                "diving",
                _TRAINING,
                "Certificat d'aptitude à l'hyperbarie, mention A (travaux subaquatiques)",
                code("travail", "R4461-27", date(2012, 1, 1)),
                "Formation certifiée de plusieurs semaines, aptitude médicale.",
                shows("hyperbar", "scaphandrier", "classe [0-3][abcd]\\b"),
            ),
        ),
    ),
    Trade(
        ("F1101", "F1121", "F1127"),
        (
            Requirement(
                "architect",
                RequirementKind.DIPLOMA,
                "Diplôme d'État d'architecte",
                Article("loi n° 77-2 du 3 janvier 1977 sur l'architecture", "articles 3, 9 et 10", date(1977, 1, 4)),
                "Cinq ans d'école d'architecture.",
                shows("diplome etat architecte", "architecte dplg", "hmonp", "habilitation architecte"),
                years=5,
            ),
            Requirement(
                "architect_own_name",
                RequirementKind.DIPLOMA,
                "Habilitation à la maîtrise d'œuvre en son nom propre (HMONP)",
                Article("loi n° 77-2 du 3 janvier 1977 sur l'architecture", "articles 3, 9 et 10", date(1977, 1, 4)),
                "Une année de mise en situation, après le diplôme d'État.",
                shows("hmonp", "architecte dplg", "habilitation .*(?:architecte|maitrise oeuvre)"),
                _ASKED,
                (),
                "pour signer un projet et porter le titre d'architecte",
            ),
            Requirement(
                "architect_register",
                RequirementKind.REGISTRATION,
                "Inscription au tableau de l'Ordre des architectes",
                Article("loi n° 77-2 du 3 janvier 1977 sur l'architecture", "articles 9 et 23", date(1977, 1, 4)),
                "Demande au conseil régional de l'ordre.",
                shows("inscription ordre architectes"),
                _ASKED,
                (),
                "pour signer un projet et porter le titre d'architecte",
            ),
        ),
    ),
    Trade(
        ("A1206",),
        (
            Requirement(
                "landscape",
                RequirementKind.REGISTRATION,
                "Titre de paysagiste concepteur, sur la liste du ministère",
                Article("loi n° 2016-1087 du 8 août 2016", "article 174", date(2016, 8, 10)),
                "Diplôme d'État de paysagiste, ou dossier d'équivalence.",
                shows("diplome etat paysagiste", "paysagiste (?:concepteur|dplg)"),
                years=5,
            ),
        ),
    ),
    Trade(
        ("F1107",),
        (
            Requirement(
                "surveyor",
                RequirementKind.REGISTRATION,
                "Inscription à l'Ordre des géomètres-experts",
                Article("loi n° 46-942 du 7 mai 1946", "articles 1 et 3", date(1946, 5, 8)),
                "Diplôme d'ingénieur géomètre ou DPLG, stage de deux ans, puis demande à l'ordre.",
                shows("inscription .*geometres? experts?"),
                _ASKED,
                (),
                "pour fixer les limites des biens fonciers (bornage) et dresser les plans fonciers",
            ),
        ),
    ),
    Trade(
        ("F1103",),
        (
            Requirement(
                "diagnosis",
                RequirementKind.REGISTRATION,
                "Certification de personnes pour chaque diagnostic (amiante, plomb, DPE, gaz, électricité…)",
                code("construction", "L271-6 et R271-1", date(2007, 11, 1)),
                "Formation, examens d'un organisme accrédité, assurance ; certification de sept ans.",
                shows("certification .*(?:dpe|amiante|plomb|diagnosti\\w+)", "diagnosti\\w+ .*certifie"),
            ),
        ),
    ),
    Trade(
        ("F1130",),
        (
            Requirement(
                "controller_approval",
                RequirementKind.REGISTRATION,
                "Agrément du contrôleur technique de la construction",
                code("construction", "L125-1 et suivants"),
                "L'organisme est agréé ; les personnes ont les qualifications de l'agrément.",
                shows("agrement .*controle\\w* technique .*construction"),
            ),
        ),
    ),
    Trade(
        ("F1402", "F1203"),
        (
            Requirement(
                "blasting",
                _TRAINING,
                "Certificat de préposé au tir",
                Article("décret n° 87-231 du 27 mars 1987", "", date(1987, 4, 1)),
                "Formation et examen (CPT), puis habilitation de l'employeur et du préfet.",
                shows("prepose tir"),
                _ASKED,
                (),
                "pour mettre en œuvre des explosifs",
            ),
        ),
    ),
)

"""Law, accounts, banking and insurance, real estate, tourism, contests of the administrations."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from recommend.law.requirements import Article, Requirement, RequirementKind, Strength, Trade, code, shows

_ASKED, _REQUIRED = Strength.MAY_BE_ASKED, Strength.REQUIRED
_DIPLOMA, _REGISTRATION, _CARD = RequirementKind.DIPLOMA, RequirementKind.REGISTRATION, RequirementKind.CARD
_HOGUET = "loi n° 70-9 du 2 janvier 1970 (« Hoguet »)"
_1970 = date(1972, 7, 22)


def _text(text: str, articles: str, since: date) -> Article:
    return Article(text, articles, since)


_AGENT_CARD = Requirement(
    "estate_card",
    _CARD,
    "Carte professionnelle (T, G ou S) de l'agence ou de la personne à son compte",
    _text(_HOGUET, "article 3", _1970),
    "Demande à la CCI : diplôme (BTS, licence de droit, d'économie, de commerce…) ou expérience, garantie, assurance ; valable trois ans.",
    shows("carte (?:t\\b|g\\b|s\\b|pro\\w* .*(?:transaction|immobili|gestion|syndic))"),
    _REQUIRED,
    (
        "Salarié ou agent commercial : attestation d'habilitation visée par la CCI, donnée par le titulaire de la carte (article 4)",
    ),
    "à son compte ou à la tête d'une agence",
)
_AGENT_CLEARANCE = Requirement(
    "estate_clearance",
    RequirementKind.CLEARANCE,
    "Aucune condamnation incompatible",
    _text(_HOGUET, "articles 9 à 11", _1970),
    "La CCI demande le bulletin n° 2 du casier judiciaire.",
)
_ORIAS = Requirement(
    "orias",
    _REGISTRATION,
    "Immatriculation à l'ORIAS, avec honorabilité et assurance",
    code("assurances", "L512-1, L512-4 et L512-5"),
    "Inscription en ligne, à renouveler chaque année ; elle tombe avec le mandat ou l'emploi pour lequel elle a été faite.",
    shows("orias"),
    on_request=True,
)
_ORIAS_BANK = Requirement(
    "orias_bank",
    _REGISTRATION,
    "Immatriculation à l'ORIAS comme intermédiaire en opérations de banque",
    code("monetaire", "L519-1 et L546-1"),
    "Inscription en ligne, à renouveler chaque année ; elle tombe avec le mandat ou l'emploi pour lequel elle a été faite.",
    shows("orias"),
    on_request=True,
)
_BANK_SKILL = Requirement(
    "bank_capacity",
    RequirementKind.TRAINING,
    "Capacité professionnelle d'intermédiaire en opérations de banque (IOBSP)",
    code("monetaire", "L519-3-3 et R519-8 et suivants"),
    "Formation de 150 heures (80 ou 40 selon le niveau), diplôme ou expérience.",
    shows("iobsp", "(?:bts|but|licence|master) .*(?:banque|finance)"),
)
_ADVISER = Requirement(
    "adviser",
    _REGISTRATION,
    "Statut de conseiller en investissements financiers : ORIAS et association agréée",
    code("monetaire", "L541-2 et L546-1"),
    "Master ou formation et expérience, certification AMF, adhésion à une association agréée.",
    shows("orias .*(?:cif|investissements?)", "adhesion .*(?:anacofi|cncgp|cncef|compagnie cif)", "statut (?:de )?cif"),
    _ASKED,
    (),
    "à son compte, pour conseiller des placements",
)
_AMF = Requirement(
    "amf",
    RequirementKind.TRAINING,
    "Certification AMF (vérification des connaissances minimales)",
    _text("règlement général de l'Autorité des marchés financiers", "livre III", date(2010, 7, 1)),
    "Examen d'un organisme certifié, ou vérification interne par l'employeur.",
    shows("(?:certification|examen) .*amf", "\\bamf\\b"),
    _ASKED,
    ("Vérification interne par l'employeur, dans les six mois",),
)
_INSURANCE_SKILL = Requirement(
    "insurance_capacity",
    RequirementKind.TRAINING,
    "Capacité professionnelle à distribuer l'assurance (livret de stage, diplôme ou expérience)",
    code("assurances", "L511-2 et R512-9 et suivants"),
    "Assurée par l'employeur à l'entrée (150 heures), puis quinze heures par an.",
    shows("capacite (?:professionnelle )?.*assurances?", "\\bias\\b", "(?:bts|but|licence|master) .*assurances?"),
    _ASKED,
)
_PUBLIC = code("fonction publique", "L320-1")


def _contest(
    name: str,
    label: str,
    of: str,
    obtained: str = "Concours externe, interne ou troisième voie, puis formation comme stagiaire ; des contractuels sont recrutés.",
) -> Requirement:
    return Requirement(
        name,
        RequirementKind.COMPETITION,
        label,
        _PUBLIC,
        obtained,
        shows(f"concours .*(?:{of})"),
        _REQUIRED,
        ("Contrat, quand l'administration recrute sans concours",),
        "pour être fonctionnaire",
    )


def _appointed(name: str, label: str, article: Article) -> Requirement:
    """An office is given by the State, to who holds the diploma."""
    return Requirement(
        name,
        _REGISTRATION,
        label,
        article,
        "Candidature à un office, ou comme salarié d'un office ; prestation de serment.",
        shows("nomination .*(?:notaire|commissaire justice)", "(?:notaire|commissaire justice) (?:nomme|assermente)"),
        on_request=True,
    )


_JUSTICE_OFFICER = Requirement(
    "justice_officer",
    _DIPLOMA,
    "Examen d'aptitude à la profession de commissaire de justice (ou d'huissier, de commissaire-priseur judiciaire)",
    _text("ordonnance n° 2016-728 du 2 juin 2016 et décret n° 2019-1185 du 15 novembre 2019", "", date(2022, 7, 1)),
    "Master de droit, formation de deux ans de l'institut national (INCJ), examen.",
    shows(
        "(?!.*clerc)(?:examen|aptitude|certificat|diplome) .*(?:commissaire justice|huissier|commissaire priseur)",
        "^(?:commissaire justice|huissier|commissaire priseur)",
    ),
    years=7,
)

TRADES = (
    Trade(
        ("K1901",),
        (
            Requirement(
                "notary",
                _DIPLOMA,
                "Diplôme d'études supérieures de notariat (ou diplôme supérieur du notariat)",
                _text("décret n° 73-609 du 5 juillet 1973", "article 3", date(1973, 7, 6)),
                "Master de droit, puis deux ans de stage et de formation à l'INFN.",
                shows(
                    "diplome (?:etudes )?superieure?s? .*notariat", "diplome aptitude fonctions notaire", "\\bdsn\\b"
                ),
                years=7,
            ),
        ),
    ),
    Trade(
        ("K1901",),
        (
            _appointed(
                "notary_appointed",
                "Nomination de notaire par le garde des sceaux",
                _text("décret n° 73-609 du 5 juillet 1973", "", date(1973, 7, 6)),
            ),
        ),
    ),
    Trade(
        ("K1905", "K1907"),
        (
            _JUSTICE_OFFICER,
            _appointed(
                "justice_officer_appointed",
                "Nomination de commissaire de justice par le garde des sceaux",
                _JUSTICE_OFFICER.article,
            ),
        ),
    ),
    Trade(
        ("K1907",),
        (
            Requirement(
                "auctioneer",
                _REGISTRATION,
                "Déclaration au Conseil des maisons de vente, pour diriger des ventes volontaires",
                code("commerce", "L321-4"),
                "Diplômes de droit et d'histoire de l'art, stage de deux ans, puis déclaration.",
                shows("declaration .*(?:maisons? ventes?|ventes? volontaires?)"),
                on_request=True,
            ),
        ),
    ),
    Trade(
        ("K1903",),
        (
            Requirement(
                "lawyer",
                _DIPLOMA,
                "Certificat d'aptitude à la profession d'avocat (CAPA) et serment",
                _text("loi n° 71-1130 du 31 décembre 1971", "article 11", date(1972, 1, 1)),
                "Master de droit, examen d'entrée puis dix-huit mois d'école d'avocats.",
                shows("\\bcapa\\b .*avocat", "aptitude profession avocat", "avocat"),
                _ASKED,
                ("Huit ans comme juriste d'entreprise, sous conditions",),
                "pour exercer comme avocat ; un juriste d'entreprise n'y est pas tenu",
            ),
        ),
    ),
    Trade(
        ("K1904",),
        (
            Requirement(
                "judge",
                RequirementKind.COMPETITION,
                "Concours de l'École nationale de la magistrature",
                _text("ordonnance n° 58-1270 du 22 décembre 1958", "", date(1958, 12, 23)),
                "Concours à bac + 4, ou intégration sur dossier avec l'expérience du droit.",
                shows("magistrat", "ecole nationale magistrature"),
                years=7,
            ),
        ),
    ),
    Trade(
        ("K1909",),
        (
            _contest(
                "clerk",
                "Concours de greffier des services judiciaires",
                "greffier",
                "Concours à bac + 2, puis dix-huit mois à l'École nationale des greffes.",
            ),
        ),
    ),
    Trade(
        ("M1211",),
        (
            Requirement(
                "accountant",
                _DIPLOMA,
                "Diplôme d'expertise comptable (DEC)",
                _text("ordonnance n° 45-2138 du 19 septembre 1945", "article 3", date(1945, 9, 21)),
                "DCG, DSCG, puis trois ans de stage.",
                shows("diplome expertise comptable", "\\bdec\\b"),
                years=8,
            ),
            Requirement(
                "accountant_register",
                _REGISTRATION,
                "Inscription au tableau de l'Ordre des experts-comptables",
                _text("ordonnance n° 45-2138 du 19 septembre 1945", "articles 2 et 3", date(1945, 9, 21)),
                "Demande au conseil régional de l'ordre.",
                shows("inscription .*ordre .*experts? comptables?"),
                on_request=True,
            ),
        ),
    ),
    Trade(
        ("M1210",),
        (
            Requirement(
                "auditor",
                _REGISTRATION,
                "Inscription sur la liste des commissaires aux comptes",
                code("commerce", "livre VIII, titre II (commissaires aux comptes)"),
                "Demande auprès de la Haute autorité de l'audit, le diplôme et le stage faits.",
                shows("(?:inscription|liste) .*commissaires? comptes", "commissaire comptes inscrit"),
                on_request=True,
            ),
        ),
    ),
    Trade(
        ("M1210",),
        (
            Requirement(
                "auditor_diploma",
                _DIPLOMA,
                "Diplôme d'expertise comptable, ou certificat d'aptitude aux fonctions de commissaire aux comptes",
                code("commerce", "livre VIII, titre II (commissaires aux comptes)"),
                "Master et stage de trois ans, puis l'examen (CAFCAC), ou le DEC.",
                shows("diplome expertise comptable", "cafcac", "certificat aptitude .*commissaire comptes"),
                years=8,
            ),
        ),
    ),
    Trade(("C1103", "C1111", "C1112"), (_ORIAS, replace(_INSURANCE_SKILL, strength=_REQUIRED))),
    Trade(("C1102", "C1104"), (_INSURANCE_SKILL,)),
    Trade(("C1208",), (_ORIAS_BANK, _BANK_SKILL)),
    Trade(("C1205",), (_ADVISER, _AMF)),
    Trade(("C1301", "C1303", "C1302", "C1206"), (_AMF,)),
    Trade(("C1504", "C1505", "C1501", "C1502"), (_AGENT_CARD, _AGENT_CLEARANCE)),
    Trade(
        ("G1304",),
        (
            Requirement(
                "travel",
                _REGISTRATION,
                "Immatriculation d'agent de voyages (Atout France)",
                code("tourisme", "L211-18"),
                "Garantie financière et assurance ; demande en ligne.",
                shows("immatriculation .*voyages"),
                _ASKED,
                (),
                "pour exploiter une agence à son compte",
            ),
        ),
    ),
    Trade(
        ("G1222", "G1227"),
        (
            Requirement(
                "guide",
                _CARD,
                "Carte professionnelle de guide-conférencier",
                code("tourisme", "L221-1 et R221-1"),
                "Licence professionnelle de guide-conférencier, ou master avec unités requises ; demande en ligne.",
                shows("carte (?:pro\\w* )?.*guide"),
                _REQUIRED,
                (),
                "pour les visites commentées des musées et monuments historiques, vendues par une agence",
            ),
        ),
    ),
    Trade(
        ("K1502",),
        (_contest("labour_inspector", "Concours d'inspecteur du travail", "inspecteur travail|inspection travail"),),
    ),
    Trade(
        ("K1501", "K1505", "K1506", "K1509"),
        (_contest("customs", "Concours des douanes ou de la répression des fraudes", "douan|fraudes|dgccrf"),),
    ),
    Trade(
        ("K1503", "K1507", "K1508", "K1511", "K1504", "K1510", "K1512"),
        (_contest("taxes", "Concours des finances publiques", "finances publiques|dgfip|impots|tresor"),),
    ),
    Trade(
        ("K1602", "K1607"),
        (
            _contest(
                "curator",
                "Concours de conservateur du patrimoine",
                "conservateur",
                "Concours à bac + 3, puis dix-huit mois à l'Institut national du patrimoine.",
            ),
        ),
    ),
    Trade(
        ("K1910",),
        (_contest("court_of_accounts", "Concours ou nomination à la Cour des comptes", "comptes|insp\\b|ena\\b"),),
    ),
)

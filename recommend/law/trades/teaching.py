"""School, sport, driving schools: contests and diplomas; who replaces or is under contract enters otherwise."""

from __future__ import annotations

from datetime import date

from recommend.law.requirements import Article, Requirement, RequirementKind, Strength, Trade, code, shows

_ASKED = Strength.MAY_BE_ASKED
_HONOUR = Requirement(
    "school_clearance",
    RequirementKind.CLEARANCE,
    "Casier judiciaire et fichiers (FIJAIS) sans condamnation incompatible",
    code("education", "L911-5"),
    "L'administration le vérifie avant la prise de poste.",
)
_CONTRACT = Requirement(
    "contract_teacher",
    RequirementKind.DIPLOMA,
    "Licence (bac + 3), pour enseigner comme contractuel",
    Article("décret n° 2016-1171 du 29 août 2016", "article 2", date(2016, 9, 1)),
    "Candidature en ligne auprès du rectorat ; un diplôme de bac + 2 suffit dans les disciplines qui manquent de candidats.",
    shows(
        "(?:licence|master|doctorat|but|bachelor|ingenieur|maitrise|bac 5)",
        "(?:crpe|capes|caplp2?|capet|agregation)\\b",
        "concours .*(?:professeurs?|conseiller principal)",
        level=6,
    ),
    _ASKED,
    ("Bac + 2, faute de candidats ; expérience professionnelle en lycée professionnel",),
    "sans concours, comme contractuel",
    custom="les rectorats, sans concours",
)


def _contest(name: str, label: str, text: str, since: date, obtained: str, *titles: str) -> tuple[Requirement, ...]:
    contest = Requirement(
        name,
        RequirementKind.COMPETITION,
        label,
        Article(text, "", since),
        obtained,
        shows(*titles),
        Strength.REQUIRED,
        ("Contrat avec le rectorat, sans concours (licence)",),
        "pour être titulaire",
    )
    return contest, _CONTRACT, _HONOUR


_SPORT = Requirement(
    "sport_diploma",
    RequirementKind.DIPLOMA,
    "Diplôme ou titre qui permet d'encadrer contre rémunération (CQP, BPJEPS, DEJEPS, licence STAPS, diplôme d'État…)",
    code("sport", "L212-1"),
    "BPJEPS en un an environ, en alternance ; CQP pour des activités limitées ; licence STAPS.",
    shows(
        "bpjeps",
        "dejeps",
        "desjeps",
        "\\bstaps\\b",
        "sciences techniques activites physiques sportives",
        "brevet etat educateur sportif",
        "beesa?p?t?\\b",
        "cqp .*(?:moniteur|animateur|educateur|loisirs sportifs)",
        "educateur sportif",
        "moniteur national",
        "(?:educateur|moniteur|entraineur) .*(?:ball|natation|rugby|tennis|judo|athletisme|gymnastique|escrime|boxe|voile)",
        "certificat specialisation .*sport",
    ),
)
_SPORT_CARD = Requirement(
    "sport_card",
    RequirementKind.CARD,
    "Carte professionnelle d'éducateur sportif (déclaration)",
    code("sport", "L212-11 et R212-85"),
    "Déclaration en ligne, diplôme et certificat médical à l'appui ; renouvelée tous les cinq ans.",
    shows("carte pro\\w* .*(?:educateur sportif|sport)"),
    on_request=True,
)
_SPORT_HONOUR = Requirement(
    "sport_clearance",
    RequirementKind.CLEARANCE,
    "Honorabilité : aucune condamnation incompatible",
    code("sport", "L212-9"),
    "Vérifiée par l'administration lors de la déclaration.",
)
_POOL = Requirement(
    "lifeguard",
    RequirementKind.DIPLOMA,
    "Diplôme de maître-nageur sauveteur (BPJEPS AAN, BEESAN, licence STAPS avec unité de sauvetage), révisé tous les cinq ans",
    code("sport", "L322-7 et D322-15"),
    "BPJEPS activités aquatiques et de la natation, en un an environ.",
    shows("bpjeps .*(?:aquatiques|natation)", "beesan", "maitre nageur", "activites aquatiques"),
)
_BEACH = Requirement(
    "bathing",
    RequirementKind.DIPLOMA,
    "BNSSA, ou diplôme de maître-nageur",
    code("sport", "L322-7 et D322-11"),
    "BNSSA : une formation de deux à trois semaines, PSE1, révision tous les cinq ans.",
    shows("bpjeps .*(?:aquatiques|natation)", "beesan", "maitre nageur", tokens="swim:BNSSA"),
)
_DRIVING = Requirement(
    "driving_teacher",
    RequirementKind.DIPLOMA,
    "Titre professionnel enseignant de la conduite et de la sécurité routière (ECSR), ou BEPECASER",
    code("route", "L212-1, L212-2 et R212-2"),
    "Six à dix mois de formation, ou VAE ; le CPF et France Travail peuvent payer.",
    shows(
        "enseignant\\w* conduite .*securite routiere",
        "bepecaser",
        "ecsr",
        "brevet exercice profession enseignant conduite",
    ),
)
_DRIVING_CARD = Requirement(
    "teaching_authorisation",
    RequirementKind.CARD,
    "Autorisation d'enseigner délivrée par la préfecture",
    code("route", "L212-1 et R212-1"),
    "Demande à la préfecture, titre, permis hors période probatoire et avis médical à l'appui.",
    shows("autorisation enseigner"),
    on_request=True,
)
_DRIVING_B = Requirement(
    "licence_b",
    RequirementKind.LICENCE,
    "Permis B hors période probatoire",
    code("route", "R212-2"),
    "Auto-école.",
    shows(tokens="licence:B"),
)
_DRIVING_SCHOOL = Requirement(
    "driving_school",
    RequirementKind.REGISTRATION,
    "Agrément d'exploitant d'auto-école",
    code("route", "L213-1 et L213-3"),
    "Demande à la préfecture, qualification de gestion à l'appui.",
    shows("agrement .*auto ecole"),
    on_request=True,
)
_DRIVING_MANAGER = Requirement(
    "driving_manager",
    RequirementKind.TRAINING,
    "Qualification pour exploiter une auto-école : diplôme de gestion, ou CQP de responsable d'unité d'enseignement",
    code("route", "L213-3"),
    "CQP en quelques semaines ; un diplôme de gestion de niveau 5 le remplace.",
    shows("responsable unite enseignement .*conduite", "(?:bts|but|dut|licence|master) .*(?:gestion|management)"),
)
_CRPE = "Concours à l'issue de la licence depuis 2026, ou du master ; puis formation rémunérée comme stagiaire."

TRADES = (
    Trade(
        ("K2106", "K2118"),
        _contest(
            "crpe",
            "Concours de recrutement de professeurs des écoles (CRPE)",
            "décret n° 90-680 du 1er août 1990",
            date(1990, 8, 4),
            _CRPE,
            "\\bcrpe\\b",
            "concours .*professeurs? ecoles",
            "certificat aptitude professorat ecoles",
        ),
    ),
    Trade(
        ("K2107", "K2127"),
        _contest(
            "capes",
            "CAPES, CAPLP ou agrégation",
            "décret n° 72-581 du 4 juillet 1972 (certifiés) et décret n° 92-1189 du 6 novembre 1992 (lycée professionnel)",
            date(1992, 11, 8),
            _CRPE,
            "\\bcapes\\b",
            "\\bcaplp2?\\b",
            "agregation",
            "certificat aptitude professorat (?:enseignement second|lycee)",
        ),
    ),
    Trade(
        ("K2109",),
        _contest(
            "caplp",
            "CAPLP ou CAPET",
            "décret n° 92-1189 du 6 novembre 1992",
            date(1992, 11, 8),
            _CRPE,
            "\\bcaplp2?\\b",
            "\\bcapet\\b",
            "\\bcapes\\b",
            "agregation",
        ),
    ),
    Trade(
        ("K2115",),
        _contest(
            "cpe",
            "Concours de conseiller principal d'éducation",
            "décret n° 70-738 du 12 août 1970",
            date(1970, 8, 20),
            _CRPE,
            "concours .*conseiller principal education",
        ),
    ),
    Trade(
        ("K2108",),
        (
            Requirement(
                "doctorate",
                RequirementKind.DIPLOMA,
                "Doctorat",
                Article("décret n° 84-431 du 6 juin 1984", "", date(1984, 6, 8)),
                "Thèse, dossier de qualification, puis candidature aux postes ouverts ; ATER, vacataire et contractuel sans concours.",
                shows("doctorat", "\\bphd\\b"),
                years=8,
            ),
            Requirement(
                "university_contest",
                RequirementKind.COMPETITION,
                "Qualification du CNU et concours de maître de conférences ou de professeur",
                Article("décret n° 84-431 du 6 juin 1984", "", date(1984, 6, 8)),
                "Dossier de qualification, puis candidature aux postes ouverts.",
                shows("concours .*(?:maitre conferences|professeur universites)", "^maitre conferences"),
                Strength.REQUIRED,
                ("Contrat d'ATER, de vacataire ou d'enseignant contractuel",),
                "pour être titulaire",
            ),
        ),
    ),
    Trade(
        ("K1107",),
        _contest(
            "psyen",
            "Concours de psychologue de l'éducation nationale",
            "décret n° 2017-120 du 1er février 2017",
            date(2017, 9, 1),
            "Concours ouvert aux titulaires d'un master de psychologie.",
            "psyen",
            "psychologue education nationale",
        ),
    ),
    Trade(
        ("K2136",),
        (
            Requirement(
                "territorial_music",
                RequirementKind.COMPETITION,
                "Concours d'assistant ou de professeur territorial d'enseignement artistique",
                Article("décrets n° 91-857 du 2 septembre 1991 et n° 2012-437 du 29 mars 2012", "", date(2012, 4, 1)),
                "Concours du centre de gestion, avec le diplôme d'État (DE) ou le certificat d'aptitude (CA).",
                shows(
                    "concours .*enseignement artistique",
                    "concours .*(?:assistant|professeur) .*(?:territorial|musique|danse|theatre)",
                ),
                Strength.REQUIRED,
                ("Contrat, sans concours",),
                "pour être titulaire",
            ),
            _HONOUR,
        ),
    ),
    Trade(
        ("K2113",),
        (
            Requirement(
                "aesh",
                RequirementKind.DIPLOMA,
                "Diplôme d'aide à la personne, ou baccalauréat, ou neuf mois d'accompagnement d'élèves handicapés",
                Article("code de l'éducation, L917-1 et décret n° 2014-724 du 27 juin 2014", "", date(2014, 6, 30)),
                "Candidature auprès du rectorat ou de l'école ; soixante heures de formation à l'entrée.",
                shows(
                    "diplome etat (?:accompagnant|auxiliaire vie|aide medico)",
                    "\\b(?:bac|baccalaureat|bac pro|licence|bts|master|bp)\\b",
                    "(?:cap|titre professionnel) .*(?:petite enfance|assistant vie)",
                    "baccalaureat",
                ),
                Strength.REQUIRED,
                ("Neuf mois d'expérience d'accompagnement d'élèves en situation de handicap",),
            ),
            _HONOUR,
        ),
    ),
    Trade(
        ("K2104", "K2146", "K2137"),
        (
            Requirement(
                "aed",
                RequirementKind.DIPLOMA,
                "Baccalauréat, ou titre de niveau 4 (assistant d'éducation)",
                Article("décret n° 2003-484 du 6 juin 2003", "", date(2003, 6, 7)),
                "Candidature en ligne (SIATEN) et auprès des établissements.",
                shows("\\b(?:bac|baccalaureat|licence|bts|master|bp|dut|but)\\b", level=4),
                _ASKED,
            ),
            _HONOUR,
        ),
    ),
    Trade(
        (
            "G1204",
            "G1216",
            "G1217",
            "G1218",
            "G1208",
            "G1209",
            "G1215",
            "G1220",
            "G1210",
            "G1228",
            "G1212",
            "G1229",
            "G1230",
            "G1234",
        ),
        (_SPORT, _SPORT_CARD, _SPORT_HONOUR),
    ),
    Trade(
        ("J1415", "J1414"),
        (
            Requirement(
                "adapted_activity",
                RequirementKind.DIPLOMA,
                "Licence STAPS activité physique adaptée et santé (ou titre listé)",
                Article("code de la santé publique, L1172-1 et D1172-2", "", date(2017, 3, 1)),
                "Licence STAPS mention APA-S, à l'université.",
                shows("activites? physiques? adaptees?", "staps", "sciences techniques activites physiques sportives"),
                years=3,
            ),
            _SPORT_CARD,
            _SPORT_HONOUR,
        ),
    ),
    Trade(("G1224", "G1226"), (_POOL, _SPORT_CARD, _SPORT_HONOUR)),
    Trade(("G1207",), (_BEACH, _SPORT_HONOUR)),
    Trade(("K2110", "K2128"), (_DRIVING, _DRIVING_CARD, _DRIVING_B)),
    Trade(("K2116",), (_DRIVING_MANAGER, _DRIVING_SCHOOL, _DRIVING_CARD)),
    Trade(
        ("K2138",),
        (
            Requirement(
                "points",
                RequirementKind.CARD,
                "Autorisation d'animer les stages de sensibilisation à la sécurité routière",
                code("route", "L212-1 et R212-2"),
                "Formation initiale à l'INSERR, réservée aux psychologues et aux enseignants de la conduite diplômés (BAFM, titre).",
                shows("autorisation animer"),
                on_request=True,
            ),
            Requirement(
                "points_training",
                RequirementKind.TRAINING,
                "Formation initiale à l'animation de ces stages, après le BAFM, un titre ou la qualité de psychologue",
                code("route", "L212-1 et R212-2"),
                "Cinq semaines à l'INSERR.",
                shows(
                    "animateur .*(?:points|securite routiere)", "formation .*animat\\w+ .*stages .*(?:points|securite)"
                ),
            ),
        ),
    ),
)

"""Road, rail, air, water; driving of machines."""

from __future__ import annotations

from datetime import date

from recommend.law.requirements import Article, Requirement, RequirementKind, Strength, Trade, code, shows

_LICENCE, _MEDICAL, _CARD = RequirementKind.LICENCE, RequirementKind.MEDICAL, RequirementKind.CARD
_ASKED = Strength.MAY_BE_ASKED
_GRAND = date(2014, 10, 3)
"""Loi n° 2014-1104 relative aux taxis et aux voitures de transport avec chauffeur."""
_SCHOOL = "Auto-école ; le CPF peut payer ; visite médicale d'abord pour le groupe lourd."


def _licence(category: str, label: str, *, strength: Strength = Strength.REQUIRED, when: str = "") -> Requirement:
    return Requirement(
        f"licence_{category.lower()}",
        _LICENCE,
        label,
        code("route", "R221-1 et R221-4"),
        _SCHOOL,
        shows(tokens=f"licence:{category}"),
        strength,
        (),
        when,
    )


_B = _licence("B", "Permis B")
_HEAVY_FITNESS = Requirement(
    "heavy_fitness",
    _MEDICAL,
    "Aptitude médicale du groupe lourd, à renouveler",
    code("route", "R221-10 et R221-11"),
    "Visite chez un médecin agréé par la préfecture.",
)
_CARDS = "Titre professionnel ou CAP de conducteur, ou FIMO de 140 heures ; puis FCO de 35 heures tous les cinq ans."


def _qualified(carried: str, label: str, *titles: str) -> Requirement:
    return Requirement(
        f"qualified_{carried}",
        RequirementKind.TRAINING,
        label,
        code("transports", "L3314-1 à L3314-3"),
        _CARDS,
        shows(*titles, tokens=f"road:FIMO:{carried} road:FCO:{carried} road:CQC:{carried} road:FIMO road:FCO road:CQC"),
        Strength.REQUIRED,
        ("Titre professionnel, CAP ou bac pro de conducteur routier",),
    )


_GOODS = _qualified(
    "goods",
    "Qualification de conducteur de marchandises : FIMO (ou titre de conducteur), FCO à jour, carte de qualification",
    "conducteur .*transport routier",
    "conducteur routier",
    "conducteur livreur marchandises",
    "conducteur transport routier marchandises",
)
_PASSENGERS = _qualified(
    "passengers",
    "Qualification de conducteur de voyageurs : FIMO voyageurs (ou titre de conducteur), FCO à jour, carte de qualification",
    "conducteur .*transports? .*(?:commun|voyageurs|interurbain|routier voyageurs)",
    "agent accueil conduite routiere",
)
_PUBLIC = Requirement(
    "public_driver_clearance",
    RequirementKind.CLEARANCE,
    "Casier judiciaire sans condamnation incompatible",
    code("transports", "L3120-2-1", _GRAND),
    "La préfecture consulte le bulletin n° 2.",
)
_HAULIER = Requirement(
    "operator_capacity",
    RequirementKind.TRAINING,
    "Capacité professionnelle, avant l'inscription au registre des transporteurs",
    code("transports", "L3113-1 et L3211-1"),
    "Examen annuel, diplôme équivalent ou formation de capacité « moins de 3,5 t » ; demande à la DREAL.",
    shows("capacite (?:professionnelle )?.*transport"),
    _ASKED,
    (),
    "pour travailler à son compte",
)


def _card(name: str, label: str, articles: str, carried: str) -> tuple[Requirement, Requirement]:
    """The exam, and the card that it lets ask for; `carried`: how a title names the activity."""
    article = code("transports", articles, _GRAND)
    exam = shows(f"(?:examen|certificat|titre|capacite|aptitude) .*{carried}", f"carte .*{carried}")
    return (
        Requirement(f"{name}_exam", RequirementKind.TRAINING, f"Examen du métier ({label})", article, _EXAM, exam),
        Requirement(
            f"{name}_card",
            _CARD,
            f"Carte professionnelle de {label}",
            article,
            _ASK,
            shows(f"carte .*{carried}"),
            on_request=True,
        ),
    )


_EXAM = "Examen devant la chambre de métiers et de l'artisanat ; formation continue tous les cinq ans."
_ASK = "Demande à la préfecture, examen réussi."
_PSC1 = Requirement(
    "psc1",
    RequirementKind.TRAINING,
    "Premiers secours (PSC1)",
    code("transports", "troisième partie (transport public particulier de personnes)", _GRAND),
    "Une journée auprès d'une association agréée.",
    shows(tokens="first_aid:PSC1 first_aid:PSE1 first_aid:SST"),
    _ASKED,
)
_DRIVES = Requirement(
    "driving_authorisation",
    RequirementKind.TRAINING,
    "Formation à la conduite en sécurité et autorisation de conduite de l'employeur ; le CACES est le moyen usuel de les fonder",
    code("travail", "R4323-55 et R4323-56"),
    "CACES de la bonne catégorie chez un organisme testeur certifié (deux à cinq jours), puis autorisation signée de l'employeur.",
    shows(),
    any_of=("Formation et évaluation par l'employeur lui-même",),
)


def _drives(number: str, label: str, *titles: str) -> Requirement:
    return Requirement(
        f"driving_{number.lower()}",
        _DRIVES.kind,
        f"{label} (CACES {number}), d'après laquelle l'employeur donne l'autorisation de conduite",
        _DRIVES.article,
        _DRIVES.obtained,
        shows(*titles, tokens=f"caces:{number} caces:{_OLD.get(number, number)}"),
        any_of=_DRIVES.any_of,
    )


_OLD = {"R489": "R389", "R482": "R372", "R484": "R318", "R483": "R383", "R487": "R377"}
_TRAIN = (
    Requirement(
        "train_licence",
        _LICENCE,
        "Licence européenne de conducteur de train et attestations de l'exploitant",
        code("transports", "L2221-8"),
        "Formation de l'entreprise ferroviaire (un an environ) ; licence délivrée par l'EPSF.",
        shows("licence .*conducteur train"),
    ),
    Requirement(
        "train_fitness",
        _MEDICAL,
        "Aptitudes médicale et psychologique à la conduite des trains",
        Article("décret n° 2010-708 du 29 juin 2010", "", date(2010, 6, 30)),
        "Examens dans un centre agréé, avant la formation.",
    ),
)
_AIR = "règlement (UE) n° 1178/2011 (personnel navigant)"
_SEA = Requirement(
    "seafarer",
    _LICENCE,
    "Titre de formation maritime du poste (brevet, certificat de matelot, formation de base à la sécurité)",
    code("transports", "L5521-2"),
    "Lycées maritimes et centres agréés ; titres délivrés par les affaires maritimes.",
    shows(
        "brevet (?:capitaine|patron|mecanicien|officier|lieutenant|chef)",
        "certificat (?:matelot|formation base securite|initiation nautique|aptitude commandement)",
        "capitaine \\d+",
    ),
)
_SEA_FITNESS = Requirement(
    "sea_fitness",
    _MEDICAL,
    "Aptitude médicale à la navigation",
    code("transports", "L5521-1"),
    "Visite chez un médecin des gens de mer.",
)

TRADES = (
    Trade(
        ("N4101", "N4113", "N4115", "N4116", "N4126", "N4122", "N4107", "N4114", "N4118"),
        (_licence("C", "Permis C (CE avec remorque lourde)"), _GOODS, _HEAVY_FITNESS, _HAULIER),
    ),
    Trade(("N4113", "N4115", "N4126"), (_licence("CE", "Permis CE"),)),
    Trade(("N4111",), (_licence("C", "Permis C ou CE"),)),
    Trade(
        ("N4116", "N4114"),
        (
            Requirement(
                "adr",
                RequirementKind.TRAINING,
                "Certificat de formation ADR (marchandises dangereuses)",
                Article("ADR, chapitre 8.2 ; arrêté « TMD » du 29 mai 2009", "", date(2009, 7, 1)),
                "Trois à cinq jours, à renouveler tous les cinq ans.",
                shows(tokens="road:ADR"),
            ),
        ),
    ),
    Trade(("N4103", "N4109", "N4127"), (_licence("D", "Permis D"), _PASSENGERS, _HEAVY_FITNESS)),
    Trade(
        ("N4105", "N4120", "N4123"),
        (
            _B,
            _licence(
                "C", "Permis C, avec FIMO et FCO", strength=_ASKED, when="au volant d'un véhicule de plus de 3,5 tonnes"
            ),
            _HAULIER,
        ),
    ),
    Trade(("N4128", "N4131", "N4108", "N4130", "K1723", "N4106"), (_B,)),
    Trade(
        ("N4102",),
        (
            _B,
            Requirement(
                "passenger_card",
                _CARD,
                "Carte professionnelle de taxi ou de VTC",
                code("transports", "L3120-2-1 et L3120-2-2", _GRAND),
                f"{_EXAM} {_ASK}",
                shows("carte (?:pro\\w* )?.*(?:taxi|vtc)"),
                _ASKED,
                (),
                "pour des courses de taxi ou de VTC",
            ),
            Requirement(
                "preliminary_fitness",
                _MEDICAL,
                "Aptitude médicale à la conduite de personnes (R221-10)",
                code("route", "R221-10"),
                "Visite chez un médecin agréé par la préfecture.",
            ),
            _PUBLIC,
        ),
    ),
    Trade(
        ("N4112",),
        (
            _B,
            *_card("vtc", "conducteur de VTC", "L3120-2-1 et L3120-2-2", "vtc"),
            _PSC1,
            _PUBLIC,
        ),
    ),
    Trade(
        ("N4124",),
        (
            _licence("A", "Permis A depuis trois ans"),
            *_card(
                "motorbike",
                "conducteur de véhicule motorisé à deux ou trois roues",
                "L3120-2-1 et L3123-1",
                "(?:vmdtr|taxi moto|deux .*trois roues)",
            ),
            _PUBLIC,
        ),
    ),
    Trade(
        ("N4125",),
        (
            _licence("C", "Permis C ou CE", strength=_ASKED, when="au-delà de 3,5 tonnes"),
            Requirement(
                "live_animals",
                RequirementKind.TRAINING,
                "Certificat de compétence des conducteurs et convoyeurs d'animaux vivants",
                Article("règlement (CE) n° 1/2005", "articles 6 et 17", date(2008, 1, 5)),
                "Deux jours dans un centre habilité, ou diplôme agricole listé.",
                shows("conducteurs convoyeurs", "transport animaux vivants"),
                when="à titre commercial, au-delà de 65 km",
            ),
        ),
    ),
    Trade(
        ("N4119", "N4305"),
        (
            Requirement(
                "tram",
                RequirementKind.TRAINING,
                "Habilitation à la conduite donnée par l'exploitant",
                Article(
                    "décret n° 2017-440 du 30 mars 2017 relatif à la sécurité des transports publics guidés",
                    "",
                    date(2017, 4, 1),
                ),
                "Formation de l'exploitant, après embauche, avec visite d'aptitude.",
                shows("habilitation .*(?:tramway|metro)"),
            ),
            _licence("B", "Permis B", strength=_ASKED),
        ),
    ),
    Trade(("N4301", "N4303"), _TRAIN),
    Trade(("N4201", "N4202", "N1201"), (_HAULIER,)),
    Trade(
        ("N2102",),
        (
            Requirement(
                "pilot",
                _LICENCE,
                "Licence de pilote professionnel (CPL ou ATPL), qualification de type",
                Article(_AIR, "annexe I (Part-FCL)", date(2012, 4, 8)),
                "École de pilotage agréée (ATO), examens de la DGAC.",
                shows("^(?!.*theori).*\\b(?:atpl|cpl)\\b", "licence pilote (?:ligne|professionnel)"),
                years=2,
            ),
            Requirement(
                "pilot_fitness",
                _MEDICAL,
                "Certificat médical de classe 1",
                Article(_AIR, "annexe IV (Part-MED)", date(2012, 4, 8)),
                "Centre d'expertise médicale agréé.",
            ),
        ),
    ),
    Trade(
        ("N2101",),
        (
            Requirement(
                "cabin_crew",
                _LICENCE,
                "Certificat de membre d'équipage de cabine (CCA)",
                Article(_AIR, "annexe V (Part-CC)", date(2012, 4, 8)),
                "Trois à six semaines dans un organisme approuvé, ou chez la compagnie.",
                shows(
                    "\\bcca\\b",
                    "membre equipage cabine",
                    "certificat securite sauvetage",
                    "certificat formation securite",
                ),
            ),
            Requirement(
                "cabin_fitness",
                _MEDICAL,
                "Aptitude médicale du personnel navigant",
                Article(_AIR, "annexe IV (Part-MED)", date(2012, 4, 8)),
                "Médecin ou centre aéromédical agréé.",
            ),
        ),
    ),
    Trade(
        ("N2202",),
        (
            Requirement(
                "controller",
                _LICENCE,
                "Licence de contrôleur de la circulation aérienne",
                Article("règlement (UE) 2015/340", "", date(2015, 6, 30)),
                "Concours d'ingénieur du contrôle de la navigation aérienne, puis formation à l'ENAC.",
                shows("licence .*controleur .*aerien", "ingenieur controle navigation aerienne"),
                years=5,
            ),
        ),
    ),
    Trade(
        ("N2206",),
        (
            Requirement(
                "drone",
                RequirementKind.TRAINING,
                "Formation et attestations de télépilote (examen théorique, formation pratique selon la catégorie)",
                Article("règlement d'exécution (UE) 2019/947", "", date(2020, 12, 31)),
                "Formation en ligne et examen de la DGAC ; scénarios standards en catégorie spécifique.",
                shows("telepilote", "drone"),
            ),
        ),
    ),
    Trade(
        ("I1602",),
        (
            Requirement(
                "aircraft_mechanic",
                _LICENCE,
                "Licence de maintenance d'aéronef Part-66, pour remettre en service",
                Article("règlement (UE) n° 1321/2014", "annexe III (Part-66)", date(2015, 1, 6)),
                "Formation Part-147 et expérience, licence délivrée par OSAC.",
                shows("partie? 66", "part 66", "licence maintenance aeronef"),
                _ASKED,
                (),
                "pour signer l'approbation pour remise en service",
            ),
        ),
    ),
    Trade(("A1406", "A1415", "A1427", "N3102"), (_SEA, _SEA_FITNESS)),
    Trade(
        ("N3103", "N3104"),
        (
            Requirement(
                "river",
                _LICENCE,
                "Certificat de qualification de conducteur ou de matelot de la navigation intérieure",
                code("transports", "L4231-1 et L4231-2"),
                "Formation en centre agréé ou temps de navigation, puis demande au service instructeur.",
                shows(
                    "certificat (?:capacite .*bateaux|qualification conducteur)",
                    "certificat .*(?:navigation|matelot|conducteur) .*(?:fluvial\\w*|interieure)",
                ),
            ),
        ),
    ),
    Trade(
        ("N1101", "N1112"), (_drives("R489", "Formation à la conduite des chariots", "cariste", "conducteur chariots"),)
    ),
    Trade(
        ("F1302", "N1114"),
        (_drives("R482", "Formation à la conduite des engins de chantier", "conducteur .*engins", "conduite engins"),),
    ),
    Trade(("N1104", "N1111"), (_drives("R484", "Formation à la conduite des ponts roulants"),)),
    Trade(("N1108",), (_drives("R483", "Formation à la conduite des grues mobiles", "grutier", "conducteur grue"),)),
    Trade(("F1301",), (_drives("R487", "Formation à la conduite des grues à tour", "grutier", "conducteur grue"),)),
)

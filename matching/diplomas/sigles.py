"""Sigles of diplomas and specialities that are common in France, and what they stand for: words of the fiches.

A sigle means what it does within a kind (« TC » of a BTS and of a DUT); one that names a whole diploma stands alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

WHOLE: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "deas": ("etat", "aide-soignant"), "dpas": ("etat", "aide-soignant"), "cafas": ("etat", "aide-soignant"),
        "deap": ("etat", "auxiliaire de puériculture"), "dei": ("etat", "infirmier"), "ide": ("etat", "infirmier"),
        "deibo": ("etat", "infirmier de bloc opératoire"), "ibode": ("etat", "infirmier de bloc opératoire"),
        "iade": ("etat", "infirmier anesthésiste"), "dees": ("etat", "éducateur spécialisé"),
        "deme": ("etat", "moniteur éducateur"), "deeje": ("etat", "éducateur de jeunes enfants"),
        "deass": ("etat", "assistant de service social"), "deaes": ("etat", "accompagnant éducatif et social"),
        "deavs": ("etat", "auxiliaire de vie sociale"), "deamp": ("etat", "aide médico-psychologique"),
        "decesf": ("etat", "conseiller en économie sociale familiale"), "deaf": ("etat", "assistant familial"),
        "detisf": ("etat", "technicien de l'intervention sociale et familiale"),
        "deets": ("etat", "éducateur technique spécialisé"), "deis": ("etat", "ingénierie sociale"),
        "demk": ("etat", "masseur-kinésithérapeute"), "deerg": ("etat", "ergothérapeute"),
        "caferuis": ("etat", "fonctions d'encadrement et de responsable d'unité d'intervention sociale"),
        "cafdes": ("etat", "fonctions de directeur d'établissement ou de service d'intervention sociale"),
        "adea": ("titre", "assistant de dirigeant d'entreprise artisanale"),
        "advf": ("tp", "assistant de vie aux familles"), "aev": ("tp", "assistant de vie"),
        "cip": ("tp", "conseiller en insertion professionnelle"), "fpa": ("tp", "formateur professionnel d'adultes"),
        "ssiap": ("", ""), "beatep": ("bees", "animation"),
    }
)  # fmt: skip
"""Sigle → kind and speciality."""

_BTS = {
    "muc": "management des unités commerciales", "mco": "management commercial opérationnel",
    "ndrc": "négociation et digitalisation de la relation client", "nrc": "négociation et relation client",
    "cg": "comptabilité et gestion", "cgo": "comptabilité et gestion des organisations",
    "sio": "services informatiques aux organisations", "sam": "support à l'action managériale",
    "gpme": "gestion de la PME", "gpmi": "gestion de la PME", "ag": "assistant de gestion de PME et de PMI",
    "am": "assistant de manager", "ci": "commerce international", "esf": "économie sociale familiale",
    "sp3s": "services et prestations des secteurs sanitaire et social", "pi": "professions immobilières",
    "mhr": "management en hôtellerie restauration", "tc": "technico-commercial",
    "ccst": "conseil et commercialisation de solutions techniques", "gtla": "gestion des transports et logistique associée",
    "ms": "maintenance des systèmes", "mi": "maintenance industrielle", "cpi": "conception de produits industriels",
    "crsa": "conception et réalisation de systèmes automatiques", "ciel": "cybersécurité informatique et réseaux électronique",
    "cira": "contrôle industriel et régulation automatique", "sn": "systèmes numériques",
    "iris": "informatique et réseaux pour l'industrie et les services techniques", "ig": "informatique de gestion",
    "fed": "fluides énergies domotique", "mecp": "métiers de l'esthétique cosmétique parfumerie",
    "mva": "maintenance des véhicules", "ava": "après-vente automobile", "abm": "analyses de biologie médicale",
    "mav": "métiers de l'audiovisuel", "ati": "assistance technique d'ingénieur", "elec": "électrotechnique",
    "eec": "enveloppe des bâtiments", "mgtmn": "métiers du géomètre topographe et de la modélisation numérique",
    "acse": "analyse conduite et stratégie de l'entreprise agricole", "apv": "agronomie productions végétales",
    "pa": "productions animales", "gpn": "gestion et protection de la nature", "ap": "aménagements paysagers",
    "com": "communication", "compta": "comptabilité et gestion",
}  # fmt: skip
_TECHNOLOGY = {
    "tc": "techniques de commercialisation", "gea": "gestion des entreprises et des administrations",
    "gaco": "gestion administrative et commerciale des organisations", "cj": "carrières juridiques",
    "cs": "carrières sociales", "gmp": "génie mécanique et productique", "info": "informatique",
    "geii": "génie électrique et informatique industrielle", "gim": "génie industriel et maintenance",
    "gccd": "génie civil construction durable", "gc": "génie civil", "gte": "génie thermique et énergie",
    "mt2e": "métiers de la transition et de l'efficacité énergétiques", "rt": "réseaux et télécommunications",
    "mmi": "métiers du multimédia et de l'internet", "src": "services et réseaux de communication",
    "mp": "mesures physiques", "qlio": "qualité logistique industrielle et organisation",
    "pec": "packaging emballage et conditionnement", "hse": "hygiène sécurité environnement", "gb": "génie biologique",
    "hst": "hygiène sécurité environnement", "sgm": "science et génie des matériaux", "infocom": "information communication",
    "gcgp": "génie chimique génie des procédés", "glt": "gestion logistique et transport",
    "mlt": "management de la logistique et des transports", "stid": "statistique et informatique décisionnelle",
    "sd": "science des données",
}  # fmt: skip
_UNIVERSITY = {
    "staps": "sciences et techniques des activités physiques et sportives", "aes": "administration économique et sociale",
    "lea": "langues étrangères appliquées", "llce": "langues littératures et civilisations étrangères",
    "llcer": "langues littératures et civilisations étrangères et régionales", "svt": "sciences de la vie et de la terre",
    "sv": "sciences de la vie", "miashs": "mathématiques et informatique appliquées aux sciences humaines et sociales",
    "mass": "mathématiques appliquées et sciences sociales", "spi": "sciences pour l'ingénieur",
    "pc": "physique chimie", "eea": "électronique énergie électrique automatique", "eco": "économie",
    "ecogestion": "économie et gestion", "infocom": "information communication", "psycho": "psychologie",
    "socio": "sociologie", "philo": "philosophie", "bio": "biologie", "info": "informatique", "geo": "géographie",
    "maths": "mathématiques", "math": "mathématiques", "compta": "comptabilité",
    "meef": "métiers de l'enseignement de l'éducation et de la formation", "mae": "management et administration des entreprises",
    "miage": "méthodes informatiques appliquées à la gestion des entreprises", "grh": "gestion des ressources humaines",
    "rh": "ressources humaines", "cca": "comptabilité contrôle audit", "fle": "français langue étrangère",
    "assedic": "assistant social", "ess": "économie sociale et solidaire",
}  # fmt: skip
_BAC_PRO = {
    "melec": "métiers de l'électricité et de ses environnements connectés",
    "eleec": "électrotechnique énergie équipements communicants", "mei": "maintenance des équipements industriels",
    "mspc": "maintenance des systèmes de production connectés", "tu": "technicien d'usinage",
    "tci": "technicien en chaudronnerie industrielle", "tma": "technicien menuisier agenceur",
    "tisec": "technicien en installation des systèmes énergétiques et climatiques",
    "icccer": "installateur en chauffage climatisation et énergies renouvelables",
    "mfer": "maintenance et efficacité énergétique", "ga": "gestion administration",
    "agora": "assistance à la gestion des organisations et de leurs activités",
    "assp": "accompagnement soins et services à la personne", "spvl": "services de proximité et vie locale",
    "sapat": "services aux personnes et aux territoires", "arcu": "accueil relation clients et usagers",
    "mcv": "métiers du commerce et de la vente", "mcva": "métiers du commerce et de la vente",
    "mcvb": "métiers du commerce et de la vente", "csr": "commercialisation et services en restauration",
    "sn": "systèmes numériques", "sen": "systèmes électroniques numériques",
    "ciel": "cybersécurité informatique et réseaux électronique", "mv": "maintenance des véhicules",
    "mva": "maintenance des véhicules automobiles", "aepa": "animation enfance et personnes âgées",
    "cgea": "conduite et gestion de l'entreprise agricole", "cgeh": "conduite et gestion de l'entreprise hippique",
    "hps": "hygiène propreté stérilisation", "edpi": "étude et définition de produits industriels",
    "erea": "étude et réalisation d'agencement", "compta": "comptabilité", "elec": "électrotechnique",
    "logistique": "logistique", "ms": "métiers de la sécurité",
}  # fmt: skip
_CAP = {
    "aepe": "accompagnant éducatif petite enfance", "pe": "petite enfance", "evs": "employé de vente spécialisé",
    "ecms": "employé de commerce multi-spécialités", "epc": "équipier polyvalent du commerce",
    "apr": "agent polyvalent de restauration", "psr": "production et service en restaurations",
    "hcr": "commercialisation et services en hôtel café restaurant",
    "cshcr": "commercialisation et services en hôtel café restaurant",
    "atmfc": "assistant technique en milieux familial et collectif", "aph": "agent de propreté et d'hygiène",
    "proelec": "préparation et réalisation d'ouvrages électriques", "elec": "électricien",
    "mis": "monteur installations sanitaires", "is": "installateur sanitaire", "mit": "monteur installations thermiques",
    "rics": "réalisations industrielles en chaudronnerie ou soudage", "ecp": "esthétique cosmétique parfumerie",
    "mv": "maintenance des véhicules", "ol": "opérateur logistique", "clm": "conducteur livreur de marchandises",
    "as": "agent de sécurité", "css": "carrières sanitaires et sociales", "vam": "vente action marchande",
    "eleec": "électrotechnique énergie équipements communicants", "compta": "comptabilité",
    "msa": "métiers des services administratifs", "secretariat": "métiers du secrétariat",
    "mrcu": "métiers de la relation aux clients et aux usagers",
}  # fmt: skip
_STATE = {
    "as": "aide-soignant", "ap": "auxiliaire de puériculture", "ide": "infirmier", "es": "éducateur spécialisé",
    "me": "moniteur éducateur", "eje": "éducateur de jeunes enfants", "ass": "assistant de service social",
    "aes": "accompagnant éducatif et social", "avs": "auxiliaire de vie sociale", "amp": "aide médico-psychologique",
    "cesf": "conseiller en économie sociale familiale", "kine": "masseur-kinésithérapeute",
    "tisf": "technicien de l'intervention sociale et familiale", "ibode": "infirmier de bloc opératoire",
    "iade": "infirmier anesthésiste", "infirmiere": "infirmier",
}  # fmt: skip
_SPORT = {
    "apt": "activités physiques pour tous", "aan": "activités aquatiques et de la natation", "af": "activités de la forme",
    "agff": "activités gymniques de la forme et de la force", "ltp": "loisirs tous publics",
    "aps": "animateur d'activités et de vie quotidienne", "aavq": "animateur d'activités et de vie quotidienne",
}  # fmt: skip
_ADULTS = {
    "advf": "assistant de vie aux familles", "adv": "assistant de vie", "cip": "conseiller en insertion professionnelle",
    "fpa": "formateur professionnel d'adultes", "cda": "concepteur développeur d'applications",
    "dwwm": "développeur web et web mobile", "asc": "assistant commercial", "secm": "secrétaire assistant médico-social",
    "sams": "secrétaire assistant médico-social", "asd": "assistant de direction", "ecf": "conseiller commercial",
    "erms": "employé de rayon", "mum": "manager d'unité marchande", "cariste": "cariste d'entrepôt",
    "tai": "technicien d'assistance en informatique", "tsri": "technicien supérieur systèmes et réseaux",
    "tmi": "technicien de maintenance industrielle",
}  # fmt: skip
WITHIN: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        **dict.fromkeys(("bts", "btsa"), MappingProxyType(_BTS)),
        **dict.fromkeys(("dut", "but"), MappingProxyType(_TECHNOLOGY)),
        **dict.fromkeys(
            ("licence", "licence_pro", "master", "deug", "maitrise", "dess", "dea", "doctorat"),
            MappingProxyType(_UNIVERSITY),
        ),
        **dict.fromkeys(("bac_pro", "bac"), MappingProxyType(_BAC_PRO)),
        **dict.fromkeys(("cap", "bep", "capa", "bepa", "mc", "bp"), MappingProxyType(_CAP)),
        "etat": MappingProxyType(_STATE),
        "cqp": MappingProxyType({"aps": "agent de prévention et de sécurité"}),
        "ingenieur": MappingProxyType(
            {"insa": "institut national des sciences appliquées", "ensam": "arts et métiers"}
        ),
        **dict.fromkeys(("bp_jeps", "dejeps", "desjeps", "cp_jeps"), MappingProxyType(_SPORT)),
        **dict.fromkeys(("tp", "titre"), MappingProxyType(_ADULTS)),
    }
)
"""Kind → sigle → words."""

SERIES: Mapping[str, str] = MappingProxyType(
    {
        "sti2d": "bac_techno", "sti": "bac_techno", "stmg": "bac_techno", "stg": "bac_techno", "stt": "bac_techno",
        "st2s": "bac_techno", "sms": "bac_techno", "stl": "bac_techno", "stav": "bac_techno", "sthr": "bac_techno",
        "std2a": "bac_techno", "tmd": "bac_techno", "s": "bac", "es": "bac", "l": "bac", "a": "bac", "b": "bac",
        "c": "bac", "d": "bac", "scientifique": "bac", "litteraire": "bac", "general": "bac",
    }
)  # fmt: skip
"""Series of a baccalauréat, and its kind."""

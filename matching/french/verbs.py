"""French verbs whose forms their infinitive does not give, folded: first person, and an advertisement's « vous »."""

from __future__ import annotations

from types import MappingProxyType

IRREGULAR = MappingProxyType(
    {
        # infinitive: (present, imperfect, past participle)
        "accueillir": ("accueille", "accueillais", "accueilli"), "apprendre": ("apprends", "apprenais", "appris"),
        "attendre": ("attends", "attendais", "attendu"), "comprendre": ("comprends", "comprenais", "compris"),
        "concevoir": ("concois", "concevais", "concu"), "conduire": ("conduis", "conduisais", "conduit"),
        "construire": ("construis", "construisais", "construit"), "coudre": ("couds", "cousais", "cousu"),
        "courir": ("cours", "courais", "couru"), "couvrir": ("couvre", "couvrais", "couvert"),
        "cuire": ("cuis", "cuisais", "cuit"), "decouvrir": ("decouvre", "decouvrais", "decouvert"),
        "decrire": ("decris", "decrivais", "decrit"), "defendre": ("defends", "defendais", "defendu"),
        "dire": ("dis", "disais", "dit"), "ecrire": ("ecris", "ecrivais", "ecrit"),
        "entendre": ("entends", "entendais", "entendu"), "entretenir": ("entretiens", "entretenais", "entretenu"),
        "faire": ("fais", "faisais", "fait"), "inscrire": ("inscris", "inscrivais", "inscrit"),
        "intervenir": ("interviens", "intervenais", "intervenu"), "joindre": ("joins", "joignais", "joint"),
        "lire": ("lis", "lisais", "lu"), "maintenir": ("maintiens", "maintenais", "maintenu"),
        "mettre": ("mets", "mettais", "mis"), "obtenir": ("obtiens", "obtenais", "obtenu"),
        "offrir": ("offre", "offrais", "offert"), "ouvrir": ("ouvre", "ouvrais", "ouvert"),
        "peindre": ("peins", "peignais", "peint"), "prendre": ("prends", "prenais", "pris"),
        "produire": ("produis", "produisais", "produit"), "promouvoir": ("promeus", "promouvais", "promu"),
        "recevoir": ("recois", "recevais", "recu"), "reduire": ("reduis", "reduisais", "reduit"),
        "remettre": ("remets", "remettais", "remis"), "rendre": ("rends", "rendais", "rendu"),
        "repondre": ("reponds", "repondais", "repondu"), "reprendre": ("reprends", "reprenais", "repris"),
        "servir": ("sers", "servais", "servi"), "sortir": ("sors", "sortais", "sorti"),
        "soutenir": ("soutiens", "soutenais", "soutenu"), "suivre": ("suis", "suivais", "suivi"),
        "tendre": ("tends", "tendais", "tendu"), "tenir": ("tiens", "tenais", "tenu"),
        "tondre": ("tonds", "tondais", "tondu"), "traduire": ("traduis", "traduisais", "traduit"),
        "transmettre": ("transmets", "transmettais", "transmis"), "vendre": ("vends", "vendais", "vendu"),
        "vivre": ("vis", "vivais", "vecu"), "voir": ("vois", "voyais", "vu"),
    }
)  # fmt: skip

PARTICIPLES = frozenset(participle for _, _, participle in IRREGULAR.values())
NO_DEED = frozenset(
    [
        "age", "base", "charge", "delegue", "diplome", "employe", "fonde", "implante", "installe", "localise", "marie",
        "motive", "ne", "passionne", "prive", "retraite", "salarie", "situe", "specialise",
    ]
)  # fmt: skip
"""Past participles that say who somebody is, or where something stands."""

AUXILIARIES = frozenset(
    [
        "ai",
        "as",
        "a",
        "ais",
        "avais",
        "avait",
        "avons",
        "aviez",
        "avez",
        "aurai",
        "aurez",
        "suis",
        "etes",
        "sommes",
        "etais",
        "etait",
        "etions",
        "etiez",
        "serai",
        "serez",
        "ete",
        "dois",
        "doit",
        "devons",
        "devais",
        "devait",
        "devez",
        "devrai",
        "devrez",
        "peux",
        "peut",
        "pouvons",
        "pouvais",
        "pouvait",
        "pouvez",
        "pourrai",
        "pourrez",
        "sais",
        "sait",
        "savons",
        "savais",
        "savait",
        "savez",
        "saurez",
        "vais",
        "va",
        "allons",
        "allais",
        "allait",
        "allez",
        "irez",
        "veux",
        "voulais",
        "voulez",
        "aime",
        "aimais",
        "aimait",
    ]
)
"""Forms that tell nothing by themselves: what follows does (« je devais ranger », « vous serez chargé de »)."""

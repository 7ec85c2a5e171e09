"""What a decision of access says to a person: what was asked, on what ground it is granted, why it is refused."""

from __future__ import annotations

from types import MappingProxyType

from passport.access.actor import Body, Mission
from passport.access.terms import Action, Ground, Reason

ACTION = MappingProxyType(
    {
        Action.OPEN: "ouvrir un passeport",
        Action.CONSULT: "consulter le passeport",
        Action.CONSULT_COMPETENCIES: "consulter les compétences",
        Action.DECLARE: "déclarer une ligne",
        Action.CORRECT_DECLARED: "corriger une ligne déclarée",
        Action.REMOVE_DECLARED: "retirer une ligne déclarée",
        Action.FEED: "alimenter des passeports",
        Action.CORRECT: "corriger une ligne garantie",
        Action.WITHDRAW: "retirer une ligne garantie",
        Action.CONTEST: "contester une ligne",
        Action.SHARE: "partager le passeport",
        Action.REVOKE_SHARE: "mettre fin à un partage",
        Action.EXPORT: "emporter ses données",
        Action.JOURNAL: "lire le journal des consultations",
        Action.LIMIT: "limiter l'usage du passeport",
        Action.RECTIFY_IDENTITY: "rectifier l'identité",
        Action.ERASE: "effacer le passeport",
        Action.OBJECT: "s'opposer à la tenue du passeport",
        Action.ISSUE_CV: "émettre un CV signé",
        Action.REVOKE_CV: "révoquer un CV signé",
        Action.RECORD_DEATH: "enregistrer un décès",
        Action.PURGE: "retirer un passeport au terme de sa conservation",
        Action.TRIM_JOURNAL: "retirer du journal ce qui a passé son terme",
        Action.VERIFY_JOURNAL: "vérifier le journal",
        Action.SIGN_JOURNAL: "signer la tête du journal",
        Action.BACKUP: "sauvegarder le coffre",
        Action.ROTATE_KEYS: "changer les clés de chiffrement",
    }
)
GROUND = MappingProxyType(
    {
        Ground.HOLDER: "c'est son propre passeport",
        Ground.SHARE: "le titulaire l'a partagé",
        Ground.MISSION: "mission d'un organisme habilité",
        Ground.OWN_LINE: "c'est une ligne que cet émetteur a transmise",
        Ground.TRANSMISSION: "transmission de ce que l'émetteur délivre",
        Ground.KEEPING: "tenue du coffre et du journal",
    }
)
REASON = MappingProxyType(
    {
        Reason.NO_RULE: "Aucune règle ne le permet à cette personne ou à cet organisme.",
        Reason.PROHIBITED: (
            "Le code du travail l'exclut : un passeport ne s'efface pas sur demande, et nul ne s'oppose à sa tenue. "
            "On peut y accéder, le faire rectifier et en faire limiter l'usage."
        ),
        Reason.NOT_IN_FORCE: "Le texte qui le permet n'était pas en vigueur ce jour-là.",
        Reason.OTHER_HOLDER: "Ce passeport est celui d'une autre personne.",
        Reason.AGE_UNKNOWN: "L'âge n'est pas connu : il faut une identité avec la date de naissance.",
        Reason.TOO_YOUNG: "On accède à son passeport à partir de quinze ans.",
        Reason.DECEASED: "Le titulaire est décédé : le passeport est conservé et ne s'ouvre plus.",
        Reason.LIMITED: "Le titulaire a fait limiter l'usage de son passeport : il faut un accord donné depuis.",
        Reason.BODY_NOT_LISTED: (
            "Cet organisme n'est pas de ceux que le code énumère. Demandez un partage au titulaire."
        ),
        Reason.MISSION_NOT_LISTED: (
            "La consultation sert l'orientation, l'accompagnement, la formation ou l'insertion, et rien d'autre."
        ),
        Reason.NOT_HABILITATED: "Cet agent n'est pas habilité. L'habilitation est donnée par son organisme.",
        Reason.HABILITATION_TO_COME: "L'habilitation de cet agent n'a pas encore commencé.",
        Reason.HABILITATION_OVER: "L'habilitation de cet agent est terminée. Son organisme peut la renouveler.",
        Reason.NO_SHARE: "Le titulaire n'a rien partagé avec cette personne ou cet organisme.",
        Reason.OTHER_GRANTEE: "Ce partage est fait à quelqu'un d'autre.",
        Reason.OTHER_PURPOSE: "Ce partage est fait pour autre chose.",
        Reason.SHARE_TO_COME: "Ce partage n'a pas encore commencé.",
        Reason.SHARE_OVER: "Ce partage est terminé. Le titulaire peut en faire un autre.",
        Reason.SHARE_REVOKED: "Le titulaire a mis fin à ce partage.",
        Reason.COMPETENCIES_ONLY: "Ce partage montre les compétences, et non les lignes dont elles viennent.",
        Reason.LINE_NOT_SHARED: "Cette ligne n'est pas partagée.",
        Reason.NO_LINE: "Cette ligne n'existe pas dans ce passeport, ou aucune n'est nommée.",
        Reason.GUARANTEED_LINE: (
            "Cette ligne est transmise par un émetteur : lui seul la corrige. Contestez-la : cela se verra."
        ),
        Reason.DECLARED_LINE: "Cette ligne est déclarée par son titulaire : elle se corrige, elle ne se conteste pas.",
        Reason.WITHDRAWN_LINE: "Cette ligne a été retirée.",
        Reason.OTHER_ISSUER: "Un émetteur n'agit que sur les lignes qu'il a transmises.",
        Reason.UNKNOWN_ISSUER: "Cet émetteur n'est pas au registre.",
        Reason.ISSUER_TO_COME: "Cet émetteur n'est pas encore au registre à cette date.",
        Reason.REVOKED_ISSUER: "Cet émetteur a été révoqué, ou n'a plus de clé en vigueur au registre.",
        Reason.ALIVE: "Aucun décès n'est enregistré : le passeport est conservé.",
        Reason.IDENTITY_PROVEN: (
            "Nom, prénoms et date de naissance sont ceux que dit le fournisseur d'identité : les flux des émetteurs "
            "retrouvent par eux un passeport. Faites-les rectifier auprès de lui ; l'opérateur les rectifie ici, sur "
            "justificatif. Le lieu de naissance, le sexe et l'adresse électronique se rectifient directement."
        ),
        Reason.NO_EVIDENCE: (
            "Un état civil se rectifie sur justificatif : dites lequel (fournisseur d'identité, acte d'état civil, "
            "titre d'identité, jugement)."
        ),
        Reason.HOLDER_TOO_YOUNG: (
            "Le titulaire n'a pas quinze ans : il n'accède pas encore à son passeport, et nul ne le lit avant lui."
        ),
        Reason.STILL_KEPT: "Le passeport est conservé trois ans après le décès.",
    }
)
BODY = MappingProxyType(
    {
        Body.FRANCE_TRAVAIL: "France Travail",
        Body.FRANCE_COMPETENCES: "France compétences",
        Body.CAP_EMPLOI: "Cap emploi",
        Body.APEC: "APEC",
        Body.MISSION_LOCALE: "mission locale",
        Body.REGIONAL_OPERATOR: "opérateur régional du conseil en évolution professionnelle",
        Body.PLIE: "PLIE",
        Body.OTHER: "autre organisme",
    }
)
MISSION = MappingProxyType(
    {
        Mission.ORIENTATION: "orientation",
        Mission.SUPPORT: "accompagnement",
        Mission.TRAINING: "formation",
        Mission.INSERTION: "insertion",
        Mission.CONTROL: "contrôle",
        Mission.STATISTICS: "statistiques",
        Mission.OTHER: "autre",
    }
)

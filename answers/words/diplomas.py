"""Diplomas told by their titles, in French: what was read, what is counted, what to ask."""

from __future__ import annotations

from answers.words.forms import titled
from recommend.profile.diplomas import Declared, Finished

KIND = {
    "bp_jeps": "BPJEPS", "cp_jeps": "CPJEPS", "desjeps": "DESJEPS", "dejeps": "DEJEPS",
    "bees": "brevet d'État de sport",
    "bapaat": "BAPAAT", "licence_pro": "licence professionnelle", "bac_pro": "baccalauréat professionnel",
    "bac_techno": "baccalauréat technologique", "btsa": "BTSA", "btsm": "BTS maritime", "bts": "BTS", "deust": "DEUST",
    "deug": "DEUG", "dut": "DUT", "but": "BUT", "capa": "CAP agricole", "cap": "CAP", "bepa": "BEPA", "bep": "BEP",
    "bma": "brevet des métiers d'art", "dma": "diplôme des métiers d'art", "dnmade": "DN MADE", "bpa": "BPA",
    "bp": "brevet professionnel", "brevet_maitrise": "brevet de maîtrise", "bta": "BTA", "bt": "brevet de technicien",
    "mc": "mention complémentaire", "cs": "certificat de spécialisation", "cqp": "CQP", "tp": "titre professionnel",
    "bachelor": "bachelor", "mastere": "mastère", "mba": "MBA", "master": "master", "dess": "DESS", "dea": "DEA",
    "maitrise": "maîtrise", "ingenieur": "diplôme d'ingénieur", "visa": "diplôme visé", "dcg": "DCG", "dscg": "DSCG",
    "dnsp": "DNSP", "dsp": "diplôme de spécialisation professionnelle", "dsaa": "DSAA", "daeu": "DAEU",
    "capacite": "capacité en droit", "doctorat": "doctorat", "etat": "diplôme d'État", "licence": "licence",
    "bac": "baccalauréat", "dnb": "brevet des collèges", "du": "diplôme d'université",
    "titre": "titre à finalité professionnelle",
    "": "",
}  # fmt: skip
"""Name of each kind of diploma."""
LEFT = {
    Finished.ONGOING: "en préparation",
    Finished.NO: "compté comme suivi, non comme obtenu",
    Finished.MAYBE: "sans date de fin : à confirmer",
}


def read_told(one: Declared) -> str:
    """What was read in a title, and how it counts."""
    kind = f"lu comme {KIND[one.kind]}" if one.kind else "lu dans votre intitulé"
    level = f", niveau {one.level}" if one.level else ""
    if one.held and one.code:
        read = one.readings[0]
        old = f", qui avait remplacé {read.replaces.code} {read.replaces.title}" if read.replaces else ""
        fiche = f"{one.code} {read.fiche.title}{old}"
        return f"« {one.title} » : {kind}{level}, {fiche} ; tenu pour obtenu, sur votre déclaration"
    counts = LEFT.get(one.finished, "")
    return f"« {one.title} » : {kind}{level}" + (f" ; {counts}" if counts else "")


def question_told(one: Declared) -> str | None:
    """What to ask the holder; None when there is nothing to ask."""
    if not one.to_confirm:
        return None
    named = [f"{titled(read.fiche.code, read.fiche.title)} ({read.fiche.code})" for read in one.readings]
    choice = f"{', '.join(named[:-1])} ou {named[-1]}" if len(named) > 1 else named[0]
    return f"« {one.title} » : avez-vous bien obtenu {choice} ? Si oui, ajoutez-en le code à vos certifications."

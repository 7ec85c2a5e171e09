"""The answer of rights, each with its rules."""

from __future__ import annotations

from answers.builders.base import advice_origin, item_label
from answers.builders.plan import vae_opinion
from answers.shapes import rights as shape
from answers.words.own_trade import opened
from answers.words.rights import told
from recommend.engine import Engine
from recommend.law.levels import Level
from recommend.law.rules import RULES, Law
from recommend.law.standing import Standing
from recommend.profile.held import Held
from recommend.profile.profile import Profile
from recommend.rights.rights import Right, Rights, Sentence


def rights_answer(engine: Engine, profile: Profile, found: Rights) -> shape.RightsAnswer:
    """What is held and through what, what is open, what VAE allows."""
    laws = _laws(found)
    return shape.RightsAnswer(
        **advice_origin(engine, profile),
        opened=opened(engine.own_trades(profile), profile, engine.catalogue),
        held=[_held(one) for one in found.held],
        begun=[_right(engine, one) for one in found.begun],
        asked=[_right(engine, one) for one in found.asked],
        rules=[
            shape.LawRule(rule=rule.law, article=rule.article, since=rule.since, text=rule.text)
            for rule in RULES.values()
            if rule.law in laws
        ],
    )


def _laws(found: Rights) -> set[Law]:
    """Rules that the answer names, and those of what it says of blocs and levels."""
    rights = (*found.begun, *found.asked)
    named = {law for right in rights for law in (*right.standing.laws, *right.vae.laws)}
    through = {link.law for held in found.held for link in held.chain}
    return named | through | {Law.WHOLE, Law.LEVEL}


def _held(held: Held) -> shape.HeldThrough:
    return shape.HeldThrough(
        code=held.code,
        record=held.record,
        guaranteed=held.guaranteed,
        read_in=held.read_in or None,
        chain=[shape.HeldLink(rule=link.law, needs=list(link.needs), code=link.code) for link in held.chain],
    )


def _right(engine: Engine, right: Right) -> shape.Right:
    return shape.Right(
        code=right.code,
        certification=right.certification,
        title=engine.catalogue.certifications[right.certification].title,
        held=right.held is not None,
        blocs_held=list(right.blocs_held),
        blocs_missing=list(right.blocs_missing),
        blocs_optional=list(right.blocs_optional),
        whole=shape.WholeByBlocs(outcome=right.whole.outcome, words=right.whole.words),
        standing=_standing(right.standing),
        claim=right.claim,
        claim_to_check=right.claim_to_check,
        level=_level(right.level),
        vae=vae_opinion(right.vae),
        sentences=[_sentence(engine, one) for one in right.sentences],
        why=told(right, engine.catalogue),
    )


def _standing(where: Standing) -> shape.StandingOn:
    return shape.StandingOn(
        entry=where.entry,
        entry_until=where.entry_until,
        delivered=where.delivered,
        delivered_until=where.delivered_until,
        replaced_by=list(where.replaced_by),
        replaced_through=list(where.replaced_through),
        occupations=list(where.occupations),
        cpf=where.cpf,
        rules=list(where.laws),
    )


def _level(level: Level) -> shape.LevelAsked:
    return shape.LevelAsked(given=level.given, required=level.required, words=level.words)


def _sentence(engine: Engine, sentence: Sentence) -> shape.BlocSentence:
    return shape.BlocSentence(
        text=sentence.text,
        items=[item_label(engine, code) for code in sentence.items],
        status=sentence.status,
        probability=sentence.probability,
    )

"""A rule, a reason or what is missing, in plain words. A language is one catalogue."""

from collections.abc import Mapping
from datetime import datetime

from shared.criteria.judging.reasons import Reason
from shared.criteria.language import tree
from shared.criteria.language.repeats import Every, PerPath, PerPeriod
from shared.criteria.language.rule import Rule
from shared.criteria.telling.catalogue import Catalogue, Noun
from shared.criteria.telling.clauses import Clauses, Said
from shared.criteria.telling.english import ENGLISH
from shared.criteria.telling.german import GERMAN
from shared.criteria.telling.phrases import Phrases, begun
from shared.criteria.telling.trace import Missing

CATALOGUES = {language.locale: language for language in (ENGLISH, GERMAN)}
COUNTED = frozenset({"count", "sum", "distinct", "streak"})
NounForms = Mapping[str, str]
"""A counted thing: `{"one": "drill", "other": "drills"}`."""


def catalogue(locale: str) -> Catalogue:
    """The texts of a locale; of its language where it has none of its own, and English where there are none."""
    return CATALOGUES.get(locale) or CATALOGUES.get(locale.replace("-", "_").partition("_")[0]) or ENGLISH


def rule_in_words(rule: Rule, noun: NounForms | None = None, locale: str = "en", zone: str = "UTC") -> str:
    """What a rule asks, in a few sentences. `noun` names what it counts."""
    words = catalogue(locale)
    phrases = Phrases(words, noun_of(noun), noun_at(rule.criteria), zone)
    criteria = phrases.inline(rule.criteria, "criteria")
    sentences = [words.say("rule", criteria=begun(criteria))]
    if rule.tiers:
        tiers = words.both([words.say("tier", t.at_least, tier=words.named("tier", t.id)) for t in rule.tiers])
        sentences.append(words.say("rule", criteria=begun(tiers)))
    return " ".join([*sentences, *_terms(rule, words, zone)])


def _terms(rule: Rule, words: Catalogue, zone: str) -> list[str]:
    """How often, for whom and since when."""
    said = []
    if isinstance(rule.repeat, PerPeriod):
        said.append(words.say(f"rule.per_period.{rule.repeat.per_period}"))
    elif isinstance(rule.repeat, Every):
        said.append(words.say("rule.every", rule.repeat.every))
    elif isinstance(rule.repeat, PerPath):
        said.append(words.say("rule.per", label=Clauses(words).label(rule.repeat.per)))
    if rule.recipient == "unit":
        said.append(words.say("rule.unit"))
    if rule.start_from is not None:
        said.append(words.say("rule.start", date=words.date(rule.start_from, zone)))
    return said


def reason_in_words(reason: Reason, locale: str = "en", zone: str = "UTC", now: datetime | None = None) -> str:
    """Why something did not count. Dates leave out this year, if `now` is known."""
    words, args = catalogue(locale), reason.args
    if reason.code in {"condition", "condition_path"}:
        return _condition(reason, words)
    if reason.code == "role":
        wanted = words.either([words.value(role) for role in args["wanted"]])
        return words.say("reason.role", role=words.value(args["role"]), wanted=wanted)
    if reason.code == "credited":
        return words.say("reason.credited", date=words.date(args["earlier"].at, zone, now))
    return words.say(f"reason.cap.{args['per']}" if reason.code == "cap" else f"reason.{reason.code}")


def _condition(reason: Reason, words: Catalogue) -> str:
    args, clauses = reason.args, Clauses(words)
    wanted = args["wanted"]
    if reason.code == "condition_path":
        wanted = Said(words.say("wanted.path", label=clauses.label(args["other"])))
    label, needs = clauses.label(args["path"]), clauses.needs(args["op"], wanted)
    if args["found"] is None:
        return words.say("reason.missing", label=label, wanted=needs)
    return words.say("reason.condition", label=label, found=words.value(args["found"]), wanted=needs)


def missing_in_words(
    missing: Missing, noun: NounForms | None = None, locale: str = "en", zone: str = "UTC", now: datetime | None = None
) -> str:
    """What a node still lacks."""
    words, args = catalogue(locale), missing.args
    if missing.code == "attribute":
        return words.say("missing.attribute", found=words.value(args["found"]))
    n, named = args.get("n"), noun_of(noun) or Noun("", "")
    form = named.one if n is not None and words.plural(n) == "one" else named.other
    day = words.last_day if missing.code in {"wait", "closed"} else words.date
    dates = [day(at, zone, now) for at in args.values() if isinstance(at, datetime)]
    places = {"noun": form, "date": "".join(dates), "badge": words.value(args.get("badge")), "step": args.get("step")}
    return words.say(_missing_code(missing), n, **places).strip()


def _missing_code(missing: Missing) -> str:
    code = f"missing.{missing.code}"
    if missing.code == "streak":
        return f"{code}.{missing.args['period']}"
    return f"{code}.any" if missing.code == "badge" and missing.args["badge"] == "*" else code


def noun_of(forms: NounForms | None) -> Noun | None:
    """A noun from its forms."""
    return None if forms is None else Noun(forms["one"], forms["other"])


def noun_at(criteria: tree.Node) -> str | None:
    """Where a given noun belongs: at the node marked as tiered, else at the first that counts facts."""
    counting = [(path, node) for path, node in tree.walk(criteria, "criteria") if tree.kind_of(node) in COUNTED]
    marked = [path for path, node in counting if tree.body_of(node).tiered]
    return next(iter(marked or [path for path, _ in counting]), None)

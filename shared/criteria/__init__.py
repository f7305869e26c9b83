"""The rule language of Laurel: what earns a badge, fulfils a goal or scores points, judged and told in words.

Pure: the standard library, Pydantic, RE2 and word libraries only; no clock, no storage, no randomness. `parse_rule`
reads a rule and refuses what is not in the language; `compile_rule` makes it ready; `History` holds what is known of a
person or a unit; `Compiled.judge` says what they are entitled to
and `explain` why, or why not yet. A `Plan` of many rules and the `Folded` states of one recipient say the same fact by
fact, without the history.
"""

from shared.criteria.folding.folded import Folded
from shared.criteria.folding.folds import Fold
from shared.criteria.folding.news import Change, Fetch, News, Past, Wanted
from shared.criteria.folding.plan import Plan
from shared.criteria.folding.storing import dump_given, load_given, restore, rows_of
from shared.criteria.judging.calendars import Calendar, Zones
from shared.criteria.judging.durations import later
from shared.criteria.judging.facts import Award, Entry, Fact, Moment, Scope
from shared.criteria.judging.history import History
from shared.criteria.judging.judge import Compiled, Entitlement, compile_match, compile_rule
from shared.criteria.judging.matching import Matcher
from shared.criteria.judging.people import Membership, Person, Span, Unit, Units
from shared.criteria.judging.reach import cycle_through, looks_at_own_awards, star_dependents
from shared.criteria.judging.reasons import Reason
from shared.criteria.judging.types import Types
from shared.criteria.language.matches import Match
from shared.criteria.language.problems import Problem, Refused, problems_of
from shared.criteria.language.rule import Rule, json_schema, parse_match, parse_rule, problems_in
from shared.criteria.telling.explain import explain
from shared.criteria.telling.trace import Missing, Passed, TierState, TraceNode
from shared.criteria.telling.tree_words import trace_in_words
from shared.criteria.telling.words import missing_in_words, reason_in_words, rule_in_words
from shared.criteria.worlds.reading import read_person, read_unit

__all__ = [
    "Award",
    "Calendar",
    "Change",
    "Compiled",
    "Entitlement",
    "Entry",
    "Fact",
    "Fetch",
    "Fold",
    "Folded",
    "History",
    "Match",
    "Matcher",
    "Membership",
    "Missing",
    "Moment",
    "News",
    "Passed",
    "Past",
    "Person",
    "Plan",
    "Problem",
    "Reason",
    "Refused",
    "Rule",
    "Scope",
    "Span",
    "TierState",
    "TraceNode",
    "Types",
    "Unit",
    "Units",
    "Wanted",
    "Zones",
    "compile_match",
    "compile_rule",
    "cycle_through",
    "dump_given",
    "explain",
    "json_schema",
    "later",
    "load_given",
    "looks_at_own_awards",
    "missing_in_words",
    "parse_match",
    "parse_rule",
    "problems_in",
    "problems_of",
    "read_person",
    "read_unit",
    "reason_in_words",
    "restore",
    "rows_of",
    "rule_in_words",
    "star_dependents",
    "trace_in_words",
]

"""Every operator, derived path and role, in conditions; conditions.sql says them in SQL."""

from tests.proof.saying import CMA, EXAM, TMA, badge, count, counting, is_, of

SCORE = "result.score.raw"
ROLES = [
    badge("reader", counting(1, of(role="reader")), 1, bronze=1, silver=2),
    badge("author", counting(2, of(EXAM, role=["actor", "author"], credit_key=[]))),
    badge("of-any-role", counting(2, of(EXAM, role="*", credit_key=[]))),
    badge("of-any-role-once", counting(2, of(EXAM, role="*"))),
]
ONCE_IN_2013 = {
    "any": [
        is_("data.presentation", "2013", "prefix"),
        {"all": [is_("data.presentation", "B", "suffix"), is_("data.module", ["BBB", "FFF"], "in")]},
    ]
}
BADGES = (
    badge(
        "numbers",
        count(
            3, is_(SCORE, 50, "gt"), is_(SCORE, 90, "lt"), is_("data.weight", 5, "gte"), is_("data.weight", 20, "lte")
        ),
    ),
    badge(
        "words",
        count(
            4, is_("object.name", " CMA ", "contains"), is_("data.module", "[A-E]{3}|G+", "matches"),
            is_("data.module", ["AAA"], "nin"), is_("data.kind", "TMA", "ne"), ONCE_IN_2013,
        ),
    ),
    badge("unmarked", count(1, is_(SCORE, False, "exists"), is_(SCORE, 40, "ne"), is_("data.banked", True, "exists"))),
    badge("uneven", count(10, is_(SCORE, [60, 70, 80, 90, 100], "nin"), {"not": is_(SCORE, 40, "lt")})),
    badge("sizes", count(1, {"any": [is_("object.id", 4, "size_lte"), is_("data.tags", 3, "size_gte")]})),
    badge(
        "lists",
        count(
            2, is_("result.score", 4, "size_gte"),
            {
                "any": [
                    {"all": [is_("data.tags", "CMA", "contains"), is_("data.parts.name", "DDD")]},
                    is_("data.parts.marks", 30, "gt"),
                ]
            },
        ),
    ),
    badge("below-its-weight", count(2, {"path": SCORE, "op": "lt", "value_of": "data.weight"})),
    badge("echo", count(1, {"path": "object.id", "op": "suffix", "value_from": "{result.score.raw}"})),
    badge(
        "label",
        count(
            1, {"path": "data.label", "op": "eq", "value_from": "{data.weight}-{data.banked}"},
            {"path": "object.name", "op": "prefix", "value_from": "{data.module} {data.presentation} TMA"},
        ),
    ),
    badge(
        "weekends",
        count(
            2, is_("local.weekday", [6, 7], "in"), is_("local.date", "2013-03-01", "gt"),
            is_("local.year", [2013, 2014], "in"), is_("local.month", 8, "ne"),
            is_("local.day", 20, "lte"), is_("local.hour", [0, 13], "in"),
        ),
    ),
    badge(
        "people",
        count(
            3, is_("person.attributes.gender", "F"), is_("person.unit", "u-oulad"),
            is_("person.unit", "u-oulad-scotland", "ne"), is_("person.roles", "employee", "contains"),
            is_("person.joined_at", "2013-09-01", "lt"),
        ),
    ),
    badge("tutored", count(8, TMA, {"not": {"any": [is_("data.module", "FFF"), CMA]}})),
    *ROLES,
)  # fmt: skip

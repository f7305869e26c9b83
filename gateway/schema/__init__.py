# mypy: allow-subclassing-any, allow-untyped-calls
"""The GraphQL schema: thin resolvers by area, each asking the service that owns the answer.

Nobody who is not signed in gets an answer: every root field asks first who is there."""

import functools
from collections.abc import Awaitable, Callable
from inspect import isawaitable
from typing import Any

import graphene
from graphql import GraphQLObjectType, GraphQLResolveInfo

from gateway.schema.badges import BadgesMutation, BadgesQuery
from gateway.schema.boards import BoardsMutation, BoardsQuery
from gateway.schema.challenges import ChallengesMutation, ChallengesQuery
from gateway.schema.corrections import CorrectionsMutation, CorrectionsQuery
from gateway.schema.credentials import CredentialsMutation, CredentialsQuery
from gateway.schema.designs import DesignsMutation, DesignsQuery
from gateway.schema.feed import FeedQuery
from gateway.schema.hints import Subscription
from gateway.schema.lifecycle import LifecycleMutation, LifecycleQuery
from gateway.schema.people import PeopleMutation, PeopleQuery
from gateway.schema.plumbing import context
from gateway.schema.recognition import RecognitionMutation
from gateway.schema.rules import RulesQuery
from gateway.schema.sources import SourcesMutation, SourcesQuery
from gateway.schema.viewer import ViewerMutation, ViewerQuery


class Query(
    CorrectionsQuery,
    DesignsQuery,
    LifecycleQuery,
    RulesQuery,
    SourcesQuery,
    FeedQuery,
    BoardsQuery,
    ChallengesQuery,
    CredentialsQuery,
    BadgesQuery,
    PeopleQuery,
    ViewerQuery,
):
    """All that can be read."""


class Mutation(
    CorrectionsMutation,
    DesignsMutation,
    LifecycleMutation,
    SourcesMutation,
    BadgesMutation,
    CredentialsMutation,
    BoardsMutation,
    PeopleMutation,
    ViewerMutation,
    RecognitionMutation,
    ChallengesMutation,
):
    """All that can be changed."""


def _signed_in(resolve: Callable[..., Any]) -> Callable[..., Awaitable[Any]]:
    @functools.wraps(resolve)
    async def guarded(root: Any, info: GraphQLResolveInfo, **arguments: Any) -> Any:
        context(info).me  # noqa: B018 - refuses whoever is not signed in
        found = resolve(root, info, **arguments)
        return await found if isawaitable(found) else found

    return guarded


def _guard(root: GraphQLObjectType | None) -> None:
    for field in root.fields.values() if root else ():
        assert field.resolve  # noqa: S101 - graphene gives every field one
        field.resolve = _signed_in(field.resolve)


schema = graphene.Schema(query=Query, mutation=Mutation, subscription=Subscription)
for _root in (
    schema.graphql_schema.query_type,
    schema.graphql_schema.mutation_type,
    schema.graphql_schema.subscription_type,
):
    _guard(_root)

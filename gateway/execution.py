"""Carrying out one operation: a loop and fresh loaders of its own, so that what is asked for by id goes in batches."""

import asyncio
from collections.abc import Mapping
from typing import Any

from graphql import ExecutionResult, GraphQLSchema, execute

from gateway.context import Context
from gateway.documents import Document


def run(
    schema: GraphQLSchema,
    document: Document,
    operation_name: str | None,
    variables: Mapping[str, Any],
    context: Context,
) -> ExecutionResult:
    """The operation's result, in a thread without a running loop."""
    return asyncio.run(run_async(schema, document, operation_name, variables, context))


async def run_async(
    schema: GraphQLSchema,
    document: Document,
    operation_name: str | None,
    variables: Mapping[str, Any],
    context: Context,
    root: Any = None,
) -> ExecutionResult:
    """The operation's result; a subscription's event is ``root``."""
    result = execute(
        schema, document.ast, root_value=root, context_value=context, variable_values=dict(variables),
        operation_name=operation_name,
    )  # fmt: skip
    return result if isinstance(result, ExecutionResult) else await result


def answer(result: ExecutionResult, errors: list[dict[str, Any]]) -> dict[str, Any]:
    """The response's body; without `data` where execution never began."""
    began = result.data is not None or any(error.path for error in result.errors or ())
    return {**({"errors": errors} if errors else {}), **({"data": result.data} if began else {})}

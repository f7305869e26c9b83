"""`python -m gateway.print_schema`: writes schema.graphql as the code has it."""

from pathlib import Path

from graphql import print_schema

from gateway.schema import schema

FILE = Path(__file__).with_name("schema.graphql")


def text() -> str:
    """The schema in GraphQL's own language."""
    return print_schema(schema.graphql_schema) + "\n"


if __name__ == "__main__":
    FILE.write_text(text(), "utf-8")

import { readdirSync, readFileSync } from 'node:fs';
import { parse as parseMessage } from '@formatjs/icu-messageformat-parser';
import { buildSchema, parse, validate, visit, type DocumentNode, type OperationDefinitionNode } from 'graphql';
import { describe, expect, test } from 'vitest';
import documents from '../src/gen/persisted-documents.json';
import en from '../src/text/en.json';

const schema = buildSchema(readFileSync('../schema.graphql', 'utf8'));
const named = Object.values(documents).map((text) => {
  const document = parse(text);
  const operation = document.definitions.find((part): part is OperationDefinitionNode => part.kind === 'OperationDefinition');
  return [operation?.name?.value ?? '?', document] as const;
});

/** Levels of fields in the widest sense: fragments are looked through. */
function depth(document: DocumentNode): number {
  const below = (name: string) => document.definitions.find((part) => part.kind === 'FragmentDefinition' && part.name.value === name);
  const measure = (node: { selectionSet?: { selections: readonly unknown[] } } | undefined): number =>
    Math.max(0, ...(node?.selectionSet?.selections ?? []).map((part) => {
      const selection = part as { kind: string; name: { value: string } };
      if (selection.kind === 'FragmentSpread') return measure(below(selection.name.value) as never);
      return measure(selection as never) + (selection.kind === 'Field' ? 1 : 0);
    }));
  return measure(document.definitions.find((part) => part.kind === 'OperationDefinition') as never);
}

describe.each(named)('the document %s', (_name, document) => {
  test('is what the schema answers', () => {
    expect(validate(schema, document)).toEqual([]);
  });

  test('stays within what one request may ask for', () => {
    let aliases = 0;
    let roots = 0;
    visit(document, {
      Field: (field) => void (aliases += field.alias ? 1 : 0),
      OperationDefinition: (operation) => void (roots = operation.selectionSet.selections.length),
    });
    expect(depth(document)).toBeLessThanOrEqual(10);
    expect(aliases).toBeLessThanOrEqual(15);
    expect(roots).toBeLessThanOrEqual(5);
  });
});

describe('the texts', () => {
  const source = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !file.startsWith('gen'))
    .map((file) => readFileSync(`src/${file}`, 'utf8'))
    .join('\n');

  test('are all well-formed', () => {
    const broken = Object.entries(en).filter(([, text]) => {
      try {
        return parseMessage(text).length === 0;
      } catch {
        return true;
      }
    });
    expect(broken).toEqual([]);
  });

  test('are all in use: said in full, or by a pattern such as `key.state.${state}`', () => {
    const patterns = [...source.matchAll(/`([a-zA-Z]+\.[^`\s]*)\$\{/g)].map(([, prefix]) => prefix ?? '');
    const unused = Object.keys(en).filter((id) => !source.includes(`'${id}'`) && !source.includes(`"${id}"`) && !patterns.some((prefix) => id.startsWith(prefix)));
    expect(unused).toEqual([]);
  });
});

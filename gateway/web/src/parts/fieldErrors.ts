import { Failure } from '../api/failure';

/**
 * What the server refused, at the form's own fields. A path such as `input.reason` or `reason[0]` belongs to the
 * field it begins with; `aliases` name the field for paths that a form writes from another field.
 */
export function fieldErrors(
  error: unknown,
  fields: readonly string[],
  aliases: Readonly<Record<string, string>> = {},
): Record<string, string> {
  if (!(error instanceof Failure)) return {};
  return Object.fromEntries(
    error.fields.flatMap(({ path, message }) => {
      const field = fieldOf(path, fields, aliases);
      return field ? [[field, message]] : [];
    }),
  );
}

function fieldOf(path: string, fields: readonly string[], aliases: Readonly<Record<string, string>>): string | undefined {
  const bare = path.replace(/^(variables\.)?input\./, '');
  const alias = Object.keys(aliases)
    .filter((prefix) => bare.startsWith(prefix))
    .sort((a, b) => b.length - a.length)[0];
  if (alias) return aliases[alias];
  return fields.find((field) => new RegExp(`^${field}($|[.[])`).test(bare));
}

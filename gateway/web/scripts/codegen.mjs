// Typed documents from the .graphql files beside the components: src/gen/graphql.ts and persisted-documents.json.
// @graphql-codegen/core with the client preset; its CLI (300 packages, network loaders) is not needed.
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { preset } from '@graphql-codegen/client-preset';
import { codegen } from '@graphql-codegen/core';
import { buildSchema, parse } from 'graphql';

const OUTPUT = 'src/gen/';
const SCALARS = { ID: 'string', DateTime: 'string', Date: 'string', JSON: 'unknown' };

const sdl = readFileSync('../schema.graphql', 'utf8');
const schemaAst = buildSchema(sdl);

const documents = readdirSync('src', { recursive: true })
  .filter((name) => name.endsWith('.graphql'))
  .sort()
  .map((name) => {
    const location = `src/${name}`;
    const rawSDL = readFileSync(location, 'utf8');
    return { location, rawSDL, document: parse(rawSDL) };
  });

const outputs = await preset.buildGeneratesSection({
  baseOutputDir: OUTPUT,
  schema: parse(sdl),
  schemaAst,
  documents,
  plugins: [],
  pluginMap: {},
  pluginContext: {},
  documentTransforms: [],
  config: { documentMode: 'string', useTypeImports: true, enumsAsTypes: true, strictScalars: true, scalars: SCALARS },
  presetConfig: { fragmentMasking: false, persistedDocuments: { hashAlgorithm: 'sha256' } },
});

mkdirSync(OUTPUT, { recursive: true });
for (const output of outputs) {
  writeFileSync(output.filename, withoutTexts(await codegen({ ...output, schemaAst })));
}

/** The built page names its documents by their hashes: their texts stay out of it, and fragments altogether. */
function withoutTexts(code) {
  return code.replaceAll(/new TypedDocumentString\((`[^`]*`)/g, '/*#__PURE__*/ new TypedDocumentString(import.meta.env.DEV ? $1 : ""');
}

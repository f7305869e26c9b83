import { useComputedColorScheme } from '@mantine/core';
import { useIntl } from 'react-intl';
import type { BadgePictureFragment } from '../gen/graphql';

/** earned: all metal; held: metal, the wreath green for the next tier; blind: not yet; locked: no leaf lit. */
export type PictureState = 'earned' | 'held' | 'blind' | 'locked';

/** Two cuts, like a typeface: the small one has no band and fewer leaves. */
const DISPLAY_FROM = 72;
const LEAVES = { display: 22, small: 12 } as const;

interface BadgePictureProps {
  badge: BadgePictureFragment;
  /** Width and height in CSS pixels; it decides the cut. */
  size: number;
  state: PictureState;
  tier?: string | undefined;
  /** Progress from 0 to 1, for `held` and `blind`. */
  share?: number | undefined;
  /** The name stands beside it already. */
  decorative?: boolean;
  className?: string | undefined;
}

/** A badge, drawn by the badges service. */
export function BadgePicture({ badge, size, state, tier, share, decorative = false, className }: BadgePictureProps) {
  const intl = useIntl();
  const scheme = useComputedColorScheme('light');
  const alt = decorative ? '' : intl.formatMessage({ id: `badge.alt.${state}` }, { name: badge.name });
  const src = pictureAddress(badge.image, { cut: size < DISPLAY_FROM ? 'small' : 'display', tier, state, share, scheme });
  return <img src={src} alt={alt} width={size} height={size} className={className} decoding="async" />;
}

interface Look {
  cut: 'display' | 'small';
  tier?: string | undefined;
  state: PictureState;
  share?: number | undefined;
  scheme: 'light' | 'dark';
}

/** At least one leaf once anything is done, and all of them only when all is. */
export function litLeaves(share: number, cut: Look['cut']): number {
  const all = LEAVES[cut];
  if (share <= 0) return 0;
  if (share >= 1) return all;
  return Math.max(1, Math.min(all - 1, Math.round(all * share)));
}

/** The drawing's address: only what makes a difference is said, so that caches hold few. */
export function pictureAddress(image: string, { cut, tier, state, share, scheme }: Look): string {
  const look = new URLSearchParams({ cut, state, scheme });
  if (tier) look.set('tier', tier);
  if (state === 'held' || state === 'blind') look.set('lit', String(litLeaves(share ?? 0, cut)));
  return `${image}?${look}`;
}

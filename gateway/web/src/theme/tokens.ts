/** Laurel's own colours, `--name` in CSS: one set for each scheme. */
export const light = {
  '--paper': '#FBFBF8',
  '--surface': '#FFFFFF',
  '--sunk': '#F2F3ED',
  '--line': '#E3E5DB',
  '--control': '#858B81',
  '--ink': '#18211B',
  '--ink2': '#465049',
  '--ink3': '#626C64',
  '--laurel': '#17603F',
  '--laurel-strong': '#0F4A2F',
  '--leaf': '#3A9268',
  '--tint': '#E3EFE7',
  '--on': '#FFFFFF',
  '--gold': '#785400',
  '--gold-fill': '#D39E22',
  '--gold-tint': '#FAF0D4',
  '--clay': '#9B3B22',
  '--clay-tint': '#FBEBE4',
  '--chosen': '#FFFFFF',
  '--float': '0 1px 2px #18211B0F, 0 12px 32px -8px #18211B29',
  '--rise': '0 1px 2px #18211B14',
  '--stage': 'radial-gradient(120% 100% at 30% 0%, #F7F8F3 0%, #ECEEE5 100%)',
};

export const dark: Record<keyof typeof light, string> = {
  '--paper': '#121713',
  '--surface': '#191F1A',
  '--sunk': '#0C100D',
  '--line': '#2A322C',
  '--control': '#707B72',
  '--ink': '#EDF0E8',
  '--ink2': '#BAC3B9',
  '--ink3': '#909C92',
  '--laurel': '#7BCB9F',
  '--laurel-strong': '#A5DEC0',
  '--leaf': '#45A577',
  '--tint': '#1A3125',
  '--on': '#0A1D13',
  '--gold': '#E9C46A',
  '--gold-fill': '#D39E22',
  '--gold-tint': '#322A13',
  '--clay': '#F0A48C',
  '--clay-tint': '#3A2018',
  '--chosen': '#2A332C',
  '--float': '0 0 0 1px #2E372F, 0 16px 40px -8px #0009',
  '--rise': 'none',
  '--stage': 'radial-gradient(120% 100% at 30% 0%, #222A23 0%, #151A16 100%)',
};

type Pair = readonly [ground: string, ink: string];

/** The six avatar tints: ground and ink. */
export const lightAvatars: readonly Pair[] = [
  ['#DCEAE0', '#1C4C33'],
  ['#E1E5F4', '#2E3C75'],
  ['#F5E2DA', '#76311F'],
  ['#EEE3F1', '#5A3068'],
  ['#DCEBED', '#1A4D57'],
  ['#EDE8D6', '#574D1C'],
];

export const darkAvatars: readonly Pair[] = [
  ['#20382A', '#A9DDBF'],
  ['#262E4D', '#BCC8F5'],
  ['#43271D', '#F3BEA8'],
  ['#392440', '#DDBCE7'],
  ['#1B373D', '#A5D6DF'],
  ['#37321A', '#DED08F'],
];

/** `--avatar-0` … and `--avatar-ink-0` … for a stylesheet. */
export function avatarVariables(pairs: readonly Pair[]): Record<string, string> {
  return Object.fromEntries(
    pairs.flatMap(([ground, ink], i) => [
      [`--avatar-${i}`, ground],
      [`--avatar-ink-${i}`, ink],
    ]),
  );
}

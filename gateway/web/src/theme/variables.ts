import {
  convertCssVariables,
  defaultCssVariablesResolver,
  mergeMantineTheme,
  DEFAULT_THEME,
  type ConvertCSSVariablesInput,
} from '@mantine/core';
import { theme } from './theme';
import { avatarVariables, dark, darkAvatars, light, lightAvatars } from './tokens';

const ROOT = ':root';

/** Mantine's own variables where its choice misses contrast or the look. */
const OVERRIDES: ConvertCSSVariablesInput = {
  variables: {},
  light: mantineColors({
    body: '#FBFBF8',
    text: '#18211B',
    dimmed: '#626C64',
    placeholder: '#626C64',
    'disabled-color': '#626C64',
    error: '#9B3B22',
    'default-border': '#858B81',
    anchor: '#17603F',
    disabled: '#F2F3ED',
    'laurel-light-color': '#0F4A2F',
    'gold-light-color': '#785400',
    'clay-light-color': '#9B3B22',
  }),
  dark: mantineColors({
    body: '#121713',
    text: '#EDF0E8',
    dimmed: '#909C92',
    placeholder: '#909C92',
    'disabled-color': '#909C92',
    error: '#F0A48C',
    'default-border': '#707B72',
    anchor: '#7BCB9F',
    disabled: '#0C100D',
    'laurel-filled-hover': '#A5DEC0',
    'laurel-light-color': '#A5DEC0',
    'laurel-light': '#1A3125',
    'laurel-light-hover': '#20382A',
    'laurel-outline': '#7BCB9F',
    'gold-light': '#322A13',
    'gold-light-color': '#E9C46A',
    'clay-light': '#3A2018',
    'clay-light-color': '#F0A48C',
  }),
};

/** The whole stylesheet of variables: Mantine's for our theme, then ours, for both schemes. */
export function themeCss(): string {
  const base = defaultCssVariablesResolver(ownTheme());
  return convertCssVariables(
    {
      variables: { ...base.variables, ...OVERRIDES.variables },
      light: { '--mantine-color-scheme': 'light', ...base.light, ...OVERRIDES.light, ...light, ...avatarVariables(lightAvatars) },
      dark: { '--mantine-color-scheme': 'dark', ...base.dark, ...OVERRIDES.dark, ...dark, ...avatarVariables(darkAvatars) },
    },
    ROOT,
  );
}

/** Our own colours alone, by the system's scheme: for pages without a script. */
export function tokensCss(): string {
  const rule = (tokens: Record<string, string>) => `:root{${Object.entries(tokens).map(([name, value]) => `${name}:${value}`).join(';')}}`;
  return `${rule(light)}@media (prefers-color-scheme:dark){${rule(dark)}}`;
}

/** Our theme without Mantine's palettes, which nothing here uses. */
function ownTheme() {
  const merged = mergeMantineTheme(DEFAULT_THEME, theme);
  const own = Object.keys(theme.colors ?? {});
  const colors = Object.fromEntries(Object.entries(merged.colors).filter(([name]) => own.includes(name)));
  return { ...merged, colors } as typeof merged;
}

function mantineColors(colors: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(colors).map(([name, value]) => [`--mantine-color-${name}`, value]));
}

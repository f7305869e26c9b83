import { createTheme, defaultVariantColorsResolver, type MantineColorsTuple } from '@mantine/core';

const TEXT = '"Inter Variable", system-ui, -apple-system, "Segoe UI", sans-serif';
const HEADINGS = '"Bricolage Grotesque Variable", "Inter Variable", system-ui, sans-serif';

const USUAL_BUTTON = { '--button-height': '40px', '--button-fz': '14px', '--button-padding-x': '16px' };

/** Ten shades written as one string. */
function shades(hex: string): MantineColorsTuple {
  return hex.split(' ').map((shade) => `#${shade}`) as unknown as MantineColorsTuple;
}

export const theme = createTheme({
  primaryColor: 'laurel',
  primaryShade: { light: 7, dark: 4 },
  white: '#FFFFFF',
  black: '#18211B',
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  fontFamily: TEXT,
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '12px', xl: '16px' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '40px' },
  fontSizes: { xs: '12px', sm: '13px', md: '15px', lg: '17px', xl: '21px' },
  lineHeights: { xs: '16px', sm: '20px', md: '24px', lg: '27px', xl: '28px' },
  headings: {
    fontFamily: HEADINGS,
    fontWeight: '640',
    textWrap: 'balance',
    sizes: {
      h1: { fontSize: '36px', lineHeight: '42px', fontWeight: '680' },
      h2: { fontSize: '21px', lineHeight: '28px' },
      h3: { fontSize: '17px', lineHeight: '24px' },
      h4: { fontSize: '15px', lineHeight: '24px' },
    },
  },
  colors: {
    laurel: shades('EFF6F1 E3EFE7 C2E0CF A5DEC0 7BCB9F 45A577 3A9268 17603F 0F4A2F 0A1D13'),
    gold: shades('FDF8E8 FAF0D4 F3DE9B E9C46A DDB144 D39E22 B4820F 785400 5E3A02 322A13'),
    clay: shades('FDF5F1 FBEBE4 F6CDBD F0A48C DE7F62 C65B3C B0472B 9B3B22 6E2717 3A2018'),
    gray: shades('F9FAF6 F2F3ED E9EBE2 E3E5DB CDD1C5 A4AAA0 858B81 626C64 465049 18211B'),
    dark: shades('EDF0E8 BAC3B9 909C92 707B72 2A322C 232B25 191F1A 121713 0E120F 0C100D'),
  },
  components: {
    Button: { vars: (_theme: unknown, { size }: { size?: string }) => ({ root: size ? {} : USUAL_BUTTON }) },
    Input: { vars: () => ({ wrapper: { '--input-height': '40px', '--input-fz': '14px' } }) },
    InputWrapper: { vars: () => ({ description: { '--input-description-size': '12px' }, error: { '--input-error-size': '13px' } }) },
    Select: { defaultProps: { withScrollArea: false, comboboxProps: { withinPortal: false, keepMounted: false } } },
    Menu: { defaultProps: { radius: 'lg', shadow: 'none' } },
  },
  // autoContrast cannot know the scheme, so the ink on a filled button is ours.
  variantColorResolver: (input) => ({
    ...defaultVariantColorsResolver(input),
    ...(input.variant === 'filled' && { color: 'var(--on)' }),
  }),
});

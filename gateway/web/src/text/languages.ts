import en from './en.json';

export type Language = 'en' | 'de';
export type Texts = Record<keyof typeof en, string>;

/** What each language calls itself, in the order in which they are offered. */
export const LANGUAGES: readonly { language: Language; name: string }[] = [
  { language: 'de', name: 'Deutsch' },
  { language: 'en', name: 'English' },
];

/** English without a country reads dates as Britain does. */
const FALLBACK = 'en-GB';

/** The language of a locale such as `de-AT`; English for one that there are no texts in. */
export function languageOf(locale: string | null | undefined): Language {
  return LANGUAGES.find(({ language }) => language === tagOf(locale))?.language ?? 'en';
}

/** The locale that dates and numbers follow: the person's own where the texts are in its language. */
export function spoken(locale: string | null | undefined): string {
  return locale && locale !== 'en' && languageOf(locale) === tagOf(locale) ? locale : FALLBACK;
}

/** What the browser's user reads, as far as there are texts: for pages that know nobody yet. */
export function browserLocale(): string {
  return spoken(navigator.languages.find((locale) => languageOf(locale) === tagOf(locale)));
}

const here = new Map<Language, Texts>([['en', en]]);
const coming = new Map<Language, Promise<Texts>>();

/** The texts of a language, if they are here already: English always is. */
export function textsOf(language: Language): Texts | undefined {
  return here.get(language);
}

/** What is spoken before it is known who is there: the browser's language, English where its texts did not come. */
export function doorLocale(): string {
  const locale = browserLocale();
  return here.has(languageOf(locale)) ? locale : FALLBACK;
}

/** Fetches the texts of a language; the same promise each time, until it fails. */
export function loadTexts(language: Language): Promise<Texts> {
  const begun = coming.get(language) ?? fetchTexts(language);
  coming.set(language, begun);
  return begun;
}

async function fetchTexts(language: Language): Promise<Texts> {
  try {
    const texts = here.get(language) ?? (await import('./de.json')).default;
    here.set(language, texts);
    return texts;
  } catch (error) {
    coming.delete(language);
    throw error;
  }
}

function tagOf(locale: string | null | undefined): string | undefined {
  try {
    return locale ? new Intl.Locale(locale).language : undefined;
  } catch {
    return undefined; // no language tag
  }
}

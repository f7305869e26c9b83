import { useIntl, type IntlShape } from 'react-intl';

/** The word for what is counted: "review", "reviews". */
export interface Noun {
  one: string;
  other: string;
}

/** Numbers and nouns as a sentence wants them. */
export interface Words {
  /** "eight", "11". */
  number: (n: number) => string;
  /** "Eight", "11": at a sentence's start. */
  Number: (n: number) => string;
  /** "review" or "reviews"; nothing where the rule has no noun. */
  noun: (n: number, noun: Noun | null | undefined) => string;
  /** "8 of 10". */
  share: (have: number, need: number) => string;
  /** "Silver" by itself; the usual metals are known in every language, other names are their author's. */
  Tier: (name: string) => string;
  /** The same within a sentence: "silver". */
  tier: (name: string) => string;
}

export function useWords(): Words {
  return words(useIntl());
}

export function words(intl: IntlShape): Words {
  const rule = new Intl.PluralRules(intl.locale);
  const Tier = (name: string) => intl.formatMessage({ id: 'tier.name' }, { name });
  return {
    number: (n) => intl.formatMessage({ id: 'number.word' }, { n }),
    Number: (n) => intl.formatMessage({ id: 'number.start' }, { n }),
    noun: (n, noun) => (noun ? (rule.select(n) === 'one' ? noun.one : noun.other) : ''),
    share: (have, need) => intl.formatMessage({ id: 'number.share' }, { have, need }),
    Tier,
    tier: (name) => (intl.locale.startsWith('en') ? Tier(name).toLocaleLowerCase(intl.locale) : Tier(name)),
  };
}

/** The given name of "Amara Diallo". */
export function givenName(displayName: string): string {
  return displayName.trim().split(/\s+/)[0] ?? displayName;
}

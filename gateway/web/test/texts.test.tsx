import { parse, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import { screen } from '@testing-library/react';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { NextStepLead } from '../src/home/NextStepLead';
import de from '../src/text/de.json';
import { AsOf, Day } from '../src/text/Dates';
import en from '../src/text/en.json';
import { browserLocale, languageOf, spoken } from '../src/text/languages';
import { amara, show } from './show';

const german = { ...amara, locale: 'de-AT' };

describe('both languages', () => {
  test('have the same texts, in the same order', () => {
    expect(Object.keys(de)).toEqual(Object.keys(en));
  });

  test.each(Object.keys(en) as (keyof typeof en)[])('%s takes the same places', (id) => {
    expect(places(parse(de[id]))).toEqual(places(parse(en[id])));
  });
});

/** The names that a message has places for, at any depth. */
function places(message: MessageFormatElement[]): string[] {
  const found = message.flatMap((part) => {
    if (part.type === TYPE.literal || part.type === TYPE.pound) return [];
    if (part.type === TYPE.tag) return [`<${part.value}>`, ...places(part.children)];
    const below = 'options' in part ? Object.values(part.options).flatMap(({ value }) => places(value)) : [];
    return [part.value, ...below];
  });
  return [...new Set(found)].sort();
}

describe('the language', () => {
  test.each([
    ['de-AT', 'de', 'de-AT'],
    ['de', 'de', 'de'],
    ['en', 'en', 'en-GB'],
    ['en-US', 'en', 'en-US'],
    ['fr-CH', 'en', 'en-GB'],
    ['den', 'en', 'en-GB'],
    ['nonsense!', 'en', 'en-GB'],
    [undefined, 'en', 'en-GB'],
  ])('of %s is %s, with dates of %s', (locale, language, dates) => {
    expect([languageOf(locale), spoken(locale)]).toEqual([language, dates]);
  });

  afterEach(() => vi.restoreAllMocks());

  test.each([
    [['fr-FR', 'de-CH', 'en'], 'de-CH'],
    [['en-US', 'de'], 'en-US'],
    [['it'], 'en-GB'],
  ])('of a browser that prefers %j is %s', (languages, expected) => {
    vi.spyOn(navigator, 'languages', 'get').mockReturnValue(languages);
    expect(browserLocale()).toBe(expected);
  });
});

test('someone who reads German reads German, with its dates, its numbers and the usual tiers', async () => {
  const nextStep = {
    have: 38.5, need: 40, noun: { one: 'Review', other: 'Reviews' }, tier: { id: 'silver', name: 'Silver' },
    target: {
      __typename: 'Badge' as const, id: 'x', name: 'Gründlich', image: '/badges/x/1.svg', rule: '',
      mine: { awards: [] },
    },
  };
  await show(
    <>
      <NextStepLead viewer={{ person: amara.person, nextStep }} className={undefined} />
      <Day at="2025-03-18T10:00:00Z" long />
      <p><AsOf at="2025-03-18T10:00:00Z" /></p>
    </>,
    german,
  );
  expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('Noch 1,5 Reviews bis Silber, Amara');
  expect(screen.getByText(/verlangt 40/)).toHaveTextContent('Gründlich verlangt 40 Reviews, 38,5 davon hast du.');
  expect(screen.getByText('18. März 2025')).toBeVisible();
  expect(screen.getByText(/^Stand:/)).toHaveTextContent('Stand: 18. März 2025, 11:00');
});

import type { ReactNode } from 'react';
import { FormattedMessage, IntlProvider, useIntl } from 'react-intl';
import { languageOf } from '../../text/languages';
import type { MessageId } from '../../text/TextProvider';
import de from './de.json';
import en from './en.json';

export type RuleText = keyof typeof en;
type Values = Record<string, string | number | Date | boolean>;

/** The texts of this part of the site, which nobody loads who writes no rules. */
export function RuleTexts({ children }: { children: ReactNode }) {
  const { locale, timeZone, messages } = useIntl();
  const own = languageOf(locale) === 'de' ? de : en;
  return (
    <IntlProvider locale={locale} defaultLocale={locale} messages={{ ...messages, ...own } as Record<string, string>} {...(timeZone && { timeZone })}>
      {children}
    </IntlProvider>
  );
}

/** A text as plain words. */
export function useRuleText(): (id: RuleText, values?: Values) => string {
  const intl = useIntl();
  return (id, values) => intl.formatMessage({ id: id as unknown as MessageId }, values);
}

/** A text with whatever stands in it. */
export function T({ id, values }: { id: RuleText; values?: Record<string, ReactNode> }) {
  return <FormattedMessage id={id as unknown as MessageId} {...(values && { values })} />;
}

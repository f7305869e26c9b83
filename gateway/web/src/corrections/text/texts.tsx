import type { ReactNode } from 'react';
import { FormattedMessage, IntlProvider, useIntl } from 'react-intl';
import { languageOf } from '../../text/languages';
import type { MessageId } from '../../text/TextProvider';
import de from './de.json';
import en from './en.json';

export type CorrectionText = keyof typeof en;

/** The texts of this part of the site, loaded with the first of its pages. */
export function CorrectionTexts({ children }: { children: ReactNode }) {
  const { locale, timeZone, messages } = useIntl();
  const own = languageOf(locale) === 'de' ? de : en;
  return (
    <IntlProvider locale={locale} defaultLocale={locale} messages={{ ...messages, ...own } as Record<string, string>} {...(timeZone && { timeZone })}>
      {children}
    </IntlProvider>
  );
}

/** A text as plain words. */
export function useCorrectionText(): (id: CorrectionText, values?: Record<string, string | number | Date>) => string {
  const intl = useIntl();
  return (id, values) => intl.formatMessage({ id: id as unknown as MessageId }, values);
}

/** A text with whatever stands in it. */
export function T({ id, values }: { id: CorrectionText; values?: Record<string, ReactNode> }) {
  return <FormattedMessage id={id as unknown as MessageId} {...(values && { values })} />;
}

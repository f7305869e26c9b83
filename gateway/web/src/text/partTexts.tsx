import type { ReactNode } from 'react';
import { FormattedMessage, IntlProvider, useIntl } from 'react-intl';
import { languageOf } from './languages';
import type { MessageId } from './TextProvider';

type Values = Record<string, string | number | Date | boolean>;

/** The texts of a part of the site that is loaded apart, in each language: their provider, and the ways to say one. */
export function partTexts<Id extends string>(en: Record<Id, string>, de: Record<Id, string>) {
  /** Adds this part's texts to those of the whole site. */
  function Texts({ children }: { children: ReactNode }) {
    const { locale, timeZone, messages } = useIntl();
    const own = languageOf(locale) === 'de' ? de : en;
    return (
      <IntlProvider locale={locale} defaultLocale={locale} messages={{ ...messages, ...own } as Record<string, string>} {...(timeZone && { timeZone })}>
        {children}
      </IntlProvider>
    );
  }

  /** A text as plain words. */
  function useText(): (id: Id, values?: Values) => string {
    const intl = useIntl();
    return (id, values) => intl.formatMessage({ id: id as unknown as MessageId }, values);
  }

  /** A text with whatever stands in it. */
  function T({ id, values }: { id: Id; values?: Record<string, ReactNode> }) {
    return <FormattedMessage id={id as unknown as MessageId} {...(values && { values })} />;
  }

  return { Texts, useText, T };
}

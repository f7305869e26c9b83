import type { ReactNode } from 'react';
import { FormattedMessage, IntlProvider, useIntl } from 'react-intl';
import { languageOf } from '../../text/languages';
import type { MessageId } from '../../text/TextProvider';
import de from './de.json';
import en from './en.json';

export type DesignerText = keyof typeof en;
type Values = Record<string, string | number>;

/** The texts of the designer, which nobody loads who draws no badges. */
export function DesignerTexts({ children }: { children: ReactNode }) {
  const { locale, timeZone, messages } = useIntl();
  const own = languageOf(locale) === 'de' ? de : en;
  return (
    <IntlProvider locale={locale} defaultLocale={locale} messages={{ ...messages, ...own } as Record<string, string>} {...(timeZone && { timeZone })}>
      {children}
    </IntlProvider>
  );
}

/** A text as plain words. */
export function useDesignerText(): (id: DesignerText, values?: Values) => string {
  const intl = useIntl();
  return (id, values) => intl.formatMessage({ id: id as unknown as MessageId }, values);
}

/** A text with whatever stands in it. */
export function T({ id, values }: { id: DesignerText; values?: Record<string, ReactNode> }) {
  return <FormattedMessage id={id as unknown as MessageId} {...(values && { values })} />;
}

/** Whether a text of this name is known: a shape or colour that this page has not heard of is called another. */
export function isText(id: string): id is DesignerText {
  return id in en;
}

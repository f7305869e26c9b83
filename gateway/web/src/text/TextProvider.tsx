import { use, useEffect, type ReactNode } from 'react';
import { IntlProvider } from 'react-intl';
import type en from './en.json';
import { browserLocale, languageOf, loadTexts, spoken, textsOf } from './languages';

declare global {
  namespace FormatjsIntl {
    interface Message {
      ids: keyof typeof en;
    }
  }
}

export type MessageId = keyof typeof en;

interface TextProviderProps {
  /** The reader's own, such as `de-AT`; texts, dates and numbers follow it. */
  locale: string;
  timezone?: string | undefined;
  children: ReactNode;
}

/** Gives every text below its language and its time zone. */
export function TextProvider({ locale, timezone, children }: TextProviderProps) {
  const shown = spoken(locale);
  const language = languageOf(shown);
  const texts = textsOf(language) ?? use(loadTexts(language));
  return (
    <IntlProvider locale={shown} defaultLocale={shown} messages={texts} {...(timezone && { timeZone: timezone })}>
      {children}
    </IntlProvider>
  );
}

/** The document says which language it is in: the reader's, and once they are gone the browser's. */
export function useDocumentLanguage(locale: string) {
  useEffect(() => {
    document.documentElement.lang = spoken(locale);
    return () => {
      document.documentElement.lang = browserLocale();
    };
  }, [locale]);
}

import type { ReactNode } from 'react';
import { IntlProvider } from 'react-intl';
import en from './en.json';

declare global {
  namespace FormatjsIntl {
    interface Message {
      ids: keyof typeof en;
    }
  }
}

export type MessageId = keyof typeof en;

const FALLBACK = 'en-GB';

interface TextProviderProps {
  /** The person's own, such as `en-GB`; dates and numbers follow it. */
  locale?: string | undefined;
  timezone?: string | undefined;
  children: ReactNode;
}

/** Gives every text below its language and its time zone. */
export function TextProvider({ locale, timezone, children }: TextProviderProps) {
  return (
    <IntlProvider
      locale={spoken(locale)}
      defaultLocale={FALLBACK}
      messages={en}
      {...(timezone && { timeZone: timezone })}
    >
      {children}
    </IntlProvider>
  );
}

/** The messages are English, so a date among them is too. */
function spoken(locale: string | undefined): string {
  return locale?.startsWith('en-') ? locale : FALLBACK;
}

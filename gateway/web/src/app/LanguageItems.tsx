import { Menu } from '@mantine/core';
import { FormattedMessage } from 'react-intl';
import { LANGUAGES, languageOf, type Language } from '../text/languages';
import { useLanguage } from './useLanguage';
import { useViewer } from './viewer';

/** The languages that Laurel speaks, each by its own name. */
export function LanguageItems() {
  const viewer = useViewer();
  const change = useLanguage();
  return (
    <>
      <Menu.Label><FormattedMessage id="account.language" /></Menu.Label>
      <Menu.RadioGroup value={languageOf(viewer.locale)} onChange={(value) => change.mutate(value as Language)}>
        {LANGUAGES.map(({ language, name }) => (
          <Menu.RadioItem key={language} value={language} lang={language}>
            {name}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
    </>
  );
}

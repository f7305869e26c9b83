import { Menu, useMantineColorScheme, type MantineColorScheme } from '@mantine/core';
import { FormattedMessage } from 'react-intl';

const SCHEMES: readonly MantineColorScheme[] = ['light', 'dark', 'auto'];

/** Light, dark, or as the system says: remembered in this browser. */
export function AppearanceItems() {
  // Holding transitions back would write a style element, which the content security policy need not allow.
  const { colorScheme, setColorScheme } = useMantineColorScheme({ keepTransitions: true });
  return (
    <Menu.RadioGroup value={colorScheme} onChange={(value) => setColorScheme(value as MantineColorScheme)}>
      {SCHEMES.map((scheme) => (
        <Menu.RadioItem key={scheme} value={scheme}>
          <FormattedMessage id={`account.scheme.${scheme}`} />
        </Menu.RadioItem>
      ))}
    </Menu.RadioGroup>
  );
}

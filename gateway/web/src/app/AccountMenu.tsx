import { Menu, UnstyledButton } from '@mantine/core';
import { IconEyeOff, IconLogout } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { FormattedMessage } from 'react-intl';
import { Avatar } from '../parts/Avatar';
import { PersonLine } from '../parts/PersonLine';
import classes from './AccountMenu.module.css';
import { AppearanceItems } from './AppearanceItems';
import { LanguageItems } from './LanguageItems';
import { APPEALS, LAUNCH, RULES, SOURCES, type Destination } from './destinations';
import { useSignOut } from './useSignOut';
import { isAdmin, mayLaunch, useViewer, type Viewer } from './viewer';

/** Oneself: what others see, light or dark, the language, leaving. `named` shows the name beside the initials. */
export function AccountMenu({ named = false }: { named?: boolean }) {
  const viewer = useViewer();
  const leave = useSignOut();
  return (
    <Menu position={named ? 'top-start' : 'bottom-end'} width={224} withinPortal={false} floatingStrategy="fixed" withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <UnstyledButton className={classes.target}>
          {named ? <PersonLine person={viewer.person}>{viewer.person.unit?.name}</PersonLine> : <Initials person={viewer.person} />}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {!named && mayLaunch(viewer) && <Goto {...LAUNCH} />}
        {!named && isAdmin(viewer) && <Goto {...RULES} />}
        {!named && isAdmin(viewer) && <Goto {...APPEALS} />}
        {!named && isAdmin(viewer) && <Goto {...SOURCES} />}
        <Menu.Item
          leftSection={<IconEyeOff size={18} stroke={1.75} aria-hidden="true" />}
          renderRoot={(props) => <Link to="/privacy" {...props} />}
        >
          <FormattedMessage id="account.privacy" />
        </Menu.Item>
        <Menu.Divider />
        <AppearanceItems />
        <Menu.Divider />
        <LanguageItems />
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={18} stroke={1.75} aria-hidden="true" />} onClick={() => leave.mutate()}>
          <FormattedMessage id="account.signOut" />
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function Initials({ person }: { person: Viewer['person'] }) {
  return (
    <>
      <Avatar person={person} />
      <span className="visually-hidden"><FormattedMessage id="account.menu" values={{ name: person.displayName }} /></span>
    </>
  );
}

function Goto({ to, label, icon: Icon }: Destination) {
  return (
    <Menu.Item leftSection={<Icon size={18} stroke={1.75} aria-hidden="true" />} renderRoot={(props) => <Link to={to} {...props} />}>
      <FormattedMessage id={label} />
    </Menu.Item>
  );
}

import { useMantineColorScheme, type MantineColorScheme } from '@mantine/core';
import { IconDeviceDesktop, IconEyeOff, IconHeartHandshake, IconLanguage, IconLogout, IconMoon, IconSun, type Icon } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useIntl } from 'react-intl';
import { APPEALS, LAUNCH, MAIN, RULES, SOURCES, type Destination } from '../app/destinations';
import { useLanguage } from '../app/useLanguage';
import { useSignOut } from '../app/useSignOut';
import { isAdmin, mayLaunch, useViewer } from '../app/viewer';
import { LANGUAGES, languageOf } from '../text/languages';
import type { Choice } from './choices';

const SCHEMES: readonly { scheme: MantineColorScheme; icon: Icon }[] = [
  { scheme: 'light', icon: IconSun },
  { scheme: 'dark', icon: IconMoon },
  { scheme: 'auto', icon: IconDeviceDesktop },
];

/** Everywhere that the viewer may go. */
export function usePlaces(): Choice[] {
  const intl = useIntl();
  const viewer = useViewer();
  const navigate = useNavigate();
  const known: Destination[] = [...MAIN, ...(isAdmin(viewer) ? [RULES, APPEALS, SOURCES] : [])];
  return [
    ...known.map(({ to, label, icon }) => ({
      id: `go:${to}`, label: intl.formatMessage({ id: label }), picture: drawn(icon), run: () => void navigate({ to }),
    })),
    { id: 'go:/privacy', label: intl.formatMessage({ id: 'account.privacy' }), picture: drawn(IconEyeOff), run: () => void navigate({ to: '/privacy' }) },
  ];
}

/** All that the viewer may do from anywhere. */
export function useActions(): Choice[] {
  const navigate = useNavigate();
  const intl = useIntl();
  const viewer = useViewer();
  const leave = useSignOut();
  const settings = useSettings();
  const managing = mayLaunch(viewer) ? [LAUNCH] : [];
  return [
    { id: 'do:thank', label: intl.formatMessage({ id: 'kudos.title' }), picture: drawn(IconHeartHandshake), words: 'kudos', run: () => void navigate({ to: '/kudos/new' }) },
    ...managing.map(({ to, label, icon }) => ({
      id: `do:${to}`, label: intl.formatMessage({ id: label }), picture: drawn(icon), run: () => void navigate({ to }),
    })),
    ...settings,
    { id: 'do:leave', label: intl.formatMessage({ id: 'account.signOut' }), picture: drawn(IconLogout), words: 'logout', run: () => leave.mutate() },
  ];
}

/** The other looks and the other languages. */
function useSettings(): Choice[] {
  const intl = useIntl();
  const viewer = useViewer();
  const speak = useLanguage();
  const { colorScheme, setColorScheme } = useMantineColorScheme({ keepTransitions: true });
  const looks = SCHEMES.filter(({ scheme }) => scheme !== colorScheme).map(({ scheme, icon }) => ({
    id: `do:${scheme}`, label: intl.formatMessage({ id: `palette.scheme.${scheme as 'light'}` }), picture: drawn(icon), run: () => setColorScheme(scheme),
  }));
  const others = LANGUAGES.filter(({ language }) => language !== languageOf(viewer.locale)).map(({ language, name }) => ({
    id: `do:${language}`, label: intl.formatMessage({ id: 'palette.language' }, { name }), picture: drawn(IconLanguage), words: language, run: () => speak.mutate(language),
  }));
  return [...looks, ...others];
}

function drawn(Drawing: Icon) {
  return <Drawing size={20} stroke={1.75} aria-hidden="true" />;
}

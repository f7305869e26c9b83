import { Button, Menu } from '@mantine/core';
import { useClipboard, useDisclosure } from '@mantine/hooks';
import { IconCheck, IconCopy, IconDots } from '@tabler/icons-react';
import { useRef } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useViewer } from '../app/viewer';
import type { OwnCredentialFragment } from '../gen/graphql';
import { linkedInAddress } from './linkedIn';
import classes from './Share.module.css';
import type { AwardOnPage } from './ShareRow';
import { WithdrawDialog } from './WithdrawDialog';

interface PublishedActionsProps {
  award: AwardOnPage;
  credential: OwnCredentialFragment;
  title: string;
  /** Opens the form with what is said now. */
  onChange: () => void;
}

/** What can be done with an award that is public: copy its link, take it along, change or withdraw it. */
export function PublishedActions({ award, credential, title, onChange }: PublishedActionsProps) {
  const intl = useIntl();
  const clipboard = useClipboard({ timeout: 4000 });
  const [withdrawing, dialog] = useDisclosure(false);
  const more = useRef<HTMLButtonElement>(null);
  const { name: organization } = useViewer().organization;
  const Icon = clipboard.copied ? IconCheck : IconCopy;
  const page = `/b/${credential.id}`;
  const linkedIn = linkedInAddress({ title, organization, earnedAt: award.earnedAt, credential });
  return (
    <div className={classes.actions}>
      <Button px="sm" component="a" href={page} target="_blank" rel="noopener"><FormattedMessage id="share.open" /></Button>
      <Button px="sm" variant="default" leftSection={<Icon size={16} aria-hidden="true" />} onClick={() => clipboard.copy(credential.url)}>
        <FormattedMessage id={clipboard.copied ? 'share.copied' : 'share.copy'} />
      </Button>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button ref={more} px="sm" variant="default" aria-label={intl.formatMessage({ id: 'share.more' }, { badge: title })}><IconDots size={16} aria-hidden="true" /></Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item component="a" href={linkedIn} target="_blank" rel="noopener"><FormattedMessage id="share.linkedin" /></Menu.Item>
          <Menu.Item component="a" href={`${page}/badge.png`} download><FormattedMessage id="share.png" /></Menu.Item>
          <Menu.Item component="a" href={`${page}/badge.svg`} download><FormattedMessage id="share.svg" /></Menu.Item>
          <Menu.Item component="a" href={`${page}/credential.json`} download><FormattedMessage id="share.json" /></Menu.Item>
          <Menu.Divider />
          <Menu.Item onClick={fromButton(onChange)}><FormattedMessage id="share.change" /></Menu.Item>
          <Menu.Item color="clay" onClick={fromButton(dialog.open)}><FormattedMessage id="share.withdraw" /></Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {withdrawing && <WithdrawDialog award={award.id} onClose={dialog.close} />}
    </div>
  );

  /** A dialog gives the focus back to what had it when it opened, and the menu's item is gone by then. */
  function fromButton(open: () => void) {
    return () => {
      more.current?.focus();
      open();
    };
  }
}

import { Switch } from '@mantine/core';
import { FormattedMessage } from 'react-intl';
import classes from './PrivacyPage.module.css';

interface PrivacySwitchProps {
  what: 'board' | 'feed';
  shown: boolean;
  onChange: (shown: boolean) => void;
}

/** One choice, and who can see what as it stands. */
export function PrivacySwitch({ what, shown, onChange }: PrivacySwitchProps) {
  return (
    <div className={classes.row}>
      <Switch
        size="md"
        withThumbIndicator={false}
        classNames={{ description: classes.help }}
        label={<FormattedMessage id={`privacy.${what}`} />}
        description={<FormattedMessage id={`privacy.${what}.help`} />}
        checked={shown}
        onChange={({ currentTarget }) => onChange(currentTarget.checked)}
      />
      <p className={`t-small t-second ${classes.now}`} aria-live="polite">
        <FormattedMessage id={`privacy.${what}.${shown ? 'shown' : 'hidden'}`} />
      </p>
    </div>
  );
}

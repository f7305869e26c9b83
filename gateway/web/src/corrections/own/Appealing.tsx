import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Day } from '../../text/Dates';
import { Quote } from '../Quote';
import { T } from '../text/texts';
import { AppealDialog } from './AppealDialog';
import classes from './FormerAwards.module.css';
import { Said, type Decision } from './RevokedAward';

interface AppealingProps {
  award: string;
  title: string;
  appealed: Decision | undefined;
  upheld: Decision | undefined;
  reinstated: Decision | undefined;
  heldAgain: boolean;
}

/** The appeal: the way to make it, once; then what was said, and the answer. */
export function Appealing({ award, title, appealed, upheld, reinstated, heldAgain }: AppealingProps) {
  const [open, dialog] = useDisclosure(false);
  if (!appealed && heldAgain) return null;
  if (!appealed) {
    return (
      <>
        <Button variant="default" onClick={dialog.open}><T id="former.appeal" /></Button>
        {open && <AppealDialog award={award} title={title} onClose={dialog.close} />}
      </>
    );
  }
  return (
    <>
      <div className={classes.said}>
        <p className="t-small t-second"><T id="former.appealed" values={{ day: <Day at={appealed.at} /> }} /></p>
        <Quote>{appealed.text}</Quote>
      </div>
      <Answer kind="upheld" decision={upheld} />
      <Answer kind="reinstated" decision={reinstated} />
      {!upheld && !reinstated && <p className="t-small t-second"><T id="former.waiting" /></p>}
    </>
  );
}

function Answer({ kind, decision }: { kind: 'upheld' | 'reinstated'; decision: Decision | undefined }) {
  if (!decision) return null;
  return (
    <>
      <p><strong><T id={`former.${kind}`} values={{ day: <Day at={decision.at} /> }} /></strong></p>
      <Said decision={decision} />
    </>
  );
}

import { DecideAppealDocument, type AppealCardFragment, type AppealDecision } from '../../gen/graphql';
import { Dialog } from '../../parts/Dialog';
import { SayForm } from '../SayForm';
import { T } from '../text/texts';

interface DecideDialogProps {
  appeal: AppealCardFragment;
  title: string;
  answer: AppealDecision;
  onClose: () => void;
}

/** The answer to an appeal, with what it means and why. */
export function DecideDialog({ appeal, title, answer, onClose }: DecideDialogProps) {
  const name = appeal.person.displayName;
  return (
    <Dialog title={<T id={`decide.title.${answer}`} />} size="lg" closeOnClickOutside={false} onClose={onClose}>
      <SayForm
        document={DecideAppealDocument}
        input={(text, idempotencyKey) => ({ appeal: appeal.id, decision: answer, text, idempotencyKey })}
        label="decide.answer"
        help="decide.answer.help"
        needed="decide.answer.needed"
        send={answer === 'UPHELD' ? 'appeals.uphold' : 'appeals.reinstate'}
        name={name}
        onClose={onClose}
      >
        <div>
          <p><strong>{title}</strong></p>
          <p><T id={`decide.text.${answer}`} values={{ name }} /></p>
        </div>
      </SayForm>
    </Dialog>
  );
}

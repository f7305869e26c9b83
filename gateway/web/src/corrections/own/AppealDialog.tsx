import { AppealAwardDocument } from '../../gen/graphql';
import { Dialog } from '../../parts/Dialog';
import { SayForm } from '../SayForm';
import { T } from '../text/texts';

interface AppealDialogProps {
  award: string;
  title: string;
  onClose: () => void;
}

/** What the holder has to say, once. */
export function AppealDialog({ award, title, onClose }: AppealDialogProps) {
  return (
    <Dialog title={<><T id="appeal.title" />: {title}</>} size="lg" closeOnClickOutside={false} onClose={onClose}>
      <SayForm
        document={AppealAwardDocument}
        input={(text, idempotencyKey) => ({ award, text, idempotencyKey })}
        label="appeal.text"
        help="appeal.help"
        needed="appeal.needed"
        send="appeal.send"
        onClose={onClose}
      />
    </Dialog>
  );
}

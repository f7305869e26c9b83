import { Button } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { newKey } from '../api/newKey';
import { request } from '../api/request';
import { feedPages } from '../feed/queries';
import { GiveKudosDocument } from '../gen/graphql';
import { concerns } from '../live/useLive';
import { CountedTextarea } from '../parts/CountedTextarea';
import { fieldErrors } from '../parts/fieldErrors';
import { Problem } from '../parts/Problem';
import classes from './KudosPage.module.css';
import { PersonSelect } from './PersonSelect';

const LONGEST = 500;

interface KudosFormProps {
  to: string | undefined;
  /** Called with the name of the one who was thanked. */
  onThanked: (name: string) => void;
}

/** Whom, and what for. */
export function KudosForm({ to, onThanked }: KudosFormProps) {
  const intl = useIntl();
  const queryClient = useQueryClient();
  const [idempotencyKey] = useState(newKey);
  const form = useForm({
    initialValues: { to: to ?? '', reason: '' },
    validate: {
      to: (value) => (value ? null : intl.formatMessage({ id: 'kudos.to.needed' })),
      reason: (value) => (value.trim() ? null : intl.formatMessage({ id: 'kudos.reason.needed' })),
    },
  });
  const give = useMutation({
    mutationFn: (input: { to: string; reason: string }) =>
      request(GiveKudosDocument, { input: { ...input, idempotencyKey } }),
    onSuccess: ({ giveKudos }) => {
      onThanked(giveKudos.to.displayName);
      queryClient.removeQueries({ queryKey: feedPages.queryKey }); // the feed that was read lacks this
      void queryClient.invalidateQueries({ predicate: concerns(['FEED']) });
    },
    onError: (error) => form.setErrors(fieldErrors(error, ['to', 'reason'])),
  });
  const submit = form.onSubmit(({ to: person, reason }) =>
    give.mutate({ to: person, reason: reason.trim() }),
  );
  return (
    <form noValidate onSubmit={submit} className={classes.form}>
      <PersonSelect label={<FormattedMessage id="kudos.to" />} chosen={to} {...form.getInputProps('to')} />
      <CountedTextarea
        label={<FormattedMessage id="kudos.reason" />}
        description={<FormattedMessage id="kudos.reason.help" />}
        longest={LONGEST}
        minRows={4}
        {...form.getInputProps('reason')}
      />
      <Problem error={Object.keys(form.errors).length === 0 ? give.error : null} />
      <div>
        <Button type="submit" loading={give.isPending}>
          <FormattedMessage id="kudos.give" />
        </Button>
      </div>
    </form>
  );
}

import { useForm, type UseFormReturnType } from '@mantine/form';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useIntl } from 'react-intl';
import { newKey } from '../api/newKey';
import { useViewer } from '../app/viewer';
import { LaunchChallengeDocument } from '../gen/graphql';
import { fieldErrors } from '../parts/fieldErrors';
import { localDay } from '../text/dates';
import { useNow } from '../text/now';
import { emptyLaunch, LAUNCH_ALIASES, LAUNCH_FIELDS, launchInput, launchProblems, type LaunchValues } from './launch';
import { useChallengeCommand } from './useChallengeCommand';

export type LaunchFormState = UseFormReturnType<LaunchValues>;

export interface LaunchUnit {
  id: string;
  name: string;
  memberCount: number;
  timezone: string | null;
}

/** The launch form's state, its checks, and what sending it does. */
export function useLaunchForm(units: readonly LaunchUnit[]) {
  const intl = useIntl();
  const navigate = useNavigate();
  const { organization } = useViewer();
  const today = localDay(useNow(), organization.timezone);
  const [idempotencyKey] = useState(newKey);
  const [first] = units;
  const form = useForm<LaunchValues>({
    initialValues: emptyLaunch(today, first?.id ?? '', first?.timezone ?? organization.timezone),
    validate: (values) =>
      Object.fromEntries(Object.entries(launchProblems(values, today)).map(([field, id]) => [field, intl.formatMessage({ id })])),
  });
  const launch = useChallengeCommand(LaunchChallengeDocument);
  const submit = form.onSubmit(
    (values) =>
      launch.mutate(
        { input: launchInput(values, idempotencyKey) },
        {
          onSuccess: ({ launchChallenge: { id } }) => void navigate({ to: '/challenges/$challengeId', params: { challengeId: id } }),
          onError: (error) => form.setErrors(fieldErrors(error, LAUNCH_FIELDS, LAUNCH_ALIASES)),
        },
      ),
    focusFirstError,
  );
  return { form, launch, submit };
}

function focusFirstError() {
  requestAnimationFrame(() => document.querySelector<HTMLElement>('main [aria-invalid="true"]')?.focus());
}

import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { request } from '../api/request';
import { RuleEditorDocument, SaveBadgeDocument, SuggestedDesignDocument, type BadgeInput } from '../gen/graphql';
import { concerns } from '../live/useLive';
import { fieldErrors } from '../parts/fieldErrors';
import type { Design } from './model/document';
import { slugOf } from './model/slug';
import { savedTerms, type Giver } from './model/terms';
import { useRuleText } from './text/texts';

interface NewBadge {
  name: string;
  description: string;
  way: 'earned' | 'given';
  /** What earns it, and how many of that. */
  type: string;
  atLeast: number;
  /** Who gives what is only given. */
  giver: Exclude<Giver, 'nobody'>;
}

const FIELDS = ['name', 'description'];

/** The form of a new badge, and what sending it does: a draft, whole from the start, opened in the editor. */
export function useNewBadge() {
  const t = useRuleText();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const form = useForm<NewBadge>({
    initialValues: { name: '', description: '', way: 'earned', type: '', atLeast: 3, giver: 'managers' },
    validate: {
      name: (name) => (slugOf(name) ? null : t('rules.name.needed')),
      description: (text) => (text.trim() ? null : t('rules.description.needed')),
      type: (type, { way }) => (type || way === 'given' ? null : t('rules.new.type.needed')),
      atLeast: (n, { way }) => ((Number.isInteger(n) && n >= 1) || way === 'given' ? null : t('rules.new.atLeast.wrong')),
    },
  });
  const create = useMutation({ mutationFn: save, onSuccess: () => queryClient.invalidateQueries({ predicate: concerns(['BADGES']) }) });
  const submit = form.onSubmit(
    (values) =>
      create.mutate(values, {
        onSuccess: (badgeId) => void navigate({ to: '/admin/badges/$badgeId', params: { badgeId } }),
        onError: (error) => form.setErrors(fieldErrors(error, FIELDS)),
      }),
    () => requestAnimationFrame(() => document.querySelector<HTMLElement>('main [aria-invalid="true"]')?.focus()),
  );
  return { form, create, submit };
}

/** Saves it under an id that no badge has yet: the same command would change one that has it. */
async function save(values: NewBadge): Promise<string> {
  const slug = slugOf(values.name);
  let id = slug;
  for (let n = 2; (await request(RuleEditorDocument, { id })).badge; n += 1) id = `${slug}-${n}`;
  const { suggestedDesign } = await request(SuggestedDesignDocument, { id, name: values.name.trim() });
  return (await request(SaveBadgeDocument, { input: inputOf(id, values, suggestedDesign) })).saveBadge.id;
}

/** It looks as it would anyway, until somebody draws it. */
function inputOf(id: string, { name, description, way, type, atLeast, giver }: NewBadge, design: Design): BadgeInput {
  const what =
    way === 'earned'
      ? { criteria: { count: { of: { types: [type] }, at_least: atLeast } } }
      : { criteria: null, ...savedTerms({ grant_policy: { who: giver } }) };
  return { id, name: name.trim(), description: description.trim(), ...what, points: 10, recipient: 'PERSON', ...design };
}

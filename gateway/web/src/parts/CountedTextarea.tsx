import { Textarea, type TextareaProps } from '@mantine/core';
import { useIntl } from 'react-intl';

interface CountedTextareaProps extends TextareaProps {
  longest: number;
  value?: string;
}

/** From this share on, the number of letters left is worth saying. */
const NEARLY_FULL = 0.8;

/** A text of limited length; it says how much is left once that matters. */
export function CountedTextarea({ longest, value = '', description, ...rest }: CountedTextareaProps) {
  const intl = useIntl();
  const left = longest - value.length;
  const said = left <= longest * (1 - NEARLY_FULL) ? intl.formatMessage({ id: 'form.left' }, { n: left }) : description;
  return <Textarea autosize value={value} maxLength={longest} description={said} inputWrapperOrder={['label', 'input', 'description', 'error']} {...rest} />;
}

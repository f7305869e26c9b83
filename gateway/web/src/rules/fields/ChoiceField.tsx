import { NativeSelect } from '@mantine/core';
import classes from './Field.module.css';

interface ChoiceFieldProps<Choice extends string> {
  label: string;
  value: Choice;
  choices: readonly Choice[];
  say: (choice: Choice) => string;
  onChange: (choice: Choice) => void;
  path?: string;
  className?: string | undefined;
  error?: boolean;
}

/** One of a few words. */
export function ChoiceField<Choice extends string>({ label, value, choices, say, onChange, path, className, error }: ChoiceFieldProps<Choice>) {
  return (
    <NativeSelect
      className={className ?? classes.select}
      aria-label={label}
      data-path={path}
      error={error}
      value={value}
      data={choices.map((choice) => ({ value: choice, label: say(choice) }))}
      onChange={({ currentTarget }) => onChange(choices.find((choice) => choice === currentTarget.value) ?? value)}
    />
  );
}

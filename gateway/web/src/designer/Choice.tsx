import { useId, type ReactNode } from 'react';
import classes from './Designer.module.css';

interface ChoiceProps {
  title: ReactNode;
  options: readonly { value: string; name: string; picture: ReactNode }[];
  value: string;
  onChange: (value: string) => void;
  /** Whether the names stand below the pictures, or only for those who hear them. */
  named?: boolean;
}

/** One of several pictures: radio buttons, which arrows move through. */
export function Choice({ title, options, value, onChange, named = false }: ChoiceProps) {
  const group = useId();
  return (
    <fieldset className={classes.choice}>
      <legend className={classes.legend}>{title}</legend>
      <div className={classes.options} data-named={named || undefined}>
        {options.map((option) => (
          <label key={option.value} className={classes.option} title={named ? undefined : option.name}>
            <input
              type="radio"
              name={group}
              className="visually-hidden"
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            <span className={classes.picture}>{option.picture}</span>
            <span className={named ? classes.name : 'visually-hidden'}>{option.name}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

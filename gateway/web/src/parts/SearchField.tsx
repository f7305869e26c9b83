import { TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';

const PAUSE = 250; // milliseconds

interface SearchFieldProps {
  label: string;
  /** What is searched for, as it stands in the address. */
  q: string | undefined;
  /** Puts it there; called in the pauses of typing. */
  onFind: (q: string | undefined) => void;
  className?: string | undefined;
}

/** Words to search for. They live in the address: what is typed goes there, what changes there is seen here. */
export function SearchField({ label, q = '', onFind, className }: SearchFieldProps) {
  const [typed, type] = useTyped(q, onFind);
  return (
    <TextInput
      className={className}
      type="search"
      aria-label={label}
      placeholder={label}
      leftSection={<IconSearch size={16} aria-hidden="true" />}
      value={typed}
      onChange={({ currentTarget }) => type(currentTarget.value)}
    />
  );
}

/** Its own words come back from the address one after the other, while more is typed already: those change nothing. */
function useTyped(q: string, onFind: SearchFieldProps['onFind']) {
  const [typed, setTyped] = useState(q);
  const sent = useRef<string[]>([]);
  const find = useDebouncedCallback((text: string) => {
    const words = text.trim();
    sent.current.push(words);
    onFind(words || undefined);
  }, PAUSE);
  useEffect(() => {
    const place = sent.current.indexOf(q);
    sent.current = place < 0 ? [] : sent.current.slice(place + 1);
    if (place >= 0) return;
    find.cancel();
    setTyped(q);
  }, [q, find]);
  const type = (text: string) => {
    setTyped(text);
    find(text);
  };
  return [typed, type] as const;
}

interface Held {
  person: { id: string; displayName: string; unit?: { name: string } | null } | null;
  unit: { id: string; name: string } | null;
}

/** Who holds, or would hold, a badge, as a line shows them: a person with their unit below, or a unit. */
export function holderOf({ person, unit }: Held): { id: string; displayName: string; below?: string } {
  if (person) return { id: person.id, displayName: person.displayName, below: person.unit?.name };
  return { id: unit?.id ?? '', displayName: unit?.name ?? '' };
}

/** The rule as the form's sentence says it. */
export interface Rule {
  type: string;
  condition: Condition | null;
  atLeast: number;
  /** Each object counts once; otherwise every time counts. */
  once: boolean;
}

export interface Condition {
  /** Such as `data.topic` or `result.score.scaled`. */
  path: string;
  op: ConditionOp;
  value: string;
}

export const CONDITION_OPS = ['eq', 'contains', 'gte', 'lte'] as const;
export type ConditionOp = (typeof CONDITION_OPS)[number];

/** The rule in the criteria language. */
export function criteriaOf({ type, condition, atLeast, once }: Rule) {
  return {
    count: {
      of: {
        types: [type],
        ...(condition && { where: [{ path: condition.path.trim(), op: condition.op, value: valueOf(condition) }] }),
        ...(!once && { credit_key: [] }),
      },
      at_least: atLeast,
    },
  };
}

/** Values are compared only with their own kind: what reads as a number or a yes-or-no is one. */
function valueOf({ op, value }: Condition): string | number | boolean {
  const text = value.trim();
  if (op === 'contains') return text;
  if (text === 'true' || text === 'false') return text === 'true';
  return text !== '' && Number.isFinite(Number(text)) ? Number(text) : text;
}

/** "course.completed" as words: "course completed". */
export function typeWords(type: string): string {
  return type.replaceAll(/[._-]+/g, ' ');
}

export interface TypeChoice {
  type: string;
  count: number;
  sources: string[];
  samples: string[];
}

/** One choice for each type, whichever systems send it; the commonest first. */
export function typeChoices(types: readonly { type: string; source: string; count: number; samples: readonly string[] }[]): TypeChoice[] {
  const byType = new Map<string, TypeChoice>();
  for (const { type, source, count, samples } of types) {
    const known = byType.get(type) ?? { type, count: 0, sources: [], samples: [] };
    byType.set(type, {
      type,
      count: known.count + count,
      sources: [...known.sources, source],
      samples: [...new Set([...known.samples, ...samples])],
    });
  }
  return [...byType.values()].sort((a, b) => b.count - a.count);
}

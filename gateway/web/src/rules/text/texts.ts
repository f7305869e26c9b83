import { partTexts } from '../../text/partTexts';
import de from './de.json';
import en from './en.json';

export type RuleText = keyof typeof en;

/** The texts of this part of the site, which nobody loads who writes no rules. */
export const { Texts: RuleTexts, useText: useRuleText, T } = partTexts<RuleText>(en, de);

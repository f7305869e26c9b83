import { partTexts } from '../../text/partTexts';
import de from './de.json';
import en from './en.json';

export type CorrectionText = keyof typeof en;

/** The texts of this part of the site, loaded with the first of its pages. */
export const { Texts: CorrectionTexts, useText: useCorrectionText, T } = partTexts<CorrectionText>(en, de);

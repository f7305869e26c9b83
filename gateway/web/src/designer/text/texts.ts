import { partTexts } from '../../text/partTexts';
import de from './de.json';
import en from './en.json';

export type DesignerText = keyof typeof en;

/** The texts of the designer, which nobody loads who draws no badges. */
export const { Texts: DesignerTexts, useText: useDesignerText, T } = partTexts<DesignerText>(en, de);

/** Whether a text of this name is known: a shape or colour that this page has not heard of is called another. */
export function isText(id: string): id is DesignerText {
  return id in en;
}

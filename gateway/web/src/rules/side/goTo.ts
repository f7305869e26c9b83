import { parentOf, type Path } from '../model/json';

/** Moves the focus to the field of a path, or to the nearest thing around it. */
export function goTo(path: Path): void {
  for (let wanted = path; wanted; wanted = parentOf(wanted).parent) {
    const found = document.querySelector<HTMLElement>(`main [data-path="${CSS.escape(wanted)}"]`);
    const field = found?.matches('input, select, textarea') ? found : found?.querySelector<HTMLElement>('input, select, textarea, button');
    if (field) {
      field.focus();
      return;
    }
  }
}

// Whether the help of a section is open: until it is closed; the choice lasts for the visit.
import { comfort } from '../../core/comfort.ts';
import { visitState } from '../../core/visit.ts';
import type { helpTexts } from '../../i18n/messages/help.ts';

export type HelpSection = keyof typeof helpTexts extends `help.${infer Section}` ? Section : never;

/** Large text leaves no room for help that was not requested. */
export const isOpen = (section: string): boolean => visitState.get().help[section] ?? comfort.get().text < 3;

export const setOpen = (section: string, open: boolean): void =>
  visitState.set({ help: { ...visitState.get().help, [section]: open } });

// All kr-* elements: a screen imports this file and uses their tags.
export * from './kr-button.ts';
export * from './kr-check.ts';
export * from './kr-choice-list.ts';
export * from './kr-date-pad.ts';
export * from './kr-dialog.ts';
export * from './kr-icon.ts';
export * from './kr-keyboard.ts';
export * from './kr-message.ts';
export * from './kr-money-field.ts';
export * from './kr-numpad.ts';
export * from './kr-outcome.ts';
export * from './kr-password-field.ts';
export * from './kr-screen.ts';
export * from './kr-state.ts';
export * from './kr-tabs.ts';
export * from './kr-text-field.ts';
export * from './kr-tile.ts';

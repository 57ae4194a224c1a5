// One-time codes: six digits, so that the kiosk's digit pad is enough to answer.

/** A code as typed: spaces and hyphens do not matter. */
export const typedCode = (text: string): string => text.replace(/[\s-]/g, '');

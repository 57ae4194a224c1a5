// Who reads the screen: a visitor at a kiosk or alone at an office PC, or a clerk at a desk with a shift, to whom the account is somebody else's.
let clerkReads: () => boolean = () => false;

/** Told once, at the start, by what knows of the shift. */
export function readBy(clerk: () => boolean): void {
  clerkReads = clerk;
}

export const isReadByClerk = (): boolean => clerkReads();

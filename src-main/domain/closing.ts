// When an account is closed.

/** Its last day has passed. Billings write «open for ever» as a day to come (9999-12-31), which closes nothing. */
export const isClosed = (closedOn: string | null, today: string): boolean => closedOn !== null && closedOn < today;

// Who calls a method, as the door tells the service that answers it.

declare const derived: unique symbol;

/** Who did something, in which visit and in which shift. It is derived in one place alone (services/audit/who.ts), so no service can name another. */
export interface Who {
  /** `system`: done by a schedule, not by a person; `operator`, `admin` and `auditor` are staff */
  readonly role: 'owner' | 'system' | 'operator' | 'admin' | 'auditor';
  /** a staff member's login, a signed-in user's key, or empty */
  readonly actor: string;
  /** null: in none */
  readonly visit: string | null;
  readonly shift: string | null;
  readonly [derived]: true;
}

export interface Call {
  readonly who: Who;
}

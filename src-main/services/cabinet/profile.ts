// «Мой профиль»: what the fund may know of the user, under which consent, and which letters they want.
import { fail, ok, type Handlers, type ParsedInput, type Profile, type Result, type Who } from '#contract';
import type { CabinetStore, CabinetTransaction, ProfileRow } from '../../ports/cabinet-store.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Passwords } from '../../ports/passwords.ts';
import type { Texts } from '../../ports/texts.ts';
import type { AuditEntry } from '../../domain/audit-actions.ts';
import { loginNorm, newPasswordRefusal, parseEmail, parseEmails, parsePhone } from '../sign-in/credentials.ts';
import { typedCode } from '../sign-in/codes.ts';
import { reachingFund } from '../sign-in/fund-errors.ts';
import type { LettersAsked } from '../mail/letters-asked.ts';
import { done, type Session, type Sessions } from './session.ts';

export interface ProfileDeps {
  sessions: Sessions;
  store: CabinetStore;
  passwords: Passwords;
  texts: Texts;
  lettersAsked: LettersAsked;
  clock: Pick<Clock, 'today'>;
}

type Answer<M extends keyof Handlers> = ReturnType<Handlers[M]>;

const activityRows = 100;

const shown = ({ locale: _locale, ...profile }: ProfileRow): Profile => profile;

type Sure = (tx: CabinetTransaction) => Promise<Result<never> | null>;

/**
 * Counts a try at the user's password, and gives its ticket with what tells, in a later transaction, a failure to be committed, or null when
 * the password is right.
 */
async function tryPassword(
  { store, passwords }: ProfileDeps,
  { user, login, token }: Session,
  { password, field, who }: { password: string; field: string; who: Who },
): Promise<Result<{ ticket: string; refusal: Sure }>> {
  const norm = loginNorm(login);
  return reachingFund(async () => {
    const { salt } = await store.transaction(tx => tx.signInState('name', norm));
    const answer = await passwords.answer(salt, password);
    const tried = await store.transaction(tx => tx.trySignIn('name', norm, answer));
    if ('lockedUntil' in tried) return fail('proof.locked', { params: { until: tried.lockedUntil } });
    const refusal: Sure = async tx => {
      const { right, lockedUntil } = await tx.passwordRight(token, tried.ticket);
      if (right) return null;
      await tx.audit({ action: 'cabinet.passwordFailed', user, who });
      return lockedUntil
        ? fail('proof.locked', { params: { until: lockedUntil } })
        : fail('cabinet.passwordWrong', { field });
    };
    return ok({ ticket: tried.ticket, refusal });
  });
}

/** Adds a row to the user's own activity and writes the audit event; the answer is the profile as it is after the change. */
async function saved(tx: CabinetTransaction, { user, token }: Session, who: Who, entry: AuditEntry) {
  await tx.addActivity(token, 'profileChanged');
  const profile = await tx.profile(token);
  await tx.audit({ ...entry, user, who });
  return ok(shown(profile));
}

interface General {
  email: string;
  extraEmails: string[];
  homePhone: string;
  mobilePhone: string;
}

/** The fields as they are to be kept, or which of them is malformed. */
function parseGeneral(input: ParsedInput<'cabinet.saveGeneral'>): Result<General> {
  const email = parseEmail(input.email);
  if (!email) return fail('cabinet.emailMalformed', { field: 'email' });
  const extraEmails = parseEmails(input.extraEmails);
  if (!extraEmails) return fail('cabinet.emailMalformed', { field: 'extraEmails' });
  const homePhone = parsePhone(input.homePhone);
  if (homePhone === null) return fail('cabinet.phoneMalformed', { field: 'homePhone' });
  const mobilePhone = parsePhone(input.mobilePhone);
  if (mobilePhone === null) return fail('cabinet.phoneMalformed', { field: 'mobilePhone' });
  return ok({ email, extraEmails, homePhone, mobilePhone });
}

async function saveGeneral(
  deps: ProfileDeps,
  input: ParsedInput<'cabinet.saveGeneral'>,
  who: Who,
): Answer<'cabinet.saveGeneral'> {
  const { sessions, lettersAsked } = deps;
  const parsed = parseGeneral(input);
  if (!parsed.ok) return parsed;
  const { email, ...contacts } = parsed.value;
  const session = sessions.current();
  if (!session) return fail('visit.signInNeeded');
  const kept = contacts.extraEmails.length > 0 || contacts.homePhone !== '' || contacts.mobilePhone !== '';
  const before = await sessions.act(async (tx, { token }) => ok(await tx.profile(token)));
  if (!before.ok) return before;
  if (kept && !before.value.consent) return fail('cabinet.consentNeeded');
  const wanted = before.value.emailToConfirm ?? before.value.email;
  const refused = email !== before.value.email && email !== wanted ? await lettersAsked.count() : null;
  if (refused) return refused;
  const tried = await tryPassword(deps, session, { password: input.password, field: 'password', who });
  if (!tried.ok) return tried;
  return sessions.act(async tx => {
    const wrong = await tried.value.refusal(tx);
    if (wrong) return wrong;
    await tx.saveGeneral(session.token, tried.value.ticket, parsed.value);
    return saved(tx, session, who, { action: 'cabinet.profileChanged', details: { what: 'general' } });
  });
}

async function confirmEmail({ sessions }: ProfileDeps, typed: string, who: Who): Answer<'cabinet.confirmEmail'> {
  const tried = await sessions.act(async (tx, { token }) => ok(await tx.tryEmailCode(token, typedCode(typed))));
  if (!tried.ok) return tried;
  if (!('ticket' in tried.value)) return fail('cabinet.codeExpired', { field: 'code' });
  const { ticket } = tried.value;
  return sessions.act(async (tx, session) => {
    if (!(await tx.codeRight(ticket)).right) {
      await tx.audit({ action: 'cabinet.codeFailed', user: session.user, who });
      return fail('cabinet.codeWrong', { field: 'code' });
    }
    await tx.confirmEmail(session.token, ticket);
    return saved(tx, session, who, { action: 'cabinet.emailChanged' });
  });
}

const saveContacts = (
  { sessions }: ProfileDeps,
  input: ParsedInput<'cabinet.saveContacts'>,
  who: Who,
): Answer<'cabinet.saveContacts'> =>
  sessions.act(async (tx, session) => {
    const postalAddress = input.postalAddress.trim();
    const { consent } = await tx.profile(session.token);
    if (!consent && (postalAddress !== '' || input.preferredContact !== 'none')) return fail('cabinet.consentNeeded');
    await tx.setContacts(session.token, { postalAddress, preferredContact: input.preferredContact });
    return saved(tx, session, who, { action: 'cabinet.profileChanged', details: { what: 'contacts' } });
  });

async function setConsent(
  { sessions, texts }: ProfileDeps,
  version: string | null,
  who: Who,
): Answer<'cabinet.setConsent'> {
  if (version !== null && version !== texts.legal('consent', 'ru').version)
    return fail('input.invalid', { field: 'version' });
  return sessions.act(async (tx, session) => {
    const { token } = session;
    const before = await tx.profile(token);
    if (version === (before.consent?.version ?? null)) return ok(shown(before));
    await tx.addConsent(token, version ?? before.consent?.version ?? '', version !== null);
    if (version === null) await tx.wipeContacts(token);
    return saved(tx, session, who, {
      action: version === null ? 'cabinet.consentWithdrawn' : 'cabinet.consentGiven',
      details: { version: version ?? before.consent?.version ?? '' },
    });
  });
}

const saveServices = (
  { sessions }: ProfileDeps,
  services: Profile['services'],
  who: Who,
): Answer<'cabinet.saveServices'> =>
  sessions.act(async (tx, session) => {
    const { consent } = await tx.profile(session.token);
    if (!consent && Object.values(services).some(Boolean)) return fail('cabinet.consentNeeded');
    await tx.setServices(session.token, services);
    return saved(tx, session, who, { action: 'cabinet.profileChanged', details: { what: 'services' } });
  });

async function changePassword(
  deps: ProfileDeps,
  input: ParsedInput<'cabinet.changePassword'>,
  who: Who,
): Answer<'cabinet.changePassword'> {
  const { sessions, passwords, texts, clock } = deps;
  const session = sessions.current();
  if (!session) return fail('visit.signInNeeded');
  const refused = newPasswordRefusal(input, session.login, texts);
  if (refused) return refused;
  const hash = await passwords.hash(input.password);
  const tried = await tryPassword(deps, session, { password: input.oldPassword, field: 'oldPassword', who });
  if (!tried.ok) return tried;
  return sessions.act(async (tx, { user, token }) => {
    const wrong = await tried.value.refusal(tx);
    if (wrong) return wrong;
    await tx.changePassword(token, tried.value.ticket, hash, clock.today());
    await tx.audit({ action: 'cabinet.passwordChanged', user, who });
    return done;
  });
}

export const profileMethods = (
  deps: ProfileDeps,
): Pick<
  Handlers,
  | 'cabinet.profile'
  | 'cabinet.saveGeneral'
  | 'cabinet.confirmEmail'
  | 'cabinet.saveContacts'
  | 'cabinet.setConsent'
  | 'cabinet.saveServices'
  | 'cabinet.changePassword'
  | 'cabinet.activity'
> => ({
  'cabinet.profile': () => deps.sessions.act(async (tx, { token }) => ok(shown(await tx.profile(token)))),
  'cabinet.saveGeneral': (input, { who }) => saveGeneral(deps, input, who),
  'cabinet.confirmEmail': ({ code }, { who }) => confirmEmail(deps, code, who),
  'cabinet.saveContacts': (input, { who }) => saveContacts(deps, input, who),
  'cabinet.setConsent': ({ version }, { who }) => setConsent(deps, version, who),
  'cabinet.saveServices': (input, { who }) => saveServices(deps, input, who),
  'cabinet.changePassword': (input, { who }) => changePassword(deps, input, who),
  'cabinet.activity': () =>
    deps.sessions.act(async (tx, { token }) => ok({ rows: await tx.activity(token, activityRows) })),
});

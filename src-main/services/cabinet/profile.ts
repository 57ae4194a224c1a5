// «Мой профиль»: what the fund may know of the user, under which consent, and which letters they want.
import { randomUUID } from 'node:crypto';
import { fail, ok, type Handlers, type ParsedInput, type Profile, type Result, type Who } from '#contract';
import type { CabinetTransaction, ProfileRow } from '../../ports/cabinet-store.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Passwords } from '../../ports/passwords.ts';
import type { Texts } from '../../ports/texts.ts';
import type { AuditEntry } from '../../domain/audit-actions.ts';
import { formatDay } from '../../domain/day.ts';
import type { AttemptRules } from '../sign-in/limits.ts';
import { loginNorm, newPasswordRefusal, parseEmail, parseEmails, parsePhone } from '../sign-in/credentials.ts';
import { newCode, typedCode } from '../sign-in/codes.ts';
import { attemptPassword, lockName } from '../sign-in/password-attempt.ts';
import type { Letters } from '../mail/letters.ts';
import type { LettersAsked } from '../mail/letters-asked.ts';
import { done, type Session, type Sessions } from './session.ts';

export interface ProfileDeps {
  sessions: Sessions;
  passwords: Passwords;
  texts: Texts;
  letters: Letters;
  lettersAsked: LettersAsked;
  rules: AttemptRules;
  clock: Pick<Clock, 'today'>;
}

type Answer<M extends keyof Handlers> = ReturnType<Handlers[M]>;

const activityRows = 100;

const shown = ({ locale: _locale, ...profile }: ProfileRow): Profile => profile;

async function read(tx: CabinetTransaction, user: string): Promise<ProfileRow> {
  const row = await tx.profile(user);
  if (!row) throw new Error('A signed-in user has no profile.');
  return row;
}

/** A failure to be committed with its count, or null when the password is right. */
async function passwordRefusal(
  { passwords, rules }: ProfileDeps,
  tx: CabinetTransaction,
  { user, login }: Session,
  { password, field, who }: { password: string; field: string; who: Who },
): Promise<Result<never> | null> {
  const name = await lockName(tx, loginNorm(login));
  if (name.limit.lockedUntil !== null && name.limit.lockedUntil > name.now)
    return fail('proof.locked', { params: { until: name.limit.lockedUntil } });
  const attempt = await attemptPassword(
    tx,
    name,
    { hash: await tx.passwordHash(user), password },
    { passwords, rules },
  );
  if (attempt.right) return null;
  await tx.audit({ action: 'cabinet.passwordFailed', user, who });
  return attempt.lockedUntil
    ? fail('proof.locked', { params: { until: attempt.lockedUntil } })
    : fail('cabinet.passwordWrong', { field });
}

/** Adds a row to the user's own activity and writes the audit event; the answer is the profile as it is after the change. */
async function saved(tx: CabinetTransaction, user: string, entry: AuditEntry & { who: Who }) {
  await tx.addActivity(user, 'profileChanged');
  const profile = await read(tx, user);
  await tx.audit({ ...entry, user });
  return ok(shown(profile));
}

/** Puts a notice to the user into the queue of letters. */
async function putNotice(tx: CabinetTransaction, user: string, letter: Awaited<ReturnType<Letters['write']>>) {
  await tx.putLetter({ id: randomUUID(), kind: 'notice', onceKey: null, attachments: [], ...letter }, user);
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
  const { sessions, passwords, letters, lettersAsked } = deps;
  const parsed = parseGeneral(input);
  if (!parsed.ok) return parsed;
  const { email, ...contacts } = parsed.value;
  const session = sessions.current();
  if (!session) return fail('visit.signInNeeded');
  const code = newCode();
  const codeHash = await passwords.hash(code);

  return sessions.act(async (tx, { user, login }) => {
    const before = await read(tx, user);
    const kept = contacts.extraEmails.length > 0 || contacts.homePhone !== '' || contacts.mobilePhone !== '';
    if (kept && !before.consent) return fail('cabinet.consentNeeded');
    const wanted = before.emailToConfirm ?? before.email;
    const refused =
      (email !== before.email && email !== wanted ? await lettersAsked.count() : null) ??
      (await passwordRefusal(deps, tx, session, { password: input.password, field: 'password', who }));
    if (refused) return refused;
    await tx.setGeneral(user, contacts);
    if (email === before.email) {
      const pending = await tx.emailCode(user);
      if (pending) await tx.useCode(pending);
    } else if (email !== wanted) {
      const letter = await letters.write('email-code', before.locale, { login, code });
      await tx.addCode({ id: randomUUID(), purpose: 'email', user, newEmail: email, codeHash });
      await tx.putCodeLetter({ id: randomUUID(), ...letter }, user, email);
    }
    return saved(tx, user, { action: 'cabinet.profileChanged', details: { what: 'general' }, who });
  });
}

const confirmEmail = (
  { sessions, passwords, letters }: ProfileDeps,
  typed: string,
  who: Who,
): Answer<'cabinet.confirmEmail'> =>
  sessions.act(async (tx, { user, login }) => {
    const id = await tx.emailCode(user);
    const code = id && (await tx.lockCode(id, 'email'));
    if (!id || !code || !code.open || code.newEmail === null) return fail('cabinet.codeExpired', { field: 'code' });
    if (!(await passwords.verify(code.codeHash, typedCode(typed)))) {
      await tx.failCode(id);
      await tx.audit({ action: 'cabinet.codeFailed', user, who });
      return fail('cabinet.codeWrong', { field: 'code' });
    }
    await tx.useCode(id);
    // to the old address, before it is forgotten: somebody else may have done this
    const { locale } = await read(tx, user);
    await putNotice(tx, user, await letters.write('email-changed', locale, { login }));
    await tx.setEmail(user, code.newEmail);
    return saved(tx, user, { action: 'cabinet.emailChanged', who });
  });

const saveContacts = (
  { sessions }: ProfileDeps,
  input: ParsedInput<'cabinet.saveContacts'>,
  who: Who,
): Answer<'cabinet.saveContacts'> =>
  sessions.act(async (tx, { user }) => {
    const postalAddress = input.postalAddress.trim();
    const { consent } = await read(tx, user);
    if (!consent && (postalAddress !== '' || input.preferredContact !== 'none')) return fail('cabinet.consentNeeded');
    await tx.setContacts(user, { postalAddress, preferredContact: input.preferredContact });
    return saved(tx, user, { action: 'cabinet.profileChanged', details: { what: 'contacts' }, who });
  });

async function setConsent(
  { sessions, texts }: ProfileDeps,
  version: string | null,
  who: Who,
): Answer<'cabinet.setConsent'> {
  if (version !== null && version !== texts.legal('consent', 'ru').version)
    return fail('input.invalid', { field: 'version' });
  return sessions.act(async (tx, { user }) => {
    const before = await read(tx, user);
    if (version === (before.consent?.version ?? null)) return ok(shown(before));
    await tx.addConsent(user, version ?? before.consent?.version ?? '', version !== null);
    if (version === null) await tx.wipeContacts(user);
    return saved(tx, user, {
      action: version === null ? 'cabinet.consentWithdrawn' : 'cabinet.consentGiven',
      details: { version: version ?? before.consent?.version ?? '' },
      who,
    });
  });
}

const saveServices = (
  { sessions }: ProfileDeps,
  services: Profile['services'],
  who: Who,
): Answer<'cabinet.saveServices'> =>
  sessions.act(async (tx, { user }) => {
    const { consent } = await read(tx, user);
    if (!consent && Object.values(services).some(Boolean)) return fail('cabinet.consentNeeded');
    await tx.setServices(user, services);
    return saved(tx, user, { action: 'cabinet.profileChanged', details: { what: 'services' }, who });
  });

async function changePassword(
  deps: ProfileDeps,
  input: ParsedInput<'cabinet.changePassword'>,
  who: Who,
): Answer<'cabinet.changePassword'> {
  const { sessions, passwords, texts, letters, clock } = deps;
  const session = sessions.current();
  if (!session) return fail('visit.signInNeeded');
  const refused = newPasswordRefusal(input, session.login, texts);
  if (refused) return refused;
  const hash = await passwords.hash(input.password);
  const changed = await sessions.act(async (tx, { user, login }) => {
    const wrong = await passwordRefusal(deps, tx, session, { password: input.oldPassword, field: 'oldPassword', who });
    if (wrong) return wrong;
    const epoch = await tx.setPassword(user, hash);
    await tx.addActivity(user, 'passwordChanged');
    const { locale } = await read(tx, user);
    const at = formatDay(clock.today());
    await putNotice(tx, user, await letters.write('password-changed', locale, { login, at }));
    await tx.audit({ action: 'cabinet.passwordChanged', user, who });
    return ok(epoch);
  });
  if (!changed.ok) return changed;
  session.epoch = changed.value;
  return done;
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
  'cabinet.profile': () => deps.sessions.act(async (tx, { user }) => ok(shown(await read(tx, user)))),
  'cabinet.saveGeneral': (input, { who }) => saveGeneral(deps, input, who),
  'cabinet.confirmEmail': ({ code }, { who }) => confirmEmail(deps, code, who),
  'cabinet.saveContacts': (input, { who }) => saveContacts(deps, input, who),
  'cabinet.setConsent': ({ version }, { who }) => setConsent(deps, version, who),
  'cabinet.saveServices': (input, { who }) => saveServices(deps, input, who),
  'cabinet.changePassword': (input, { who }) => changePassword(deps, input, who),
  'cabinet.activity': () =>
    deps.sessions.act(async (tx, { user }) => ok({ rows: await tx.activity(user, activityRows) })),
});

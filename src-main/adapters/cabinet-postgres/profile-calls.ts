// Calls for a user's profile, consents and mailings.
import { randomUUID } from 'node:crypto';
import type { CabinetTransaction } from '../../ports/cabinet-store.ts';
import { nothing, type Ask, type Change } from './calls.ts';
import { instant, servicesOf, type Row } from './rows.ts';

export const profileCalls = (
  ask: Ask,
  change: Change,
): Pick<
  CabinetTransaction,
  'profile' | 'saveGeneral' | 'setContacts' | 'setServices' | 'addConsent' | 'wipeContacts'
> => ({
  async profile(token) {
    const row = (await ask.one('profile', token)) as Row;
    return {
      login: row['login'] as string,
      email: row['email'] as string,
      emailToConfirm: row['email_to_confirm'] as string | null,
      extraEmails: row['extra_emails'] as string[],
      homePhone: row['home_phone'] as string,
      mobilePhone: row['mobile_phone'] as string,
      postalAddress: row['postal_address'] as string,
      preferredContact: row['preferred_contact'] as 'email' | 'phone' | 'post' | 'none',
      services: servicesOf(row),
      consent:
        row['consent_version'] === null
          ? null
          : { version: row['consent_version'] as string, givenAt: instant(row['consent_at']) },
      locale: row['locale'] as 'ru' | 'en',
    };
  },
  saveGeneral: (token, ticket, { extraEmails, homePhone, mobilePhone, email }) =>
    nothing(change('save_general', token, ticket, extraEmails, homePhone, mobilePhone, email, randomUUID())),
  setContacts: (token, { postalAddress, preferredContact }) =>
    nothing(change('set_contacts', token, postalAddress, preferredContact)),
  setServices: (token, s) =>
    nothing(change('set_services', token, s.monthlyDocument, s.debtReminder, s.houseNews, s.noPaper)),
  addConsent: (token, version, given) => nothing(change('add_consent', token, version, given)),
  wipeContacts: token => nothing(change('wipe_contacts', token)),
});

// Calls for a user's profile, consents and mailings.
import type { CabinetTransaction } from '../../ports/cabinet-store.ts';
import { nothing, type Ask, type Change, type Terminal } from './calls.ts';
import { instant, servicesOf } from './rows.ts';

export const profileCalls = (
  ask: Ask,
  change: Change,
  terminal: Terminal,
): Pick<
  CabinetTransaction,
  'profile' | 'setGeneral' | 'setEmail' | 'setContacts' | 'setServices' | 'addConsent' | 'wipeContacts'
> => ({
  async profile(user) {
    const row = await ask.one('profile', user);
    return (
      row && {
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
      }
    );
  },
  setGeneral: (user, { extraEmails, homePhone, mobilePhone }) =>
    nothing(change('set_general', user, extraEmails, homePhone, mobilePhone)),
  setEmail: (user, email) => nothing(change('set_email', user, email)),
  setContacts: (user, { postalAddress, preferredContact }) =>
    nothing(change('set_contacts', user, postalAddress, preferredContact)),
  setServices: (user, s) =>
    nothing(change('set_services', user, s.monthlyDocument, s.debtReminder, s.houseNews, s.noPaper)),
  addConsent: (user, version, given) => nothing(change('add_consent', user, version, given, terminal.id)),
  wipeContacts: user => nothing(change('wipe_contacts', user)),
});

// Draws what of an account could not be read: which data it is and what to do, instead of a figure nobody knows.
import { html, nothing } from 'lit';
import type { AccountHeader, Unread } from '#contract';
import { visitState } from '../../core/visit.ts';
import { month } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import '../../ui/kr-message.ts';
import { unbroken } from './figures.ts';

/** Months named in one sentence; more are not read at a glance. */
const MOST_NAMED = 4;

export const addressText = (address: string | null): string =>
  address === null ? t('unread.address') : unbroken(address);

export const unreadNote = (text: string) =>
  html`<kr-message kind="warn" text=${text} data-testid="unread"></kr-message>`;

/** One sentence for each kind; `payments` is left out where no payments are shown. */
export function drawUnread({ months, someMonth, payments = false }: Partial<Unread>) {
  const named = months ?? [];
  const list = named.slice(0, MOST_NAMED).map(month).join(', ') + (named.length > MOST_NAMED ? '…' : '');
  return html`${named.length > 0 ? unreadNote(t('unread.month', { months: list })) : nothing}
  ${someMonth ? unreadNote(t('unread.someMonth')) : nothing} ${payments ? unreadNote(t('unread.payments')) : nothing}`;
}

/** Why nothing is paid by the current account: what of its sum could not be read, or else `why`. */
export function drawNotPayable(why: string) {
  const header = visitState.currentHeader;
  return header?.balance === null ? drawUnread(header.unread) : unreadNote(why);
}

/** All that of an account could not be read. */
export const drawUnreadAccount = ({ owner, address, unread }: AccountHeader) =>
  html`${drawUnread(unread)} ${owner === null || address === null ? unreadNote(t('unread.facts')) : nothing}`;

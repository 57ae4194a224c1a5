// How the fund's data comes to this terminal: how fresh it is, what keeps newer data away and what to do; an administrator accepts what is held.
import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { columnWords, type DataState } from '#contract';
import { drawn } from '../../blocks/drawn.ts';
import { Load } from '../../core/load.ts';
import { isShiftOver, shiftState } from '../../core/shift.ts';
import { systemInfo } from '../../core/system-info.ts';
import { count, moment } from '../../i18n/format.ts';
import { currentLocale, isMessage, t } from '../../i18n/index.ts';
import { transport } from '../../transport/index.ts';
import '../../ui/index.ts';
import { ChecksScreen } from '../../blocks/checks/checks-screen.ts';
import { checksTable } from '../../blocks/checks/checks-table.ts';

/** Milliseconds between two looks at a comparison under way. */
const comparingMs = 2000;

type Trouble = NonNullable<DataState['trouble']>;
type Held = NonNullable<Trouble['held']>;

/** «Лицевые счета» or «Лицевые счета: Фамилия». */
const subjectName = ({ entity, column }: Held['entities'][number]) => {
  const key = `data.of.${entity}`;
  const name = isMessage(key) ? t(key) : entity;
  return column === '' ? name : `${name}: ${columnWords[column]?.[currentLocale()] ?? column}`;
};

@customElement('kr-data-screen')
export class KrDataScreen extends ChecksScreen {
  static override watched = [shiftState, systemInfo];

  /** the held data an administrator is asked about once more */
  @state() private asked: string | null = null;
  @state() private accepted = false;
  @state() private saved = false;
  private shownState = '';
  protected override readonly load = new Load(this, {
    ask: () => transport.call('staff.data', {}),
    handled: isShiftOver,
  });

  /** The state is told to every screen; what is behind it is asked for. */
  override willUpdate(): void {
    const now = systemInfo.freshness?.state ?? '';
    if (now !== this.shownState && this.shownState !== '') void this.load.refresh();
    this.shownState = now;
  }

  private async accept({ id }: Held): Promise<void> {
    this.asked = null;
    this.accepted = await this.change(transport.call('staff.acceptData', { held: id }));
  }

  protected override forgetOutcome(): void {
    super.forgetOutcome();
    this.accepted = false;
    this.saved = false;
  }

  private acceptance(held: Held) {
    if (shiftState.staff?.role !== 'admin') return html`<p class="quiet">${t('data.onlyAdmin')}</p>`;
    const no = () => (this.asked = null);
    return html`<kr-button data-testid="accept-data" @click=${() => (this.asked = held.id)}
        >${t('data.accept')}</kr-button
      >
      <kr-dialog heading=${t('data.acceptHeading')} ?open=${this.asked === held.id} closable @kr-close=${no}>
        <p>${t('data.acceptSure')}</p>
        <kr-button slot="action" data-testid="accept-data-no" @click=${no}>${t('data.acceptNo')}</kr-button>
        <kr-button slot="action" variant="primary" data-testid="accept-data-yes" @click=${() => void this.accept(held)}
          >${t('data.acceptYes')}</kr-button
        >
      </kr-dialog>`;
  }

  private held(held: Held) {
    const rows = held.entities.map(
      entity =>
        html`<tr data-testid="held-entity">
          <td>${subjectName(entity)}<br /><span class="quiet">${t(`data.why.${entity.why}`)}</span></td>
          <td class="number">${entity.before === null ? '—' : count(entity.before)}</td>
          <td class="number">${count(entity.now)}</td>
          <td class="number">${count(entity.aside)}</td>
        </tr>`,
    );
    return html`${checksTable(['data.entity', 'data.before', 'data.now', 'data.aside'], rows, { actions: false })}
    ${this.acceptance(held)}`;
  }

  private trouble({ kind, since, reason, held }: Trouble, first: boolean) {
    const advice = kind === 'notAccepted' && first ? 'data.do.firstNotAccepted' : (`data.do.${kind}` as const);
    return html`<h2 data-testid="data-trouble">${t(`data.trouble.${kind}`)}</h2>
      <p>${t(advice)}</p>
      <p class="quiet">${t('data.since', { when: moment(since) })}</p>
      ${held ? this.held(held) : nothing}
      ${
        kind === 'notAccepted'
          ? nothing
          : html`<p class="quiet">${t('data.reason')}:<br /><span data-testid="data-reason">${reason}</span></p>`
      }`;
  }

  private identity(fault: NonNullable<DataState['identity']>) {
    return html`<h2 data-testid="data-identity">${t(`data.identity.${fault}`)}</h2>
      <p>${t(`data.identityDo.${fault}`)}</p>`;
  }

  private async seen(at: string): Promise<void> {
    this.saved = await this.change(transport.call('staff.outboxSeen', { at }));
  }

  private outbox({ at, why, file, waiting, unread }: NonNullable<DataState['outbox']>) {
    const lost = unread.map(thing => t(`data.outboxUnread.${thing}`)).join('; ');
    return html`<h2 data-testid="data-outbox">${t(`data.outbox.${why}`)}</h2>
      <p>${t('data.outboxDo')}</p>
      <p>${t('data.outboxSaved', { lines: count(waiting) })}</p>
      ${lost === '' ? nothing : html`<p>${t('data.outboxLost', { lost })}</p>`}
      ${file === null ? nothing : html`<p class="quiet">${t('data.outboxFile', { file })}</p>`}
      <p class="quiet">${t('data.since', { when: moment(at) })}</p>
      <kr-button data-testid="outbox-seen" @click=${() => void this.seen(at)}>${t('data.outboxSeen')}</kr-button>`;
  }

  private async compare(): Promise<void> {
    if (await this.change(transport.call('staff.compareData', {}))) await this.load.refresh();
  }

  private comparison({ comparing, compared }: DataState) {
    // asked again until it is over
    if (comparing) setTimeout(() => void (this.isConnected && this.load.refresh()), comparingMs);
    const outcome = () => {
      if (!compared) return nothing;
      const { at, rows, mended, left } = compared;
      if (rows === 0) return html`<p data-testid="compared">${t('data.comparedNothing')}</p>`;
      const said = left > 0 ? 'data.comparedLeft' : mended > 0 ? 'data.comparedMended' : 'data.comparedSame';
      const numbers = { rows: count(rows), mended: count(mended), left: count(left) };
      return html`<p data-testid="compared">${t(said, { when: moment(at), ...numbers })}</p>`;
    };
    return html`<h2>${t('data.compareHeading')}</h2>
      <p class="quiet">${t('data.compareWhat')}</p>
      <div role="status">${comparing ? html`<p data-testid="comparing">${t('data.comparing')}</p>` : outcome()}</div>
      <kr-button data-testid="compare-data" ?disabled=${comparing} @click=${() => void this.compare()}
        >${t('data.compare')}</kr-button
      >`;
  }

  private content(data: DataState) {
    const { freshness, trouble, identity, outbox } = data;
    const { asOf, progress, state } = freshness;
    const well = state === 'waiting' ? t('data.waits') : progress === null ? t('data.well') : t('data.loading');
    return html`<p class="lead" data-testid="data-as-of">
        ${asOf === null ? t('data.none') : t('data.asOf', { when: moment(asOf) })}
      </p>
      ${identity ? this.identity(identity) : nothing} ${outbox ? this.outbox(outbox) : nothing}
      ${trouble ? this.trouble(trouble, asOf === null) : html`<p data-testid="data-well">${well}</p>`}
      ${asOf === null ? nothing : this.comparison(data)}`;
  }

  override render() {
    return html`<kr-screen heading=${t('data.title')} .back=${'/desk'} data-testid="data">
      <p slot="lead" class="quiet">${t('data.lead')}</p>
      ${this.troubles()}
      <div role="status">
        ${this.accepted ? html`<kr-message kind="good" text=${t('data.accepted')}></kr-message>` : nothing}
        ${this.saved ? html`<kr-message kind="good" text=${t('data.outboxNoted')}></kr-message>` : nothing}
      </div>
      ${drawn(this.load, shown => this.content(shown))} ${this.refreshButton()}
    </kr-screen>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-data-screen': KrDataScreen;
  }
}

// What is wrong with the fund's data: rows that are not shown, cells that could not be read, and what cannot be so.
import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { defectHides, defectWhat, defectWhere, kindWords, type Defect, type Output } from '#contract';
import { drawn } from '../../blocks/drawn.ts';
import { Load } from '../../core/load.ts';
import { isShiftOver } from '../../core/shift.ts';
import { moment, rubles } from '../../i18n/format.ts';
import { currentLocale, t } from '../../i18n/index.ts';
import { transport } from '../../transport/index.ts';
import '../../ui/index.ts';
import { ChecksScreen } from '../../blocks/checks/checks-screen.ts';
import { checksTable } from '../../blocks/checks/checks-table.ts';

@customElement('kr-defects-screen')
export class KrDefectsScreen extends ChecksScreen {
  protected override readonly load = new Load(this, {
    ask: () => transport.call('staff.defects', { offset: 0 }),
    handled: isShiftOver,
  });

  /** where the list was saved; null before */
  @state() private saved: Output<'staff.saveDefects'> | null = null;

  private async more(shown: readonly Defect[]): Promise<void> {
    const next = await this.operate(transport.call('staff.defects', { offset: shown.length }));
    if (next) this.load.put({ ...next, rows: [...shown, ...next.rows] });
  }

  private async save(): Promise<void> {
    this.saved = await this.operate(transport.call('staff.saveDefects', {}));
  }

  protected override forgetOutcome(): void {
    super.forgetOutcome();
    this.saved = null;
  }

  private row(defect: Defect) {
    const language = currentLocale();
    const hides = defectHides(defect, language);
    return html`<tr>
      <td>
        ${kindWords[defect.kind][language]}${hides === '' ? nothing : html`<br /><b class="hides" data-testid="hides">${hides}</b>`}
      </td>
      <td>
        ${defect.accountNumber === '' ? nothing : html`<span class="number">${defect.accountNumber}</span><br />`}
        <span class="quiet">${defectWhere(defect, language)}<br />${defect.address}</span>
      </td>
      <td>
        ${defectWhat(defect, language, rubles)}
        ${defect.seenAt ? html`<br /><span class="quiet">${t('desk.defectSince', { when: moment(defect.seenAt) })}</span>` : nothing}
      </td>
    </tr>`;
  }

  private content({ rows, total, unlisted }: Output<'staff.defects'>) {
    if (total === 0) return html`<p class="lead" data-testid="no-defects">${t('desk.noDefects')}</p>`;
    return html`<p role="status" data-testid="defects-total">
        ${t('desk.defectsTotal', { total })}${unlisted > 0 ? html` ${t('desk.defectsUnlisted', { count: unlisted })}` : nothing}
      </p>
      ${checksTable(
        ['desk.defectKind', 'desk.defectWhere', 'desk.defectWhat'],
        rows.map(row => this.row(row)),
        { actions: false },
      )}
      ${
        rows.length < total
          ? html`<kr-button data-testid="more-defects" @click=${() => void this.more(rows)}
              >${t('desk.more')}</kr-button
            >`
          : nothing
      }`;
  }

  override render() {
    return html`<kr-screen heading=${t('desk.defects')} .back=${'/desk'} data-testid="defects">
      <p slot="lead" class="quiet">${t('desk.defectsLead')}</p>
      ${this.troubles()}
      ${
        this.saved === null
          ? nothing
          : html`<kr-message kind="info" data-testid="defects-saved"
              >${t('desk.defectsSaved', { file: this.saved.file, folder: this.saved.folder })}</kr-message
            >`
      }
      ${drawn(this.load, shown => this.content(shown))}
      <kr-button slot="action" data-testid="save-defects" @click=${() => void this.save()}
        >${t('desk.saveDefects')}</kr-button
      >
    </kr-screen>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kr-defects-screen': KrDefectsScreen;
  }
}

// The base of screens with an account's rows in a chosen range of months: the range, the rows, printing and mail. Subclasses define the rows.
import { html, nothing, type TemplateResult } from 'lit';
import type { AccountId, Output, Result, Unread } from '#contract';
import '../../blocks/account/kr-account-choice.ts';
import '../../blocks/cabinet/kr-cabinet-nav.ts';
import { drawUnread, drawUnreadAccount } from '../../blocks/account/unread.ts';
import { drawn } from '../../blocks/drawn.ts';
import '../../blocks/help/kr-help-button.ts';
import '../../blocks/help/kr-help-panel.ts';
import '../../blocks/periods/kr-month-range.ts';
import type { Span } from '../../blocks/periods/periods.ts';
import { askRanged, type Ranged } from '../../blocks/periods/ranged.ts';
import '../../blocks/printing/kr-print-range.ts';
import '../../blocks/kr-page-foot.ts';
import { ofCurrentAccount } from '../../core/account-question.ts';
import { KrElement } from '../../core/kr-element.ts';
import { Load } from '../../core/load.ts';
import { backOf } from '../../core/navigation.ts';
import { visitState } from '../../core/visit.ts';
import { t, type MessageKey } from '../../i18n/index.ts';
import { blocks } from '../../styles/shared.ts';
import '../../ui/kr-screen.ts';
import '../../ui/kr-state.ts';
import './kr-mail-range.ts';
import './kr-update-note.ts';
import { screens } from './screens.css.ts';

export type RangedWhat = 'history' | 'payments';
type Answer<W extends RangedWhat> = Output<`statement.${W}`>;

export abstract class RangedScreen<W extends RangedWhat> extends KrElement {
  static override styles = [blocks, screens];

  protected abstract readonly what: W;
  protected abstract readonly section: 'charges' | 'payments';
  protected abstract readonly heading: MessageKey;
  protected abstract readonly empty: MessageKey;
  protected abstract ask(account: AccountId, span: Span): Promise<Result<Answer<W>>>;
  protected abstract table(answer: Answer<W>): TemplateResult;
  /** What of the answer could not be read. */
  protected abstract unread(answer: Answer<W>): Partial<Unread>;

  private range: Span | null = null;
  private readonly load = new Load(
    this,
    ofCurrentAccount(account => askRanged(account, this.range, (id, span) => this.ask(id, span))),
  );

  private choose(event: CustomEvent<Span>): void {
    this.range = event.detail;
    void this.load.run();
  }

  /** Another account has other months. */
  private otherAccount(): void {
    this.range = null;
    void this.load.run();
  }

  override render() {
    const { what, section } = this;
    const span = this.load.value?.span ?? null;
    return html`<kr-screen
      heading=${t(this.heading)}
      .back=${backOf(`/statement/${what}`, '/statement')}
      data-testid="${what}-screen"
    >
      <kr-cabinet-nav slot="nav" current=${section}></kr-cabinet-nav>
      <kr-help-button slot="aside" section=${section}></kr-help-button>
      <kr-update-note .notice=${this.load.notice} .count=${this.load.noticeCount}></kr-update-note>
      <kr-help-panel section=${section}></kr-help-panel>
      <kr-account-choice @kr-account=${this.otherAccount}></kr-account-choice>
      ${drawn(this.load, loaded => this.content(loaded))}
      <kr-page-foot></kr-page-foot>
      ${
        this.mayPrint
          ? html`<kr-mail-range slot="action" what=${what} .span=${span}></kr-mail-range>
              <kr-print-range slot="action" what=${what} .span=${span}></kr-print-range>`
          : nothing
      }
    </kr-screen>`;
  }

  private content({ whole, span, answer }: Ranged<Answer<W>>) {
    if (!whole || !span || !answer) {
      const { currentHeader } = visitState;
      return currentHeader?.balance === null
        ? drawUnreadAccount(currentHeader)
        : html`<kr-state kind="empty" text=${t('statement.empty')}></kr-state>`;
    }
    return html`<div class="measure">
      <kr-month-range .whole=${whole} .value=${span} @kr-range=${this.choose}></kr-month-range>
      ${drawUnread(this.unread(answer))} ${answer.rows.length > 0 ? this.table(answer) : this.none(answer)}
    </div>`;
  }

  /** That there is nothing is said only where all could be read. */
  private none(answer: Answer<W>) {
    return this.isWhole(answer) ? html`<kr-state kind="empty" text=${t(this.empty)}></kr-state>` : nothing;
  }

  private isWhole(answer: Answer<W>): boolean {
    const { months, someMonth, payments } = this.unread(answer);
    return !months?.length && !someMonth && !payments;
  }

  /** A statement that lacks something is not printed and not mailed. */
  private get mayPrint(): boolean {
    const answer = this.load.value?.answer;
    return Boolean(answer && answer.rows.length > 0 && this.isWhole(answer));
  }
}

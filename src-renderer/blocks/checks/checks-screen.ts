// Base class of the checks screens: the list, «Обновить», and operations on its rows whose failure is told above it.
import { html } from 'lit';
import { state } from 'lit/decorators.js';
import type { Failure, Result } from '#contract';
import { dense } from '../dense.css.ts';
import { told } from '../drawn.ts';
import { KrElement } from '../../core/kr-element.ts';
import type { Load } from '../../core/load.ts';
import { isShiftOver } from '../../core/shift.ts';
import { t } from '../../i18n/index.ts';
import { blocks } from '../../styles/shared.ts';
import '../../ui/kr-button.ts';

export abstract class ChecksScreen extends KrElement {
  static override styles = [blocks, dense];

  protected abstract readonly load: Pick<Load<unknown>, 'refresh' | 'refreshFailure'>;
  /** failure of the last operation on a row */
  @state() private failure: Failure | null = null;

  /** The answer of one operation, or null when it failed. */
  protected async operate<T>(operation: Promise<Result<T>>): Promise<T | null> {
    this.forgetOutcome();
    const answer = await operation;
    if (answer.ok) return answer.value;
    if (!isShiftOver(answer.error)) this.failure = answer.error;
    return null;
  }

  /** An operation that changes the list, which is asked for again. True when it was done. */
  protected async change(operation: Promise<Result<unknown>>): Promise<boolean> {
    const done = (await this.operate(operation)) !== null;
    if (done || this.failure) await this.load.refresh();
    return done;
  }

  /** What became of the operation before is not told beside the next one. */
  protected forgetOutcome(): void {
    this.failure = null;
  }

  private refresh(): void {
    this.forgetOutcome();
    void this.load.refresh();
  }

  protected troubles() {
    return told(this.failure ?? this.load.refreshFailure);
  }

  protected refreshButton() {
    return html`<kr-button slot="action" icon="refresh" @click=${this.refresh}>${t('desk.refresh')}</kr-button>`;
  }
}

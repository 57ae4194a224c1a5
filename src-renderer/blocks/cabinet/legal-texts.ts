// The agreement and the consent in the language of the screen, asked for again when the language changes.
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { LegalText, Failure } from '#contract';
import { currentLocale, onLocale } from '../../i18n/locale.ts';
import { transport } from '../../transport/index.ts';

export class LegalTexts implements ReactiveController {
  agreement: LegalText | null = null;
  consent: LegalText | null = null;
  failure: Failure | null = null;
  private stop = () => {};

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostConnected(): void {
    this.stop = onLocale(() => void this.load());
    void this.load();
  }

  hostDisconnected(): void {
    this.stop();
  }

  async load(): Promise<void> {
    const locale = currentLocale();
    const answer = await transport.call('cabinet.texts', { locale });
    if (locale !== currentLocale()) return;
    this.failure = answer.ok ? null : answer.error;
    if (answer.ok) {
      this.agreement = answer.value.agreement;
      this.consent = answer.value.consent;
    }
    this.host.requestUpdate();
  }
}

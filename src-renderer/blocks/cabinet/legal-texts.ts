// The agreement and the consent in the language of the screen, loaded again when the language changes.
import type { ReactiveControllerHost } from 'lit';
import type { Output } from '#contract';
import { Load } from '../../core/load.ts';
import { currentLocale, onLocale } from '../../i18n/locale.ts';
import { transport } from '../../transport/index.ts';

export const legalTexts = (host: ReactiveControllerHost): Load<Output<'cabinet.texts'>> =>
  new Load(host, {
    ask: () => transport.call('cabinet.texts', { locale: currentLocale() }),
    key: currentLocale,
    changes: onLocale,
  });

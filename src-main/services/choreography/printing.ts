// What follows from a step of a print job: the screen shows it, and the signed-in user's own list notes what was printed.
import type { Log } from '../../ports/log.ts';
import type { Cabinet } from '../cabinet/index.ts';
import type { Printing } from '../printing/index.ts';
import type { Visit } from '../visit/index.ts';
import { inOrder } from './in-order.ts';
import type { TellScreen } from './screen.ts';

type Change = Parameters<Parameters<Printing['onChange']>[0]>[0];

export function followPrinting(parties: {
  printing: Pick<Printing, 'onChange'>;
  visit: Pick<Visit, 'id'>;
  cabinet: Pick<Cabinet, 'notePrinted'>;
  tellScreen: TellScreen;
  log: Pick<Log, 'error'>;
}): void {
  const { printing, visit, cabinet, tellScreen, log } = parties;
  const tell = ({ job }: Change) => tellScreen('print.job', job);
  const note = ({ job, visit: of, who }: Change) => {
    if (job.state === 'sent' && of === visit.id())
      cabinet.notePrinted(null, who).catch((error: unknown) => log.error('print not noted', error));
  };
  printing.onChange(inOrder(tell, note));
}

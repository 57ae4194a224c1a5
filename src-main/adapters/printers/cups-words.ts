// What CUPS says, in words for a person: the tokens of job-state-reasons and printer-state-reasons do not depend on a locale.

const ASK = 'Подойдите к сотруднику у стойки.';

/** printer-state-reasons (RFC 8011), without their -error, -warning, -report endings, in the order they matter. */
const troubles: [RegExp, string][] = [
  [/^media-(empty|needed)/, 'В принтере кончилась бумага.'],
  [/^media-jam/, 'В принтере застряла бумага.'],
  [/^(cover|door|interlock)-open/, 'У принтера открыта крышка.'],
  [/^(toner|marker-supply)-empty/, 'В принтере кончилась краска.'],
  [/^output-(area|tray)-(full|missing)/, 'Лоток принтера полон или снят.'],
  [/^(offline|shutdown|timed-out|connecting-to-device)/, 'Принтер выключен или не на связи.'],
  [/^(paused|stopped|moving-to-paused)/, 'Принтер остановлен.'],
];

/** The first trouble among a printer's reasons; null when none is known. */
export function troubleOf(reasons: readonly string[]): string | null {
  for (const [token, words] of troubles) if (reasons.some(reason => token.test(reason))) return `${words} ${ASK}`;
  return null;
}

export const cupsWords = {
  missing: `На этом компьютере нет системы печати CUPS. ${ASK}`,
  silent: `Служба печати не отвечает. ${ASK}`,
  noQueue: (queue: string) => `Очереди печати «${queue}» нет на этом компьютере. ${ASK}`,
  paused: (queue: string) => `Очередь печати «${queue}» остановлена. ${ASK}`,
  rejecting: (queue: string) => `Очередь печати «${queue}» не принимает задания. ${ASK}`,
  refused: `Принтер не принял документ. ${ASK}`,
  aborted: `Принтер не смог напечатать документ. ${ASK}`,
  cancelled: `Печать отменили на принтере. ${ASK}`,
  slow: (seconds: number) => `Принтер не напечатал документ за ${seconds} с, задание снято. ${ASK}`,
  done: 'Квитанция напечатана. Возьмите её у принтера.',
};

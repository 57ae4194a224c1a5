// What a receipt printer answers of itself (DLE EOT, GS r), and its troubles in words for the person before it.

const ASK = 'Подойдите к сотруднику у стойки.';

/** DLE EOT 1 to 4 in one go: the printer, why it is off line, its errors, its paper. */
export const askState = Uint8Array.from([1, 2, 3, 4].flatMap(part => [0x10, 0x04, part]));
/** GS r 1: answered only when everything sent before it is printed. */
export const askConfirmation = Uint8Array.from([0x1d, 0x72, 0x01]);

/** Bits 0, 1, 4 and 7 of every answer to DLE EOT are 0, 1, 1, 0; those of GS r have bits 4 and 7 clear. */
export const isState = (byte: number): boolean => (byte & 0x93) === 0x12;
export const isConfirmation = (byte: number): boolean => (byte & 0x90) === 0;

/** Four answers in their order; in words the first trouble that matters, null when it may print. */
export function troubleIn(answers: Uint8Array): string | null {
  const [printer = 0, cause = 0, error = 0, paper = 0] = answers;
  if (paper & 0x60 || cause & 0x20) return receiptWords.noPaper;
  if (cause & 0x04) return receiptWords.coverOpen;
  if (error & 0x08) return receiptWords.cutter;
  if (error & 0x40) return receiptWords.hot;
  if (error & 0x20 || cause & 0x40) return receiptWords.broken;
  if (printer & 0x08) return receiptWords.offline;
  return null;
}

export const receiptWords = {
  noPaper: `В принтере кончилась бумага. ${ASK}`,
  coverOpen: `У принтера открыта крышка. ${ASK}`,
  cutter: `В принтере застрял нож. ${ASK}`,
  hot: `Принтер перегрелся, ему нужно остыть. ${ASK}`,
  broken: `Принтер сообщает о неисправности. ${ASK}`,
  offline: `Принтер не готов. ${ASK}`,
  unreachable: `Принтер выключен или не на связи. ${ASK}`,
  busy: `Принтер занят или не принимает связь. ${ASK}`,
  unknownHost: `Адрес принтера в сети не найден. ${ASK}`,
  stalled: `Принтер перестал принимать документ, лист мог выйти не целиком. ${ASK}`,
  cutOff: `Принтер закрыл связь, лист мог выйти не целиком. ${ASK}`,
  unconfirmed: `Принтер принял документ, но не подтвердил печать. Посмотрите, вышел ли лист. ${ASK}`,
  midway: (trouble: string) => `${trouble.replace(` ${ASK}`, '')} Лист мог выйти не целиком. ${ASK}`,
  done: 'Документ напечатан. Возьмите его у принтера.',
  handedOver: 'Документ передан принтеру. Возьмите его у принтера.',
};

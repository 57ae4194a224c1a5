// Places a real fund has: kinds outside any list, lettered houses, rooms and parking places. What a button shows may be typed.
import { describe, expect, it } from 'vitest';
import { formatHouseNumber, formatPlace, formatPremises } from '../../../src-main/domain/address.ts';
import { indexNames, matchFlats, matchHouses, matchNames } from '../../../src-main/domain/address-match.ts';

const shown = (text: string) => text.replaceAll('\u00a0', ' ');

const streets = [
  ['спуск', 'Казанский'],
  ['линия', '7-я В.О.'],
  ['въезд', 'Сосновый'],
  ['просека', '9-я'],
  ['тер. ГСК', 'Лада-1'],
  ['тер.', 'СНТ «Ромашка»'],
  ['ул.', 'Зелёный Остров'],
  ['ул.', 'Казанская'],
  ['наб. р.', 'Волга'],
  ['мст.', 'Дубки'],
].map(([kind = '', name = ''], id) => ({ id, kind, name }));
const settlements = [
  ['аул', 'Бесленей'],
  ['рзд', 'Дачный'],
  ['кордон', 'Лесной'],
  ['п/ст', 'Северная'],
  ['г.', 'Чебоксары'],
].map(([kind = '', name = ''], id) => ({ id, kind, name }));

describe('a place of a kind outside any list', () => {
  it.each([
    ['спуск Казанский', 'спуск Казанский'],
    ['Казанский спуск', 'спуск Казанский'],
    ['казанский сп', 'спуск Казанский'],
    ['7-я линия В.О.', 'линия 7-я В.О.'],
    ['въезд сосновый', 'въезд Сосновый'],
    ['9-я просека', 'просека 9-я'],
    ['ГСК Лада-1', 'тер. ГСК Лада-1'],
    ['территория СНТ Ромашка', 'тер. СНТ «Ромашка»'],
    ['остров', 'ул. Зелёный Остров'],
  ])('the street «%s» is «%s»', (typed, street) => {
    const [first] = matchNames(typed, indexNames(streets), 5).items;
    expect(first && `${first.kind} ${first.name}`).toBe(street);
  });

  it.each([
    ['аул Бесленей', 'Бесленей'],
    ['разъезд дачный', 'Дачный'],
    ['рзд дачный', 'Дачный'],
    ['кордон лесной', 'Лесной'],
    ['подстанция северная', 'Северная'],
    ['п/ст Северная', 'Северная'],
  ])('the settlement «%s» is %s', (typed, name) => {
    expect(matchNames(typed, indexNames(settlements), 5).items[0]?.name).toBe(name);
  });

  it.each([...streets, ...settlements])('what the button «$kind $name» shows may be typed', place => {
    const all = streets.includes(place) ? streets : settlements;
    for (const typed of [formatPlace(place.kind, place.name), `${place.name} ${place.kind}`])
      expect(matchNames(typed, indexNames(all), 1).items[0]).toEqual(place);
  });
});

const houses = [
  ['91', 'литер А'],
  ['20 лит. А', ''],
  ['5', 'лит. Б'],
  ['44', 'Е'],
  ['42', 'соор. 1'],
  ['вл. 7', ''],
  ['корп. 1144', ''],
  ['15А', 'стр. 1'],
  ['15А', 'к. 1'],
  ['б/н', ''],
  ['д. 8', ''],
  ['14', '2'],
  ['14К', ''],
].map(([number = '', block = '']) => ({ number, block }));

describe('a house with a letter, a building or a word of its own', () => {
  it.each([
    ['91 лит А', '91'],
    ['91 литера А', '91'],
    ['91А', '91'],
    ['20 литера А', '20 лит. А'],
    ['5 литБ', '5'],
    ['44 корпус Е', '44'],
    ['42 сооружение 1', '42'],
    ['владение 7', 'вл. 7'],
    ['вл 7', 'вл. 7'],
    ['7', 'вл. 7'],
    ['корпус 1144', 'корп. 1144'],
    ['8', 'д. 8'],
    ['14к2', '14'],
    ['14 к', '14К'],
    ['б/н', 'б/н'],
  ])('«%s» is found', (typed, number) => {
    expect(matchHouses(typed, houses).items.map(house => house.number)).toContain(number);
  });

  it.each(houses)('what the button of $number $block shows may be typed', house => {
    expect(matchHouses(formatHouseNumber(house), houses).items).toContainEqual(house);
  });

  it.each([
    [{ number: '15А', block: 'стр. 1' }, 'д. 15А, стр. 1'],
    [{ number: '91', block: 'литер А' }, 'д. 91, литер А'],
    [{ number: '15А', block: 'к. 1' }, 'д. 15А, к. 1'],
    [{ number: 'вл. 7', block: '' }, 'вл. 7'],
    [{ number: 'б/н', block: '' }, 'б/н'],
    [{ number: 'д. 8', block: '' }, 'д. 8'],
    [{ number: '14', block: '2' }, 'д. 14, корп. 2'],
    [{ number: '7А', block: '' }, 'д. 7А'],
    [{ number: '', block: '' }, ''],
  ])('gets no second label: %j is «%s»', (house, text) => {
    expect(shown(formatHouseNumber(house))).toBe(text);
  });
});

const flats = ['1-Н', 'пом. 1', 'м/м 15', 'оф. 4', 'III', 'н/п 3', '1', '5 ком. 2', '15', '5'];

describe('premises of every kind', () => {
  it.each([
    ['5 комната 2', '5 ком. 2'],
    ['комната 2', '5 ком. 2'],
    ['офис 4', 'оф. 4'],
    ['машиноместо 15', 'м/м 15'],
    ['машино-место 15', 'м/м 15'],
    ['нп 3', 'н/п 3'],
    ['нежилое помещение 3', 'н/п 3'],
    ['помещение 1', 'пом. 1'],
    ['кв. 15', '15'],
    ['iii', 'III'],
    ['1н', '1-Н'],
  ])('«%s» finds %s before any other', (typed, flat) => {
    expect(matchFlats(typed, flats).items[0]).toBe(flat);
  });

  it.each(flats)('what the button of «%s» shows may be typed', flat => {
    expect(matchFlats(flat, flats).items).toContain(flat);
    expect(matchFlats(formatPremises({ number: flat, kind: 'nonResidential' }), [...flats]).items).toContain(flat);
  });

  it('a parking place is told from the flat of its number', () => {
    expect(matchFlats('машиноместо 15', flats).items).toEqual(['м/м 15']);
    expect(matchFlats('15', flats).items[0]).toBe('15');
  });
});

// Writes resources/texts/known-passwords.txt: what is guessed first, made by rules from words of our own, so no licence but the program's applies.
import { writeFileSync } from 'node:fs';

const keyboard = `qwerty qwertyu qwertyui qwertyuiop qazwsx qazwsxedc asdfgh asdfghjk asdfghjkl zxcvbn zxcvbnm 1qaz2wsx
1q2w3e 1q2w3e4r 1q2w3e4r5t q1w2e3 q1w2e3r4 q1w2e3r4t5 qweasd qweasdzxc qwe asd zxc qwer asdf wasd poiuyt mnbvcxz`;
const russianKeyboard = `йцукен йцукенг йцукенгш йцукенгшщз фывапр фывапро фывапролдж ячсмить йцуфыв йцуфывячс йцу фыв ячс йфя йфяцыч
1й2ц3у 1й2ц3у4к й1ц2у3 й1ц2у3к4`;
const words = `password pass admin administrator root login user test guest welcome master secret love iloveyou letmein monkey dragon
football baseball hockey soccer sunshine princess superman batman shadow killer hello freedom whatever trustno1 starwars computer
internet samsung iphone android google yandex mailru vkontakte gosuslugi windows server access private hunter ranger jordan michael
daniel charlie george thomas robert andrew joshua matthew jessica ashley nicole amanda melissa summer winter spring autumn flower
cookie cheese banana orange chocolate coffee pepper ginger tiger lion eagle falcon phoenix matrix thunder lightning diamond golden silver
moscow russia piter sochi kazan cheboksary samara omsk spartak zenit cska dinamo lokomotiv parol privet lubov solnce zvezda mashina
malysh kotik kisa zayka lapochka natasha tanya katya masha sasha misha dima serega vladimir sergey andrey aleksey alexander maksim
nikita anton ivan ivanov petrov sidorov kirill denis pavel roman oleg igor marina irina elena olga svetlana tatiana natalia anastasia
ekaterina yulia viktoria ksenia daria polina alina kristina valentina galina lyudmila nadezhda vera nastya`;
const russianWords = `пароль привет любовь солнце солнышко звезда машина малыш котик кошка зайка зайчик мама папа мамочка семья дети дом
дача работа деньги счастье весна лето осень зима россия москва питер сочи казань чебоксары самара омск спартак зенит динамо локомотив
админ администратор пользователь тест секрет доступ кабинет капремонт квартира фонд максим александр сергей андрей алексей дмитрий
дима саша миша маша катя таня наташа настя марина ирина елена ольга светлана татьяна наталья анастасия екатерина юлия виктория ксения
дарья полина алина кристина валентина галина людмила надежда вера никита антон иван иванов петров сидоров кирилл денис павел роман
олег игорь владимир николай михаил виктор юрий анатолий евгений константин`;

const list = (text: string) => text.split(/\s+/).filter(Boolean);

/** What people put behind a word when digits are asked for. */
const tails = [
  '',
  '1',
  '12',
  '123',
  '1234',
  '12345',
  '123456',
  '0',
  '00',
  '01',
  '007',
  '11',
  '111',
  '321',
  '777',
  '666',
  '13',
];

function* entries(): Generator<string> {
  for (const word of [...list(keyboard), ...list(russianKeyboard), ...list(words), ...list(russianWords)]) {
    for (const tail of tails) yield word + tail;
    for (const head of ['1', '12', '123', '1234', '12345']) yield head + word;
    yield word + word;
    yield `${word}1${word}`;
  }
  for (let length = 1; length <= 20; length++) {
    for (const digit of '0123456789') yield digit.repeat(length);
    yield '12345678901234567890'.slice(0, length);
    yield '98765432109876543210'.slice(0, length);
    yield '01234567890123456789'.slice(0, length);
  }
  for (const chunk of ['12', '123', '1234', '321', '69', '77', '10', '01'])
    for (let n = 2; n <= 6; n++) yield chunk.repeat(n);
  for (const letters of [
    'abc',
    'abcd',
    'abcde',
    'abcdef',
    'aaa',
    'aaaa',
    'abc123',
    'a1b2c3',
    'a1b2c3d4',
    'a1b2c3d4e5',
    'aa123456',
    'p@ssw0rd',
    'passw0rd',
    'pa55word',
    'абв',
    'абвг',
    'абвгд',
    'а1б2в3',
    'а1б2в3г4',
  ])
    for (const tail of tails) yield letters + tail;
}

const all = [...new Set([...entries()].map(each => each.toLowerCase()))].toSorted();
const head = [
  '# Passwords guessed first, one a line, in lower case. Made by scripts/known-passwords.ts from words of its own; licence: as the program (MIT).',
  '# A fund may add lines.',
];
writeFileSync(new URL('../resources/texts/known-passwords.txt', import.meta.url), [...head, ...all].join('\n') + '\n');
console.log(`${all.length} passwords`);

// `npm run migrate`: migrates the fund's own database to the exchange schema.
import { migrateFund } from '../adapters/fund-postgres/migrate.ts';
import { adminDatabase } from './options.ts';

const url = adminDatabase('npm run migrate', process.argv[2]);
if (!url) {
  console.error(
    'npm run migrate -- postgres://владелец@сервер/база?sslmode=verify-full\n' +
      'Адрес можно назвать переменной KAPREMONT_FUND_ADMIN; пароль — только в ней или в PGPASSWORD.',
  );
  process.exit(2);
}
await migrateFund(url);
console.log('Схема обмена в базе фонда готова.');

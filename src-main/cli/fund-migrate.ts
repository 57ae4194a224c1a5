// `npm run migrate -- postgres://admin@host/database`: migrates the fund's own database to the exchange schema.
import { migrateFund } from '../adapters/fund-postgres/migrate.ts';

const [url] = process.argv.slice(2);
if (!url) {
  console.error('Usage: npm run migrate -- postgres://admin@host/database?sslmode=verify-full');
  process.exit(2);
}
await migrateFund(url);
console.log('The fund database is up to date.');

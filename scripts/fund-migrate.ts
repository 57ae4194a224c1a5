// Brings a fund's own database to the exchange schema: node scripts/fund-migrate.ts postgres://admin@host/database
import { migrateFund } from '../src-main/adapters/fund-postgres/migrate.ts';

const [url] = process.argv.slice(2);
if (!url) {
  console.error('Usage: node scripts/fund-migrate.ts postgres://admin@host/database?sslmode=verify-full');
  process.exit(2);
}
await migrateFund(url);
console.log('The fund database is up to date.');

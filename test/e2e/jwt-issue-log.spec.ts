import { expect, it } from 'vitest';
import { PrincipalType } from '../../src/contract/index.js';
import { JwtIssueLog } from '../../src/modules/jwt-user-token/jwt-issue-log.js';
import { Database } from '../../src/persistence/index.js';
import { createTestDatabase, describeOnEachDatabase } from '../support/databases.js';
import { startTestApp, WITH_JWT } from '../support/test-app.js';

describeOnEachDatabase('the notes of issued JWTs', (kind) => {
  it('are all written once when the service ends while some are being written', async () => {
    const database = await createTestDatabase(kind);
    const log: string[] = [];
    const options = { database, modules: WITH_JWT, log: (line: string) => void log.push(line) };
    const first = await startTestApp(options);
    const notes = first.get(JwtIssueLog);
    const add = (id: number): void =>
      notes.add({ principal: { type: PrincipalType.Admin, id }, issuedAt: 1, expiresAt: 2 });
    for (let id = 1; id <= 2_000; id += 1) add(id);
    const written = notes.flush();
    add(2_001);
    await first.stop();
    await written;
    const second = await startTestApp(options);
    const [row] = await second
      .get(Database)
      .dataSource.query('SELECT COUNT(*) AS n, COUNT(DISTINCT user_id) AS ids FROM jwt_issue');
    await second.stop();
    await database.remove();
    expect([Number(row.n), Number(row.ids)]).toEqual([2_001, 2_001]);
    expect(log.filter((line) => line.includes('could not note'))).toEqual([]);
  });
});

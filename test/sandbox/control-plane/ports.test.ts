import { createServer, type Server } from 'node:net';
import { once } from 'node:events';
import fc from 'fast-check';
import { listeningSockets, portOwner } from '../../../sandbox/control-plane/port-owner';
import {
  blockOf,
  BLOCK_SIZE,
  freeBlock,
  parseFirstPort,
  PORT_BLOCKS,
  portsFrom,
  requireFree,
} from '../../../sandbox/control-plane/ports';
import { environmentsOf } from '../../../sandbox/environments';
import { findRoot } from '../../../sandbox/layout';

async function listen(port: number): Promise<Server> {
  const server = createServer().listen({ host: '127.0.0.1', port });
  await once(server, 'listening');
  return server;
}

test('the environments of the checkout have blocks that do not overlap', () => {
  const used = environmentsOf(findRoot(__dirname)).flatMap((name) =>
    Object.values<number>({ ...portsFrom(blockOf(name)) }),
  );
  expect(new Set(used).size).toBe(used.length);
  expect(used).toHaveLength(Object.keys(PORT_BLOCKS).length * BLOCK_SIZE);
});

test('ports of a block are different and stay inside it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1024, max: 65529 }), (first) => {
      const ports = Object.values<number>({ ...portsFrom(parseFirstPort(String(first))) });
      expect([...ports].sort((a, b) => a - b)).toEqual(Array.from({ length: BLOCK_SIZE }, (_, index) => first + index));
      expect(Math.max(...ports)).toBeLessThanOrEqual(65535);
    }),
  );
});

test.each(['', '-1', '80', '1023', '65530', '99999', '2e4', '27000 ', 'free', '27000.5'])(
  'rejects %j as a first port',
  (text) => {
    expect(() => parseFirstPort(text)).toThrow(`PORTS '${text}'`);
  },
);

test('rejects an environment without ports of its own, with the way to give some', () => {
  expect(() => blockOf('qa')).toThrow(/'qa' has no ports.*dev, staging, prod.*\n.*PORTS=27000/);
});

test('rejects a busy port with its role, its owner and the choice', async () => {
  const first = await freeBlock();
  const server = await listen(first + 1);
  const refused = expect(requireFree(portsFrom(first))).rejects;
  await refused.toThrow(
    new RegExp(`^Port ${first + 1} \\(etcd\\) is in use by process ${process.pid} \\(.*\nEnd that process.*PORTS=`),
  );
  server.close();
  await once(server, 'close');
  await expect(requireFree(portsFrom(first))).resolves.toBeUndefined();
});

test('a port that is given back within a moment is free: its process was killed and is not quite gone', async () => {
  const first = await freeBlock();
  const server = createServer().listen(portsFrom(first).apiServer, '127.0.0.1');
  await once(server, 'listening');
  setTimeout(() => server.close(), 300);
  await expect(requireFree(portsFrom(first))).resolves.toBeUndefined();
});

test('a free block avoids ports in use', async () => {
  const server = await listen(0);
  server.close();
  const first = await freeBlock(() => 0.25);
  const busy = await listen(first + 5);
  let asked = 0;
  const other = await freeBlock(() => (asked++ === 0 ? 0.25 : 0.75));
  expect(other).not.toBe(first);
  expect(asked).toBeGreaterThan(1);
  busy.close();
  await once(busy, 'close');
});

test('only sockets that listen count', () => {
  const table = [
    '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode',
    '   0: 0100007F:6748 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 111 1',
    '   1: 0100007F:6748 0100007F:D431 01 00000000:00000000 00:00000000 00000000     0        0 222 1',
    '   2: 0100007F:6749 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 333 1',
  ].join('\n');
  expect(listeningSockets(table, 0x6748)).toEqual(['111']);
  expect(listeningSockets('', 80)).toEqual([]);
});

test('a port that nobody seems to hold still has an answer', () => {
  expect(portOwner(1)).toContain("'lsof -i :1'");
});

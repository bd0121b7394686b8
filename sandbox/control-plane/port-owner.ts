import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { commandLine } from '../machine/process-identity';

/** Who listens on a port of this machine, as well as the system tells it to this user. */
export function portOwner(port: number): string {
  const sockets = ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((table) => listeningSockets(read(table), port));
  for (const pid of entries('/proc').filter((name) => /^\d+$/.test(name))) {
    const open = entries(`/proc/${pid}/fd`).map((fd) => link(`/proc/${pid}/fd/${fd}`));
    if (!sockets.some((inode) => open.includes(`socket:[${inode}]`))) continue;
    return `process ${pid} (${commandLine(Number(pid)).slice(0, 160)})`;
  }
  return `another process ('lsof -i :${port}' may name it)`;
}

/** Inodes of the sockets that listen on a port, out of a table like `/proc/net/tcp`. */
export function listeningSockets(table: string, port: number): string[] {
  const LISTEN = '0A';
  return table
    .split('\n')
    .slice(1)
    .map((line) => line.trim().split(/\s+/))
    .filter(([, local, , state]) => state === LISTEN && parseInt(local?.split(':')[1] ?? '', 16) === port)
    .flatMap((fields) => fields[9] ?? []);
}

// processes of other users, and those that end meanwhile, are simply not seen

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function entries(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function link(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}

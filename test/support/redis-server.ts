import { type ChildProcess, spawn } from 'node:child_process';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';

export interface RedisServer {
  url: string;
  start(): Promise<void>;
  /** Ends it at once. It keeps nothing. */
  stop(): Promise<void>;
  /** Lets it hang, or go on. */
  signal(name: 'SIGSTOP' | 'SIGCONT'): void;
}

/** A Redis server of Debian's on a free loopback port, which remembers nothing between two starts; settings may be in a file. */
export async function redisServer(file?: string): Promise<RedisServer> {
  const port = await freePort();
  let child: ChildProcess | undefined;
  const here = ['--port', String(port), '--bind', '127.0.0.1', '--dir', tmpdir()];
  const words = file === undefined ? [...here, '--save', '', '--appendonly', 'no'] : [file, ...here];
  const stop = async () => {
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child?.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
  };
  return {
    url: `redis://127.0.0.1:${port}`,
    async start() {
      const started = spawn('redis-server', words, { stdio: 'ignore' });
      child = started;
      const missing = new Promise<never>((_, reject) => {
        started.once('error', (fault) =>
          reject(new Error('redis-server is needed: apt-get install redis-server', { cause: fault })),
        );
      });
      await Promise.race([missing, answers(port)]);
    },
    stop,
    signal: (name) => child?.kill(name),
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function answers(port: number): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => resolve(true));
      socket.once('error', () => resolve(false));
      socket.once('connect', () => socket.destroy());
    });
    if (open) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('redis-server was started and does not answer');
}

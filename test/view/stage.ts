import type { Browser, Frame, Page } from 'playwright-core';
import type { Answer, Result, SomeContext } from './showing.ts';

export interface Showing {
  /** The tool that is called. */
  tool: string;
  args?: Record<string, unknown>;
  theme?: 'light' | 'dark';
  width?: number;
  /** Whether the host passes on what the view asks the server; it does unless said. */
  passesCalls?: boolean;
  /** Whether the host lets the view write to the clipboard; it does unless said. */
  copies?: boolean;
  /** The tool that the host says it was: unless given the one that was called, null where it does not say. */
  toolSaid?: string | null;
  /** Changes the text of the answer on its way to the view. */
  change?: (text: string) => string;
  /** Changes what read_result answers on its way to the view; null breaks the connection. */
  changeRows?: (text: string) => string | null | Promise<string | null>;
  /** Whether the answer still has to come. */
  waits?: boolean;
  reducedMotion?: boolean;
}

export interface Shown {
  page: Page;
  /** The view itself. */
  view: Frame;
  /** What the model reads. */
  text: string;
  /** Every address that anything in the page asked for, beyond the host's own. */
  requests: string[];
  /** What the browser complained of. */
  complaints: string[];
  setContext(context: SomeContext): Promise<void>;
}

/** Shows answers of a server as MCP Apps are shown, each in a page of its own. */
export async function openStage(browser: Browser, origin: string) {
  const answers = new Map<string, Promise<Result>>();
  const call = async (name: string, args: Record<string, unknown>): Promise<Result> => {
    const body = JSON.stringify({ name, arguments: args });
    const response = await fetch(`${origin}/call`, { method: 'POST', body });
    return response.json();
  };
  return {
    call,
    async show(showing: Showing): Promise<Shown> {
      const { tool, args = {}, width = 760, change = (text: string) => text } = showing;
      const key = JSON.stringify([tool, args]);
      const answer = answers.get(key) ?? call(tool, args);
      answers.set(key, answer);
      const result = await answer;
      const text = change(textOf(result));
      const opened = await openPage(browser, origin, width, showing);
      const told: Answer = {
        ...{ tool: showing.toolSaid === undefined ? tool : showing.toolSaid, args },
        result: showing.waits ? null : { ...result, content: [{ type: 'text', text }] },
        context: { theme: showing.theme ?? 'light' },
        ...{ passesCalls: showing.passesCalls ?? true, copies: showing.copies ?? true },
      };
      await opened.page.evaluate((json) => window.showAnswer(json), JSON.stringify(told));
      const view = opened.page.frames().find((frame) => frame.url() === `${origin}/view`);
      if (view === undefined) throw new Error('the view is not there');
      const setContext = (context: SomeContext) =>
        opened.page.evaluate((json) => window.changeContext(json), JSON.stringify(context));
      return { ...opened, view, text, setContext };
    },
  };
}

export type Stage = Awaited<ReturnType<typeof openStage>>;

export function textOf({ content = [] }: Result): string {
  return content.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n');
}

async function openPage(browser: Browser, origin: string, width: number, { changeRows, reducedMotion }: Showing) {
  const page = await browser.newPage({
    viewport: { width, height: 900 },
    reducedMotion: reducedMotion ? 'reduce' : 'no-preference',
  });
  const [requests, complaints]: [string[], string[]] = [[], []];
  const own = ['/', '/view', '/host.js', '/call'].map((path) => `${origin}${path}`);
  page.on('request', (request) => {
    if (!own.includes(request.url()) && request.url() !== 'data:,') requests.push(request.url());
  });
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  if (changeRows !== undefined) {
    await page.route(`${origin}/call`, async (route) => {
      const result: Result = await (await route.fetch()).json();
      const text = await changeRows(textOf(result));
      if (text === null) await route.abort();
      else await route.fulfill({ json: { ...result, content: [{ type: 'text', text }] } });
    });
  }
  await page.goto(origin);
  return { page, requests, complaints };
}

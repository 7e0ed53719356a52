import { chromium } from 'playwright-core';
import type { TestProject } from 'vitest/node';
import { setup as build } from '../support/build.ts';
import { executablePath, flags } from './browser.ts';
import { openHost } from './host.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Of the host that shows the demo's answers. */
    origin: string;
    /** Where the browser is reached. */
    browser: string;
  }
}

/** One server and one browser for all tests. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  build();
  const [host, browser] = await Promise.all([openHost(), chromium.launchServer({ executablePath, args: flags })]);
  project.provide('origin', host.origin);
  project.provide('browser', browser.wsEndpoint());
  return async () => {
    await browser.close();
    await host.close();
  };
}

import { type Browser, chromium } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest';
import { openStage, type Showing, type Shown, type Stage } from './stage.ts';

export interface OnStage {
  show(showing: Showing): Promise<Shown>;
  call: Stage['call'];
  browser(): Browser;
}

/** The stage of a test file; what was shown in a test is gone after it, and has broken no policy, asked nobody and failed nowhere. */
export function onStage(): OnStage {
  let browser: Browser | undefined;
  let stage: Stage | undefined;
  let shown: Shown[] = [];
  beforeAll(async () => {
    browser = await chromium.connect(inject('browser'));
    stage = await openStage(browser, inject('origin'));
  });
  afterEach(async () => {
    const said = shown.flatMap(({ complaints, requests }) => [...complaints, ...requests]);
    shown = [];
    for (const context of browser?.contexts() ?? []) await context.close();
    expect(said.filter((one) => !tried.some((words) => one.includes(words)))).toEqual([]);
  });
  afterAll(async () => {
    await browser?.close();
  });
  const there = <Thing>(thing: Thing | undefined): Thing => {
    if (thing === undefined) throw new Error('the stage is not open yet');
    return thing;
  };
  return {
    async show(showing) {
      const one = await there(stage).show(showing);
      shown.push(one);
      return one;
    },
    call: (name, args) => there(stage).call(name, args),
    browser: () => there(browser),
  };
}

/** What the browser tells of tests that break the host's connection to the server, or allow no copying. */
const tried = ['net::ERR_FAILED', 'The Clipboard API has been blocked'];

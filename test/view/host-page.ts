import { AppBridge, PostMessageTransport } from '@modelcontextprotocol/ext-apps/app-bridge';
import type { Answer, Context } from './showing.ts';

/** What the test's process has the page do; what goes in is JSON. */
declare global {
  interface Window {
    showAnswer(answer: string): Promise<void>;
    sendAnswer(result: string): Promise<void>;
    cancelCall(): Promise<void>;
    /** What the view answers, as JSON. */
    tearDown(): Promise<string>;
    changeContext(context: string): Promise<void>;
    /** The calls of the server's tools that the view asked for. */
    calls: { name: string; args: unknown }[];
    /** What the view reported of its height. */
    heights: number[];
    /** What the view asked for beside calls. */
    asked: string[];
  }
}

let bridge: AppBridge | undefined;
let context: Context = {};
window.calls = [];
window.heights = [];
window.asked = [];

window.showAnswer = async (json) => {
  const answer: Answer = JSON.parse(json);
  const frame = frameOf(answer.copies);
  if (frame.contentWindow === null) throw new Error('the frame has no window');
  context = answer.context;
  bridge = new AppBridge(null, { name: 'test-host', version: '1.0.0' }, answer.passesCalls ? { serverTools: {} } : {}, {
    hostContext: { ...context, ...toolInfoOf(answer.tool) },
  });
  bridge.oncalltool = async ({ name, arguments: args }) => {
    window.calls.push({ name, args });
    const response = await fetch('/call', { method: 'POST', body: JSON.stringify({ name, arguments: args }) });
    if (!response.ok) throw new Error('the server is gone');
    return response.json();
  };
  bridge.onsizechange = ({ height }) => {
    if (height === undefined) return;
    window.heights.push(height);
    frame.style.height = `${height}px`;
  };
  refuse(bridge);
  const ready = new Promise<void>((resolve) => {
    if (bridge !== undefined) bridge.oninitialized = () => resolve();
  });
  await bridge.connect(new PostMessageTransport(frame.contentWindow, frame.contentWindow));
  frame.src = '/view';
  await ready;
  await bridge.sendToolInput({ arguments: answer.args });
  if (answer.result !== null) await bridge.sendToolResult(answer.result);
};

window.sendAnswer = async (json) => bridge?.sendToolResult(JSON.parse(json));
window.cancelCall = async () => bridge?.sendToolCancelled({ reason: 'the user' });
window.tearDown = async () => JSON.stringify(await bridge?.teardownResource({}));
window.changeContext = async (json) => {
  const changed: Context = JSON.parse(json);
  context = { ...context, ...changed };
  bridge?.setHostContext(context);
};

/** In a sandbox, as hosts have it: scripts, and no origin of its own. */
function frameOf(copies: boolean): HTMLIFrameElement {
  const frame = document.createElement('iframe');
  frame.title = 'chart';
  frame.setAttribute('sandbox', 'allow-scripts');
  if (copies) frame.setAttribute('allow', 'clipboard-write');
  frame.style.cssText = 'border:0;display:block;width:100%;height:400px';
  document.body.append(frame);
  return frame;
}

function toolInfoOf(tool: string | null) {
  return tool === null ? {} : { toolInfo: { tool: { name: tool, inputSchema: { type: 'object' as const } } } };
}

/** A chart has no business with any of these. */
function refuse(bridge: AppBridge): void {
  bridge.onopenlink = async () => noted('link');
  bridge.onmessage = async () => noted('message');
  bridge.onrequestdisplaymode = async () => ({ mode: noted('display mode') && 'inline' });
  bridge.onupdatemodelcontext = async () => noted('model context');
  bridge.ondownloadfile = async () => noted('download');
}

function noted(what: string): Record<string, never> {
  window.asked.push(what);
  return {};
}

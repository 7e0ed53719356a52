/** Of Debian's package. */
export const executablePath = '/usr/bin/chromium';

// Chromium asks for many things at its start, none of which is wanted here.
export const flags = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  ...[
    '--disable-component-update',
    '--disable-sync',
    '--font-render-hinting=none',
    '--hide-scrollbars',
    '--disable-lcd-text',
    // A process for each frame would take longer than what is tested.
    ...['--in-process-gpu', '--renderer-process-limit=2', '--disable-features=IsolateSandboxedIframes'],
  ],
];

// What many people look at is drawn once, with no viewer in it. This page knows its viewer and marks what is theirs.

const viewer = document.documentElement.dataset.viewer;

if (viewer) {
  const sheet = new CSSStyleSheet();
  const mine = `[data-owner~="${CSS.escape(viewer)}"]`;
  // What a piece of a line offers to a few others than the line's own author.
  const named = `[data-named~="${CSS.escape(viewer)}"]`;
  sheet.replaceSync(`
    ${mine} { --mine: var(--accent); }
    .mention[data-person="${CSS.escape(viewer)}"] { --called: var(--accent-ground); --called-ink: var(--on-accent); }
    :where(.for-owner) { display: none; }
    ${mine} .for-owner, .for-owner${mine} { display: revert-layer; }
    ${mine} .for-others, .for-others${mine} { display: none; }
    .watch__others ${mine} { display: none; }
    :where(.for-named) { display: none; }
    .for-named${named} { display: revert-layer; }
    .for-unnamed${named} { display: none; }
  `);
  document.adoptedStyleSheets.push(sheet);
}

// Plain JavaScript on purpose: on an older Node a TypeScript guard could not even start.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 24 || (major === 24 && minor < 15)) {
  console.error(`This repository runs on Node 24, which npm should have installed; this is Node ${process.versions.node}.
Run "npm ci" again without --omit=optional, or use Node 24.15 or newer.`);
  process.exit(1);
}

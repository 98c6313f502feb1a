import * as z from 'zod/mini';

// Import this once, before any schema is parsed, on pages whose Content-Security-Policy forbids eval: zod then never probes for it.
// The setting is global to zod, which is why it is opt-in.
z.config({ jitless: true });

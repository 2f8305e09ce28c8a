/** The least a Hono worker can do: what the token route is measured against. */
import { Hono } from 'hono';

const app = new Hono();
app.get('/api/health', (c) => c.json({}));
app.get('/bare', (c) => c.json({ hello: 'world' }));

export default app;

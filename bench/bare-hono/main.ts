/** A minimal Hono worker, the baseline of the backend benchmark. */
import { Hono } from 'hono';

const app = new Hono();
app.get('/api/health', (c) => c.json({}));
app.get('/bare', (c) => c.json({ hello: 'world' }));
app.post('/bare', (c) => c.body(null, 204));

export default app;

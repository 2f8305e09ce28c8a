/** `npm run pictures [-- FOLDER]`: every screen in its four looks into FOLDER, `.local/pictures` by default; the README's into `docs/pictures`. */
import path from 'node:path';
import { takePictures } from './assets/take-pictures.ts';
import { root } from './tools/root.ts';

const folder = path.resolve(process.argv[2] ?? path.join(root, '.local/pictures'));
await takePictures(folder);
console.log(`The pictures are in ${folder}.`);

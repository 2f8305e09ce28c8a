/** The options page. */
import { mount } from '../ui/app/mount.tsx';
import { Options } from './options.tsx';
import './options.css';

await mount(Options, 'optionsTitle');

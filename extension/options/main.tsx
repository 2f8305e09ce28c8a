/** The page on which a person changes one thing and trusts that it stuck. */
import { mount } from '../ui/app/mount.tsx';
import { Options } from './options.tsx';
import './options.css';

await mount(Options, 'optionsTitle');

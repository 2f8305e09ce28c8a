/** The page on which a person finds a call and sees exactly what happened. */
import { mount } from '../ui/app/mount.tsx';
import { Log } from './log.tsx';
import './log.css';

await mount(Log, 'callLog');

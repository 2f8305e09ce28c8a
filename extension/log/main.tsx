/** The call log page. */
import { mount } from '../ui/app/mount.tsx';
import { Log } from './log.tsx';
import './call-list.css';
import './call-detail.css';
import './log.css';

await mount(Log, 'callLog');

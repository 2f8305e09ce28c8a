/** The welcome page, which opens on install. */
import { mount } from '../ui/app/mount.tsx';
import { Welcome } from './welcome.tsx';
import './welcome.css';

await mount(Welcome, 'welcomeTitle');

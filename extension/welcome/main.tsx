/** The page that opens on install and takes a newcomer to a first call. */
import { mount } from '../ui/app/mount.tsx';
import { Welcome } from './welcome.tsx';
import './welcome.css';

await mount(Welcome, 'welcomeTitle');

/** Line icons: Lucide's, and two that Lucide lacks. */
import {
  Activity,
  AppWindow,
  ArrowLeftRight,
  ArrowUpDown,
  Bell,
  BellOff,
  Check,
  ChevronDown,
  ChevronLeft,
  CircleCheck,
  CircleDot,
  Clock,
  Contrast,
  Copy,
  Delete,
  Download,
  ExternalLink,
  Globe,
  type IconNode,
  Info,
  Keyboard,
  Link,
  List,
  Lock,
  Mic,
  MicOff,
  PanelRight,
  Pause,
  Phone,
  PhoneCall,
  PhoneIncoming,
  PhoneMissed,
  PhoneOutgoing,
  Play,
  RefreshCw,
  Search,
  SlidersHorizontal,
  StickyNote,
  Smartphone,
  TriangleAlert,
  User,
  Voicemail,
  Volume2,
  X,
} from 'lucide';
import { createElement } from 'preact';

const dot = (cx: number, cy: number): IconNode[number] => ['circle', { cx, cy, r: 0.9, fill: 'currentColor' }];
/** Three rows of three, and the 0 below. */
const keypad: IconNode = [...[4, 9.33, 14.67].flatMap((y) => [6, 12, 18].map((x) => dot(x, y))), dot(12, 20)];
/** The handset lying flat. */
const hangUpNode: IconNode = Phone.map(([tag, shape]) => [tag, { ...shape, transform: 'translate(0 3.4) rotate(135 12 12)' }]);

const nodes = {
  phone: Phone,
  'hang-up': hangUpNode,
  'call-in': PhoneIncoming,
  'call-out': PhoneOutgoing,
  missed: PhoneMissed,
  ring: PhoneCall,
  mic: Mic,
  'mic-off': MicOff,
  keypad,
  speaker: Volume2,
  browser: AppWindow,
  mobile: Smartphone,
  check: Check,
  'check-ring': CircleCheck,
  alert: TriangleAlert,
  info: Info,
  close: X,
  down: ChevronDown,
  back: ChevronLeft,
  search: Search,
  copy: Copy,
  options: SlidersHorizontal,
  log: List,
  user: User,
  globe: Globe,
  clock: Clock,
  link: Link,
  open: ExternalLink,
  refresh: RefreshCw,
  delete: Delete,
  lock: Lock,
  keyboard: Keyboard,
  look: Contrast,
  pulse: Activity,
  panel: PanelRight,
  bell: Bell,
  'bell-off': BellOff,
  recording: CircleDot,
  voicemail: Voicemail,
  swap: ArrowUpDown,
  transfer: ArrowLeftRight,
  play: Play,
  pause: Pause,
  note: StickyNote,
  download: Download,
} satisfies Record<string, IconNode>;

export type IconName = keyof typeof nodes;

/** Icons that are mirrored in Arabic because they point along the text direction. */
const mirrored = new Set<IconName>(['back', 'note', 'open', 'delete', 'log', 'panel', 'transfer']);

/** Decoration beside a label or inside a named button: hidden from screen readers. `size` in CSS px: 14, 16, 18, 20 or 24. */
export function Icon({ name, size = 20 }: { name: IconName; size?: 14 | 16 | 18 | 20 | 24 }) {
  return (
    <svg
      class={mirrored.has(name) ? 'icon mirrored' : 'icon'}
      width={size}
      height={size}
      // 1.6 on the 20 px grid, in the 24 units of the drawings.
      stroke-width="1.92"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      {nodes[name].map(([tag, shape], index) => createElement(tag, { key: index, ...shape }))}
    </svg>
  );
}

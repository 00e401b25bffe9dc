import type { Texts } from './ko';

export const en: Texts = {
  app: { name: 'Roomcast', skip: 'Skip to content', menu: 'Menu', loading: 'Loading', more: 'Show more', empty: 'Nothing yet' },
  nav: {
    today: 'Today', schedules: 'Schedules', history: 'History', rooms: 'Rooms', templates: 'Templates', images: 'Images',
    people: 'People', bots: 'Bots',
  },
  session: {
    title: 'Sign in', loginId: 'Login', password: 'Password', submit: 'Sign in', logout: 'Sign out',
    expired: 'Your session has ended. Sign in again and go on where you were.',
  },
  look: { language: '한국어', dark: 'Dark', light: 'Light' },
  action: {
    save: 'Save', cancel: 'Cancel', close: 'Close', create: 'New', edit: 'Edit', remove: 'Delete', copy: 'Copy', retry: 'Try again',
    reload: 'Reload', add: 'Add', apply: 'Apply', undo: 'Undo', confirmRemove: 'Delete {{name}}?',
    saved: 'Saved', removed: 'Deleted', back: 'Back to the list', up: 'Earlier', down: 'Later', pause: 'Pause', resume: 'Resume',
  },
  problem: {
    title: 'That did not work', offline: 'The server cannot be reached. Check your connection.',
    unavailable: 'The server is away for the moment. Try again in {{seconds}} seconds.', fields: 'Some fields are not right',
    notFound: 'There is no such page', stale: 'Somebody changed it meanwhile',
    staleBody: 'Somebody else has changed this schedule. Save yours over it, or load theirs?',
    mine: 'Save mine', theirs: 'Load theirs',
  },
  org: { headquarters: 'Head office', distributor: 'Distributor', agency: 'Agency', branch: 'Branch', manager: 'Manager', viewer: 'Viewer', active: 'Active', inactive: 'Inactive' },
  today: {
    title: 'Today', next: 'Due next', noNext: 'Nothing is due. Make your first schedule.', attention: 'Needs a look',
    noAttention: 'Nothing needs a look.', live: 'Just sent', noLive: 'Nothing has been sent yet. What is sent appears here at once.',
    connected: 'Live', disconnected: 'The live connection is lost; connecting again',
  },
  schedule: {
    title: 'Title', description: 'Description', list: 'Schedules', create: 'New schedule', edit: 'Edit schedule', room: 'Room', bot: 'Bot', type: 'Repeats', status: 'Status',
    text: 'Text', next: 'Next run', last: 'Last sent', count: 'Times sent', sentence: 'When', search: 'Search titles', allStatuses: 'Any status',
    allTypes: 'Any repetition', allRooms: 'Any room', none: 'No schedule fits.', off: 'Turn on or off: {{title}}',
    pausedInFlight: 'A message was under way already; that part still goes out.', noNext: 'None', detail: 'Schedule',
  },
  type: { once: 'Once', daily: 'Daily', weekly: 'Weekly' },
  status: { active: 'On', inactive: 'Off', completed: 'Done', error: 'Error' },
  weekday: { monday: 'Mon', tuesday: 'Tue', wednesday: 'Wed', thursday: 'Thu', friday: 'Fri', saturday: 'Sat', sunday: 'Sun' },
  sentence: { once: '{{date}} at {{times}}', daily: 'Daily at {{times}}', weekly: 'Every {{days}} at {{times}}', zone: '({{zone}})' },
  form: {
    where: 'Where', what: 'What', when: 'When', check: 'Check', roomHint: 'Choose the room to send to', onBehalf: 'On behalf of',
    message: 'Message', messageHint: '#{이름} and the like are filled in when sent. The date is #{날짜}, the time #{시간}.', count: '{{count}} of {{limit}} characters',
    template: 'Insert a template', variables: 'Values', group1: 'Image group 1', group2: 'Image group 2', drop: 'Drop images here, or press to choose',
    dropRule: 'JPG, PNG or GIF, up to 10 MB, {{most}} a group', fromLibrary: 'From the library', toOther: 'To the other group', uploading: 'Uploading',
    order: 'Order', text_first: 'Text first', images_first: 'Images first', images_only: 'Images only', interval: 'Pause between parts (s)',
    wait: 'Wait after group {{number}} (s)', timeline: 'How it goes out', textPart: 'Text', groupPart: 'Group {{number}} ({{count}})', seconds: '{{count}} s',
    total: 'About {{count}} s in all', date: 'Date', times: 'Times', addTime: 'Add a time', removeTime: 'Remove {{time}}', days: 'Days', from: 'From', until: 'Until',
    zone: 'Time zone', missed: 'Missed runs', skip: 'Skip', last: 'Only the last', all: 'All', window: 'Minutes it may be late',
    priority: 'Priority (0 first)', nextRuns: 'Next runs', noRuns: 'Nothing would ever be sent like this.', nothing: 'Add a text or an image.',
    preview: 'Preview', draft: 'Your unfinished draft was restored.', dropDraft: 'Start over', more: 'More settings', personal: 'This looks like a resident registration or phone number. Make sure it belongs here.',
  },
  runs: {
    title: 'Recent runs', waiting: 'Waiting', none: 'Nothing has been sent yet.', why: 'Why has it not been sent?', cancel: 'Cancel this run', cancelled: 'Cancelled',
    inFlight: 'A part was under way already and cannot be stopped.', until: 'until {{time}}', at: 'Due', started: 'Started', finished: 'Ended', took: 'took {{ms}} ms',
  },
  wait: {
    GAP: 'The room was sent to a moment ago', QUOTA: 'The room has had as many messages as it may', ROOM_PAUSED: 'The room is paused',
    ROOM_HELD: 'The room rests after an outcome that is not known', BOT_DOWN: 'The phone does not answer', RETRY: 'The phone did not accept it; it is tried again',
    STORE_DOWN: 'The image store does not answer', INTERVAL: 'The pause before the next part', EARLIER_DUE: 'Another message is due before it', READY: 'Waiting for its turn',
  },
  outcome: { success: 'Success', partial: 'Partly', failed: 'Failed', unknown: 'Check', cancelled: 'Cancelled', expired: 'Too late', skipped: 'Skipped' },
  outcomeHelp: {
    success: 'All of it was sent.', partial: 'Only a part was sent.', failed: 'Nothing was sent.', unknown: 'Nobody knows whether the phone took it. Look into the room.',
    cancelled: 'It was cancelled and not sent.', expired: 'It was too late to send it.', skipped: 'It was left out, as set.',
  },
  confirmed: { yes: 'Seen in the room', no: 'Not seen in the room' },
  part: { TEXT: 'Text', IMAGES_1: 'Image group 1', IMAGES_2: 'Image group 2' },
  partState: { PENDING: 'Waiting', SENDING: 'Sending', SENT: 'Sent', CONFIRMED: 'Confirmed', UNKNOWN: 'Unknown', FAILED: 'Failed', SKIPPED: 'Not sent' },
  history: { title: 'History', live: 'Show new ones at once', all: 'Any result', delay: 'started {{ms}} ms late', onTime: 'on time' },
  room: {
    title: 'Rooms', name: 'Name', channel: 'Room number', bot: 'Bot', kind: 'Kind', operation: 'Operation', test: 'Test', owner: 'Organisation', zone: 'Time zone', pause: 'Pause', until: 'Until',
    reason: 'Reason', paused: 'Paused until {{time}}: {{reason}}', held: 'Rests until {{time}} after an unknown outcome', active: 'Active', inactive: 'Inactive',
  },
  template: { title: 'Templates', name: 'Name', body: 'Text', shared: 'Organisation' },
  image: { title: 'Images', upload: 'Upload an image', inUse: 'An image that a schedule uses cannot be deleted.', size: '{{width}}×{{height}}, {{kb}} KB', pick: 'Insert {{name}}' },
  people: {
    title: 'People', organizations: 'Organisations', members: 'Members', code: 'Code', name: 'Name', level: 'Level', parent: 'Above', loginId: 'Login', password: 'Password',
    passwordHint: 'At least 10 characters. Empty: unchanged.', role: 'Role', status: 'Status',
  },
  bot: { title: 'Bots', name: 'Name', gateway: 'Gateway', iris: 'Iris phone', log: 'Log only (for trying out)', endpoint: 'Address', status: 'Status' },
};

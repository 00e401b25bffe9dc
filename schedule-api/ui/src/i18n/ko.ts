/** Every text a person sees. English must have the same keys: the compiler holds `en` to the shape of this object. */
export const ko = {
  app: { name: 'Roomcast', skip: '본문으로 바로가기', menu: '메뉴', loading: '불러오는 중', more: '더 보기', empty: '아직 없습니다' },
  nav: {
    today: '오늘', schedules: '예약', history: '발송 이력', rooms: '톡방', templates: '템플릿', images: '이미지함',
    people: '조직·구성원', bots: '봇', help: '도움말',
  },
  session: {
    title: '로그인', loginId: '아이디', password: '비밀번호', submit: '로그인', logout: '로그아웃', tooMany: '로그인을 너무 많이 시도했습니다. {{seconds}}초 뒤에 다시 해 주세요.',
    expired: '로그인이 만료되었습니다. 다시 로그인하면 하던 일을 이어서 할 수 있습니다.',
  },
  look: { language: 'English', dark: '어두운 화면', light: '밝은 화면' },
  action: {
    save: '저장', cancel: '취소', close: '닫기', create: '새로 만들기', edit: '수정', remove: '삭제', copy: '복사', retry: '다시 시도',
    reload: '다시 불러오기', undo: '되돌리기', confirmRemove: '{{name}}을(를) 삭제할까요?',
    saved: '저장했습니다', removed: '삭제했습니다', up: '앞으로', down: '뒤로', pause: '일시 정지', resume: '다시 시작',
  },
  problem: {
    waiting: '서버의 응답을 기다리고 있습니다. 잠시만 기다려 주세요.',
    title: '처리하지 못했습니다', offline: '서버에 연결할 수 없습니다. 인터넷 연결을 확인해 주세요.',
    unavailable: '서버가 잠시 쉬고 있습니다. {{seconds}}초 뒤에 다시 시도해 주세요.', fields: '입력값을 확인해 주세요', perhapsSaved: '앞서 누른 저장이 이미 처리되었을 수 있습니다. 예약 목록을 먼저 확인해 주세요.',
    notFound: '찾을 수 없는 화면입니다', stale: '다른 사람이 먼저 수정했습니다',
    staleBody: '그동안 다른 사람이 이 예약을 바꾸었습니다. 내 내용으로 덮어쓸까요, 바뀐 내용을 불러올까요?',
    mine: '내 내용으로 저장', theirs: '바뀐 내용 불러오기',
  },
  refused: {
    required: '꼭 입력해야 합니다', in_the_past: '이미 지난 시각입니다', unknown: '알 수 없는 값입니다', wrong_size: '길이나 개수가 맞지 않습니다', before_start: '시작일보다 빠릅니다',
    out_of_range: '범위를 벗어났습니다', not_one_of: '고를 수 없는 값입니다', wrong_format: '형식이 맞지 않습니다', taken: '이미 쓰고 있습니다', not_an_image: 'JPG·PNG·GIF 이미지가 아닙니다',
  },
  org: { headquarters: '본사', distributor: '총판', agency: '대리점', branch: '지점', manager: '담당자', viewer: '조회만', active: '사용', inactive: '중지' },
  today: {
    title: '오늘', next: '곧 나갈 예약', noNext: '나갈 예약이 없습니다. 첫 예약을 만들어 보세요.', attention: '확인이 필요한 발송',
    noAttention: '확인할 일이 없습니다.', live: '방금 나간 발송', noLive: '아직 나간 발송이 없습니다. 발송되면 여기에 바로 나타납니다.',
    connected: '실시간 연결됨', disconnected: '실시간 연결이 끊어져 다시 연결하는 중입니다',
  },
  schedule: {
    title: '제목', description: '설명', list: '예약 목록', create: '예약 만들기', edit: '예약 수정', room: '톡방', type: '반복', status: '상태',
    next: '다음 발송', last: '마지막 발송', count: '발송 횟수', search: '제목 검색', allStatuses: '모든 상태',
    allTypes: '모든 반복', allRooms: '모든 톡방', none: '조건에 맞는 예약이 없습니다.', off: '예약 켜기/끄기: {{title}}',
    pausedInFlight: '이미 발송 중인 메시지가 있어 그 부분까지는 나갑니다.', noNext: '예정 없음', detail: '예약 상세',
  },
  type: { once: '한 번', daily: '매일', weekly: '매주', monthly: '매월' },
  status: { active: '켜짐', inactive: '꺼짐', completed: '끝남', error: '오류' },
  weekday: { monday: '월', tuesday: '화', wednesday: '수', thursday: '목', friday: '금', saturday: '토', sunday: '일' },
  monthDay: { day: '{{number}}일', last: '마지막 날', weekday: '{{place}} {{day}}요일', passed: '29일 이후나 다섯째 요일이 없는 달은 건너뜁니다.' },
  place: { '1': '첫째', '2': '둘째', '3': '셋째', '4': '넷째', '5': '다섯째', last: '마지막' },
  sentence: { once: '{{date}} {{times}}', daily: '매일 {{times}}', weekly: '매주 {{days}} {{times}}', monthly: '매월 {{days}} {{times}}', zone: '({{zone}})' },
  form: {
    where: '어디로', what: '무엇을', when: '언제', check: '확인', roomHint: '보낼 톡방을 고르세요', onBehalf: '대신 등록할 조직',
    message: '메시지', messageHint: '#{이름}처럼 쓰면 보낼 때 바뀝니다. 날짜는 #{날짜}, 시각은 #{시간}입니다.', count: '{{count}} / {{limit}}자',
    template: '템플릿 넣기', variables: '변수 값', group1: '이미지 그룹 1', group2: '이미지 그룹 2', drop: '이미지를 끌어다 놓거나 눌러서 고르세요',
    dropRule: 'JPG·PNG·GIF, 10MB까지, 그룹마다 {{most}}장', fromLibrary: '이미지함에서 고르기', toOther: '다른 그룹으로', uploading: '올리는 중', tooLarge: '10MB를 넘습니다', tooMany: '한 그룹에는 {{most}}장까지입니다. {{count}}장은 넣지 않았습니다.',
    order: '보내는 순서', text_first: '글 먼저', images_first: '이미지 먼저', images_only: '이미지만', interval: '부분 사이 간격(초)',
    wait: '그룹 {{number}} 뒤 대기(초)', seconds: '{{count}}초',
    total: '모두 약 {{count}}초', date: '날짜', times: '보낼 시각', addTime: '시각 추가', removeTime: '시각 {{time}} 빼기', days: '요일', monthDays: '날짜(매월)', from: '시작일', until: '종료일',
    zone: '시간대', missed: '제때 못 보낸 것', skip: '보내지 않음', last: '마지막 한 번만', all: '모두 보냄', window: '몇 분까지 늦어도 되나요',
    priority: '우선순위 (0이 먼저)', nextRuns: '다음 발송 시각', noRuns: '이 설정으로는 나갈 시각이 없습니다.', nothing: '글이나 이미지를 넣어 주세요.', viewer: '조회만 할 수 있는 계정입니다. 예약을 만들거나 고칠 수 없습니다.',
    preview: '미리보기', draft: '쓰다 만 내용을 불러왔습니다.', dropDraft: '처음부터 다시', more: '자세한 설정', personal: '주민등록번호나 전화번호로 보이는 숫자가 있습니다. 꼭 필요한지 확인해 주세요.',
  },
  runs: {
    title: '최근 발송', waiting: '기다리는 발송', none: '아직 발송한 적이 없습니다.', why: '왜 안 갔나요?', cancel: '이번 발송 취소', cancelled: '취소했습니다',
    inFlight: '이미 나가는 중이어서 그 부분은 멈출 수 없습니다.', until: '{{time}}까지',
  },
  wait: {
    GAP: '같은 톡방에 방금 보내서 잠시 간격을 둡니다', QUOTA: '톡방에 보낼 수 있는 횟수를 다 써서 기다립니다', ROOM_PAUSED: '톡방이 일시 정지되어 있습니다',
    ROOM_HELD: '앞 메시지의 결과를 알 수 없어 톡방을 잠시 쉽니다', BOT_DOWN: '봇 휴대폰이 응답하지 않습니다', RETRY: '휴대폰이 받지 않아 다시 시도합니다',
    STORE_DOWN: '이미지 저장소가 응답하지 않습니다', INTERVAL: '다음 부분까지 간격을 두고 있습니다', EARLIER_DUE: '먼저 나갈 메시지가 있습니다', READY: '차례를 기다립니다',
  },
  outcome: { success: '성공', partial: '일부만', failed: '실패', unknown: '확인 필요', cancelled: '취소', expired: '시간 지남', skipped: '건너뜀' },
  outcomeHelp: {
    success: '모두 나갔습니다.', partial: '일부만 나갔습니다.', failed: '나가지 않았습니다.', unknown: '휴대폰이 받았는지 알 수 없습니다. 톡방을 직접 확인해 주세요.',
    cancelled: '취소되어 나가지 않았습니다.', expired: '정해진 시간을 넘겨 보내지 않았습니다.', skipped: '설정에 따라 건너뛰었습니다.',
  },
  reason: {
    WINDOW_PASSED: '정해진 시간 안에 보낼 수 없었습니다', MISSED_WINDOW_PASSED: '시스템이 멈춘 사이에 시간이 지났습니다', MISSED_RUN_POLICY: '놓친 것은 보내지 않도록 설정되어 있습니다',
    SCHEDULE_PAUSED: '예약을 꺼서 보내지 않았습니다', SCHEDULE_DELETED: '예약을 삭제해서 보내지 않았습니다', CANCELLED: '취소해서 보내지 않았습니다',
    REJECTED: '휴대폰이 거절했습니다', OUTCOME_UNKNOWN: '휴대폰이 받았는지 알 수 없습니다. 톡방을 직접 확인해 주세요', NOTHING_TO_SEND: '보낼 글이나 이미지가 남아 있지 않습니다',
    IMAGE_MISSING: '저장된 이미지를 찾을 수 없습니다. 이미지를 다시 올려 주세요', GAVE_UP: '여러 번 시도했지만 휴대폰이 받지 않았습니다', ACCESS_REVOKED: '이 톡방에 보낼 권한이 없어졌습니다',
    BOT_DOWN: '봇 휴대폰이 응답하지 않았습니다. 휴대폰을 확인해 주세요', STORE_DOWN: '이미지 저장소가 응답하지 않았습니다',
  },
  confirmed: { yes: '톡방에서 확인됨', no: '톡방에서 확인되지 않음' },
  part: { TEXT: '글', IMAGES_1: '이미지 그룹 1', IMAGES_2: '이미지 그룹 2' },
  partState: { PENDING: '대기', SENDING: '보내는 중', SENT: '보냄', CONFIRMED: '확인됨', UNKNOWN: '알 수 없음', FAILED: '실패', SKIPPED: '보내지 않음' },
  history: { title: '발송 이력', live: '새 발송을 바로 보기', all: '모든 결과', delay: '{{ms}}ms 늦게 시작', onTime: '정시' },
  room: {
    title: '톡방', name: '이름', channel: '톡방 번호', bot: '봇', kind: '종류', operation: '운영', test: '테스트', owner: '조직', zone: '시간대', pause: '일시 정지', until: '언제까지',
    reason: '이유', paused: '{{time}}까지 정지: {{reason}}', held: '결과 확인을 위해 {{time}}까지 쉽니다', active: '사용', inactive: '중지',
  },
  template: { title: '템플릿', name: '이름', body: '내용' },
  image: { title: '이미지함', upload: '이미지 올리기', inUse: '예약에서 쓰는 이미지는 삭제할 수 없습니다.', size: '{{width}}×{{height}}, {{kb}}KB', pick: '이 이미지 넣기: {{name}}' },
  people: {
    organizations: '조직', members: '구성원', code: '코드', name: '이름', parent: '상위 조직', loginId: '아이디', password: '비밀번호',
    passwordHint: '10자 이상. 비워 두면 바꾸지 않습니다.', role: '권한', status: '상태',
  },
  bot: { title: '봇', name: '이름', gateway: '연결 방식', iris: 'Iris 휴대폰', log: '기록만 (시험용)', endpoint: '주소', status: '상태' },
};

type Shape<T> = { [K in keyof T]: T[K] extends string ? string : Shape<T[K]> };
export type Texts = Shape<typeof ko>;

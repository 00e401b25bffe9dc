package io.roomcast.model.occurrence;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The rule and its figures behind a reason. They are kept in English, as the log and the events tell them; {@link #inKorean} finds
 * the Korean of what was kept.
 */
public enum ReasonDetail {
    GAP("%d s between two messages of a room", "한 톡방의 두 메시지 사이에 %1$s초를 둡니다"),
    PARTS_A_MINUTE(
            "%d parts in a minute; the room has had %d, and this message has %d",
            "1분에 %1$s건까지입니다. 톡방이 이미 %2$s건을 받았고 이 메시지는 %3$s건입니다"),
    PARTS_AN_HOUR(
            "%d parts in an hour; the room has had %d, and this message has %d",
            "1시간에 %1$s건까지입니다. 톡방이 이미 %2$s건을 받았고 이 메시지는 %3$s건입니다"),
    PARTS_A_DAY(
            "%d parts a day; the room has had %d, and this message has %d",
            "하루 %1$s건까지입니다. 톡방이 이미 %2$s건을 받았고 이 메시지는 %3$s건입니다"),
    MESSAGES_A_DAY("%d messages a day; the room has had %d", "하루 메시지 %1$s개까지입니다. 톡방이 이미 %2$s개를 받았습니다"),
    QUIET_HOURS("Quiet hours %s", "조용한 시간 %1$s"),
    ADVERTISING_NIGHT("Advertisements wait from 21:00 to 08:00", "광고는 21:00부터 08:00까지 보내지 않습니다"),
    AFTER_UNKNOWN("After an outcome that nobody knows", "결과를 알 수 없는 발송이 있었습니다"),
    INTERVAL("%d s between two parts", "두 부분 사이에 %1$s초를 둡니다"),
    BEHIND_WAITING("Run %d goes first; it waits: %s", "%1$s번 발송이 먼저입니다. 그것이 기다리는 이유: %2$s"),
    BEHIND("Run %d goes first", "%1$s번 발송이 먼저입니다"),
    BEHIND_UNCLAIMED("A schedule of this room that was due before is about to start", "이 톡방에 먼저 예약된 발송이 곧 시작됩니다"),
    UNDER_WAY("Part %d of %d is with the phone", "%2$s개 부분 가운데 %1$s번째를 휴대폰이 보내고 있습니다"),
    DUE_FOR("Due for %d s; it may start up to %d s late", "보낼 때가 %1$s초 지났습니다. %2$s초까지 늦게 시작할 수 있습니다"),
    HAD_ALL_RUNS("It has had all its %d runs", "정해진 %1$s회를 모두 마쳤습니다"),
    PAST_VALIDITY("No run of it is left before the end of its validity, %s", "유효 기간이 끝나는 %1$s까지 남은 발송이 없습니다"),

    SILENT("The phone does not answer: %s", "휴대폰이 응답하지 않습니다: %1$s"),
    UNREADABLE_IMAGES("The images cannot be read: %s", "이미지를 읽을 수 없습니다: %1$s"),
    PHONE_TAKEN("The phone is with other messages", "휴대폰이 다른 메시지를 보내고 있습니다"),
    PHONE_BUSY("Another send of this phone is under way", "휴대폰이 다른 발송을 하고 있습니다"),
    TOO_MANY_CALLS("Too many calls to this phone", "휴대폰에 요청이 너무 많습니다"),
    BREAKER_OPEN("The phone's breaker is open", "휴대폰이 계속 실패해서 잠시 쉽니다"),
    TRY("Try %d of %d: %s", "%2$s번 가운데 %1$s번째 시도: %3$s"),
    TRIES("%d tries; the last: %s", "%1$s번 시도했습니다. 마지막 대답: %2$s"),
    NO_CONNECTION("No connection: %s", "연결되지 않았습니다: %1$s"),
    NO_ANSWER("No answer: %s", "답이 없습니다: %1$s"),
    UNREACHABLE("it was refused, or nothing leads there", "거절되었거나 닿지 않습니다"),
    UNKNOWN_HOST("the name of its address is not known", "주소의 이름을 찾을 수 없습니다"),
    NOT_SECURE("no secure connection came about", "보안 연결을 맺지 못했습니다"),
    TOO_LONG("it took too long", "너무 오래 걸렸습니다"),
    TOO_LARGE("it was too large", "너무 큽니다"),
    UNREADABLE("it could not be read", "읽을 수 없습니다"),
    CUT("the connection ended", "연결이 끊겼습니다"),
    NO_ACCOUNT("Iris has not detected its account (bot_id 0)", "Iris가 카카오톡 계정을 찾지 못했습니다 (bot_id 0)"),
    NOT_WATCHING("Iris does not watch KakaoTalk's database", "Iris가 카카오톡 데이터베이스를 지켜보고 있지 않습니다"),
    TIME_LIMIT("Time limit", "제한 시간을 넘겼습니다"),
    NO_BODY("HTTP %d without a body", "HTTP %1$s, 내용 없는 답"),
    UNREADABLE_BODY("HTTP %d with an unreadable body", "HTTP %1$s, 읽을 수 없는 답"),
    NO_VERDICT("HTTP 200 without success: true or false", "HTTP 200, 성공인지 아닌지 없는 답"),
    SAID_NO("The phone answered success: false", "휴대폰이 실패라고 답했습니다"),
    NOT_SEEN("Not seen in the room's log", "톡방 기록에서 확인되지 않았습니다"),
    NO_TRACE("No trace of it in the room's log", "톡방 기록에 흔적이 없습니다"),
    NOT_CALLED("Not called: the start was too long ago", "시작한 지 오래되어 보내지 않았습니다"),
    ORPHAN("Its dispatcher stopped between the start and the outcome", "보내는 도중에 발송기가 멈췄습니다"),

    STOPPED_BEFORE("Stopped before it was sent", "보내기 전에 멈췄습니다"),
    CANCELLED_BEFORE_PART("Cancelled before this part", "이 부분을 보내기 전에 취소했습니다"),
    NOTHING_LEFT("Neither text nor image is left to send", "보낼 글도 이미지도 남아 있지 않습니다"),
    NO_MORE_ACCESS("The organisation may not send to this room any more", "이 조직은 더 이상 이 톡방에 보낼 수 없습니다"),
    SWITCHED_OFF(
            "The room, its organisation or the schedule's is switched off, or the room belongs elsewhere by now",
            "톡방이나 톡방의 조직 또는 예약의 조직이 꺼져 있거나, 톡방이 다른 조직으로 옮겨졌습니다"),
    TOO_LATE("Its catch-up window ended before it could be sent", "보낼 수 있는 시간이 지났습니다"),
    TOO_LATE_FOR_FIRST("Its catch-up window ended before its first part could start", "첫 부분을 보내기 전에 보낼 수 있는 시간이 지났습니다"),
    NONE_IS_SENT("Missed, and the policy for missed runs is skip", "놓쳤고, 놓친 것은 보내지 않도록 설정되어 있습니다"),
    LAST_IS_SENT("Missed, and the policy for missed runs is last", "놓쳤고, 놓친 것은 마지막 하나만 보내도록 설정되어 있습니다"),
    OVERLAPPED(
            "The run before it was still open, and the policy for that is to skip",
            "앞 발송이 끝나지 않았고, 그럴 때는 건너뛰도록 설정되어 있습니다"),
    UNCLAIMED("Not claimed within its catch-up window of %d s", "보낼 수 있는 시간 %1$s초 안에 시작하지 못했습니다"),
    SKIPPED("A member skipped this run", "사람이 이번 발송을 건너뛰었습니다"),
    SEEN("Seen in the room by %s", "톡방에서 확인한 사람: %1$s"),
    NOT_ARRIVED("Not in the room, says %s", "톡방에 없다고 적은 사람: %1$s"),

    // Last: they begin with anything.
    PHONE_TURN(
            "%s sends one part at a time; %d messages of its other rooms go first, with %d parts",
            "%1$s 봇은 한 번에 한 부분만 보냅니다. 다른 톡방의 메시지 %2$s개(부분 %3$s개)가 먼저 나갑니다"),
    PHONE_FREE(
            "%s has nothing to send before it; it has been due for %d s", "%1$s 봇이 먼저 보낼 것이 없습니다. 보낼 때가 %2$s초 지났습니다"),
    HOLIDAY("%s is a public holiday: %s", "%1$s 공휴일: %2$s"),
    BOT_OFF("%s is switched off", "%1$s 봇이 꺼져 있습니다"),
    BOT_FAILING("%s failed too often of late", "%1$s 봇이 최근에 자주 실패했습니다");

    private static final Pattern PLACE = Pattern.compile("%[ds]");

    /** Their last figure is a detail itself. */
    private static final Set<ReasonDetail> OF_OTHERS =
            EnumSet.of(BEHIND_WAITING, TRY, TRIES, SILENT, NO_CONNECTION, NO_ANSWER);

    /** Reasons whose detail is what a person gave as one: it stays as it was written, whatever it looks like. */
    private static final Set<String> OF_PEOPLE =
            Set.of(WaitReason.ROOM_PAUSED.name(), WaitReason.STOPPED.name(), "SCHEDULE_OFF");

    private final String english;
    private final String korean;
    private final Pattern kept;

    /** @param english %d stands for a number, %s for anything @param korean with the same by their place */
    ReasonDetail(String english, String korean) {
        this.english = english;
        this.korean = korean;
        this.kept = Pattern.compile(
                Pattern.quote(english).replace("%d", "\\E(\\d+)\\Q").replace("%s", "\\E(.*)\\Q"), Pattern.DOTALL);
    }

    /** To be kept. @param figures in the order of the rule */
    public String of(Object... figures) {
        Iterator<Object> next = List.of(figures).iterator();
        return PLACE.matcher(english)
                .replaceAll(place -> Matcher.quoteReplacement(next.next().toString()));
    }

    /**
     * Null for null. What is none of these, such as the words of a person or a phone, stays as it is.
     *
     * @param code of the reason; null where there is none
     */
    public static @Nullable String inKorean(@Nullable String code, @Nullable String kept) {
        return kept == null ? null : told(code, kept);
    }

    private static String told(@Nullable String code, String kept) {
        boolean ofPeople = code != null && OF_PEOPLE.contains(code);
        return Arrays.stream(values())
                .filter(it -> !ofPeople || it == BEHIND_WAITING || it == BEHIND)
                .flatMap(it -> it.korean(code, kept).stream())
                .findFirst()
                .orElse(kept);
    }

    private Optional<String> korean(@Nullable String code, String text) {
        Matcher found = kept.matcher(text);
        return found.matches()
                ? Optional.of(String.format(Locale.ROOT, korean, figures(code, found)))
                : Optional.empty();
    }

    private Object[] figures(@Nullable String code, MatchResult found) {
        int last = found.groupCount();
        return IntStream.rangeClosed(1, last)
                .mapToObj(i -> i == last && OF_OTHERS.contains(this) ? told(code, found.group(i)) : found.group(i))
                .toArray();
    }
}

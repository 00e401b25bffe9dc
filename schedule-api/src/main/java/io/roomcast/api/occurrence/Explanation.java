package io.roomcast.api.occurrence;

import java.util.Arrays;

/** Every reason that a run or a schedule can have for not being sent, in words. */
enum Explanation {
    SENT("보냈습니다", "It was sent"),
    READY("차례를 기다립니다", "It waits for its turn"),
    PHONE_TURN("휴대폰의 차례를 기다립니다", "It waits for its phone's turn"),
    UNDER_WAY("지금 보내고 있습니다", "It is being sent"),
    NOT_DUE("아직 보낼 때가 아닙니다", "It is not due yet"),
    HOLIDAY("공휴일이라 보내지 않습니다", "Its day is a public holiday"),
    UNCLAIMED("보낼 때가 되었고 곧 시작합니다", "It is due and about to start"),
    SCHEDULE_OFF("예약이 꺼져 있습니다", "The schedule is switched off"),
    SCHEDULE_COMPLETED("예약이 끝났습니다", "The schedule is completed"),
    GAP("같은 톡방에 방금 보내서 잠시 간격을 둡니다", "The room was sent to a moment ago"),
    QUOTA("톡방에 보낼 수 있는 횟수를 다 써서 기다립니다", "The room has had as many messages as it may"),
    ROOM_PAUSED("톡방이 일시 정지되어 있습니다", "The room is paused"),
    STOPPED("누군가 발송을 멈춰 두었습니다", "Someone has stopped the sending"),
    QUIET("조용한 시간이라 기다립니다", "Quiet hours"),
    ADVERTISING_NIGHT("광고라서 아침 8시까지 기다립니다", "An advertisement: it waits until 8 a.m."),
    ROOM_HELD("앞 메시지의 결과를 알 수 없어 톡방을 잠시 쉽니다", "The room rests after an unknown outcome"),
    BOT_DOWN("봇 휴대폰이 응답하지 않습니다", "The phone does not answer"),
    STORE_DOWN("이미지 저장소가 응답하지 않습니다", "The image store does not answer"),
    RETRY("휴대폰이 받지 않아 다시 시도합니다", "The phone did not accept it; it is tried again"),
    INTERVAL("다음 부분까지 간격을 두고 있습니다", "The pause before its next part"),
    EARLIER_DUE("먼저 나갈 메시지가 있습니다", "An earlier message goes first"),
    WINDOW_PASSED("정해진 시간 안에 보낼 수 없었습니다", "It could not be sent within its window"),
    MISSED_WINDOW_PASSED("시스템이 멈춘 사이에 시간이 지났습니다", "Its window passed while the system was down"),
    MISSED_RUN_POLICY("놓친 것은 보내지 않도록 설정되어 있습니다", "Missed runs are set not to be sent"),
    OVERLAP_POLICY("앞 발송이 끝나지 않아 건너뛰었습니다", "The run before it was not over"),
    SKIPPED_BY_HAND("사람이 이번 발송을 건너뛰었습니다", "Someone skipped this run"),
    SCHEDULE_PAUSED("예약을 꺼서 보내지 않았습니다", "The schedule was switched off"),
    SCHEDULE_DELETED("예약을 삭제해서 보내지 않았습니다", "The schedule was deleted"),
    BROADCAST_CANCELLED("단체 발송을 취소해서 보내지 않았습니다", "Its broadcast was cancelled"),
    CANCELLED("취소해서 보내지 않았습니다", "It was cancelled"),
    REJECTED("휴대폰이 거절했습니다", "The phone refused it"),
    OUTCOME_UNKNOWN("휴대폰이 받았는지 알 수 없습니다. 톡방을 직접 확인해 주세요", "Nobody knows whether the phone took it. Look into the room"),
    NOTHING_TO_SEND("보낼 글이나 이미지가 남아 있지 않습니다", "Neither text nor image is left to send"),
    IMAGE_MISSING("저장된 이미지를 찾을 수 없습니다", "A stored image is missing"),
    GAVE_UP("여러 번 시도했지만 휴대폰이 받지 않았습니다", "The phone did not accept it after several tries"),
    ACCESS_REVOKED("이 톡방에 보낼 권한이 없어졌습니다", "The right to send to this room is gone"),
    SETTLED_BY_HAND("사람이 톡방을 보고 결과를 적었습니다", "A person looked into the room and wrote down the outcome"),
    SCHEDULE_BROKEN("예약을 읽을 수 없어 보내지 못했습니다. 예약을 다시 저장해 주세요", "The schedule cannot be understood. Save it anew"),
    OTHER("다른 이유가 있습니다", "There is another reason");

    private final String korean;
    private final String english;

    Explanation(String korean, String english) {
        this.korean = korean;
        this.english = english;
    }

    String korean() {
        return korean;
    }

    String english() {
        return english;
    }

    static Explanation of(String code) {
        return Arrays.stream(values())
                .filter(it -> it.name().equals(code))
                .findFirst()
                .orElse(OTHER);
    }
}

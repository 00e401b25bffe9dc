package io.roomcast.api.alert;

import io.roomcast.api.sentence.Sentence;

/** What can be wrong, with whom, and how a person would say it. */
enum AlertKind {
    /** Percent. */
    LOW_SUCCESS(
            AlertSubject.ORGANIZATION,
            "최근 메시지 %3$d건 가운데 %1$.1f%%만 성공했습니다(기준 %2$.0f%% 이상).",
            "Only %1$.1f %% of %3$d messages of late were sent (at least %2$.0f %%)"),
    /** Percent. */
    HIGH_FAILURE(
            AlertSubject.ORGANIZATION,
            "최근 메시지 %3$d건 가운데 %1$.1f%%가 실패했습니다(기준 %2$.0f%% 이하).",
            "%1$.1f %% of %3$d messages of late failed (at most %2$.0f %%)"),
    /** Seconds; over parts. */
    SLOW_SENDS(
            AlertSubject.ORGANIZATION,
            "휴대폰이 받는 데 평균 %1$.1f초 걸렸습니다(부분 %3$d개, 기준 %2$.0f초 이하).",
            "Phones took %1$.1f s on average over %3$d parts (at most %2$.0f s)"),
    /** Minutes, of the latest. */
    LATE(
            AlertSubject.ORGANIZATION,
            "메시지 %3$d건이 %2$.0f분 넘게 늦었습니다(가장 늦은 것 %1$.0f분).",
            "%3$d messages are late by %2$.0f min or more (the latest by %1$.0f min)"),
    /** Minutes, of the oldest; over schedules, and told to the head office. */
    UNCLAIMED(
            AlertSubject.ORGANIZATION,
            "발송 시각이 지난 예약 %3$d건이 아직 접수되지 않았습니다(가장 오래된 것 %1$.0f분). trigger-service와 시계를 확인하세요.",
            "%3$d schedules are due and not claimed yet (the oldest for %1$.0f min): look at trigger-service and the clocks"),
    /** Messages. */
    QUOTA_REACHED(
            AlertSubject.ORGANIZATION,
            "발송 한도에 걸려 메시지 %1$.0f건이 기다립니다.",
            "%1$.0f messages wait because a limit is used up"),
    /** Runs in a row. */
    FAILING_ROOM(AlertSubject.ROOM, "연달아 %1$.0f번 실패했습니다.", "The last %1$.0f messages failed"),
    /** Minutes. */
    SILENT_PHONE(
            AlertSubject.PHONE,
            "휴대폰이 %1$.0f분째 응답하지 않습니다(기준 %2$.0f분).",
            "The phone has not answered for %1$.0f min (at most %2$.0f min)");

    private final AlertSubject subject;
    private final String ko;
    private final String en;

    AlertKind(AlertSubject subject, String ko, String en) {
        this.subject = subject;
        this.ko = ko;
        this.en = en;
    }

    AlertSubject subject() {
        return subject;
    }

    Sentence sentence(double measured, double threshold, long runs) {
        return new Sentence(
                String.format(java.util.Locale.KOREAN, ko, measured, threshold, runs),
                String.format(java.util.Locale.ENGLISH, en, measured, threshold, runs));
    }
}

package io.roomcast.model.schedule;

public enum ScheduleType {
    ONCE,
    WEEKLY,
    DAILY,
    MONTHLY,
    INTERVAL,
    CRON
}

package io.roomcast.api.alert;

/** What an alert is about. */
enum AlertSubject {
    ORGANIZATION,
    ROOM,
    PHONE
}

package io.roomcast.model.event;

import java.util.List;

/** Names of the topics; a record that cannot be read goes to the same name with {@link #DEAD_LETTER_SUFFIX}. */
public final class Topics {
    /** Other systems → schedule-api. Key: schedule or room id. */
    public static final String SCHEDULE_COMMANDS = "roomcast.schedule.commands.v1";

    /** schedule-api → trigger-service and others. Key: schedule id. */
    public static final String SCHEDULE_CHANGES = "roomcast.schedule.changes.v1";

    /** trigger-service and other systems → dispatcher. Key: room id. */
    public static final String DISPATCH_DUE = "roomcast.dispatch.due.v1";

    /** dispatcher → schedule-api and others. Key: room id. */
    public static final String DISPATCH_RESULTS = "roomcast.dispatch.results.v1";

    public static final String DEAD_LETTER_SUFFIX = ".dlt";

    /** Of a dead letter that is not as it came: what nobody may keep was taken out. */
    public static final String MASKED_HEADER = "kafka_dlt-masked";

    private Topics() {}

    /** Those that are read and written; each has one for its dead letters besides. */
    public static List<String> all() {
        return List.of(SCHEDULE_COMMANDS, SCHEDULE_CHANGES, DISPATCH_DUE, DISPATCH_RESULTS);
    }
}

package io.roomcast.standalone;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import lombok.RequiredArgsConstructor;

/**
 * From the due moment to the call that leaves the dispatcher, measured on a system of its own. One room for each schedule, and
 * phones in turn: what is measured is neither a quota nor the wait for a phone.
 */
@RequiredArgsConstructor
public final class Lateness {
    /** Over which the measured schedules fall due. */
    public static final Duration SPAN = Duration.ofSeconds(60);

    private static final int PHONES = 50;
    private static final int WARM_UP = 300;
    private static final Duration WARM_UP_SPAN = Duration.ofSeconds(20);
    private static final Duration LEAD = Duration.ofSeconds(5);
    private static final Duration LIMIT_FOR_THE_REST = Duration.ofSeconds(60);

    private final Home home;

    /** @return of each call in µs, ascending; fewer than schedules where some were not sent within a minute */
    public List<Long> measure(int schedules, int stored) throws SQLException, InterruptedException {
        try (Stack stack = Stack.start(home, new Stack.Replicas(1, 1, PHONES), System.out);
                Connection connection =
                        DriverManager.getConnection(home.jdbcUrl(), "roomcast", home.databasePassword())) {
            var workload = new Workload(home, connection);
            List<Long> rooms = workload.rooms(PHONES, schedules + WARM_UP);
            System.out.printf("Storing %d schedules that are due some other day …%n", stored);
            workload.others(rooms.get(0), stored);
            System.out.printf("Warming up with %d …%n", WARM_UP);
            run(stack, workload, rooms.subList(schedules, rooms.size()), WARM_UP_SPAN);
            System.out.printf("Measuring %d over %d s …%n", schedules, SPAN.toSeconds());
            return run(stack, workload, rooms.subList(0, schedules), SPAN);
        }
    }

    private static List<Long> run(Stack stack, Workload workload, List<Long> rooms, Duration span)
            throws SQLException, InterruptedException {
        long before = workload.due(rooms, rooms.size(), workload.now().plus(LEAD), span);
        return workload.await(
                stack, before, rooms, rooms.size(), LEAD.plus(span).plus(LIMIT_FOR_THE_REST));
    }
}

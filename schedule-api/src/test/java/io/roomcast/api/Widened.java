package io.roomcast.api;

import java.util.List;
import java.util.stream.IntStream;

/** So many organisations below one that its lists are walked in the order of all, and its sums taken from those of all. */
final class Widened {
    private static final int ORGANIZATIONS = 65;

    private Widened() {}

    static void during(long organization, Runnable work) {
        List<Long> below = IntStream.range(0, ORGANIZATIONS)
                .mapToObj(i -> ApiTest.WORLD.organization(organization, "agency", ApiTest.key()))
                .toList();
        try {
            work.run();
        } finally {
            below.forEach(id -> ApiTest.DATABASE.execute("DELETE FROM kb_organization WHERE id = ?", id));
        }
    }
}

package io.roomcast.benchmark.trigger;

/**
 * @param title as the table shows it
 * @param share of the schedules that this one gets, so that a slow one comes to its end
 */
record Contestant(String name, String title, double share) {
    int schedules(int all) {
        return (int) Math.max(500, all * share);
    }
}

package io.roomcast.faults;

import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a fault may lay its hands on. @param complaints what was seen to be wrong at once, by whoever saw it */
record Scene(Site site, Witness witness, Api api, Outside outside, Random random, List<String> complaints) {
    Scene(Site site, Witness witness, Api api, Outside outside, Random random) {
        this(site, witness, api, outside, random, new CopyOnWriteArrayList<>());
    }

    Scene drawnFrom(long seed) {
        return new Scene(site, witness, api, outside, new Random(seed), complaints);
    }

    /** One of them, by the seed. */
    <T> T any(List<T> choice) {
        return choice.get(random.nextInt(choice.size()));
    }
}

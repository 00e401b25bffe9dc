package io.roomcast.model;

import io.roomcast.testkit.StructureRules;
import org.junit.jupiter.api.Test;

class StructureTest {
    @Test
    void keepsTheRules() {
        StructureRules.check("io.roomcast.model");
    }
}

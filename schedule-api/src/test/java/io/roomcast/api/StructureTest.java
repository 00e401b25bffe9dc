package io.roomcast.api;

import io.roomcast.testkit.StructureRules;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class StructureTest {
    @Test
    void keepsTheRules() {
        StructureRules.check("io.roomcast.api");
    }

    @Test
    void featuresUseOnlyEachOthersPublicFaces() {
        ApplicationModules.of(ScheduleApi.class).verify();
    }
}

package io.roomcast.trigger;

import io.roomcast.testkit.StructureRules;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class StructureTest {
    @Test
    void keepsTheRules() {
        StructureRules.check("io.roomcast.trigger");
    }

    @Test
    void featuresUseOnlyEachOthersPublicFaces() {
        ApplicationModules.of(TriggerService.class).verify();
    }
}

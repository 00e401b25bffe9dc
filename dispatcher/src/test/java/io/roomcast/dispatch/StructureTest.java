package io.roomcast.dispatch;

import io.roomcast.testkit.StructureRules;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class StructureTest {
    @Test
    void keepsTheRules() {
        StructureRules.check("io.roomcast.dispatch");
    }

    @Test
    void featuresUseOnlyEachOthersPublicFaces() {
        ApplicationModules.of(Dispatcher.class).verify();
    }
}

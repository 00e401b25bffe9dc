package io.roomcast.testkit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;

/** What every module's code keeps to. */
public final class StructureRules {
    private static final int MOST_COLLABORATORS = 9;

    private StructureRules() {}

    /** Checks all rules on a module's main classes. @param root its base package */
    public static void check(String root) {
        JavaClasses main = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .withImportOption(location -> !location.contains("/target/test-classes/"))
                .importPackages(root);
        rules(root).forEach(rule -> rule.check(main));
    }

    private static List<ArchRule> rules(String root) {
        return List.of(
                slices().matching(root + ".(*)..").should().beFreeOfCycles().allowEmptyShould(true),
                noClasses()
                        .should()
                        .resideInAnyPackage("..util..", "..common..", "..helper..", "..impl..", "..base..")
                        .because("a package is a feature's noun"),
                noClasses()
                        .that()
                        .resideInAPackage("io.roomcast..")
                        .and()
                        .resideOutsideOfPackages(
                                "io.roomcast.embedded..", "io.roomcast.standalone..", "io.roomcast.simulator..")
                        .should()
                        .callMethod(Thread.class, "sleep", long.class)
                        .because("waits are in the database or on a scheduler"),
                noClasses()
                        .should()
                        .callMethod(reactor.core.publisher.Mono.class, "block")
                        .orShould()
                        .callMethod(reactor.core.publisher.Flux.class, "blockLast")
                        .because("a blocked event loop stops every room"),
                noClasses().should().accessField(System.class, "out").because("services log"),
                noClasses()
                        .should()
                        .dependOnClassesThat()
                        .haveFullyQualifiedName("org.springframework.kafka.annotation.RetryableTopic")
                        .because("retry topics lose the order"),
                methods()
                        .that()
                        .areAnnotatedWith("org.springframework.kafka.annotation.KafkaListener")
                        .should()
                        .haveRawReturnType(void.class)
                        .because("an asynchronous listener lets one slow room stop its partition")
                        .allowEmptyShould(true),
                classes().should(haveFewCollaborators()));
    }

    /** Constructor injection makes them easy to count; records are values, not services. */
    private static ArchCondition<JavaClass> haveFewCollaborators() {
        return new ArchCondition<>("have at most " + MOST_COLLABORATORS + " constructor parameters") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (type.isRecord()) {
                    return;
                }
                type.getConstructors().stream()
                        .filter(constructor ->
                                constructor.getRawParameterTypes().size() > MOST_COLLABORATORS)
                        .forEach(constructor -> events.add(SimpleConditionEvent.violated(
                                constructor, constructor.getFullName() + " has too many")));
            }
        };
    }
}

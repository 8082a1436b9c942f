package org.pabal.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Set;

@AnalyzeClasses(packages = "org.pabal.core", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    /** The two share their vocabulary by design: an outcome comes from a reply, and an envelope from a session. */
    private static final Set<String> DIALOGUE = Set.of("smtp", "queue");

    @ArchTest
    static final ArchRule coreIsPlainJava = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "javax.crypto..", "org.jspecify..", "org.pabal.core..");

    @ArchTest
    static final ArchRule addressesKnowNothingElse = classes()
            .that()
            .resideInAPackage("..core.address..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "javax.crypto..", "org.jspecify..", "org.pabal.core.address..");

    @ArchTest
    static final ArchRule contentsKnowOnlyAddresses = classes()
            .that()
            .resideInAPackage("..core.message..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "javax.crypto..",
                    "org.jspecify..",
                    "org.pabal.core.address..",
                    "org.pabal.core.message..");

    @ArchTest
    static final ArchRule packagesFormNoCycles =
            slices().assignedFrom(new ByPackage()).should().beFreeOfCycles();

    @ArchTest
    static final ArchRule timeIsAlwaysAParameter = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(Clock.class, "systemDefaultZone")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime");

    @ArchTest
    static final ArchRule coreStartsNoThreadsAndLogsNothing = noClasses()
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.lang.Thread")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.lang.System$Logger")
            .orShould()
            .dependOnClassesThat()
            .resideInAPackage("java.util.logging..");

    private static final class ByPackage implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            String inCore = type.getPackageName().replaceFirst("^org\\.pabal\\.core\\.?", "");
            return SliceIdentifier.of(DIALOGUE.contains(inCore) ? "dialogue" : inCore);
        }

        @Override
        public String getDescription() {
            return "packages, smtp and queue being one";
        }
    }
}

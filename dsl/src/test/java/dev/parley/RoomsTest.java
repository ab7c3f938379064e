package dev.parley;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.parley.example.Examples;
import dev.parley.example.Party;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The rooms of the library: who may import whom, where each library lives, what names are kept clear of. */
class RoomsTest {
    /** A room imports only rooms of the lines above its own; rooms of one line do not import each other. */
    private static final List<Set<String>> ORDER = List.of(
            Set.of("fault"),
            Set.of("num", "account"),
            Set.of("file"),
            Set.of("message"),
            Set.of("example"),
            Set.of("table"),
            Set.of("feature"),
            Set.of("partition"),
            Set.of("data"),
            Set.of("doctor"),
            Set.of("layer"),
            Set.of("model"),
            Set.of("score"),
            Set.of("optimizer"),
            Set.of("filter"),
            Set.of("client"),
            Set.of("aggregate", "server", "cohort", "wire", "personal", "attack", "compress"),
            Set.of("privacy", "secure"),
            Set.of("plan"),
            Set.of("party", "result"),
            Set.of("engine"),
            Set.of("round"),
            Set.of("run"),
            Set.of("audit"),
            Set.of("plot"),
            Set.of("train"),
            Set.of(""));

    /** Rooms whose contents stay with the coordinator, which never sees a row. */
    private static final Set<String> COORDINATOR =
            Set.of("message", "aggregate", "server", "cohort", "result", "round");

    /** Rooms that may name a library; the root is the room without a name. */
    private static final Map<String, Set<String>> LIBRARIES = Map.of(
            "tech.tablesaw..", Set.of("table", "feature", "partition", "data", "doctor", "score", "run", "audit", ""),
            "org.knowm.xchart..", Set.of("plot", ""),
            "com.fasterxml.jackson..", Set.of("file", "table", "feature", "data", "plan", "run"),
            "org.bytedeco..", Set.of("num", "layer"));

    /** Packages that a kernel imports with a star, and its own static words (JJava 1.0). */
    private static final List<String> IMPORTED = List.of(
            "java.lang",
            "java.util",
            "java.io",
            "java.math",
            "java.net",
            "java.time",
            "java.util.concurrent",
            "java.util.prefs",
            "java.util.regex");

    private static final Set<String> KERNEL_WORDS =
            Set.of("render", "display", "updateDisplay", "eval", "printf", "lineMagic", "cellMagic", "kernel");

    private static final int LONGEST_FILE = 350;

    private static final JavaClasses PARLEY = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.parley");

    @Test
    void everyRoomHasItsPlaceInTheOrder() {
        Set<String> placed = ORDER.stream().flatMap(Set::stream).collect(Collectors.toSet());
        assertThat(PARLEY.stream().map(RoomsTest::room).distinct()).isSubsetOf(placed);
    }

    @Test
    void aRoomImportsOnlyRoomsAboveIt() {
        for (int line = 0; line < ORDER.size(); line++) {
            for (String room : ORDER.get(line)) {
                Set<String> below = ORDER.subList(line, ORDER.size()).stream()
                        .flatMap(Set::stream)
                        .filter(other -> !other.equals(room))
                        .collect(Collectors.toSet());
                check(noClasses()
                        .that(in(Set.of(room)))
                        .should()
                        .dependOnClassesThat(in(below))
                        .because("a room imports only rooms above it"));
            }
        }
    }

    @Test
    void noTwoRoomsNeedEachOther() {
        check(slices().matching("dev.parley.(*)..").should().beFreeOfCycles());
    }

    @Test
    void eachLibraryStaysInItsRooms() {
        LIBRARIES.forEach((library, rooms) -> check(noClasses()
                .that(not(in(rooms)))
                .should()
                .dependOnClassesThat(resideInAPackage(library))
                .because(library + " belongs to the rooms " + rooms)));
    }

    @Test
    void coordinatorSideRoomsCannotNameAPartysRows() {
        check(coordinatorNamesNoRows());
    }

    @Test
    void coordinatorSideCodeThatTriesToNameAPartysRowsIsFound() {
        JavaClasses peeking = new ClassFileImporter().importPackages("dev.parley.round.peeking");
        assertThat(coordinatorNamesNoRows().evaluate(peeking).getFailureReport().getDetails())
                .anyMatch(line -> line.contains("Peek.look") && line.contains("Party.rows()"))
                .anyMatch(line -> line.contains("Peek.read") && line.contains("Examples.target(int)"));
    }

    @Test
    void everyPackageIsNullMarked() {
        assertThat(PARLEY.stream()
                        .map(JavaClass::getPackage)
                        .distinct()
                        .filter(room -> !room.isAnnotatedWith(NullMarked.class))
                        .map(JavaPackage::getName))
                .isEmpty();
    }

    @Test
    void noRoomIsALumberRoom() {
        check(noClasses().should().resideInAnyPackage("..util..", "..common..", "..core..", "..base.."));
    }

    @Test
    void noPublicTypeHidesOneThatAKernelImports() {
        assertThat(publicTypes().map(JavaClass::getSimpleName).filter(RoomsTest::isImportedByKernels))
                .isEmpty();
    }

    @Test
    void noTwoPublicTypesShareAName() {
        assertThat(publicTypes().map(JavaClass::getSimpleName)).doesNotHaveDuplicates();
    }

    @Test
    void noWordOfTheSentencesHidesOneOfTheKernels() {
        check(methods()
                .that()
                .areDeclaredInClassesThat(in(Set.of("")))
                .and()
                .arePublic()
                .and()
                .areStatic()
                .should(new ArchCondition<JavaMethod>("not be named like a kernel's word") {
                    @Override
                    public void check(JavaMethod method, ConditionEvents events) {
                        if (KERNEL_WORDS.contains(method.getName())) {
                            events.add(SimpleConditionEvent.violated(method, method.getDescription()));
                        }
                    }
                }));
    }

    @Test
    void noPublicMethodIsNamedGetOrSet() {
        check(methods()
                .that(new DescribedPredicate<JavaMethod>("are public and ours to name") {
                    @Override
                    public boolean test(JavaMethod method) {
                        return method.getModifiers().contains(JavaModifier.PUBLIC) && !isInherited(method);
                    }
                })
                .should()
                .haveNameNotMatching("(get|set|with)\\p{Upper}.*")
                .because("steps are named by what they choose"));
    }

    @Test
    void noTypeIsNamedByItsRoleInAPattern() {
        check(classes().should().haveNameNotMatching(".*(Abstract|Impl|Manager|Helper|Factory|Utils?)(\\$.*)?"));
    }

    @Test
    void noSourceFileIsLong() throws IOException {
        List<String> tooLong = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                long lines;
                try (Stream<String> text = Files.lines(file)) {
                    lines = text.count();
                }
                if (lines > LONGEST_FILE) {
                    tooLong.add(file + ": " + lines + " lines");
                }
            }
        }
        assertThat(tooLong).isEmpty();
    }

    private static ArchRule coordinatorNamesNoRows() {
        return noClasses()
                .that(in(COORDINATOR))
                .should()
                .dependOnClassesThat(belongToAnyOf(Party.class, Examples.class))
                .because("only what runs on a party's side may look at its rows");
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(PARLEY);
    }

    private static Stream<JavaClass> publicTypes() {
        return PARLEY.stream()
                .filter(type -> type.isTopLevelClass() && type.getModifiers().contains(JavaModifier.PUBLIC));
    }

    private static DescribedPredicate<JavaClass> in(Set<String> rooms) {
        String[] packages = rooms.stream()
                .map(room -> room.isEmpty() ? "dev.parley" : "dev.parley." + room + "..")
                .toArray(String[]::new);
        return resideInAnyPackage(packages).as("in the rooms " + rooms);
    }

    private static String room(JavaClass type) {
        String[] parts = type.getPackageName().split("\\.");
        return parts.length > 2 ? parts[2] : "";
    }

    private static boolean isImportedByKernels(String name) {
        return IMPORTED.stream().anyMatch(room -> exists(room + "." + name));
    }

    private static boolean exists(String name) {
        try {
            Class.forName(name, false, RoomsTest.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /** Tells whether a type that is not ours has given the method its name. */
    private static boolean isInherited(JavaMethod method) {
        return Stream.concat(
                        method.getOwner().getAllRawSuperclasses().stream(),
                        method.getOwner().getAllRawInterfaces().stream())
                .filter(type -> !type.getPackageName().startsWith("dev.parley"))
                .flatMap(type -> type.getMethods().stream())
                .anyMatch(other -> other.getName().equals(method.getName())
                        && other.getRawParameterTypes().size()
                                == method.getRawParameterTypes().size());
    }

    /** Guards the guard: a rule about words that no class has would pass unseen. */
    @Test
    void theRulesSeeTheLibrary() {
        assertThat(PARLEY.stream().map(RoomsTest::room)).contains("num", "data");
        assertThat(Arrays.asList("Record", "List", "Executor", "Matcher", "Period"))
                .allMatch(RoomsTest::isImportedByKernels);
        assertThat(isImportedByKernels("Parley")).isFalse();
    }
}

package org.pabal.core.loading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class EarlyLoadingTest {
    /** Names a JDK class in a constant, and others only in the types of a lambda. */
    static final class Sample {
        Object made() {
            Supplier<Map.Entry<Long, StringBuilder>> entry = () -> Map.entry(1L, new StringBuilder());
            return entry;
        }
    }

    @Test
    void findsClassesInConstantsAndInTypes() throws IOException {
        Set<String> names = new HashSet<>();
        try (InputStream file = open(Sample.class)) {
            ClassReferences.read(file, names);
        }
        assertThat(names)
                .contains(
                        Sample.class.getName(),
                        "java.lang.StringBuilder",
                        "java.util.Map$Entry",
                        "java.util.function.Supplier",
                        "java.lang.invoke.LambdaMetafactory");
    }

    @Test
    void refusesWhatIsNoClassFile() {
        assertThatThrownBy(() -> ClassReferences.read(new ByteArrayInputStream(new byte[16]), new HashSet<>()))
                .isInstanceOf(IOException.class);
    }

    @Test
    void afterwardsTheLoaderIsNotAskedAgainForWhatTheModuleNames() throws Exception {
        URL module = Sample.class.getProtectionDomain().getCodeSource().getLocation();
        try (Asked loader = new Asked(module)) {
            Class<?> sample = Class.forName(Sample.class.getName(), true, loader);
            assertThat(EarlyLoading.load(sample)).isGreaterThan(100);
            assertThat(loader.asked).contains(Sample.class.getName(), "java.util.Map$Entry");
            loader.asked.clear();
            var constructor = sample.getDeclaredConstructor();
            constructor.setAccessible(true);
            var made = sample.getDeclaredMethod("made");
            made.setAccessible(true);
            assertThat(((Supplier<?>) made.invoke(constructor.newInstance())).get())
                    .isNotNull();
            assertThat(loader.asked).isEmpty();
        }
    }

    private static InputStream open(Class<?> type) throws IOException {
        URL file = type.getResource("/" + type.getName().replace('.', '/') + ".class");
        return file.openStream();
    }

    /** Has classes of its own, and tells for which ones it was asked. */
    private static final class Asked extends URLClassLoader {
        final List<String> asked = new CopyOnWriteArrayList<>();

        Asked(URL module) {
            super(new URL[] {module}, ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            asked.add(name);
            return super.loadClass(name, resolve);
        }
    }
}

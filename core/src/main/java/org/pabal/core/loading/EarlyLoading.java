package org.pabal.core.loading;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.HashSet;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** Loads all classes of a jar or directory, and all that they name, each through the loader that they themselves would ask. */
public final class EarlyLoading {
    private static final String SUFFIX = ".class";

    private EarlyLoading() {}

    /**
     * Loads the module that a class belongs to.
     *
     * @return how many classes its code can name; some of them may be missing
     * @throws IOException if the module cannot be found or read
     */
    public static int load(Class<?> member) throws IOException {
        Set<String> names = new HashSet<>();
        File module = module(member);
        if (module.isDirectory()) {
            readDirectory(module.toPath(), names);
        } else {
            readJar(module, names);
        }
        for (String name : names) {
            load(name, member.getClassLoader());
        }
        return names.size();
    }

    private static void load(String name, ClassLoader loader) {
        try {
            Class.forName(name, false, loader);
        } catch (ClassNotFoundException | LinkageError ignored) {
            // a library names what only some of its users have; who has no use for it never asks
        }
    }

    private static File module(Class<?> member) throws IOException {
        CodeSource source = member.getProtectionDomain().getCodeSource();
        URL location = source == null ? null : source.getLocation();
        if (location == null) {
            throw new IOException("nobody knows where " + member.getName() + " came from");
        }
        try {
            return new File(location.toURI());
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new IOException("not a file: " + location, e);
        }
    }

    private static void readDirectory(Path module, Set<String> names) throws IOException {
        try (Stream<Path> files = Files.walk(module)) {
            for (Path file : (Iterable<Path>) files.filter(f -> f.toString().endsWith(SUFFIX))::iterator) {
                try (InputStream in = Files.newInputStream(file)) {
                    ClassReferences.read(in, names);
                }
            }
        }
    }

    private static void readJar(File module, Set<String> names) throws IOException {
        try (JarFile jar = new JarFile(module)) {
            for (JarEntry entry : (Iterable<JarEntry>) jar.stream()::iterator) {
                if (entry.getName().endsWith(SUFFIX)) {
                    try (InputStream in = jar.getInputStream(entry)) {
                        ClassReferences.read(in, names);
                    }
                }
            }
        }
    }
}

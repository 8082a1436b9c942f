package org.pabal.core;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** Reads the vectors that the original programs made; see {@code vectors/README.md} for their form. */
@NullMarked
public final class Vectors {
    private Vectors() {}

    /** One row; its text form is its id, for test names. */
    public record Row(List<Optional<String>> fields) {
        public Optional<String> field(int column) {
            return fields.get(column);
        }

        public String text(int column) {
            return fields.get(column).orElseThrow();
        }

        @Override
        public String toString() {
            return text(0);
        }
    }

    public static Stream<Row> rows(String file) {
        return new String(bytes(file), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(Vectors::row);
    }

    public static byte[] bytes(String file) {
        try (InputStream in = Vectors.class.getResourceAsStream("/vectors/" + file)) {
            if (in == null) {
                throw new IOException("no vectors/" + file);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Row row(String line) {
        List<Optional<String>> fields = new ArrayList<>();
        for (int start = 0; start <= line.length(); ) {
            int tab = line.indexOf('\t', start);
            int end = tab < 0 ? line.length() : tab;
            String field = line.substring(start, end);
            fields.add(field.equals("\\N") ? Optional.empty() : Optional.of(unescaped(field)));
            start = end + 1;
        }
        return new Row(List.copyOf(fields));
    }

    private static String unescaped(String field) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            if (c == '\\' && i + 1 < field.length()) {
                i++;
                out.append(
                        switch (field.charAt(i)) {
                            case 't' -> '\t';
                            case 'n' -> '\n';
                            case 'r' -> '\r';
                            default -> field.charAt(i);
                        });
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }
}

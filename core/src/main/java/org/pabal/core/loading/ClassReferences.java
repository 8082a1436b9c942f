package org.pabal.core.loading;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The classes that a class file names: in its constants, and in the types of what it calls (JVMS §4.4). */
final class ClassReferences {
    private static final int MAGIC = 0xCAFEBABE;

    /** a type in a descriptor or signature, or a class constant of an array */
    private static final Pattern TYPE = Pattern.compile("L([\\w$]+(?:/[\\w$]+)+);");

    /** a class constant; other texts that look like one do no harm */
    private static final Pattern NAME = Pattern.compile("[\\w$]+(?:/[\\w$]+)+");

    private ClassReferences() {}

    /** @param names where the binary names are added to, as {@code java.util.Map$Entry} */
    static void read(InputStream file, Set<String> names) throws IOException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(file));
        if (in.readInt() != MAGIC) {
            throw new IOException("not a class file");
        }
        in.readInt();
        int count = in.readUnsignedShort();
        for (int i = 1; i < count; i++) {
            int tag = in.readUnsignedByte();
            if (tag == 1) {
                collect(in.readUTF(), names);
            } else {
                in.skipNBytes(length(tag));
            }
            // a long or double takes two places
            i += tag == 5 || tag == 6 ? 1 : 0;
        }
    }

    private static void collect(String text, Set<String> names) {
        if (NAME.matcher(text).matches()) {
            names.add(text.replace('/', '.'));
            return;
        }
        Matcher types = TYPE.matcher(text);
        while (types.find()) {
            names.add(types.group(1).replace('/', '.'));
        }
    }

    private static int length(int tag) throws IOException {
        return switch (tag) {
            case 7, 8, 16, 19, 20 -> 2;
            case 15 -> 3;
            case 3, 4, 9, 10, 11, 12, 17, 18 -> 4;
            case 5, 6 -> 8;
            default -> throw new IOException("a constant of an unknown kind, " + tag);
        };
    }
}

package org.pabal.ejb.control;

import java.util.Optional;
import java.util.Set;

/** What must hold of the stored text for a change to be made (RFC 9110 §13.1). */
public sealed interface Precondition {
    /** @return whether the change may be made */
    boolean holdsFor(Optional<StoredText> current);

    /** No condition: the last writer wins. */
    record Always() implements Precondition {
        @Override
        public boolean holdsFor(Optional<StoredText> current) {
            return true;
        }
    }

    /**
     * {@code If-Match: "7"}: nobody changed it since it was read.
     *
     * @param versions those the caller would replace; {@link StoredText#NEVER_STORED} stands for no text
     */
    record IfVersion(Set<Long> versions) implements Precondition {
        @Override
        public boolean holdsFor(Optional<StoredText> current) {
            return versions.contains(current.map(StoredText::version).orElse(StoredText.NEVER_STORED));
        }
    }

    /** {@code If-Match: *}: it is there. */
    record IfPresent() implements Precondition {
        @Override
        public boolean holdsFor(Optional<StoredText> current) {
            return current.isPresent();
        }
    }

    /** {@code If-None-Match: *}: it is not there yet. */
    record IfAbsent() implements Precondition {
        @Override
        public boolean holdsFor(Optional<StoredText> current) {
            return current.isEmpty();
        }
    }
}

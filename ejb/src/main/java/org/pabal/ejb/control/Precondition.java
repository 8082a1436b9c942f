package org.pabal.ejb.control;

import java.util.Optional;

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

    /** {@code If-Match: "version"}: nobody changed it since it was read. */
    record IfVersion(long version) implements Precondition {
        @Override
        public boolean holdsFor(Optional<StoredText> current) {
            return current.isPresent() && current.get().version() == version;
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

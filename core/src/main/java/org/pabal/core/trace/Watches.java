package org.pabal.core.trace;

import java.util.List;
import java.util.stream.Stream;

/** All who watch anything at one moment. Another object whenever somebody comes or goes, so that sessions notice at a glance. */
final class Watches {
    static final Watches NONE = new Watches(List.of());

    private final List<Watch> all;

    private Watches(List<Watch> all) {
        this.all = all;
    }

    Watches with(Watch watch) {
        return new Watches(Stream.concat(all.stream(), Stream.of(watch)).toList());
    }

    Watches without(Watch watch) {
        return new Watches(all.stream().filter(other -> other != watch).toList());
    }

    List<Watch> all() {
        return all;
    }

    boolean isEmpty() {
        return all.isEmpty();
    }
}

package org.pabal.ejb.control;

import java.util.Optional;

/**
 * A change of one text that somebody asks for.
 *
 * @param path {@code folder/name}, as {@code control/me}
 * @param text the new text, or empty to remove it
 * @param precondition what must hold for the change to be made
 * @param who the administrator
 */
record TextWish(String path, Optional<String> text, Precondition precondition, String who) {
    /** @return the part of the path before the name */
    String folder() {
        return path.substring(0, path.indexOf('/'));
    }

    /** @return the part of the path after the folder */
    String name() {
        return path.substring(path.indexOf('/') + 1);
    }
}

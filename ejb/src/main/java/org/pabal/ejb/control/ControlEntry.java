package org.pabal.ejb.control;

import java.util.Optional;

/**
 * One control setting.
 *
 * @param effective its value with the default applied, as text; empty when it has neither
 * @param stored what was set, if it was
 */
public record ControlEntry(String name, Optional<String> effective, Optional<StoredText> stored) {}

package org.pabal.web.control;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Instant;
import java.util.Optional;
import org.pabal.ejb.control.ControlEntry;
import org.pabal.ejb.control.StoredText;

/**
 * One control setting as the listing shows it.
 *
 * @param value what is in effect, the default applied; absent when it has neither
 * @param set whether it is set; if not, the value is the default
 * @param version the entity tag without quotes; absent, as those that follow, when it is not set
 */
@JsonbPropertyOrder({"name", "value", "set", "version", "changedAt", "changedBy"})
public record ControlView(
        String name,
        Optional<String> value,
        boolean set,
        Optional<Long> version,
        Optional<Instant> changedAt,
        Optional<String> changedBy) {
    static ControlView of(ControlEntry entry) {
        return new ControlView(
                entry.name(),
                entry.effective(),
                entry.stored().isPresent(),
                entry.stored().map(StoredText::version),
                entry.stored().map(StoredText::changedAt),
                entry.stored().map(StoredText::changedBy));
    }
}

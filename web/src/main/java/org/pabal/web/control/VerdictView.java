package org.pabal.web.control;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.Map;
import java.util.Optional;
import org.pabal.core.access.AccessRules;

/**
 * What the access rules say about a peer.
 *
 * @param rule the address of the rule that decides, which may be empty; absent when none matches
 * @param allowed whether the peer may connect
 * @param environment what the session gets, as RELAYCLIENT
 */
@JsonbPropertyOrder({"rule", "allowed", "environment"})
public record VerdictView(Optional<String> rule, boolean allowed, Map<String, String> environment) {
    static VerdictView of(AccessRules.Verdict verdict) {
        return new VerdictView(verdict.rule(), verdict.allowed(), verdict.environment());
    }
}

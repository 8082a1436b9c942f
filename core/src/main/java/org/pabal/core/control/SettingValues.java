package org.pabal.core.control;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.pabal.core.address.DomainName;
import org.pabal.core.control.Setting.Fallback;
import org.pabal.core.policy.RelayPolicy;
import org.pabal.core.routing.DomainTable;
import org.pabal.core.routing.RecipientRewriter;
import org.pabal.core.routing.RelayPasswords;
import org.pabal.core.routing.SmtpRoutes;
import org.pabal.core.routing.TlsPolicies;

/**
 * Typed values with defaults applied.
 *
 * @param texts by name; each without flaw, and me among them
 */
record SettingValues(Map<String, String> texts) {
    SettingValues {
        texts = Map.copyOf(texts);
    }

    /** @return what counts, without what does not; nothing when the setting is not there and has no default */
    Optional<String> effective(Setting setting) {
        return text(setting).map(setting.type()::effective);
    }

    String line(Setting setting) {
        return effective(setting).orElseThrow();
    }

    DomainName host(Setting setting) {
        return new DomainName(line(setting));
    }

    Optional<DomainName> hostUnlessEmpty(Setting setting) {
        return effective(setting).filter(host -> !host.isEmpty()).map(DomainName::new);
    }

    List<String> list(Setting setting) {
        return text(setting).map(ControlParser::list).orElse(List.of());
    }

    long number(Setting setting) {
        return Long.parseLong(line(setting));
    }

    Duration seconds(Setting setting) {
        return Duration.ofSeconds(number(setting));
    }

    RecipientRewriter recipientRewriter() {
        Map<String, String> virtualDomains = new HashMap<>();
        for (String line : list(Settings.VIRTUALDOMAINS)) {
            int colon = line.indexOf(':');
            // the last of several lines for a key counts (qmail: constmap)
            virtualDomains.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1));
        }
        return new RecipientRewriter(
                host(Settings.ENVNOATHOST), list(Settings.LOCALS), list(Settings.PERCENTHACK), virtualDomains);
    }

    SmtpRoutes smtpRoutes() {
        return SmtpRoutes.require(
                list(Settings.SMTPROUTES),
                RelayPasswords.require(list(Settings.RELAYPASSWORDS)),
                TlsPolicies.require(list(Settings.TLSPOLICY)));
    }

    RelayPolicy relayPolicy(RecipientRewriter rewriter) {
        Optional<DomainTable<String>> hosts = text(Settings.RCPTHOSTS)
                .map(text -> DomainTable.of(
                        Stream.concat(ControlParser.list(text).stream(), list(Settings.MORERCPTHOSTS).stream())
                                .toList()));
        return new RelayPolicy(host(Settings.ME), hosts, rewriter);
    }

    private Optional<String> text(Setting setting) {
        return Optional.ofNullable(texts.get(setting.name())).or(() -> switch (setting.fallback()) {
            case Fallback.Text fixed -> Optional.of(fixed.text());
            case Fallback.Me me -> text(Settings.ME);
            case Fallback.Nothing nothing -> Optional.empty();
        });
    }
}

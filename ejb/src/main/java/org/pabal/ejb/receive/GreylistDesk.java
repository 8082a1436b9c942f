package org.pabal.ejb.receive;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.address.ReversePath;
import org.pabal.core.policy.Greylist;
import org.pabal.core.policy.Greylist.Memory;
import org.pabal.core.policy.Greylist.Repute;
import org.pabal.core.policy.Greylist.Triplet;
import org.pabal.core.smtp.Decision;
import org.pabal.core.smtp.SessionTerms;
import org.pabal.core.smtp.Verdicts;
import org.pabal.ejb.control.ControlStore;

/** Tells newcomers to come again, if the operator wants that. A memory in trouble lets everybody in. */
@ApplicationScoped
class GreylistDesk {
    private static final Logger LOG = Logger.getLogger(GreylistDesk.class.getName());
    private static final String TOKEN = "greylist";

    @Inject
    ControlStore controls;

    @Inject
    GreylistMemory memory;

    /** @param recipient one that is accepted otherwise */
    Decision decide(SessionTerms terms, ReversePath sender, EmailAddress recipient) {
        Optional<Greylist> list = controls.current().greylist();
        boolean spared =
                terms.mayRelay() || terms.submission() || !terms.standing().greylisted();
        if (list.isEmpty() || spared) {
            return Decision.ACCEPT;
        }
        Triplet triplet = Triplet.of(terms.peer().address(), sender, recipient);
        try {
            return decide(list.get(), triplet, Instant.now());
        } catch (SQLException e) {
            LOG.log(Level.WARNING, "The greylist is in trouble and lets everybody in", e);
            return new Decision.Accept(Verdicts.of(TOKEN, "trouble"));
        }
    }

    private Decision decide(Greylist list, Triplet triplet, Instant now) throws SQLException {
        Optional<Repute> repute = list.passes() > 0 ? memory.repute(triplet.network()) : Optional.empty();
        if (list.isWelcome(repute, now)) {
            if (!list.isRecent(repute.orElseThrow().last(), now)) {
                memory.credit(triplet.network(), 0, now, now.plus(list.keep()));
            }
            return new Decision.Accept(Verdicts.of(TOKEN, "network"));
        }
        String key = digest(triplet);
        Optional<Memory> known = memory.find(key);
        Greylist.Verdict verdict = list.judge(known, now);
        switch (verdict) {
            case NEW -> remember(list, key, new Memory(now, now, false));
            case PASSED -> {
                remember(list, key, new Memory(known.orElseThrow().first(), now, true));
                memory.credit(triplet.network(), 1, now, now.plus(list.keep()));
            }
            case KNOWN -> remember(list, key, new Memory(known.orElseThrow().first(), now, true));
            case EARLY, KNOWN_SINCE_JUST_NOW -> {}
        }
        return switch (verdict) {
            case NEW -> new Decision.TryLater(list.reply(Optional.empty(), now), Verdicts.of(TOKEN, "new"));
            case EARLY -> new Decision.TryLater(list.reply(known, now), Verdicts.of(TOKEN, "early"));
            case PASSED -> new Decision.Accept(Verdicts.of(TOKEN, "passed"));
            case KNOWN, KNOWN_SINCE_JUST_NOW -> new Decision.Accept(Verdicts.of(TOKEN, "known"));
        };
    }

    private void remember(Greylist list, String key, Memory remembered) throws SQLException {
        memory.remember(key, remembered, list.forgottenAt(remembered));
    }

    /** Of fixed length, whatever a peer types; NUL stands in none of the parts. */
    private static String digest(Triplet triplet) {
        String text = triplet.network() + "\0" + triplet.sender() + "\0" + triplet.recipient();
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

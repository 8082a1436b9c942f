package org.pabal.ejb.password;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Compares passwords with hashes, at most a few at a time: each costs 19 MiB and a noticeable part of a processor, and
 * strangers can ask for it.
 */
public final class PasswordCheck {
    public enum Answer {
        YES,
        NO,
        BUSY
    }

    private static final int AT_ONCE = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final PasswordHashes hashes;
    private final ProvenPasswords proven;
    private final Semaphore gate = new Semaphore(AT_ONCE, true);
    private final String nobody;

    public PasswordCheck(SecureRandom random, PasswordHashes.Cost cost) {
        hashes = new PasswordHashes(random, cost);
        proven = new ProvenPasswords(random);
        nobody = hashes.ofNobody();
    }

    public String hash(String password) {
        return hashes.hash(password);
    }

    /** @param hash of the account, or empty if there is none: then the answer is no, and takes as long as any other no */
    public Answer check(String password, Optional<String> hash) {
        if (PasswordRules.isTooLong(password)) {
            return Answer.NO;
        }
        String against = hash.orElse(nobody);
        if (hash.isPresent() && proven.isProven(password, against)) {
            return Answer.YES;
        }
        if (!enter()) {
            return Answer.BUSY;
        }
        try {
            boolean matches = hashes.matches(password, against) && hash.isPresent();
            if (matches) {
                proven.remember(password, against);
            }
            return matches ? Answer.YES : Answer.NO;
        } finally {
            gate.release();
        }
    }

    private boolean enter() {
        try {
            return gate.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

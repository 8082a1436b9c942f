package org.pabal.core.smtp.client;

import java.util.Locale;

/** The control setting {@code eightbit}: what becomes of an 8-bit message at a host without 8BITMIME (RFC 6152 §3). */
public enum EightBit {
    /** it is converted, and fails where that would break it */
    CONVERT,
    /** it fails */
    BOUNCE,
    /** its octets are sent all the same, as qmail does */
    SEND;

    /** @throws IllegalArgumentException with a clause that says why the word is none of them */
    public static EightBit require(String word) {
        for (EightBit one : values()) {
            if (one.word().equals(word)) {
                return one;
            }
        }
        throw new IllegalArgumentException("it is neither convert nor bounce nor send");
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}

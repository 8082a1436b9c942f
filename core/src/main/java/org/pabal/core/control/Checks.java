package org.pabal.core.control;

import java.util.List;
import org.pabal.core.address.DomainName;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.address.LocalPart;
import org.pabal.core.bounce.BounceFormat;
import org.pabal.core.policy.BlockPolicy;
import org.pabal.core.policy.DestinationLimits;
import org.pabal.core.policy.Greylist;
import org.pabal.core.policy.RateRule;
import org.pabal.core.policy.RemoteHost;
import org.pabal.core.quota.OverQuota;
import org.pabal.core.routing.RelayPasswords;
import org.pabal.core.routing.SmtpRoutes;
import org.pabal.core.routing.TlsPolicies;
import org.pabal.core.smtp.client.EightBit;

/** What values may be. Each method throws IllegalArgumentException with a clause that says why the value may not. */
final class Checks {
    /** A reply line has 512 octets with code, ESMTP and CRLF (RFC 5321 §4.5.3.1.5). */
    static final int MAX_GREETING = 480;

    /** Leaves room for the local part of the recipient in an address. */
    static final int MAX_PREFIX = 200;

    static final String FREE_PIPELINING = "free";
    static final String STRICT_PIPELINING = "strict";

    private Checks() {}

    /** Nothing that could end a line early, in a reply, a header field or a log (CWE-93). */
    static void printable(String value) {
        if (value.endsWith("\r")) {
            throw new IllegalArgumentException("it ends in a carriage return, but lines end in LF alone");
        }
        if (!value.chars().allMatch(c -> c == '\t' || (c >= ' ' && c < 127))) {
            throw new IllegalArgumentException("it holds a control character, or a character that is not US-ASCII");
        }
    }

    static void hostName(String value) {
        new DomainName(value);
    }

    static void hostNameOrEmpty(String value) {
        if (!value.isEmpty()) {
            hostName(value);
        }
    }

    /** A domain as it stands in an address: a name, or an address in brackets. */
    static void domain(String value) {
        if (value.startsWith("[")) {
            requireLiteral(value);
        } else {
            hostName(value);
        }
    }

    static void domainOrSuffix(String value) {
        domain(value.startsWith(".") ? value.substring(1) : value);
    }

    static void greeting(String value) {
        if (value.isBlank() || value.length() > MAX_GREETING) {
            throw new IllegalArgumentException("it has not 1 to " + MAX_GREETING + " characters");
        }
    }

    static void userName(String value) {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("it is empty");
        }
        userNameOrEmpty(value);
    }

    static void userNameOrEmpty(String value) {
        LocalPart local = new LocalPart(value);
        if (local.text().indexOf('@') >= 0) {
            throw new IllegalArgumentException("it has an @, but the domain is a setting of its own");
        }
    }

    /** An entry of a list of addresses, with {@code *} for any run of characters. */
    static void listedAddress(String value) {
        int at = value.lastIndexOf('@');
        if (at < 0) {
            throw new IllegalArgumentException("it has no @, so that no address would ever match it");
        }
        domain(value.substring(at + 1).replace('*', 'x'));
    }

    static void ipAddress(String value) {
        requireLiteral((value.indexOf(':') < 0 ? "[" : "[IPv6:") + value + "]");
    }

    static void dnsList(String value) {
        BlockPolicy.require(List.of(value));
    }

    static void rateRule(String value) {
        RateRule.require(value);
    }

    static void destinationLimit(String value) {
        DestinationLimits.require(List.of(value));
    }

    static void greylist(String value) {
        Greylist.require(List.of(value));
    }

    static void pipelining(String value) {
        if (!value.equals(FREE_PIPELINING) && !value.equals(STRICT_PIPELINING)) {
            throw new IllegalArgumentException("it is neither free nor strict");
        }
    }

    static void remoteHost(String value) {
        RemoteHost.require(value);
    }

    static void eightBit(String value) {
        EightBit.require(value);
    }

    static void bounceFormat(String value) {
        BounceFormat.require(value);
    }

    static void overQuota(String value) {
        OverQuota.require(value);
    }

    static void smtpRoute(String value) {
        String key = value.substring(0, requireColon(value));
        if (!key.isEmpty()) {
            domainOrSuffix(key);
        }
        try {
            SmtpRoutes.require(List.of(value));
        } catch (IllegalArgumentException e) {
            String lead = "smtproutes: \"" + value + "\" ";
            String message = String.valueOf(e.getMessage());
            throw new IllegalArgumentException(
                    message.startsWith(lead) ? "it " + message.substring(lead.length()) : message, e);
        }
    }

    static void tlsPolicy(String value) {
        int colon = value.indexOf(':', value.startsWith("[") ? Math.max(0, value.indexOf(']')) : 0);
        String key = value.substring(0, Math.max(0, colon));
        if (!key.isEmpty()) {
            domainOrSuffix(key);
        }
        try {
            TlsPolicies.require(List.of(value));
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            throw new IllegalArgumentException(message.startsWith("has ") ? "it " + message : message, e);
        }
    }

    static void relayPassword(String value) {
        RelayPasswords.require(List.of(value));
    }

    static void virtualDomain(String value) {
        int colon = requireColon(value);
        String key = value.substring(0, colon);
        int at = key.lastIndexOf('@');
        if (at >= 0) {
            domain(key.substring(at + 1));
        } else if (!key.isEmpty()) {
            domainOrSuffix(key);
        }
        if (value.length() - colon - 1 > MAX_PREFIX) {
            throw new IllegalArgumentException("its prefix is longer than " + MAX_PREFIX + " characters");
        }
    }

    private static int requireColon(String value) {
        int colon = value.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("it has no colon");
        }
        return colon;
    }

    private static void requireLiteral(String literal) {
        try {
            EmailAddress.require("x@" + literal);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("it is not an IP address", e);
        }
    }
}

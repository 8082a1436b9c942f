package org.pabal.core.local;

import java.util.Optional;
import org.pabal.core.address.Domain;
import org.pabal.core.address.DomainName;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.address.LocalPart;

/** One line of a {@code .qmail} file that does something. */
public sealed interface Instruction {
    /**
     * Deliver into a Maildir.
     *
     * @param path as written, with its final slash; relative ones start at the home directory
     */
    record Maildir(String path) implements Instruction {}

    /** Append to a file in mbox format. */
    record Mbox(String path) implements Instruction {}

    /** Run a program that reads the message. */
    record Program(String command) implements Instruction {}

    /**
     * Send the message on to another address.
     *
     * @param domain empty if the line has none
     */
    record Forward(LocalPart local, Optional<Domain> domain) implements Instruction {
        /** @throws IllegalArgumentException if the text cannot be an address */
        static Forward require(String text) {
            if (text.isEmpty()) {
                throw new IllegalArgumentException("an address is not empty");
            }
            if (text.indexOf('@') < 0) {
                return new Forward(new LocalPart(text), Optional.empty());
            }
            EmailAddress address = EmailAddress.require(text);
            return new Forward(address.local(), Optional.of(address.domain()));
        }

        /** @param unqualified the domain for an address without one, the setting {@code envnoathost} */
        EmailAddress address(DomainName unqualified) {
            return new EmailAddress(local, domain.orElse(unqualified));
        }
    }
}

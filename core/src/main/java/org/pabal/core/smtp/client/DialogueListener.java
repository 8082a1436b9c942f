package org.pabal.core.smtp.client;

import java.util.List;
import java.util.Set;
import org.pabal.core.smtp.client.DialogueLine.Kind;

/** Is told what happens between us and a host, while it happens, by the thread that does it. Must not block or throw. */
public interface DialogueListener {
    /** Verbs of commands that are shown as they are. What else we send may be a secret of a login. */
    Set<String> SHOWN = Set.of("EHLO", "HELO", "MAIL", "RCPT", "DATA", "BDAT", "RSET", "NOOP", "QUIT", "STARTTLS", ".");

    void happened(DialogueLine line);

    /** @param commands with CRLFs */
    default void said(String commands) {
        for (String command : commands.split("\r\n", -1)) {
            if (!command.isEmpty()) {
                happened(new DialogueLine(Kind.SAID, withoutSecrets(command)));
            }
        }
    }

    /** @param reply lines with LFs */
    default void heard(String reply) {
        for (String line : List.of(reply.stripTrailing().split("\n", -1))) {
            happened(new DialogueLine(Kind.HEARD, line));
        }
    }

    private static String withoutSecrets(String command) {
        String[] words = command.split(" ", 3);
        if (SHOWN.contains(words[0])) {
            return command;
        }
        return words[0].equals("AUTH") && words.length > 1 ? "AUTH " + words[1] + " ****" : "****";
    }
}

package org.pabal.core.local;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.address.ReversePath;

/** The variables a program gets (qmail-command.8, qmail-local: main). What peers typed is here and on no command line. */
final class ProgramEnvironment {
    private final Map<String, String> variables = new LinkedHashMap<>();

    private ProgramEnvironment() {}

    /**
     * @param newSender as forwards would have it
     * @param defaultPart what the {@code default} in the name of the user's file stands for
     * @param fromLine what an mbox entry begins with, with its LF
     */
    static Map<String, String> of(
            TraceLines trace, ReversePath newSender, LocalUser user, Optional<String> defaultPart, String fromLine) {
        ProgramEnvironment made = new ProgramEnvironment();
        EmailAddress recipient = trace.recipient();
        String host = recipient.domain().text();
        made.variables.put("SENDER", trace.sender().text());
        made.variables.put("NEWSENDER", newSender.text());
        made.variables.put("RECIPIENT", recipient.text());
        made.variables.put("USER", user.name());
        made.variables.put("HOME", user.home().toString());
        made.variables.put("LOCAL", recipient.local().text());
        made.variables.put("HOST", host);
        made.extensions(user.extension());
        made.hosts(host);
        defaultPart.ifPresent(part -> made.variables.put("DEFAULT", part));
        made.variables.put("DTLINE", trace.deliveredTo() + "\n");
        made.variables.put("RPLINE", trace.returnPathLine() + "\n");
        made.variables.put("UFLINE", fromLine);
        return Map.copyOf(made.variables);
    }

    /** EXT2 is what follows the first dash of EXT, EXT3 what follows the second, EXT4 the third. */
    private void extensions(String extension) {
        String rest = extension;
        variables.put("EXT", rest);
        for (int i = 2; i <= 4; i++) {
            int dash = rest.indexOf('-');
            rest = dash < 0 ? "" : rest.substring(dash + 1);
            variables.put("EXT" + i, rest);
        }
    }

    /** HOST2 is what precedes the last dot of HOST, HOST3 the last but one, HOST4 the one before. */
    private void hosts(String host) {
        String rest = host;
        for (int i = 2; i <= 4; i++) {
            int dot = rest.lastIndexOf('.');
            rest = dot < 0 ? rest : rest.substring(0, dot);
            variables.put("HOST" + i, rest);
        }
    }
}

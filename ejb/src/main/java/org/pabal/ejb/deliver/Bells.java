package org.pabal.ejb.deliver;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.util.OptionalLong;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Reads bells. */
final class Bells {
    private static final Logger LOG = Logger.getLogger(Bells.class.getName());

    private Bells() {}

    /** @return the group's number; empty for anything that is not a bell of ours, which is logged and forgotten */
    static OptionalLong number(Message message) {
        try {
            String text = message.getBody(String.class);
            if (text != null && text.matches("\\d{1,18}")) {
                return OptionalLong.of(Long.parseLong(text));
            }
        } catch (JMSException e) {
            LOG.log(Level.FINE, "Not a text", e);
        }
        LOG.warning("A JMS message that is no delivery bell was ignored");
        return OptionalLong.empty();
    }
}

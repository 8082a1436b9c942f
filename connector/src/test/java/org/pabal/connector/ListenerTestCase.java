package org.pabal.connector;

import jakarta.resource.ResourceException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A started resource adapter with one listener on a port of the system's choice. */
abstract class ListenerTestCase {
    private static final Logger LOG = Logger.getLogger("org.pabal.connector");

    final TestApplication application = new TestApplication();
    final SmtpResourceAdapter adapter = new SmtpResourceAdapter();
    final SmtpActivationSpec spec = new SmtpActivationSpec();

    /** What the tests provoke would fill the console. */
    @BeforeAll
    static void silenceLog() {
        LOG.setLevel(Level.OFF);
    }

    @BeforeEach
    void startAdapter() throws ResourceException {
        spec.setBindAddress("127.0.0.1");
        spec.setPort("0");
        adapter.start(new TestContainer());
    }

    @AfterEach
    void stopAdapter() {
        adapter.stop();
    }

    /** @return the port */
    int activate() throws ResourceException {
        adapter.endpointActivation(application, spec);
        return adapter.listener(application, spec).orElseThrow().localPort();
    }

    int openSessions() {
        return adapter.listener(application, spec).orElseThrow().openSessions();
    }
}

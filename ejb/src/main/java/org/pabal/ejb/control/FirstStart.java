package org.pabal.ejb.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Gives a new database its first settings, and reads the settings of any database. To be run at every start, after the
 * migration and before mail is taken.
 */
@ApplicationScoped
public class FirstStart {
    static final String WHO = "first start";
    private static final Logger LOG = System.getLogger(FirstStart.class.getName());

    private final String configured;
    private final PabalHome home;
    private final ControlTexts texts;
    private final AllStores stores;

    private volatile boolean over;

    @Inject
    FirstStart(
            @ConfigProperty(name = "pabal.first-start", defaultValue = "installed") String configured,
            PabalHome home,
            ControlTexts texts,
            AllStores stores) {
        this.configured = configured;
        this.home = home;
        this.texts = texts;
        this.stores = stores;
    }

    /** For the container's proxy, which never uses its own fields. */
    @SuppressWarnings("NullAway")
    FirstStart() {
        configured = null;
        home = null;
        texts = null;
        stores = null;
    }

    /**
     * Makes the directories, the first settings where there are none, and reads the settings.
     *
     * @throws IllegalStateException with a sentence for the operator, if {@code pabal.first-start} or {@code pabal.home}
     *     is no good
     * @throws IllegalArgumentException with a sentence that names the text, if a stored one is bad
     */
    public void run() {
        FirstSettings settings = FirstSettings.find(configured)
                .orElseThrow(() -> new IllegalStateException("pabal.first-start is '" + configured
                        + "', but must be one of " + FirstSettings.names() + " (default: installed)."));
        home.prepare();
        if (texts.generation() == StoredText.NEVER_STORED) {
            install(settings);
        }
        stores.load();
        over = true;
    }

    /** @return whether {@link #run()} has ended well */
    boolean isOver() {
        return over;
    }

    private void install(FirstSettings settings) {
        // files first: if the server dies in between, the next start does it again
        try {
            settings.writeFiles(home);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "The first files below " + home.path() + " cannot be written: " + e.getMessage(), e);
        }
        if (texts.install(settings.texts(HostName.own()), WHO)) {
            LOG.log(Level.INFO, "first start: settings of kind '" + settings.text() + "' installed");
        }
    }
}

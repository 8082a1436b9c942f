package org.pabal.cli.text;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;

/** The sentences of the command line, in English or Korean. */
public final class Messages {
    private static final String BUNDLE = "org.pabal.cli.Messages";

    private final ResourceBundle bundle;
    private final Locale locale;

    /** @param locale Korean, or else English is spoken */
    public Messages(Locale locale) {
        this.locale = locale.getLanguage().equals("ko") ? Locale.KOREAN : Locale.ENGLISH;
        this.bundle = ResourceBundle.getBundle(
                BUNDLE,
                this.locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    public ResourceBundle bundle() {
        return bundle;
    }

    /** @return the sentence of this key, with the arguments put in as {@link MessageFormat} does */
    public String of(String key, Object... arguments) {
        return new MessageFormat(bundle.getString(key), locale).format(arguments);
    }

    /** @param state a word of the API, as {@code waiting}
     * @return the word people read; one that is not known, as it is
     */
    public String state(String state) {
        String key = "state." + state;
        return bundle.containsKey(key) ? bundle.getString(key) : state;
    }

    /** The language somebody asked for, as POSIX says: {@code LC_ALL}, else {@code LC_MESSAGES}, else {@code LANG}. The JVM
     * would ask the system's locale data, which may lack the one that is named.
     */
    public static Locale localeOf(Map<String, String> environment) {
        for (String name : new String[] {"LC_ALL", "LC_MESSAGES", "LANG"}) {
            String value = environment.getOrDefault(name, "");
            if (!value.isEmpty()) {
                String language = value.replaceFirst("[_.@].*", "");
                return language.equals("C") || language.equals("POSIX") ? Locale.ENGLISH : Locale.of(language);
            }
        }
        return Locale.ENGLISH;
    }
}

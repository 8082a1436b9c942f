package org.pabal.ejb.queue;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pabal.core.queue.BodyType;
import org.pabal.core.queue.MailOptions;
import org.pabal.core.queue.Notify;
import org.pabal.core.queue.OriginalRecipient;
import org.pabal.core.queue.RecipientOptions;
import org.pabal.core.queue.RecipientState;
import org.pabal.core.queue.ReturnedContent;
import org.pabal.core.queue.Xtext;

/** The options of messages and recipients as columns. */
public final class StoredOptions {
    private StoredOptions() {}

    /** @param body the column {@code body_type} */
    public static MailOptions mail(
            short body, boolean smtpUtf8, @Nullable String returned, @Nullable String envelopeId) {
        return new MailOptions(
                StoredCode.read(BodyType.values(), body),
                smtpUtf8,
                Optional.ofNullable(returned).map(ReturnedContent::valueOf),
                Optional.ofNullable(envelopeId).map(Xtext::new));
    }

    public static RecipientOptions recipient(@Nullable String wish, @Nullable String original) {
        return wish == null && original == null
                ? RecipientOptions.NONE
                : new RecipientOptions(
                        wish == null ? Notify.UNSAID : new Notify(wish),
                        Optional.ofNullable(original).map(OriginalRecipient::new));
    }

    /** @return what the column {@code state} means */
    public static RecipientState state(short code) {
        return StoredCode.read(RecipientState.values(), code);
    }

    static void set(QueuedMessage row, MailOptions options) {
        row.bodyType = StoredCode.of(options.body());
        row.smtpUtf8 = options.smtpUtf8();
        row.returned = options.returned().map(Enum::name).orElse(null);
        row.envelopeId = options.envelopeId().map(Xtext::encoded).orElse(null);
    }

    static void set(QueuedRecipient row, RecipientOptions options) {
        row.wish = options.wish().text().isEmpty() ? null : options.wish().text();
        row.original = options.original().map(OriginalRecipient::text).orElse(null);
    }
}

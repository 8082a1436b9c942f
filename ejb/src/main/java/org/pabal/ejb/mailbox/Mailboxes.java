package org.pabal.ejb.mailbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.local.LocalUser;
import org.pabal.core.local.LocalUsers.Resolution;
import org.pabal.core.queue.Channel;
import org.pabal.core.routing.RecipientRewriter;
import org.pabal.ejb.control.AssignmentStore;
import org.pabal.ejb.control.ControlStore;
import org.pabal.ejb.control.Precondition;
import org.pabal.ejb.control.StoredText;
import org.pabal.ejb.control.TextChange;

/** Where the mail of accounts goes: the assignments say, and are added to for new users. */
@ApplicationScoped
class Mailboxes {
    private static final int TRIES = 5;

    @Inject
    ControlStore controls;

    @Inject
    AssignmentStore assignments;

    /** @return what is in the way, or empty: mail for the account arrives somewhere */
    Optional<UserChange> ensure(Account account, String who) {
        EmailAddress address = EmailAddress.require(account.text());
        RecipientRewriter rewriter = controls.current().recipientRewriter();
        RecipientRewriter.Rewritten rewritten = rewriter.rewrite(address);
        if (!rewriter.isOurs(address) || rewritten.channel() != Channel.LOCAL) {
            return Optional.of(new UserChange.Missing(account.domain()
                    + " is no domain of this host: name it in the setting locals or virtualdomains first."));
        }
        return switch (assignments.localUsers().resolve(rewritten.address())) {
            case Resolution.Deliver there -> Optional.empty();
            case Resolution.Foreign there -> Optional.empty();
            case Resolution.Trash trash -> Optional.of(new UserChange.Refused("Mail for nobody has no mailbox."));
            case Resolution.Trouble trouble ->
                Optional.of(new UserChange.Refused(
                        "The mailbox has trouble: " + trouble.text().strip()));
            case Resolution.NoMailbox none ->
                assign(account, rewritten.address().local().text(), who).map(UserChange.Refused::new);
        };
    }

    /** @return the user whose mail it is; empty if it is nobody's here */
    Optional<LocalUser> owner(EmailAddress address) {
        RecipientRewriter.Rewritten rewritten =
                controls.current().recipientRewriter().rewrite(address);
        if (rewritten.channel() != Channel.LOCAL) {
            return Optional.empty();
        }
        return switch (assignments.localUsers().resolve(rewritten.address())) {
            case Resolution.Deliver mailbox -> Optional.of(mailbox.user());
            case Resolution.Foreign mailbox -> Optional.of(mailbox.user());
            case Resolution.NoMailbox none -> Optional.empty();
            case Resolution.Trouble trouble -> Optional.empty();
            case Resolution.Trash trash -> Optional.empty();
        };
    }

    /** @return the home directory that is the account's alone, whether it is there or not */
    Optional<Path> home(Account account) {
        RecipientRewriter.Rewritten rewritten =
                controls.current().recipientRewriter().rewrite(EmailAddress.require(account.text()));
        return rewritten.channel() == Channel.LOCAL
                ? assignments
                        .localUsers()
                        .assigned(rewritten.address())
                        .filter(user -> user.extension().isEmpty())
                        .map(LocalUser::home)
                : Optional.empty();
    }

    /** Adds an assignment at the end, which makes the home directory and its Maildir. @return a sentence if it cannot be */
    private Optional<String> assign(Account account, String local, String who) {
        String home =
                local.equals(account.name()) ? "users/" + local : "domains/" + account.domain() + "/" + account.name();
        String line = "=" + local + ":" + local + ":0:0:" + home + ":::\n";
        for (int i = 0; i < TRIES; i++) {
            StoredText now = assignments.text();
            TextChange change = assignments.put(withLine(now.text(), line), unchanged(now), who);
            if (change instanceof TextChange.Refused refused) {
                return Optional.of(refused.sentence());
            }
            if (!(change instanceof TextChange.Outdated)) {
                return Optional.empty();
            }
        }
        return Optional.of("the assignments are being changed by others all the time; try again.");
    }

    private static Precondition unchanged(StoredText now) {
        return now.version() == StoredText.NEVER_STORED
                ? new Precondition.IfAbsent()
                : new Precondition.IfVersion(Set.of(now.version()));
    }

    /** Before the line that is a single dot: what follows it does not count. */
    private static String withLine(String text, String line) {
        int end = text.startsWith(".") ? 0 : text.indexOf("\n.") + 1;
        return text.substring(0, end) + line + text.substring(end);
    }
}

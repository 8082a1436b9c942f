package org.pabal.core.bounce;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the report of an attempt says to programs.
 *
 * @param enhanced the status code (RFC 3463): what the remote host says counts before what we say of it
 * @param remoteReply the first line of the remote host's reply, with its code
 */
record ReportStatus(Optional<String> enhanced, Optional<String> remoteReply) {
    private static final Pattern OURS = Pattern.compile("\\(#([245]\\.\\d{1,3}\\.\\d{1,3})\\)");
    private static final Pattern THEIRS =
            Pattern.compile("Remote host said: ([2-5]\\d\\d(?:[ -](?:([245]\\.\\d{1,3}\\.\\d{1,3})(?= |$))?[^\\n]*)?)");

    static ReportStatus of(String report) {
        Matcher theirs = THEIRS.matcher(report);
        boolean replied = theirs.find();
        Optional<String> said = replied ? Optional.ofNullable(theirs.group(2)) : Optional.empty();
        return new ReportStatus(
                said.or(() ->
                        Optional.of(OURS.matcher(report)).filter(Matcher::find).map(found -> found.group(1))),
                replied ? Optional.of(theirs.group(1)) : Optional.empty());
    }
}

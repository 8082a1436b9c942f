package org.pabal.core.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes a content again, each entity as the survey has decided. */
final class Converter implements Structure.Follower {
    private static final String ENCODING = "Content-Transfer-Encoding";

    private final List<Treatment> treatments;
    private final ByteArrayOutputStream out;
    private int entities;
    private BodyEncoder body;
    private boolean lineEndOwed;

    Converter(List<Treatment> treatments, ByteArrayOutputStream out) {
        this.treatments = treatments;
        this.out = out;
        this.body = new Unchanged(out);
    }

    @Override
    public void header(EntityHeader header, boolean composite, boolean isSealed) {
        Treatment treatment = treatments.get(entities);
        boolean skipping = false;
        for (String line : header.lines()) {
            boolean skip = EntityHeader.isContinuation(line) ? skipping : EntityHeader.isField(line, ENCODING);
            skipping = skip && treatment != Treatment.KEEP;
            if (!skipping) {
                line(line);
            }
        }
        labels(header, treatment);
        if (header.complete()) {
            line("");
        }
        entities++;
        body = BodyEncoder.of(treatment, out);
        lineEndOwed = false;
    }

    private void labels(EntityHeader header, Treatment treatment) {
        if (treatment.encodes()) {
            if (header.isMessage() && !header.has("MIME-Version")) {
                line("MIME-Version: 1.0");
            }
            if (!header.has("Content-Type")) {
                // RFC 1428 §3: nobody knows what these octets mean
                line("Content-Type: text/plain; charset=unknown-8bit");
            }
            line(ENCODING + ": " + (treatment == Treatment.BASE64 ? "base64" : "quoted-printable"));
        }
        if (entities == 0) {
            line("X-MIME-Autoconverted: from 8bit to 7bit");
        }
    }

    @Override
    public void body(byte[] octets, int length, boolean first, boolean last) {
        payLineEnd();
        body.octets(octets, length);
        lineEndOwed = last;
    }

    @Override
    public void bodyEnds(boolean delimited) {
        if (!delimited) {
            payLineEnd();
        }
        body.finish();
        if (delimited ? lineEndOwed : body instanceof Base64Lines) {
            out.write('\n');
        }
        lineEndOwed = false;
    }

    /** Only the next line tells whether a line end belongs to the body. */
    private void payLineEnd() {
        if (lineEndOwed) {
            body.lineEnd();
            lineEndOwed = false;
        }
    }

    @Override
    public void between(byte[] octets, int length, boolean last) {
        out.write(octets, 0, length);
        if (last) {
            out.write('\n');
        }
    }

    @Override
    public void overflow() {
        throw new IllegalStateException("the survey has refused this content");
    }

    private void line(String line) {
        out.writeBytes((line + "\n").getBytes(StandardCharsets.ISO_8859_1));
    }
}

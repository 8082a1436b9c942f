package org.pabal.web.diagnostics;

import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.pabal.core.address.EmailAddress;
import org.pabal.core.address.ReversePath;
import org.pabal.ejb.deliver.Diagnoses;
import org.pabal.ejb.deliver.DiagnosisStep;

/** Runs a diagnosis on a thread of its own, and sends its steps. It ends by its own times, whether anybody still reads or not. */
final class DiagnosisStream implements Runnable, DiagnosisStep.Listener {
    private static final Logger LOG = System.getLogger(DiagnosisStream.class.getName());

    private final Diagnoses diagnoses;
    private final ReversePath from;
    private final EmailAddress to;
    private final SseEventSink sink;
    private final Sse sse;

    DiagnosisStream(Diagnoses diagnoses, ReversePath from, EmailAddress to, SseEventSink sink, Sse sse) {
        this.diagnoses = diagnoses;
        this.from = from;
        this.to = to;
        this.sink = sink;
        this.sse = sse;
    }

    @Override
    public void run() {
        try (sink) {
            diagnoses.run(from, to, this);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "a diagnosis of mail for " + to + " ended in a surprise", e);
        }
    }

    @Override
    public void happened(DiagnosisStep step) {
        if (sink.isClosed()) {
            return;
        }
        sink.send(sse.newEvent(DiagnosisView.of(step).toString())).whenComplete((sent, gone) -> {
            if (gone != null) {
                LOG.log(Level.DEBUG, "nobody reads this diagnosis any more", gone);
            }
        });
    }
}

package org.pabal.batch;

/** The jobs there are. */
public enum Job {
    ORDER("queue-order"),
    BOUNCE("bounce");

    /** of the file in {@code META-INF/batch-jobs}, and in the API */
    final String id;

    Job(String id) {
        this.id = id;
    }
}

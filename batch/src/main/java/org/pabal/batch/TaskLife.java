package org.pabal.batch;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import org.pabal.ejb.node.ThisNode;

/** Ends with the application what runs in it: the batch runtime lives longer, and would go on without our classes. */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class TaskLife {
    private static final Logger LOG = System.getLogger(TaskLife.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int RUNNING_AT_MOST = 100;

    @Inject
    ThisNode node;

    @Inject
    Tasks tasks;

    @PostConstruct
    void begin() {
        LOG.log(Level.DEBUG, "node {0} lives since {1}", node.name(), node.began());
    }

    @PreDestroy
    void end() {
        List<Long> running = tasks.list(RUNNING_AT_MOST).stream()
                .filter(task -> !task.state().isOver() && task.node().equals(node.name()))
                .map(Task::id)
                .toList();
        running.forEach(tasks::stop);
        try {
            for (long id : running) {
                tasks.await(id, PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

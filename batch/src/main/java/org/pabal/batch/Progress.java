package org.pabal.batch;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How far the tasks of this node are. The batch runtime keeps it with every checkpoint, but shows it only when the step has
 * ended; until then it is here.
 */
@ApplicationScoped
class Progress {
    /** more than run at once; older ones are shown by the batch runtime */
    private static final int KEPT = 200;

    private final Map<Long, TaskProgress> recent = Collections.synchronizedMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, TaskProgress> eldest) {
            return size() > KEPT;
        }
    });

    public void set(long task, TaskProgress now) {
        recent.put(task, now);
    }

    /** @return empty for a task of another node, or of long ago */
    public Optional<TaskProgress> find(long task) {
        return Optional.ofNullable(recent.get(task));
    }
}

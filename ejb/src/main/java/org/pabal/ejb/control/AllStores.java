package org.pabal.ejb.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** The stores of texts together, for what is done to all of them. */
@ApplicationScoped
class AllStores {
    private final ControlStore controls;
    private final AccessRuleStore rules;
    private final AssignmentStore assignments;

    @Inject
    AllStores(ControlStore controls, AccessRuleStore rules, AssignmentStore assignments) {
        this.controls = controls;
        this.rules = rules;
        this.assignments = assignments;
    }

    /** For the container's proxy, which never uses its own fields. */
    @SuppressWarnings("NullAway")
    AllStores() {
        controls = null;
        rules = null;
        assignments = null;
    }

    /**
     * Reads all texts now.
     *
     * @throws IllegalArgumentException with a sentence that names the text, if a stored one is bad
     */
    void load() {
        controls.load();
        rules.load();
        assignments.load();
    }

    /** Reads again what was read before this generation. */
    void refresh(long generation) {
        controls.refresh(generation);
        rules.refresh(generation);
        assignments.refresh(generation);
    }
}

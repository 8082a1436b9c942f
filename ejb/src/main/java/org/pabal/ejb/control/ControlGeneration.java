package org.pabal.ejb.control;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The one row of {@code control_generation}: locked by every change, read by every node to notice one. */
@Entity
@Table(name = "control_generation")
@Cacheable(false)
class ControlGeneration {
    static final Integer ONLY_ROW = 1;

    @Id
    @Column(name = "id")
    Integer id = ONLY_ROW;

    @Column(name = "generation", nullable = false)
    long generation;

    protected ControlGeneration() {}

    long next() {
        generation++;
        return generation;
    }
}

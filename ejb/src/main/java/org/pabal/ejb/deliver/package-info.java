/**
 * Delivery attempts: what the JMS bells wake. Entry classes {@link org.pabal.ejb.deliver.LocalDeliveryBean} and
 * {@link org.pabal.ejb.deliver.RemoteDeliveryBean}. Invariant: every recipient of a group gets exactly one outcome, whatever
 * happens, and no unit of work is open while a disk or a remote host is waited for.
 */
@NullMarked
package org.pabal.ejb.deliver;

import org.jspecify.annotations.NullMarked;
